"""CPU time that `match` and `place` take of an article while more and more articles are stored.

Databases of 10,000, 100,000 and 1,000,000 articles with 50,000 open stories are grown from real ones
(`bench/harness/growing.py`); real articles that growth has not seen go through the true steps in batches of 64.
`--sizes 10000,100000` takes some sizes; `--keep FOLDER` keeps the grown databases there for another run.
"""

from __future__ import annotations

import cProfile
import pstats
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import nullcontext
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from statistics import median
from typing import Any

from bench.harness.backends import seconds_of, seconds_of_server
from bench.harness.records import SHARED, Asked, Bench, Figure, Result, Skipped, Table, Target

SIZES = (10_000, 100_000)  # 1,000,000 takes half an hour to grow: ask for it
BATCH = 64
BATCHES = 10
WARM = 2  # batches before those that count
NOW = datetime(2026, 3, 7, 21, tzinfo=UTC)
TARGET = Target(value=6, at_most=True)
SLOWER = Target(value=1.3, at_most=True)


@dataclass(slots=True)
class Cost:
    """Milliseconds of CPU an article, and questions, of one step: a value per batch."""

    worker: list[float] = field(default_factory=list)
    backend: list[float] = field(default_factory=list)
    queries: list[int] = field(default_factory=list)
    profile: list[cProfile.Profile] = field(default_factory=list)

    def total(self) -> list[float]:
        return [one + other for one, other in zip(self.worker, self.backend, strict=True)]


def run(asked: Asked) -> Result:
    from bench.harness.growing import note_commonplaces
    from bench.harness.kept import KeptServer
    from bench.harness.seeds import read_articles

    file = SHARED / "benchmarks/news/articles.jsonl.gz"
    if not file.is_file():
        raise Skipped("The news articles (shared/benchmarks/news) are not beside this checkout.")
    server = KeptServer(asked.keep)
    articles = read_articles(file)
    count = (BATCHES + WARM) * BATCH
    fresh, old = articles[:count], articles[count:]
    figures: list[Figure] = []
    rows: list[tuple[str | float, ...]] = []
    for size in sorted(asked.sizes or SIZES):
        _have(server, size, old, fresh)
        server.take(size)
        note_commonplaces()
        costs, rest = _measure(server, fresh, asked.profile)
        whole = [sum(pair) for pair in zip(*(cost.total() for cost in costs.values()), strict=True)]
        figures.append(_figure(size, whole, figures))
        rows += [_row(size, name, cost) for name, cost in costs.items()]
        rows.append((f"{size:,}", "other processes of the server", "", "", rest, ""))
    return Result(
        figures=figures + _growth(figures),
        tables=[Table(title="milliseconds of CPU an article, medians over batches of 64", rows=rows,
                      head=("stored", "step", "worker", "backend", "together", "queries a batch"))],
        notes=[f"{BATCHES} batches of {BATCH} after {WARM} to warm up; one worker, all in one language, 50,000 open "
               "stories; writer, checkpoint and vacuum of the server are told apart."],
    )  # fmt: skip


def _figure(size: int, whole: Sequence[float], before: Sequence[Figure]) -> Figure:
    target = TARGET if not before else None
    return Figure(what=f"match + place, {size:,} stored", values=whole, unit="ms of CPU an article", count=len(whole),
                  of="batches", less_is_better=True, target=target)  # fmt: skip


def _growth(figures: Sequence[Figure]) -> list[Figure]:
    first, last = figures[0], figures[-1]
    if first is last:
        return []
    return [Figure(what="the largest to the smallest", values=[last.median / first.median], unit="x",
                   count=len(figures), of="sizes", less_is_better=True, target=SLOWER)]  # fmt: skip


def _row(size: int, name: str, cost: Cost) -> tuple[str | float, ...]:
    return (f"{size:,}", name, median(cost.worker), median(cost.backend), median(cost.total()), median(cost.queries))


