"""The reports of a story as the panel reads them: how much of each, and which of them are one source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from octavo.engine.assist.composed import Cited, Source
from octavo.engine.assist.saying.naming import is_office
from octavo.engine.neardup import Sourced, independent_sources
from octavo.engine.records import Sentence
from octavo.engine.text.sentences import split_sentences

MOST_SOURCES = 60  # looked at, the newest
_SHORTEST_READ = 1_000  # characters of a report, however many there are
_CARRIED = 0.7  # share of a report's sentences that stand word for word in an earlier one: its text
_UNDATED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """A report, the sentences of its opening, and the number of its source among the independent ones."""

    source: Source
    group: int
    opening: str
    sentences: tuple[Sentence, ...]

    def cite(self, sentence: Sentence) -> Cited:
        return Cited(text=sentence.text, spans=(self.source.cite(sentence),))


def hear_reports(sources: Sequence[Source], characters: int) -> tuple[Heard, ...]:
    """The reports in order of time (undated last, equal times by id), of each at most its share of `characters`."""
    ordered = in_order(sources)[-MOST_SOURCES:]
    share = max(_SHORTEST_READ, characters // max(1, len(ordered)))
    heard = []
    for source in ordered:
        opening = source.text if len(source.text) <= share else source.text[: source.text.rfind(" ", 0, share) + 1]
        sentences = sentences_of(opening, source.language)
        # The last one may be cut in two.
        heard.append((source, opening, sentences if len(opening) == len(source.text) else sentences[:-1]))
    groups = _groups(ordered, [sentences for _, _, sentences in heard])
    return tuple(
        Heard(source=source, group=group, opening=opening, sentences=sentences)
        for (source, opening, sentences), group in zip(heard, groups, strict=True)
    )


def in_order(sources: Sequence[Source]) -> list[Source]:
    """In order of time, each article version once."""
    once = {(source.article, source.version): source for source in sources}
    return sorted(once.values(), key=lambda source: (source.at or _UNDATED, source.article, source.version))


# The four functions of the panel read the same openings one after the other.
@lru_cache(maxsize=512)
def sentences_of(text: str, language: str | None) -> tuple[Sentence, ...]:
    return split_sentences(text, language)


def find_name(text: str, name: str) -> int:
    """Where a name stands as a whole, no part of a longer one ("Northgate" of the Northgate Times); -1: nowhere."""
    at = text.find(name)
    while at >= 0 and not _is_whole(text, at, at + len(name)):
        at = text.find(name, at + 1)
    return at


def _is_whole(text: str, start: int, end: int) -> bool:
    if (start and text[start - 1].isalnum()) or text[end : end + 1].isalnum() or text[end : end + 1] in ("-", "&"):
        return False
    if not text[start].isupper():
        return True
    behind = text[end : end + 3].lstrip(" \u00a0")[:1]
    if text[end : end + 1] in (" ", "\u00a0") and (behind.isupper() or behind == "&"):
        return False
    before = text[:start].split()[-2:]
    if not before or text[start - 1] not in " \u00a0":
        return True
    # A word with a capital before it, not at the beginning of a sentence: the rest of the name, unless an office.
    last = before[-1]
    joined = last == "&" or (last[0].isupper() and last[-1].isalpha() and len(before) > 1 and not is_office(last))
    return not joined or before[0][-1] in ".!?:"


def _groups(sources: Sequence[Source], sentences: Sequence[tuple[Sentence, ...]]) -> list[int]:
    """The number of each report's source, from 0: by `origin`, publisher and agency, and by text carried unsaid."""
    first: dict[str, int] = {}
    carried: dict[int, int] = {}
    for place, found in enumerate(sentences):
        met: dict[int, int] = {}
        for sentence in found:
            other = first.setdefault(sentence.text, place)
            if other != place:
                met[other] = met.get(other, 0) + 1
        if met and len(found) > 1 and max(met.values()) >= _CARRIED * len(found):
            carried[place] = min(other for other in met if met[other] == max(met.values()))
    reports = [
        Sourced(
            id=source.article,
            publisher=source.publisher or f"#{source.article}",
            original=source.origin if source.origin != source.article else None,
            sources=(sources[carried[place]].article,) if place in carried else (),
        )
        for place, source in enumerate(sources)
    ]
    return independent_sources(reports)
