"""The built-in writer: what each feature reads, and what composes it. No model, no network."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from random import Random

from octavo.apps.assist.archive import archive_for
from octavo.apps.assist.asked import Asked, moment_of
from octavo.apps.assist.asking import sources_for
from octavo.apps.assist.sources import affair_sources, sources_of
from octavo.engine import assist
from octavo.engine.assist import Composed, Length, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What a feature is composed of: the reports asked about, and what else Octavo holds that bears on them.

    `at` is the moment by which all of it was known.
    """

    sources: Sequence[Source]
    archive: Sequence[Source] = ()
    at: datetime

    @property
    def everything(self) -> list[Source]:
        return [*self.sources, *self.archive]


def gather(asked: Asked, *, now: datetime, known_at: datetime | None = None) -> Gathered:
    """What a feature reads; no sources where there is no such article or story, or no text of it."""
    at = known_at or now
    if asked.feature.key == "ask":
        found = sources_for(
            asked.chosen["question"], article=asked.article, story=asked.story, earlier=earlier_of(asked), as_of=at,
            known_at=known_at, now=now,
        )  # fmt: skip
        return Gathered(sources=found, at=at)
    if asked.feature.key == "timeline" and asked.story is not None:
        return Gathered(sources=affair_sources(asked.story, known_at), at=at)
    sources = sources_of(asked, known_at=known_at)
    if asked.feature.key in ("background", "quiz") and sources:
        return Gathered(sources=sources, archive=_archive(sources, at, known_at), at=at)
    return Gathered(sources=sources, at=at)


def _archive(sources: Sequence[Source], at: datetime, known_at: datetime | None) -> list[Source]:
    """What the archive holds of those whom the sources name, from before them and after."""
    language = next((one.language for one in sources if one.language), None)
    own = [one.article for one in sources]
    return archive_for(assist.names_of(sources), language, at, at, but=own, known_at=known_at)


def earlier_of(asked: Asked) -> list[tuple[str, str]]:
    """The questions before this one with their answers, as the address carries them; what is none is passed over."""
    try:
        pairs = json.loads(asked.chosen.get("earlier", "[]"))
    except (ValueError, RecursionError):
        return []
    return [
        (_text(pair[0]), _text(pair[1])) for pair in (pairs if isinstance(pairs, list) else ())
        if isinstance(pair, list) and len(pair) == 2 and all(isinstance(text, str) for text in pair)
    ]  # fmt: skip


def _text(given: str) -> str:
    """Without halves of letters and NUL, which JSON can write and nothing else can hold."""
    return given.encode("utf-8", "ignore").decode().replace("\0", "")


def compose(asked: Asked, gathered: Gathered) -> Composed:
    """What the built-in writer gives for a feature that it can do."""
    return assist.trimmed(_COMPOSERS[asked.feature.key](asked, gathered), gathered.everything)


def _ask(asked: Asked, gathered: Gathered) -> Composed:
    return assist.answer(asked.chosen["question"], gathered.sources, asked_at=gathered.at, earlier=earlier_of(asked))


def _changes(asked: Asked, gathered: Gathered) -> Composed:
    since = moment_of(asked.chosen["since"])
    return assist.changes(gathered.sources, since=since) if since else Composed()


def _quiz(asked: Asked, gathered: Gathered) -> Composed:
    return assist.quiz(gathered.sources, dice=Random(asked.key), archive=gathered.archive)


_COMPOSERS: Mapping[str, Callable[[Asked, Gathered], Composed]] = {
    "key_points": lambda asked, got: assist.key_points(got.sources, length=Length(asked.chosen["length"])),
    "ask": _ask,
    "compare": lambda _, got: assist.compare(got.sources),
    "timeline": lambda _, got: assist.timeline(got.sources),
    "background": lambda _, got: assist.background(got.sources, got.archive),
    "changes": _changes,
    "quiz": _quiz,
    "perspectives": lambda _, got: assist.perspectives(got.sources),
}
