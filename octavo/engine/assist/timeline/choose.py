"""Which days of a story matter."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib import resources

from octavo.engine.assist.timeline.mentions import Precision
from octavo.engine.assist.timeline.reading import Line

FEATURES = ("reports", "days", "remembered", "published", "followed")  # of `Day`, each ln(1 + n) over the largest
_MEMORY = 6  # days after which a day that is named again is remembered, not reported
_NEAR, _CROWDED = 7, 0.3  # days around that crowd a day, and by how much of their mean weight
_FEW = 3  # what counts as the largest where there is less: one of one is no landslide
_DAY = timedelta(days=1)


@dataclass(slots=True)
class Day:
    """What the sources have to say of a day or month. Sets hold origins, or the days on which it was named."""

    naming: list[Line] = field(default_factory=list)  # sentences that say its date
    reports: set[str] = field(default_factory=set)  # who names it
    days: set[date] = field(default_factory=set)  # when it was named
    remembered: set[date] = field(default_factory=set)  # when it was named long after
    published: set[str] = field(default_factory=set)  # who reported on it
    followed: set[str] = field(default_factory=set)  # who reported on the day after

    def counts(self) -> tuple[int, ...]:
        """In the order of FEATURES."""
        return tuple(len(getattr(self, name)) for name in FEATURES)


def gather_days(lines: Sequence[Line]) -> dict[date, Day]:
    """Every day that a sentence names or a report appeared on."""
    days: dict[date, Day] = defaultdict(Day)
    for line in lines:
        for when in dict.fromkeys(mention.day for mention in line.mentions if mention.precision == Precision.DAY):
            _name(days[when], when, line)
        if line.published is not None:
            days[line.published].published.add(line.origin)
    for when in list(days):
        if (before := days.get(when - _DAY)) is not None:
            before.followed = days[when].published
    return dict(days)


def gather_months(lines: Iterable[Line]) -> dict[date, Day]:
    """Every month that a sentence names with its year and without a day, by its first day."""
    months: dict[date, Day] = defaultdict(Day)
    for line in lines:
        said = [mention for mention in line.mentions if mention.precision == Precision.MONTH and mention.is_full]
        for when in dict.fromkeys(mention.day for mention in said):
            _name(months[when], when, line)
    return dict(months)


def _name(day: Day, when: date, line: Line) -> None:
    day.naming.append(line)
    day.reports.add(line.origin)
    if line.published is not None:
        day.days.add(line.published)
        if (line.published - when).days > _MEMORY:
            day.remembered.add(line.published)


def weigh_days(days: Mapping[date, Day], weights: Mapping[str, float] | None = None) -> dict[date, float]:
    """How much each day matters: a sum of its features, each as a share of the largest of all days given."""
    known = read_weights() if weights is None else weights
    rows = features_of(days)
    return {when: sum(known[name] * row[at] for at, name in enumerate(FEATURES)) for when, row in rows.items()}


def features_of(days: Mapping[date, Day]) -> dict[date, tuple[float, ...]]:
    """The features of each day, 0 to 1, in the order of FEATURES: few reports and thousands give the same scale."""
    counts = {when: day.counts() for when, day in days.items()}
    most = [math.log1p(max([_FEW, *(row[at] for row in counts.values())])) for at in range(len(FEATURES))]
    return {when: tuple(math.log1p(n) / top for n, top in zip(row, most, strict=True)) for when, row in counts.items()}


def usual_number(reports: int) -> int:
    """Dates that a reader is shown of a story of so many independent reports: 4 of two, 7 of ten, 13 of a hundred."""
    return 1 + round(1.8 * math.log2(1 + reports))


def ranked(weights: Mapping[date, float]) -> list[date]:
    """Heaviest first; the earlier one of equals."""
    return sorted(weights, key=lambda when: (-weights[when], when))


def spread(weights: Mapping[date, float]) -> dict[date, float]:
    """Weights less a part of what the days around weigh, so that a week of much noise does not fill a timeline."""
    around = [timedelta(days=days) for days in range(-_NEAR, _NEAR + 1) if days]
    return {
        when: weight - _CROWDED * sum(weights.get(when + apart, 0.0) for apart in around) / len(around)
        for when, weight in weights.items()
    }


@cache
def read_weights() -> Mapping[str, float]:
    """What `python -m quality.timelines_fit` wrote."""
    return weights_from_text(resources.files(__package__).joinpath("weights.txt").read_text("utf-8"))


def weights_from_text(text: str) -> Mapping[str, float]:
    """Weights from lines of a name and a number; `#` begins a comment. Raises ValueError where one is missing."""
    lines = (line.partition("#")[0].split() for line in text.splitlines())
    values = {words[0]: float(words[1]) for words in lines if words}
    if missing := set(FEATURES) - values.keys():
        raise ValueError(f"the weights lack {', '.join(sorted(missing))}")
    return values


def weights_to_text(weights: Mapping[str, float], names: Sequence[str] = FEATURES) -> str:
    """What `weights_from_text` reads; three decimals."""
    return "".join(f"{name} {weights[name]:.3f}\n" for name in names)
