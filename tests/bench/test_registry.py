"""Every bench file is in the list, and knows its own name."""

from __future__ import annotations

from pathlib import Path

import bench
from bench.registry import BENCHES


def test_every_file_is_a_bench_and_is_listed() -> None:
    files = {path.stem for path in Path(bench.__file__).parent.glob("*.py")} - {"__init__", "__main__", "registry"}
    assert files == {one.name for one in BENCHES}
    assert len(files) == len(BENCHES)


INSTALLED = ["poll", "line", "pages", "ask", "model", "ingest", "start", "stored"]


def test_each_says_what_it_measures() -> None:
    assert [one.name for one in BENCHES if len(one.about) < 20] == []


def test_what_one_process_computes_comes_before_whole_installations() -> None:
    alone = [one.name for one in BENCHES][: -len(INSTALLED)]
    assert [one.name for one in BENCHES][-len(INSTALLED) :] == INSTALLED
    assert not set(alone) & set(INSTALLED)
