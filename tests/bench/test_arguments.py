"""The command of the benches: what it takes, what it refuses, what it prints and writes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from bench import __main__ as command
from bench.harness.records import Asked, Bench, Failed, Figure, Result, Skipped


def figure(value: float) -> Figure:
    return Figure(what="Octavo", values=[value], unit="ms", count=3, of="pages", less_is_better=True)


def fake(name: str, result: Result | Exception) -> Bench:
    def run(asked: Asked) -> Result:
        if isinstance(result, Exception):
            raise result
        return result

    return Bench(name=name, about="a bench of the tests", run=run)


@pytest.fixture
def benches(monkeypatch: pytest.MonkeyPatch) -> list[Bench]:
    found = [
        fake("good", Result(figures=[figure(4.5)])),
        fake("absent", Skipped("The set is not here.")),
        fake("broken", Failed("It did not answer.")),
    ]
    monkeypatch.setattr(command, "BENCHES", tuple(found))
    return found


def test_all_that_is_asked_for_is_taken_in() -> None:
    asked = command.parse_arguments(
        [
            "feeds",
            "ingest",
            "--passes",
            "5",
            "--workers",
            "4",
            "--limit",
            "0",
            "--date",
            "2026-03-07",
            "--json",
            "figures.json",
            "--sizes",
            "10_000,100000",
            "--keep",
            "grown",
        ]
    )
    assert (asked.names, asked.passes, asked.workers, asked.limit) == (["feeds", "ingest"], 5, 4, 0)
    assert (asked.sizes, asked.keep) == ((10_000, 100_000), Path("grown"))
    assert (asked.date, asked.json, asked.fresh) == ("2026-03-07", Path("figures.json"), False)


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        (["--passes", "0"], "argument --passes: 1 or more is needed"),
        (["--workers", "-1"], "argument --workers: 1 or more is needed"),
        (["--limit", "many"], "argument --limit: invalid int value: 'many'"),
        (["fedes"], "there is no bench fedes; there are extraction, growth, feeds"),
    ],
)
def test_nonsense_is_refused_with_a_sentence(
    given: list[str], sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as ended:
        command.parse_arguments(given)
    assert ended.value.code == 2
    assert sentence in capsys.readouterr().err


@pytest.mark.parametrize(("limit", "end"), [(None, 1000), (0, None), (20, 20)])
def test_a_limit_is_the_end_of_a_slice(limit: int | None, end: int | None) -> None:
    assert Asked(limit=limit).cut(1000) == end


@pytest.mark.usefixtures("benches")
def test_only_a_failure_is_a_failure(capsys: pytest.CaptureFixture[str]) -> None:
    assert command.main(["good", "absent", "--date", "2026-03-07"]) == 0
    assert command.main(["good", "broken"]) == 1
    told = capsys.readouterr().out
    assert "octavo bench, 2026-03-07, " in told
    assert "passed over: The set is not here." in told
    assert "FAILED: It did not answer." in told


@pytest.mark.usefixtures("benches")
def test_the_figures_are_written_with_day_and_machine(tmp_path: Path) -> None:
    file = tmp_path / "figures.json"
    command.main(["--json", str(file), "--date", "2026-03-07"])
    document = json.loads(file.read_text())
    assert document["date"] == "2026-03-07"
    assert document["machine"]["cores"] >= 1
    good, absent, broken = document["benches"]
    assert good["figures"][0] | {"median": 4.5, "unit": "ms", "count": 3, "of": "pages"} == good["figures"][0]
    assert (absent["passed_over"], broken["failed"]) == ("The set is not here.", "It did not answer.")
