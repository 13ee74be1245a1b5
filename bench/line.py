"""The sample edition through the whole line, from poll to placed and searchable, and where the time goes."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator, Mapping
from contextlib import ExitStack, contextmanager
from subprocess import Popen

from bench.harness.database import forget_everything, fresh_database, temporary_folder
from bench.harness.processes import last_words, octavo, running
from bench.harness.records import Asked, Bench, Failed, Figure, Result, Table, Target
from bench.harness.sample import ask_for_the_news, played_edition
from bench.harness.step_by_step import StepCost, cost_of_steps

TARGET = Target(value=25)
PATIENCE = 600.0  # seconds


def run(asked: Asked) -> Result:
    with played_edition() as web:
        fresh_database()
        environment = {**os.environ, "OCTAVO_FETCH_ROUTES": web.route}
        with _workers(asked.workers, environment) as workers:
            cold = _one_edition(workers)
            rates = []
            for _ in range(asked.passes):
                forget_everything()
                rates.append(_one_edition(workers))
        articles = _articles()
        fresh_database()
        ask_for_the_news()
        costs = cost_of_steps(environment, profile=asked.profile)
    who = f"{asked.workers} workers"
    return Result(
        figures=[
            Figure(what=f"{who}, just started", values=[cold], unit="articles/s", count=articles, of="articles",
                   target=TARGET),
            Figure(what=f"{who}, warm", values=rates, unit="articles/s", count=articles, of="articles",
                   target=TARGET),
            Figure(what="one process, all steps", values=[1000 * sum(cost.cpu for cost in costs) / articles],
                   unit="ms of CPU an article", count=articles, of="articles", less_is_better=True),
        ],
        tables=[_where_time_goes(costs, articles)],
        notes=["An edition is through when no job is left: also hashtags, summaries and what readers are told."],
    )  # fmt: skip


@contextmanager
def _workers(count: int, environment: Mapping[str, str]) -> Iterator[list[Popen[str]]]:
    """Workers that wait for work."""
    from octavo.apps.queue.queries import workers_alive

    log = temporary_folder() / "workers.log"
    with ExitStack() as stack:
        workers = [
            stack.enter_context(running(octavo("worker", "--name", f"bench-{number}"), environment, log=log))
            for number in range(1, count + 1)
        ]
        until = time.monotonic() + 60
        while workers_alive() < count:
            if any(worker.poll() is not None for worker in workers):
                raise Failed(f"A worker ended before it took work: {last_words(log.read_text())}")
            if time.monotonic() > until:
                raise Failed(f"{count} workers did not start within a minute.")
            time.sleep(0.1)
        yield workers


def _one_edition(workers: list[Popen[str]]) -> float:
    """Asks for the news and waits until all of it is done. Returns articles a second."""
    from octavo.apps.queue.queries import jobs_left

    began = time.perf_counter()
    ask_for_the_news()
    while jobs_left():
        if time.perf_counter() - began > PATIENCE or any(worker.poll() is not None for worker in workers):
            raise Failed(f"The line stopped with {jobs_left()} jobs left.")
        time.sleep(0.05)
    seconds = time.perf_counter() - began
    return _articles() / seconds


def _articles() -> int:
    """How many articles came, each of them placed and searchable when its text can be read."""
    from octavo.apps.articles.models import Article, Print
    from octavo.apps.queue.models import Setback
    from octavo.apps.search.models import Document
    from octavo.apps.stories.models import Report

    matched, placed, found = Print.objects.count(), Report.objects.count(), Document.objects.count()
    if not matched or Setback.objects.exists() or not matched == placed == found:
        raise Failed(
            f"{matched} articles were matched, {placed} placed, {found} are searchable, "
            f"{Setback.objects.count()} set aside."
        )
    return Article.objects.count()


def _where_time_goes(costs: list[StepCost], articles: int) -> Table:
    """Milliseconds an article of the edition; `rows` are feeds in `poll`, items in `read`, stories in `tell`."""
    total = StepCost(
        step="all",
        **{
            name: sum(getattr(cost, name) for cost in costs)
            for name in ("batches", "rows", "wall", "cpu", "database", "queries")
        },
    )
    rows: list[tuple[str | float, ...]] = []
    for cost in (*costs, total):
        times = (1000 * part / articles for part in (cost.wall, cost.cpu, cost.database))
        per_batch = cost.queries / (cost.batches or 1)
        rows.append((cost.step, cost.batches, cost.rows, *times, 100 * cost.cpu / (total.cpu or 1), per_batch))
    return Table(
        title=f"where the time goes: one process, {articles} articles, milliseconds an article",
        head=("step", "batches", "rows", "wall", "CPU", "of wall in the database", "% of CPU", "queries a batch"),
        rows=rows,
    )


BENCH = Bench(name="line", about="the sample edition from poll to placed and searchable", run=run)
