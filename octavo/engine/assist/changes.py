"""What changed since a reader last looked: facts that only later reports tell, and figures with another value now."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cached_property

from octavo.engine.assist.composed import Cited, Composed, Part, Source
from octavo.engine.assist.news import Report, new_facts
from octavo.engine.assist.sentences import bare, stands_alone
from octavo.engine.entities import find_figures
from octavo.engine.entities.lists import listed
from octavo.engine.records import Sentence
from octavo.engine.text.sentences import split_sentences
from octavo.engine.text.stems import stem
from octavo.engine.text.tokens import content_words, stopwords, words

_MOST_NEW, _MOST_UPDATED = 8, 5
_COUNT_GROWS, _SUM_GROWS = 6, 2  # times at most: more is another thing that is counted
_MOST_EACH = 2  # new facts of one report
_REPORTS = 60  # looked at, the newest
_LONGEST = 6_000  # characters of each


def changes(sources: Sequence[Source], *, since: datetime) -> Composed:
    """What reports that came after `since` say that no report until then said. Sources without a time are not heard.

    Part "updated", one a figure: `sentences` are the newer and the older one, `detail` {"before", "after"} the figures
    in their words; `label` what is counted, in the newer one's words. Part "new": facts, the newest first, at most
    eight, that no updated figure tells already. Sources of one `origin` are heard once, as the earliest. Nothing where
    nothing was read before or nothing came since.
    """
    heard = _independent(sources)
    before = [each for each in heard if each.at is not None and each.at <= since]
    # In a language that nobody wrote in before, every word is new and says nothing.
    read = {each.language for each in before}
    after = [each for each in heard if each.at is not None and each.at > since and each.language in read]
    if not before or not after:
        return Composed()
    updated = _updated(before, after)
    parts = [each.part for each in updated]
    told = {(each.new.source.article, each.new.sentence.start) for each in updated}
    fresh = _new(before, after, told)
    if fresh:
        parts.append(Part(kind="new", sentences=tuple(fresh)))
    return Composed(parts=tuple(parts))


def _independent(sources: Sequence[Source]) -> list[Source]:
    """One source an origin, the earliest, in order of time."""
    dated = sorted(
        (each for each in sources if each.at is not None and each.text.strip()),
        key=lambda each: (each.at or datetime.max.replace(tzinfo=UTC), each.article, each.version),
    )
    first: dict[tuple[str, int], Source] = {}
    for each in dated:
        first.setdefault(("article", each.article) if each.origin is None else ("origin", each.origin), each)
    return list(first.values())[-_REPORTS:]


def _new(before: Sequence[Source], after: Sequence[Source], told: set[tuple[int, int]]) -> list[Cited]:
    by_article = {each.article: each for each in (*before, *after)}
    reports = [
        Report(id=each.article, text=each.text[:_LONGEST], language=each.language, published=each.at)
        for each in (*before, *after)
    ]
    facts: dict[int, list[Cited]] = {each.article: [] for each in reversed(after)}
    for fact in new_facts(reports, each=_MOST_EACH + 1):
        taken = facts.get(fact.id)
        sentence = bare(fact.sentence)
        if taken is not None and len(taken) < _MOST_EACH and (fact.id, sentence.start) not in told:
            taken.append(Cited(text=sentence.text, spans=(by_article[fact.id].cite(sentence),)))
    return [cited for taken in facts.values() for cited in taken][:_MOST_NEW]


# ---------------------------------------------------------------- figures with another value


@dataclass(frozen=True)
class _Count:
    """A figure in its sentence: its value, what it counts, and the words around it."""

    source: Source
    sentence: Sentence
    written: str  # as the sentence writes it
    value: str  # as `find_figures` gives it, without the unit
    unit: str
    counted: str  # the word after the figure, folded; with its unit it is what is counted
    around: frozenset[str]

    @cached_property
    def key(self) -> tuple[str, str]:
        return self.unit, self.counted


@dataclass(frozen=True)
class _Update:
    old: _Count
    new: _Count

    @property
    def part(self) -> Part:
        sentences = tuple(
            Cited(text=each.sentence.text, spans=(each.source.cite(each.sentence),)) for each in (self.new, self.old)
        )
        detail = {"before": self.old.written, "after": self.new.written}
        return Part(kind="updated", label=self.new.written, sentences=sentences, detail=detail)


def _updated(before: Sequence[Source], after: Sequence[Source]) -> list[_Update]:
    """Figures that a later report gives another value than the reports before did, the newest first, one a sentence and
    one for each thing that is counted."""
    old = _counts(before)
    later = [count for counts in _counts(after).values() for count in counts]
    still = {(count.source.article, *count.key, count.value) for count in later}
    newest_first = sorted(
        later,
        key=lambda count: (-_time(count), count.source.article, count.sentence.start),
    )
    found: list[_Update] = []
    used: set[tuple[int, int] | tuple[str, str]] = set()
    for new in newest_first:
        place = (new.source.article, new.sentence.start)
        earlier = old.get(new.key, [])
        # A report that gives the old value too counts two things.
        about = [
            each
            for each in earlier
            if _is_about(each, new) and (new.source.article, *each.key, each.value) not in still
        ]
        if not about or new.value in {each.value for each in earlier} or place in used or new.key in used:
            continue
        used |= {place, new.key}
        found.append(_Update(old=max(about, key=lambda each: (_time(each), len(each.around & new.around))), new=new))
    return found[:_MOST_UPDATED]


def _time(count: _Count) -> float:
    return count.source.at.timestamp() if count.source.at else 0.0


def _counts(sources: Sequence[Source]) -> Mapping[tuple[str, str], list[_Count]]:
    """Unit and what is counted -> the figures of it, in order of time."""
    found: dict[tuple[str, str], list[_Count]] = {}
    for source in sources:
        for sentence in split_sentences(source.text[:_LONGEST], source.language):
            if stands_alone(sentence, source.language):
                for count in _counts_of(source, bare(sentence)):
                    found.setdefault(count.key, []).append(count)
    return found


def _counts_of(source: Source, sentence: Sentence) -> list[_Count]:
    found = []
    for match in _FIGURE.finditer(sentence.text):
        read = _read_figure(match.group(), source.language)
        if read is None:
            continue
        written, value, unit, counted = read
        around = frozenset(
            stem(word, source.language)
            for word in content_words(sentence.text.replace(written, " "), source.language)
            if not word[0].isdigit()
        )
        found.append(
            _Count(
                source=source,
                sentence=sentence,
                written=written,
                value=value,
                unit=unit,
                counted=counted,
                around=around,
            )
        )
    return found


def _read_figure(text: str, language: str | None) -> tuple[str, str, str, str] | None:
    """A figure and the words after it: as much as is written of it, value, unit and what it counts. None: no count."""
    pieces = _PIECE.findall(text)
    whole = _value_of("".join(pieces), language)
    if whole is None:
        return None
    # The number with as few words as say all of it: "5.2 billion dollars".
    least = next(at for at in range(1, len(pieces) + 1) if _value_of("".join(pieces[:at]), language) == whole)
    written, (value, unit) = "".join(pieces[:least]), whole
    if unit:
        return written.strip(), value, unit, ""
    following = words(pieces[least]) if least < len(pieces) else []
    if not following or following[0] in stopwords(language) or following[0] in listed("calendar"):
        return None
    return (written + pieces[least]).strip(), value, "", stem(following[0], language)


def _value_of(text: str, language: str | None) -> tuple[str, str] | None:
    figures = find_figures(text, language=language)
    if figures:
        value, _, unit = figures[0].partition(" ")
        return value, unit
    number = words(text)[0]
    return (number, "") if len(number) == 1 and number.isdigit() else None  # a small count is no figure elsewhere


def _is_about(old: _Count, new: _Count) -> bool:
    """Whether two figures of the same unit tell of the same thing: enough words around them in common, and values that
    one thing may have had. Of percentages and sums a text has many, of each counted thing few."""
    less = min(len(old.around), len(new.around))
    shared = len(old.around & new.around)
    one, other = sorted((float(old.value), float(new.value)))
    if one == other or one * (_SUM_GROWS if new.unit else _COUNT_GROWS) < other:
        return False
    return (shared >= 3 and shared >= (0.6 if new.unit else 0.2) * less) or (shared == 2 and not new.unit and less < 6)


# A number and up to three words after it, with nothing but a space, a hyphen or a sign between.
_FIGURE = re.compile(
    r"(?<![\w.,:/-])(?:[$€£¥₹]\s?)?\d(?:[\d.,]*\d)?(?![\w:/]|[.,]\d)"
    r"(?:\s?%|(?:[ \u00a0-][^\W\d_][^\s,.;:()\"“”«»!?।]*){0,3})"
)
_PIECE = re.compile(r"[$€£¥₹]?\s?\d[\d.,]*|\s?%|[ \u00a0-][^\s%-]+")
