"""Figures as lines and as values: medians, spreads, ratios, targets, tables."""

from __future__ import annotations

import pytest

from bench.harness.machine import Machine
from bench.harness.records import Figure, Result, Table, Target, ratio
from bench.harness.telling import as_values, head_line, lines

OURS = Figure(
    what="Octavo", values=[30, 10, 20], unit="pages/s", count=181, of="pages", against="Octavo", target=Target(value=25)
)
PEER = Figure(what="Quill 2.1", values=[8], unit="pages/s", count=181, of="pages", against="Octavo")


def test_a_line_tells_median_size_spread_target_and_ratio() -> None:
    ours, peer = lines(Result(figures=[OURS, PEER]))
    for part in ("Octavo", "20 pages/s", "181 pages", "median of 3 (10 to 30)", "target at least 25: NOT MET"):
        assert part in ours
    assert "as fast" not in ours
    assert "once" in peer
    assert peer.endswith("Octavo is 2.50 × as fast")


def test_less_is_better_turns_the_ratio_round() -> None:
    ours = Figure(what="Octavo", values=[2], unit="ms", count=1, of="page", less_is_better=True)
    peer = Figure(what="Quill", values=[5], unit="ms", count=1, of="page", less_is_better=True, against="Octavo")
    assert ratio(peer, ours) == 2.5
    assert ratio(PEER, OURS) == 2.5


@pytest.mark.parametrize(
    ("target", "value", "met"),
    [
        (Target(value=25), 25, True),
        (Target(value=25), 24.9, False),
        (Target(value=6, at_most=True), 6, True),
        (Target(value=6, at_most=True), 7, False),
    ],
)
def test_a_target_is_met_or_not(target: Target, value: float, met: bool) -> None:
    assert target.is_met(value) is met


def test_notes_and_tables_follow() -> None:
    table = Table(title="where the time goes", head=("step", "CPU"), rows=[("read", 9.5), ("match", 12_345.6)])
    told = list(lines(Result(figures=[], notes=["Quill: not installed."], tables=[table])))
    assert told[1:] == [
        "  where the time goes",
        "    step      CPU",
        "    read     9.50",
        "    match  12,346",
        "  Quill: not installed.",
    ]


def test_values_hold_what_was_worked_out() -> None:
    ours, peer = as_values(Result(figures=[OURS, PEER]))["figures"]
    assert (ours["median"], ours["values"], ours["target_met"]) == (20, [30, 10, 20], False)
    assert "octavo_times_as_fast" not in ours
    assert peer["octavo_times_as_fast"] == 2.5


@pytest.mark.parametrize(("load", "warned"), [(0.1, False), (1.4, True)])
def test_a_busy_machine_is_told(load: float, warned: bool) -> None:
    machine = Machine(cores=2, processor="Abacus 9", system="Linux", python="3.11.2", load=load)
    told = head_line(machine, "2026-03-07")
    assert told.startswith("octavo bench, 2026-03-07, 2 cores (Abacus 9), Linux, Python 3.11.2")
    assert ("trust no wall time" in told) is warned
