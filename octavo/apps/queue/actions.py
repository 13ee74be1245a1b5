"""Asking for work by the name of its step; the only way from a face to the pipeline."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import connection, transaction
from django.db.models import F
from procrastinate import App
from procrastinate.contrib.django.django_connector import DjangoConnector

from octavo.apps.queue.models import Setback

BATCH = 64  # ids a job carries at most
QUEUE = "line"

# Asks on Django's own connection, so that a job and the rows it is about are one transaction. A worker replaces the
# connector of the installed app by one of its own, whose jobs another worker would see before the rows.
_asking = App(connector=DjangoConnector())

# What a reader sees comes first: a page is placed before the next one is fetched.
PRIORITY = {
    "tell": 60, "place": 50, "match": 40, "revalidate": 30, "link": 25, "tag": 20, "index": 20, "compose": 15,
    "read": 10, "repair": 8, "poll": 5,
}  # fmt: skip


def queue_step(step: str, ids: Iterable[int], *, at: datetime | None = None) -> int:
    """Asks for a step on these ids, in batches, within the current transaction. Returns the number of jobs."""
    wanted = list(dict.fromkeys(ids))
    batches = [wanted[start : start + BATCH] for start in range(0, len(wanted), BATCH)]
    if batches:
        job = _asking.configure_task(task_name(step), queue=QUEUE, priority=PRIORITY.get(step, 0), schedule_at=at)
        arguments: list[dict[str, Any]] = [{"ids": batch} for batch in batches]
        job.batch_defer(*arguments)
    return len(batches)


def task_name(step: str) -> str:
    """The name a step's jobs carry in the queue."""
    return f"octavo.{step}"


def set_aside(step: str, subject_id: int, error: Exception, *, now: datetime) -> None:
    """Keeps what broke a step, counting repetitions."""
    text = _storable("".join(traceback.format_exception(error))[-20_000:])
    row, created = Setback.objects.get_or_create(
        step=step,
        subject_id=subject_id,
        defaults={"error": _one_line(error), "traceback": text, "happened_at": now},
    )
    if not created:
        Setback.objects.filter(pk=row.pk).update(
            error=_one_line(error), traceback=text, happened_at=now, times=F("times") + 1
        )


def try_again(setback: Setback) -> None:
    """Takes a setback back and asks for its step once more."""
    with transaction.atomic():
        queue_step(setback.step, [setback.subject_id])
        setback.delete()


def rescue_jobs(*, silent_for: timedelta) -> int:
    """Gives back to the queue what dead workers were doing. Returns the number of jobs.

    A worker is dead when it has given no sign of life for `silent_for`; zero means every one but the asking
    process is known to be gone.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            """
            WITH dead AS (
                SELECT id FROM procrastinate_workers WHERE last_heartbeat < now() - make_interval(secs => %s)
            )
            SELECT job.id FROM procrastinate_jobs job
            WHERE job.status = 'doing' AND (job.worker_id IS NULL OR job.worker_id IN (SELECT id FROM dead))
            """,
            [silent_for.total_seconds()],
        )
        ids: Sequence[int] = [row[0] for row in cursor.fetchall()]
        for job_id in ids:
            cursor.execute("SELECT procrastinate_retry_job_v2(%s, now(), NULL, NULL, NULL)", [job_id])
    return len(ids)


def forget_finished_jobs(*, older_than: timedelta) -> int:
    """Removes the rows of finished jobs, in one bounded batch. Returns how many."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            DELETE FROM procrastinate_jobs WHERE id IN (
                SELECT job.id FROM procrastinate_jobs job
                WHERE job.status IN ('succeeded', 'failed', 'cancelled', 'aborted')
                  AND NOT EXISTS (
                    SELECT 1 FROM procrastinate_events event
                    WHERE event.job_id = job.id AND event.at > now() - make_interval(secs => %s))
                LIMIT 5000)
            """,
            [older_than.total_seconds()],
        )
        return int(cursor.rowcount)


def _one_line(error: Exception) -> str:
    return " ".join(_storable(f"{type(error).__name__}: {error}").split())[:500]


def _storable(text: str) -> str:
    """Text PostgreSQL can hold: an error may quote what broke it."""
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def only_one_at_a_time(what: str) -> None:
    """Waits until no other transaction does this, and holds others off until ours ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"octavo.{what}"])
