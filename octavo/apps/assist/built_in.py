"""The built-in writer: which sources each feature reads, and what composes it. No model, no network."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from octavo.apps.assist.asked import Asked
from octavo.apps.assist.sources import sources_of
from octavo.engine.assist import summarise
from octavo.engine.assist.composed import Cited, Composed, Part, Source


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """What a feature is composed of: the reports asked about, and what else Octavo holds that bears on them."""

    sources: Sequence[Source]
    archive: Sequence[Source] = ()

    @property
    def everything(self) -> list[Source]:
        return [*self.sources, *self.archive]


def gather(asked: Asked, *, now: datetime, known_at: datetime | None = None) -> Gathered:
    """What a feature reads; no sources where there is no such article or story, or no text of it."""
    return Gathered(sources=sources_of(asked, known_at=known_at))


def compose(asked: Asked, gathered: Gathered) -> Composed:
    """What the built-in writer gives for a feature."""
    composer = _COMPOSERS.get(asked.feature.key)
    return composer(asked, gathered) if composer else Composed()


def _key_points(asked: Asked, gathered: Gathered) -> Composed:
    source = gathered.sources[-1]
    found = summarise(source.title, source.text, source.language)
    return Composed(parts=(Part(sentences=tuple(Cited(text=one.text, spans=(source.cite(one),)) for one in found)),))


_COMPOSERS: Mapping[str, Callable[[Asked, Gathered], Composed]] = {"key_points": _key_points}
