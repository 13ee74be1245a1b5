"""Where reports differ in figures: the same thing measured, another value."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from octavo.engine.assist.comparing.measured import Measured, counted, measured, stems_of
from octavo.engine.assist.comparing.tellings import Report
from octavo.engine.assist.composed import Part
from octavo.engine.assist.sentences import stands_alone

_MOST, _MOST_VALUES = 6, 5
_APART = 10.0  # times: values further apart measure different things, or one of them is misread
_ROUNDED_FROM = 100  # values under it are told as they are


def figure_parts(reports: Sequence[Report]) -> Iterator[Part]:
    """At most six: first what is counted of people (any language), then what else two sentences measure alike."""
    shown: set[tuple[int, int]] = set()
    found = [*_of_people(reports), *_of_things(reports)]
    count = 0
    for group in found:
        keys = {(each.report.source.article, each.number.start + each.sentence.start) for each in group}
        if keys & shown or count == _MOST:
            continue
        shown |= keys
        count += 1
        yield _part(group)


def differing(reports: Sequence[Report]) -> list[Measured]:
    """Every number of the reports that another one gives otherwise."""
    return [one for group in (*_of_people(reports), *_of_things(reports)) for one in group]


def _of_people(reports: Sequence[Report]) -> Iterator[list[Measured]]:
    """Deaths, injured, missing ...: what each report gives as its count, where independent ones disagree."""
    by_key: defaultdict[tuple[str, str], list[Measured]] = defaultdict(list)
    for report in reports:
        for key, one in counted(report).items():
            by_key[key].append(one)
    for key in sorted(by_key, key=lambda key: (-len(by_key[key]), key)):
        kept = _of_one_place(_without_rounded(_without_corrected(by_key[key])))
        if _disagree(kept):
            yield kept


def _of_one_place(group: Sequence[Measured]) -> list[Measured]:
    """Without counts of another place than the first that names one."""
    place = next((one.scope for one in group if one.scope), "")
    return [one for one in group if one.scope in ("", place)]


def _without_corrected(group: Sequence[Measured]) -> list[Measured]:
    """Without reports that also give what a later one gives: they tell of a correction, or of a part."""
    return [
        one for one in group
        if not any(other.value in one.others and _is_not_before(other, one) for other in group if other is not one)
    ]  # fmt: skip


def _is_not_before(one: Measured, other: Measured) -> bool:
    mine, theirs = one.report.source.at, other.report.source.at
    return mine is None or theirs is None or mine >= theirs


def _tells(report: Report, other: Measured) -> bool:
    return other.digits in report.whole.numbers and report.group != other.report.group


def _of_things(reports: Sequence[Report]) -> Iterator[list[Measured]]:
    """Figures of one unit or noun in sentences that tell the same but for them."""
    by_key: defaultdict[tuple[str, str], list[Measured]] = defaultdict(list)
    for report in reports:
        for one in measured(report):
            by_key[(report.source.language or "")[:2], one.key].append(one)
    for key in sorted(by_key):
        held = by_key[key]
        if len(held) > 80:
            continue
        taken: set[int] = set()
        for at, one in enumerate(held):
            if at in taken:
                continue
            alike = [
                place
                for place in range(at + 1, len(held))
                if place not in taken and _measure_the_same(one, held[place])
            ]
            group = _without_rounded([one, *(held[place] for place in alike)])
            if _disagree(group):
                taken.update(alike)
                yield group


def _measure_the_same(one: Measured, other: Measured) -> bool:
    """Sound rather than complete: most of the words around both, and neither report gives the other's value too."""
    if one.report.group == other.report.group or one.value == other.value:
        return False
    near, far = sorted((abs(one.value), abs(other.value)))
    if near == 0 or far / near > _APART:
        return False
    shared = one.around & other.around
    least = min(len(one.around), len(other.around))
    # "will be 740 km long" is said of a pipeline and of a railway: a name in common, or nearly every word.
    needed = 0.6 if one.names & other.names else 0.85
    if len(shared) < 3 or len(shared) < needed * least or not one.beside & other.beside:
        return False
    return not (_tells(one.report, other) or _tells(other.report, one))


def _without_rounded(group: Sequence[Measured]) -> list[Measured]:
    """Without values that are another one rounded: "more than 9,000" of 9,300 is no other figure."""
    return [
        one for one in group if not any(_rounds(one.value, other.value) for other in group if other.value != one.value)
    ]


def _rounds(rough: float, exact: float) -> bool:
    if abs(rough) < _ROUNDED_FROM and float(rough).is_integer() and float(exact).is_integer():
        return False
    digits = len(f"{rough:.10g}".replace(".", "").strip("0"))
    more = len(f"{exact:.10g}".replace(".", "").strip("0"))
    if digits >= more:
        return False
    step = 10 ** (len(str(int(abs(exact)))) - digits) if abs(exact) >= 1 else 10.0**-digits
    return rough in (round(exact / step) * step, exact // step * step, (exact // step + 1) * step)


def _disagree(group: Sequence[Measured]) -> bool:
    values = {one.value for one in group}
    if len(values) < 2 or max(values) > _APART * min(values):
        return False
    return len({one.report.group for one in group}) > 1


def _part(group: Sequence[Measured]) -> Part:
    by_value: dict[float, list[Measured]] = {}
    for one in group:
        by_value.setdefault(one.value, []).append(one)
    values = list(by_value.values())[:_MOST_VALUES]
    return Part(
        kind="figures",
        label=_label(group),
        sentences=tuple(_best(held).cite() for held in values),
        detail={
            "values": [
                {"value": _best(held).written, "articles": [one.report.source.article for one in held]}
                for held in values
            ],
            "later": _is_later(values),
        },
    )


def _label(group: Sequence[Measured]) -> str:
    """What is measured: of people what stands behind the number; of things the words before both numbers."""
    first = group[0]
    if first.around:
        shared = first.around & group[-1].around
        before = first.sentence.text[: first.number.start].split()[-10:]
        language = (first.report.source.language or "")[:2]
        told = [word.strip('.,;:()"“”«»') for word in before if stems_of(word, language) & shared]
        return " ".join(told[:4]) or first.label
    return max(group, key=lambda one: (one.label_stands_after, -len(one.label))).label


def _best(held: Sequence[Measured]) -> Measured:
    return next((one for one in held if stands_alone(one.sentence)), held[0])


def _is_later(values: Sequence[Sequence[Measured]]) -> bool:
    times: list[list[datetime]] = []
    for held in values:
        dated = [one.report.source.at for one in held]
        if any(at is None for at in dated):
            return False
        times.append([at for at in dated if at])
    return all(max(before) < min(after) for before, after in pairwise(times))
