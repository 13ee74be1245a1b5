"""Articles day by day as a drawing: a bar a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

HEIGHT = 40  # of the drawing; its width is ten a day
STEP, BAR = 10, 8


class Day(Protocol):
    @property
    def day(self) -> date: ...
    @property
    def articles(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Days:
    """Bars as (x, y, height, day, articles), and what they say in numbers."""

    bars: tuple[tuple[int, int, int, date, int], ...]
    width: int
    height: int
    first: date
    last: date
    most: int
    most_on: date
    total: int


def days_drawn(days: Sequence[Day]) -> Days | None:
    """A drawing of these days, oldest first; None where there are fewer than two days with articles."""
    busy = [day for day in days if day.articles]
    if len(busy) < 2:
        return None
    top = max(busy, key=lambda day: day.articles)
    heights = [max(round(HEIGHT * day.articles / top.articles), 2) if day.articles else 0 for day in days]
    bars = tuple(
        (at * STEP, HEIGHT - height, height, day.day, day.articles)
        for at, (day, height) in enumerate(zip(days, heights, strict=True))
        if height
    )
    return Days(bars, STEP * len(days), HEIGHT, days[0].day, days[-1].day, top.articles, top.day,
                sum(day.articles for day in busy))  # fmt: skip
