"""How well a timeline agrees with a journalist's: alignment-based ROUGE and date F1.

The measures of the field as `tilse` 0.2.1 computes them (Martschat & Markert 2017, "Improving ROUGE for Timeline
Summarization", there "align+ m:1"; its own reckoning of ROUGE, with stems and without stopwords).
"""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

from quality.porter import porter_stem

Timeline = Mapping[date, Sequence[str]]  # the sentences of each date, words parted by spaces
_MARKS = {".", ",", ";", ":", "``", "''", "-", '"'}


@dataclass(frozen=True, slots=True)
class Agreement:
    """Precision and recall, 0 to 1."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        total = self.precision + self.recall
        return 2 * self.precision * self.recall / total if total else 0.0


@dataclass(frozen=True, slots=True)
class TimelineScore:
    """AR-1, AR-2 and the dates."""

    ar1: Agreement
    ar2: Agreement
    dates: Agreement


def score_timeline(ours: Timeline, theirs: Timeline) -> TimelineScore:
    """The scores of a timeline against one reference; each has at least one date for anything above 0."""
    shared = len(set(ours) & set(theirs))
    dates = Agreement(shared / len(ours) if ours else 0.0, shared / len(theirs) if theirs else 0.0)
    if not ours or not theirs:
        return TimelineScore(Agreement(0.0, 0.0), Agreement(0.0, 0.0), dates)
    forward, backward = _align(ours, theirs), [(mine, other) for other, mine in _align(theirs, ours)]
    one, two = (
        Agreement(
            _overlap(forward, ours, theirs, size) / (sum(_total(ours[day], size) for day in ours) or 1),
            _overlap(backward, ours, theirs, size) / (sum(_total(theirs[day], size) for day in theirs) or 1),
        )
        for size in (1, 2)
    )
    return TimelineScore(one, two, dates)


def _align(these: Timeline, those: Timeline) -> list[tuple[date, date]]:
    """For each date of one timeline the date of the other that costs least: near in time, alike in words."""
    ordered = sorted(those)
    return [(day, min(ordered, key=lambda other: _cost(day, these[day], other, those[other]))) for day in sorted(these)]


def _cost(day: date, said: Sequence[str], other: date, said_there: Sequence[str]) -> float:
    apart = 1 - 1 / (abs((day - other).days) + 1)
    return apart * (1 - _likeness(tuple(said), tuple(said_there))) if apart else 0.0


@cache
def _likeness(said: tuple[str, ...], said_there: tuple[str, ...]) -> float:
    """F1 of words as they are written."""
    mine, theirs = _written(said), _written(said_there)
    match = (mine & theirs).total()
    if not match:
        return 0.0
    precision, recall = match / mine.total(), match / theirs.total()
    return 2 * precision * recall / (precision + recall)


@cache
def _written(said: tuple[str, ...]) -> Counter[str]:
    return Counter(word for sentence in said for word in sentence.split() if word not in string.punctuation)


def _overlap(pairs: Sequence[tuple[date, date]], ours: Timeline, theirs: Timeline, size: int) -> float:
    """Runs of words in common over all pairs of dates (ours, theirs), each divided by 1 + the days between them."""
    return sum(
        (_runs(tuple(ours[mine]), size) & _runs(tuple(theirs[other]), size)).total() / (abs((mine - other).days) + 1)
        for mine, other in pairs
    )


def _total(said: Sequence[str], size: int) -> int:
    return _runs(tuple(said), size).total()


@cache
def _runs(said: tuple[str, ...], size: int) -> Counter[tuple[str, ...]]:
    ignored = _stopwords() | _MARKS
    stems = [porter_stem(word) for sentence in said for word in sentence.split() if word.lower() not in ignored]
    return Counter(zip(*(stems[at:] for at in range(size)), strict=False))


@cache
def _stopwords() -> frozenset[str]:
    lines = Path(__file__).with_name("smart_words.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())
