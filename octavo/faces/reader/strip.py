"""Reports of a story over time, as bars of a drawing that the server makes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

BAR, GAP, HEIGHT = 18, 6, 100  # of the drawing, which is stretched to its place
_LEAST = 4  # a single report must be seen beside a hundred
_FEWEST = 24  # bars that fill the place; fewer leave the rest empty, so that one bar is no wall


class Counted(Protocol):
    @property
    def start(self) -> datetime: ...
    @property
    def own(self) -> int: ...
    @property
    def copies(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Strip:
    """`own` and `copies` are the bars as paths, copies on top; the rest says in numbers what they show."""

    own: str
    copies: str
    width: int
    first: datetime
    last: datetime  # beginning of the last bar
    most: int  # reports of the highest bar
    most_at: datetime
    has_copies: bool
    daily: bool  # a bar is a day or more


def strip_of(bars: Sequence[Counted], hours: int) -> Strip | None:
    """The strip of these bars, oldest first; None where there is nothing to compare."""
    if len(bars) < 2:
        return None
    highest = max(bars, key=lambda bar: bar.own + bar.copies)
    scale = HEIGHT / (highest.own + highest.copies)
    own: list[str] = []
    copies: list[str] = []
    for place, bar in enumerate(bars):
        left, base = place * (BAR + GAP), HEIGHT
        for count, paths in ((bar.own, own), (bar.copies, copies)):
            if count:
                tall = max(round(count * scale), _LEAST)
                base -= tall
                paths.append(f"M{left} {base}h{BAR}v{tall}h-{BAR}z")
    return Strip(
        own="".join(own), copies="".join(copies), width=max(len(bars), _FEWEST) * (BAR + GAP) - GAP,
        first=bars[0].start, last=bars[-1].start, most=highest.own + highest.copies, most_at=highest.start,
        has_copies=bool(copies), daily=hours >= 24,
    )  # fmt: skip
