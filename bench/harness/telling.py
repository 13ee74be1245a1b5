"""A result as lines for people, and as values for JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from bench.harness.machine import Machine
from bench.harness.records import Figure, Result, Table, ratio


def head_line(machine: Machine, date: str) -> str:
    busy = "; busy with other work, so trust no wall time" if machine.is_busy else ""
    return (
        f"octavo bench, {date}, {machine.cores} cores ({machine.processor}), {machine.system}, "
        f"Python {machine.python}, load {machine.load} at the start{busy}"
    )


def lines(result: Result) -> Iterator[str]:
    """One line a figure: what, median, what it was measured on, spread, target, and Octavo's ratio to a peer."""
    known = {figure.what: figure for figure in result.figures}
    width = max((len(figure.what) for figure in result.figures), default=0)
    for figure in result.figures:
        ours = known.get(figure.against or "")
        yield f"  {figure.what:<{width}}  {_line(figure, ours)}"
    for table in result.tables:
        yield ""
        yield from _table(table)
    yield from (f"  {note}" for note in result.notes)


def _line(figure: Figure, ours: Figure | None) -> str:
    parts = [f"{_number(figure.median):>9} {figure.unit}", f"{figure.count:,} {figure.of}", _spread(figure)]
    if figure.target:
        limit = f"{'at most' if figure.target.at_most else 'at least'} {_number(figure.target.value)}"
        parts.append(f"target {limit}: {'met' if figure.target.is_met(figure.median) else 'NOT MET'}")
    if ours is not None and ours is not figure:
        parts.append(f"Octavo is {ratio(figure, ours):.2f} × as fast")
    return "  ·  ".join(part for part in parts if part)


def _spread(figure: Figure) -> str:
    if len(figure.values) < 2:
        return "once"
    low, high = min(figure.values), max(figure.values)
    return f"median of {len(figure.values)} ({_number(low)} to {_number(high)})"


def _number(value: float) -> str:
    if value == int(value) or abs(value) >= 100:
        return f"{value:,.0f}"
    return f"{value:.1f}" if abs(value) >= 10 else f"{value:.2f}"


def _table(table: Table) -> Iterator[str]:
    cells = [[cell if isinstance(cell, str) else _number(cell) for cell in row] for row in [table.head, *table.rows]]
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    yield f"  {table.title}"
    for row in cells:
        first, *others = (
            cell.ljust(width) if at == 0 else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        )
        yield f"    {'  '.join([first, *others])}"


def as_values(result: Result) -> dict[str, Any]:
    """Everything a result holds, with medians, ratios and whether targets are met worked out."""
    known = {figure.what: figure for figure in result.figures}
    return {
        "figures": [_figure_values(figure, known.get(figure.against or "")) for figure in result.figures],
        "tables": [asdict(table) for table in result.tables],
        "notes": list(result.notes),
    }


def _figure_values(figure: Figure, ours: Figure | None) -> dict[str, Any]:
    values = asdict(figure) | {"median": figure.median, "values": list(figure.values)}
    if figure.target:
        values["target_met"] = figure.target.is_met(figure.median)
    if ours is not None and ours is not figure:
        values["octavo_times_as_fast"] = ratio(figure, ours)
    return values
