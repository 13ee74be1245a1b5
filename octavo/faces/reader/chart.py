"""How sure the reading of a publisher's pages was, day by day, as the points of a chart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

WIDTH, HEIGHT = 1000, 100  # of the drawing, which is stretched to its place


class ScoreDay(Protocol):
    @property
    def day(self) -> date: ...
    @property
    def pages(self) -> int: ...
    @property
    def score(self) -> float: ...


@dataclass(frozen=True, slots=True)
class Chart:
    """A line through the days' scores: `points` of the whole line, `dots` of each day, and what it says in numbers."""

    points: str
    dots: tuple[tuple[str, str], ...]
    first: date
    last: date
    begins: int  # percent
    ends: int
    lowest: int
    lowest_on: date


def chart_of(days: Sequence[ScoreDay]) -> Chart | None:
    """A chart of these days, oldest first; None for none."""
    if not days:
        return None
    span = max((days[-1].day - days[0].day).days, 1)
    single = len(days) == 1
    places = [
        (WIDTH if single else WIDTH * (day.day - days[0].day).days / span, HEIGHT * (1 - min(max(day.score, 0), 1)))
        for day in days
    ]
    told = [(_number(x), _number(y)) for x, y in places]
    lowest = min(days, key=lambda day: day.score)
    return Chart(
        points=" ".join(f"{x},{y}" for x, y in told), dots=tuple(told), first=days[0].day, last=days[-1].day,
        begins=percent(days[0].score), ends=percent(days[-1].score), lowest=percent(lowest.score), lowest_on=lowest.day,
    )  # fmt: skip


def percent(share: float) -> int:
    return round(100 * share)


def _number(value: float) -> str:
    """A coordinate that no locale writes with a comma."""
    return f"{value:.1f}".rstrip("0").rstrip(".")
