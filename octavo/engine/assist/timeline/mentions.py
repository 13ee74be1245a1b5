"""Times as texts say them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Precision(StrEnum):
    """How exactly a time is said."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters [start, end) of a text that say a time; `day` is the first day of it. `is_full`: with its year."""

    start: int
    end: int
    day: date
    precision: Precision
    is_full: bool = False

    @property
    def label(self) -> str:
        """The ISO date as far as it is known: "2026-11-20", "2026-11", "2026"."""
        return self.day.isoformat()[: {"day": 10, "month": 7, "year": 4}[self.precision]]
