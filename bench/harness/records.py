"""What is asked of a bench, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median

ROOT = Path(__file__).resolve().parents[2]
SHARED = ROOT.parent / "shared"


class Skipped(Exception):
    """The bench cannot be held here; the text is one sentence that says why."""


class Failed(Exception):
    """What was measured did not work; the text is one sentence, and what the process last said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """The arguments of a run. `limit`: pages or articles at most, 0 all, None what the bench thinks fit."""

    passes: int = 3
    workers: int = 2
    limit: int | None = None
    fresh: bool = False  # `start` makes a virtual environment of its own first
    profile: Path | None = None  # where `line` leaves the profile of its single-process pass
    sizes: tuple[int, ...] = ()  # articles stored in `stored`; none: its own
    keep: Path | None = None  # where `stored` keeps what it has grown

    def cut(self, default: int) -> int | None:
        """How many to take: an end for a slice."""
        return (default if self.limit is None else self.limit) or None


@dataclass(frozen=True, slots=True, kw_only=True)
class Target:
    """What a figure has to reach."""

    value: float
    at_most: bool = False

    def is_met(self, value: float) -> bool:
        return value <= self.value if self.at_most else value >= self.value


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One measured quantity: a value per pass or per request, of which the median counts.

    `count` and `of` tell what it was measured on: 181 pages, 200 requests. `against` names Octavo's figure that a
    peer's is compared with.
    """

    what: str
    values: Sequence[float]
    unit: str
    count: int
    of: str
    less_is_better: bool = False
    target: Target | None = None
    against: str | None = None

    @property
    def median(self) -> float:
        return median(self.values)


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows of cells under a head, for what is no single figure."""

    title: str
    head: Sequence[str]
    rows: Sequence[Sequence[str | float]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    """What a bench found. `notes` are sentences: what was left out, what failed, what was not installed."""

    figures: Sequence[Figure]
    notes: Sequence[str] = ()
    tables: Sequence[Table] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bench:
    """A bench by name. `run` raises Skipped where it cannot be held and Failed where Octavo did not do its part."""

    name: str
    about: str
    run: Callable[[Asked], Result]


def ratio(figure: Figure, ours: Figure) -> float:
    """How many times as fast as a peer Octavo is."""
    first, second = (ours.median, figure.median) if not figure.less_is_better else (figure.median, ours.median)
    return first / second if second else float("inf")
