"""Articles a second of `octavo ingest` over real articles, from the first line until every story is made."""

from __future__ import annotations

import gzip
import os
import subprocess
import time
from itertools import islice
from pathlib import Path

from bench.harness.clock import children_seconds
from bench.harness.database import fresh_database, temporary_folder
from bench.harness.processes import last_words, octavo
from bench.harness.records import ROOT, SHARED, Asked, Bench, Failed, Figure, Result, Skipped, Target

ARTICLES = 1_000  # unless --limit says otherwise


def run(asked: Asked) -> Result:
    file, count = _articles(asked.cut(ARTICLES))
    fresh_database()
    environment = {**os.environ, "OCTAVO_WORKERS": str(asked.workers)}
    began, spent = time.perf_counter(), children_seconds()
    done = subprocess.run(
        octavo("ingest", str(file)), env=environment, cwd=ROOT, text=True, capture_output=True, check=False
    )
    seconds, cpu = time.perf_counter() - began, children_seconds() - spent
    if done.returncode:
        raise Failed(f"`octavo ingest` ended with status {done.returncode}: {last_words(done.stdout + done.stderr)}")
    return Result(
        figures=[
            Figure(what=f"{asked.workers} workers", values=[count / seconds], unit="articles/s", count=count,
                   of="articles", target=Target(value=30)),
            Figure(what="all its processes", values=[1000 * cpu / count], unit="ms of CPU an article", count=count,
                   of="articles", less_is_better=True),
        ],
        notes=[f"{_placed()} articles stand in stories; the start of the command and its workers is in the figures, "
               "PostgreSQL's CPU is not."],
    )  # fmt: skip


def _articles(end: int | None) -> tuple[Path, int]:
    """A file with the first articles of the set, and how many these are."""
    file = SHARED / "benchmarks/news/articles.jsonl.gz"
    if not file.is_file():
        raise Skipped("The news articles (shared/benchmarks/news) are not beside this checkout.")
    part = temporary_folder() / "articles.jsonl"
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        taken = list(islice(lines, end))
    part.write_text("".join(taken), encoding="utf-8")
    return part, len(taken)


def _placed() -> int:
    from octavo.apps.stories.models import Report

    return Report.objects.count()


BENCH = Bench(name="ingest", about="real articles as JSON lines through `octavo ingest`, whole command", run=run)
