"""Every date in a sentence is said by the passages, of the same happening."""

from __future__ import annotations

from itertools import pairwise

from octavo.engine.assist.evidence.binding import find_swap
from octavo.engine.assist.evidence.case import Case
from octavo.engine.assist.evidence.dates import Day, days
from octavo.engine.assist.evidence.numbers import quantities
from octavo.engine.assist.evidence.reading import Reading, Token
from octavo.engine.assist.evidence.verdict import Failure, Fault


def check_dates(case: Case) -> Fault | None:
    """The first date without evidence."""
    mine = days(case.sentence)
    for day in mine:
        if not any(day.agrees(other) for _, other in case.ground.days) and not _together(day, case):
            known = ", ".join(f"“{other.written}”" for _, other in case.ground.days[:3])
            return Fault(
                Failure.DATE, f"“{day.written}” is not in the sources" + (f"; they say {known}." if known else ".")
            )
    found = find_swap(
        [(case.around(day.first), day) for day in mine],
        [(reading.around(other.first), other) for reading, other in case.ground.days],
        lambda one, other: one.agrees(other),
    )
    if found:
        return Fault(Failure.DATE, f"“{found.written}” belongs to other words in the sources.")
    return _check_periods(case) or _check_ways(mine, case) or _check_partner(mine, case)


def _check_ways(mine: tuple[Day, ...], case: Case) -> Fault | None:
    """ "Before 1990" for "in 1990", "until" for "since"."""
    for day in mine:
        way = _way(day, case.sentence)
        if way not in _WAYS:
            continue
        ways = {_way(other, reading) for reading, other in case.ground.days if day.agrees(other)}
        if ways and not ways & _WAYS[way]:
            return Fault(Failure.DATE, f"The sources do not say “{way} {day.written}”.")
    return None


def _way(day: Day, reading: Reading) -> str:
    before = reading.tokens[day.first - 1] if day.first else None
    if before is not None and before.has("the", "rel") and before.at:
        before = reading.tokens[before.at - 1]
    return "" if before is None else before.fold


_WAYS = {
    "before": frozenset(["before", "until", "till", "by"]), "after": frozenset(["after", "since", "from"]),
    "since": frozenset(["since", "from", "after"]),
    "until": frozenset(["until", "till", "to", "through", "before", "by"]),
}  # fmt: skip


def _check_periods(case: Case) -> Fault | None:
    """ "Next year" for "this year"."""
    theirs: dict[str, set[str]] = {}
    for reading in case.ground.readings:
        for way, period in _periods(reading):
            theirs.setdefault(period.root, set()).add(way)
    for way, period in _periods(case.sentence):
        if theirs.get(period.root) and way not in theirs[period.root]:
            return Fault(Failure.DATE, f"The sources mean another {period.text}.")
    return None


def _periods(reading: Reading) -> list[tuple[str, Token]]:
    found = []
    for one, other in pairwise(reading.tokens):
        if "rel" in one.labels and other.clause == one.clause and other.content and not other.number:
            found.append((one.labels["rel"], other))
    return found


def _check_partner(mine: tuple[Day, ...], case: Case) -> Fault | None:
    """One date and the number beside it: in the passages the number may stand beside another date."""
    numbers = [
        each
        for each in quantities(case.sentence)
        if not each.year and not any(day.first <= each.first <= day.last for day in mine)
    ]
    if len(mine) != 1 or len(numbers) != 1:
        return None
    for reading, other in case.ground.quantities:
        beside = [day for place, day in case.ground.days if place is reading]
        if abs(other.value - numbers[0].value) > 1e-9 or len(beside) < 2:
            continue
        nearest = min(
            beside,
            key=lambda day: (min(abs(day.first - other.last), abs(other.first - day.last)), day.first < other.first),
        )
        named = [day for day in beside if mine[0].agrees(day)]
        if (
            named
            and nearest not in named
            and not any(
                token.has("passive")
                for token in reading.tokens[min(nearest.first, other.last) : max(nearest.first, other.last)]
            )
        ) and any(
            each is not other and abs(each.last - named[0].first) <= 3
            for place, each in case.ground.quantities
            if place is reading
        ):
            return Fault(Failure.DATE, f"“{mine[0].written}” belongs to another number in the sources.")
    return None


def _together(day: Day, case: Case) -> bool:
    """Whether one passage says all parts of a date in several places ("Monday … 4 March"), and no other day between."""
    if sum(part is not None for part in (day.year, day.month, day.day, day.weekday)) < 2:
        return (
            day.year is not None and day.month is None and any(other.year == day.year for _, other in case.ground.days)
        )
    rest = [other for _, other in case.ground.days if not day.clashes(other)]
    return all(
        any(getattr(other, part) == getattr(day, part) for other in rest)
        for part in ("year", "month", "day", "weekday")
        if getattr(day, part) is not None
    )
