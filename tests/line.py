"""The line without workers: the jobs of the queue, done here and now, in the order a worker would take them."""

from __future__ import annotations

import json
from datetime import datetime

from django.db import connection

from octavo.pipeline.batch import run_batch
from octavo.pipeline.steps import STEPS


def drain(now: datetime) -> list[str]:
    """Does every job that is due until none is left. Returns the names of the steps done."""
    steps = {f"octavo.{step.name}": step for step in STEPS}
    done: list[str] = []
    while job := _take():
        name, ids = job
        run_batch(steps[name].name, steps[name].run, ids, now)
        done.append(steps[name].name)
    return done


def _take() -> tuple[str, list[int]] | None:
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM procrastinate_jobs WHERE id = (SELECT id FROM procrastinate_jobs WHERE status = 'todo' AND "
            "coalesce(scheduled_at, now()) <= now() ORDER BY priority DESC, id LIMIT 1) RETURNING task_name, args"
        )
        row = cursor.fetchone()
    if row is None:
        return None
    arguments = json.loads(row[1]) if isinstance(row[1], str) else row[1]
    return row[0], arguments["ids"]