def _have(server: Any, size: int, old: Sequence[Any], fresh: Sequence[Any]) -> None:
    """Grows the database of a size unless it is there, out of the next smaller one."""
    from bench.harness.growing import grow, plant
    from bench.harness.seeds import make_seeds
    from octavo.faces.ops.running.database import migrate

    sizes = server.sizes()
    if size in sizes:
        return
    smaller = max((known for known in sizes if known < size), default=None)
    began = time.monotonic()
    server.take(smaller)
    if smaller is None:
        migrate()
        plant(make_seeds(old), make_seeds(fresh), now=NOW)
    grow(size, len(old), now=NOW)
    server.keep(size)
    print(f"  {size:,} articles grown in {time.monotonic() - began:.0f} s", flush=True)


def _measure(server: Any, fresh: Sequence[Any], profile: Path | None) -> tuple[dict[str, Cost], float]:
    """Costs by step of the batches that count, and milliseconds an article of the server's other processes."""
    from octavo.pipeline import match, place

    ids = _store(fresh)
    costs = {"match": Cost(), "place": Cost()}
    steps: dict[str, Callable[[Sequence[int], datetime], None]] = {"match": match.run, "place": place.run}
    clock = _Clock(server.postmaster, profile)
    for number in range(0, len(ids), BATCH):
        if number == WARM * BATCH:
            clock.begin()
            costs = {"match": Cost(), "place": Cost()}
        for name, step in steps.items():
            clock.time(step, ids[number : number + BATCH], costs[name])
    for name, cost in costs.items() if profile else ():
        stats = pstats.Stats(cost.profile[0])
        for other in cost.profile[1:]:
            stats.add(other)
        stats.dump_stats(f"{profile}.{name}")
    return costs, clock.rest() / (BATCHES * BATCH) * 1000


class _Clock:
    """Times steps on Django's own connection."""

    def __init__(self, postmaster: int, profile: Path | None) -> None:
        from django.db import connection

        connection.ensure_connection()
        self._postmaster, self._profile = postmaster, profile
        self._backend = connection.connection.info.backend_pid
        self._server = self._spent = 0.0

    def begin(self) -> None:
        self._server, self._spent = seconds_of_server(self._postmaster), seconds_of(self._backend)

    def rest(self) -> float:
        """What the server spent since `begin` in other processes than our backend."""
        whole = seconds_of_server(self._postmaster) - self._server
        return max(whole - (seconds_of(self._backend) - self._spent), 0.0)

    def time(self, step: Callable[[Sequence[int], datetime], None], ids: Sequence[int], cost: Cost) -> None:
        from django.db import connection

        asked: Counter[str] = Counter()

        def count(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
            asked["queries"] += 1
            return execute(sql, params, many, context)

        backend, began = seconds_of(self._backend), time.process_time()
        profiler = cProfile.Profile() if self._profile else nullcontext()
        with connection.execute_wrapper(count), profiler:
            step(ids, NOW)
        cost.worker.append((time.process_time() - began) * 1000 / len(ids))
        cost.backend.append((seconds_of(self._backend) - backend) * 1000 / len(ids))
        cost.queries.append(asked["queries"])
        if isinstance(profiler, cProfile.Profile):
            cost.profile.append(profiler)


def _store(fresh: Sequence[Any]) -> list[int]:
    """Stores fresh articles with their whole text, as `read` would."""
    from django.db import transaction

    from octavo.apps.articles.actions import Reading, store_drafts
    from octavo.apps.sources.actions import publisher_for
    from octavo.engine.records import Block, BlockKind, BodyState, Draft

    readings = []
    for number, row in enumerate(fresh):
        blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=part.strip()) for part in row["text"].split("\n\n"))
        address = f"https://{row['host']}/fresh-{number}"
        draft = Draft(
            address=address, title=row["title"], blocks=blocks, body_state=BodyState.FULL, body_reason="whole",
            published=NOW - timedelta(minutes=number % 60), language="en",
        )  # fmt: skip
        readings.append(Reading(draft=draft, publisher=publisher_for(address, name=row["host"])))
    with transaction.atomic():
        return store_drafts(readings, now=NOW).new


BENCH = Bench(name="stored", about="CPU of match and place while articles pile up, 50,000 open stories", run=run)
