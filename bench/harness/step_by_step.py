"""The queue worked off in one process, job by job, each step timed: where the time of the line goes.

python -m bench.harness.step_by_step [PROFILE]
"""

from __future__ import annotations

import cProfile
import json
import sys
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.harness.processes import answer_of


@dataclass(slots=True, kw_only=True)
class StepCost:
    """What all batches of a step cost. Seconds; `database` is the part of `wall` spent waiting for PostgreSQL."""

    step: str
    batches: int = 0
    rows: int = 0
    wall: float = 0.0
    cpu: float = 0.0
    database: float = 0.0
    queries: int = 0


def cost_of_steps(environment: Mapping[str, str], *, profile: Path | None = None) -> list[StepCost]:
    """Works off what is queued, in the worker's order. With `profile`, cProfile's figures of it are left there."""
    rows = answer_of(
        "bench.harness.step_by_step", *([str(profile.absolute())] if profile else []), environment=environment
    )
    return [StepCost(**row) for row in rows]


def main() -> None:
    import django

    django.setup()
    profiler = cProfile.Profile() if len(sys.argv) > 1 else None
    costs = _work_off(profiler)
    if profiler:
        profiler.dump_stats(sys.argv[1])
    print(json.dumps([asdict(cost) for cost in costs]))


def _work_off(profiler: cProfile.Profile | None) -> list[StepCost]:
    from procrastinate.contrib.django import app

    from octavo.pipeline.steps import STEPS
    from octavo.pipeline.worker import register_tasks

    register_tasks(app)
    steps = {f"octavo.{step.name}": step for step in STEPS}
    costs = {step.name: StepCost(step=step.name) for step in STEPS}
    while job := _next_job():
        step = steps[job[0]]
        _run(step, job[1]["ids"], costs[step.name], profiler)
    return list(costs.values())


def _run(step: Any, ids: list[int], cost: StepCost, profiler: cProfile.Profile | None) -> None:
    from datetime import UTC, datetime

    from django.db import connection

    from octavo.pipeline.batch import run_batch

    def watch(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            cost.database += time.perf_counter() - began
            cost.queries += 1

    if profiler:
        profiler.enable()
    began, spent = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(watch):
        run_batch(step.name, step.run, ids, datetime.now(UTC))
    cost.wall += time.perf_counter() - began
    cost.cpu += time.process_time() - spent
    if profiler:
        profiler.disable()
    cost.batches += 1
    cost.rows += len(ids)


def _next_job() -> tuple[str, dict[str, list[int]]] | None:
    """Takes the job a worker would take next out of the queue."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM procrastinate_jobs WHERE id = (
                SELECT id FROM procrastinate_jobs
                WHERE status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())
                ORDER BY priority DESC, id LIMIT 1)
            RETURNING task_name, args
            """
        )
        row = cursor.fetchone()
    if row is None:
        return None
    return row[0], row[1] if isinstance(row[1], dict) else json.loads(row[1])


if __name__ == "__main__":
    main()
