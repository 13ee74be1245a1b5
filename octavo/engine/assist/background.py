"""Who and what a story names, told from Octavo's own archive."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from importlib import resources

from octavo.engine.assist.composed import Composed, Part, Source
from octavo.engine.assist.reading import Heard, find_name, hear_reports
from octavo.engine.assist.saying.naming import is_office
from octavo.engine.assist.saying.speech import UNCASED
from octavo.engine.assist.saying.words import saying
from octavo.engine.assist.sentences import stands_alone
from octavo.engine.entities import find_names
from octavo.engine.entities.lists import listed
from octavo.engine.linking.figures import spelled_numbers
from octavo.engine.records import Sentence
from octavo.engine.text.countries import country_of
from octavo.engine.text.tokens import UNSPACED, content_words, words

_OF_SOURCES, _OF_ARCHIVE = 20_000, 60_000  # characters read in all
_MOST, _EACH = 6, 3  # entities, sentences of each
_SAID_BEFORE = 0.6  # share of a sentence's words that a chosen one holds
_LEAD = 4  # sentences in which an article tells what is new
_FEW = 3  # words before a name that a sentence is about


@dataclass(frozen=True, slots=True, kw_only=True)
class _Mention:
    heard: Heard
    sentence: Sentence
    place: int
    defines: float  # how plainly the sentence says who or what it is
    first: bool  # the first mention in its text
    from_archive: bool

    @property
    def at(self) -> datetime | None:
        return self.heard.source.at


def background(sources: Sequence[Source], archive: Sequence[Source]) -> Composed:
    """Who and what the reports of a story name most, each with what earlier articles say of it.

    A Part of kind "entity" for each of at most six names, the most named first. `label`: the name, in full. `detail`:
    "mentions" (articles of `archive` that name it; a report of the story counts for none), "since" (ISO date of the
    earliest of them, of the reports where there is none; "" where none has a date). One to three sentences, word for
    word, in this order: what says plainest who or what it is ("X, the minister of ...", "X is a ..."), else how it was
    introduced; then the latest that was told of it. The archive comes first; the reports themselves stand in only where
    they define. A name of which nothing can be said alone is left out.
    """
    reports = hear_reports(sources, _OF_SOURCES)
    own = {source.article for source in sources}
    earlier = hear_reports([source for source in archive if source.article not in own], _OF_ARCHIVE)
    names = main_names(reports)
    parts: list[Part] = []
    used: set[str] = set()
    mentions = _find(names, reports, earlier)
    for name in names:
        part = _part(name, mentions[name], earlier, reports, used)
        if part is not None and len(parts) < _MOST:
            parts.append(part)
    return Composed(parts=tuple(parts))


def names_of(sources: Sequence[Source]) -> list[str]:
    """What `background` would speak of: at most twelve names of a story, to ask an archive for."""
    return main_names(hear_reports(sources, _OF_SOURCES))


def main_names(reports: Sequence[Heard], limit: int = 12) -> list[str]:
    """The full names that most independent reports have, those named most first."""
    groups: defaultdict[str, set[int]] = defaultdict(set)
    counts: Counter[str] = Counter()
    publishers = {" ".join(words(report.source.publisher)) for report in reports}
    for report in reports:
        found = find_names(report.opening, report.source.language, title=report.source.title)
        for rank, name in enumerate(found[:10]):
            if _is_telling(name, report.source.language, publishers):
                groups[name].add(report.group)
                counts[name] += 10 - rank
    ranked = sorted(counts, key=lambda name: (-len(groups[name]), -counts[name], name))[: limit * 4]
    chosen: list[str] = []
    taken: list[set[str]] = []
    for name in ranked:
        folded = set(words(name))
        if len(chosen) == limit:
            break
        if any(folded <= other or other <= folded for other in taken):
            continue
        # "Velmoran" beside "Velmora": what is of a place is no name.
        if " " not in name and any(len(other) > 3 and name.startswith(other) and name != other for other in ranked):
            continue
        chosen.append(name)
        taken.append(folded)
    return chosen


def _is_telling(name: str, language: str | None, publishers: set[str]) -> bool:
    """No publisher, country, day, and no single word of which many things are called."""
    folded = words(name)
    key = " ".join(folded)
    if (
        not folded
        or key in publishers
        or key in listed("calendar")
        or key in listed("outlets")
        or key in listed("junk")
    ):
        return False
    if country_of(name, language) or len(key.replace(" ", "")) < 3 or any(spelled_numbers(name, language)):
        return False
    code = (language or "")[:2]
    # Where nothing marks a name but repetition, a single word is as soon "water" as a name.
    return code not in UNCASED or " " in name or code in UNSPACED


def _find(names: Sequence[str], reports: Sequence[Heard], earlier: Sequence[Heard]) -> dict[str, list[_Mention]]:
    found: defaultdict[str, list[_Mention]] = defaultdict(list)
    for from_archive, read in ((True, earlier), (False, reports)):
        for heard in read:
            for name in names:
                if name not in heard.opening:
                    continue
                hits = [(place, each) for place, each in enumerate(heard.sentences) if find_name(each.text, name) >= 0]
                for number, (place, sentence) in enumerate(hits):
                    found[name].append(
                        _Mention(
                            heard=heard,
                            sentence=sentence,
                            place=place,
                            first=number == 0,
                            from_archive=from_archive,
                            defines=_defines(name, sentence.text, heard.source.language),
                        )
                    )
    return found


def _defines(name: str, sentence: str, language: str | None) -> float:
    """How plainly a sentence says who or what a name is: 0 to about 3."""
    code = (language or "")[:2]
    is_words, articles = _words(code)
    at = find_name(sentence, name)
    behind, before = sentence[at + len(name) :], sentence[:at]
    apposed = re.match(r"[”»\"]?,? \(?(?P<what>[^,;:()]{3,110})[,)]", behind) if behind[:2] in (", ", " (") else None
    if apposed:
        what = apposed["what"].split()
        if what[0].lower() in articles or any(map(is_office, what[:3])):
            return 3.0
        # "the log of the board, which the board read out" tells of the log.
        if what[0].lower() in ("who", "which", "whose") and len(what) > 1 and what[1].lower() not in articles:
            return 2.0
    spoken = behind.split()[:2]
    if len(spoken) == 2 and spoken[0].lower() in is_words and (not articles or spoken[1].lower() in articles):
        return 2.6
    # "the fire chief, X", "Infrastructure Minister X", and in Hindi or Arabic the office directly before.
    tail = before.rstrip(" ,").split()[-4:]
    set_off = before.endswith(", ") and behind.startswith(",")
    if tail and (is_office(tail[-1]) or (set_off and any(word.lower() in articles for word in tail))):
        return 1.8
    if code in ("hi", "ur") and any(sentence.rstrip("।. ").endswith(f" {word}") for word in is_words):
        return 1.0
    return 0.0


@cache
def _words(language: str) -> tuple[frozenset[str], frozenset[str]]:
    found = _listed()
    return found.get(f"{language}.is", frozenset()), found.get(f"{language}.a", frozenset())


@cache
def _listed() -> dict[str, frozenset[str]]:
    lines = resources.files("octavo.engine.assist").joinpath("background.txt").read_text("utf-8").splitlines()
    split = (line.partition(":") for line in lines if line and not line.startswith("#"))
    return {key: frozenset(entries.split()) for key, _, entries in split}


def _part(
    name: str, mentions: Sequence[_Mention], earlier: Sequence[Heard], reports: Sequence[Heard], used: set[str]
) -> Part | None:
    holding = [heard for heard in earlier if find_name(heard.source.text, name) >= 0]
    chosen: list[_Mention] = []
    for mention in _ranked(name, mentions):
        if len(chosen) == _EACH:
            break
        if mention.sentence.text not in used and _is_new(mention, chosen):
            chosen.append(mention)
    if not chosen:
        return None
    used |= {mention.sentence.text for mention in chosen}
    dates = [heard.source.at for heard in holding or [heard for heard in reports if name in heard.source.text]]
    since = min((at for at in dates if at), default=None)
    return Part(
        kind="entity",
        label=name,
        sentences=tuple(mention.heard.cite(mention.sentence) for mention in chosen),
        detail={"mentions": len(holding), "since": since.date().isoformat() if since else ""},
    )


def _ranked(name: str, mentions: Iterable[_Mention]) -> Iterator[_Mention]:
    """What defines it, how it was introduced, the latest; each from the archive where it can be."""
    fit = [mention for mention in mentions if stands_alone(mention.sentence)]

    def order(mention: _Mention) -> tuple[object, ...]:
        source = mention.heard.source
        return not mention.from_archive, mention.at is None, mention.at, source.article, mention.place

    defining = sorted((each for each in fit if each.defines), key=lambda each: (-each.defines, *order(each)))
    yield from defining[:1]
    subject = [each for each in fit if each.from_archive and _is_subject(name, each)]
    first = sorted((each for each in subject if each.first and not defining), key=order)
    yield from first[:1]
    newest = sorted(
        (each for each in subject if each.place < _LEAD),
        key=lambda each: (each.at.timestamp() if each.at else 0.0, -each.place, each.heard.source.article),
        reverse=True,
    )
    yield from newest[:2]


def _is_subject(name: str, mention: _Mention) -> bool:
    """Whether a sentence begins with a name, office and all: it tells of it, not only of something there."""
    words_of_it = saying((mention.heard.source.language or "")[:2])
    text = mention.sentence.text
    at = find_name(text, name)
    before = text[:at].split()
    if len(before) > _FEW or text[at + len(name) :].startswith(("'s", "’s")):
        return False
    return not before or words_of_it is None or before[-1].lower().strip('("“«') not in words_of_it.to


def _is_new(mention: _Mention, chosen: Sequence[_Mention]) -> bool:
    said = set(content_words(mention.sentence.text, mention.heard.source.language))
    for other in chosen:
        spoken = set(content_words(other.sentence.text, other.heard.source.language))
        if len(said & spoken) > _SAID_BEFORE * min(len(said), len(spoken)):
            return False
    return True
