"""How long the queues are, how fast they move, and what was set aside."""

from __future__ import annotations

from dataclasses import dataclass

from django.db import connection

from octavo.apps.queue.models import Setback


@dataclass(frozen=True, slots=True, kw_only=True)
class QueueState:
    """A step's queue. Ages in seconds; None where nothing waits."""

    step: str
    waiting: int
    running: int
    failed: int
    oldest_seconds: float | None


def queue_states() -> list[QueueState]:
    """One line a step that has ever had work, the busiest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            """
            SELECT split_part(task_name, '.', 2) AS step,
                   count(*) FILTER (WHERE status = 'todo' AND coalesce(scheduled_at, now()) <= now()) AS waiting,
                   count(*) FILTER (WHERE status = 'doing') AS running,
                   count(*) FILTER (WHERE status = 'failed') AS failed,
                   extract(epoch FROM now() - min(event.at) FILTER (WHERE status = 'todo' AND scheduled_at IS NULL))
            FROM procrastinate_jobs job
            LEFT JOIN procrastinate_events event ON event.job_id = job.id AND event.type = 'deferred'
            WHERE task_name LIKE 'octavo.%%'
            GROUP BY 1 ORDER BY 2 DESC, 1
            """
        )
        return [
            QueueState(
                step=step,
                waiting=waiting,
                running=running,
                failed=failed,
                oldest_seconds=None if age is None else float(age),
            )
            for step, waiting, running, failed, age in cursor.fetchall()
        ]


def jobs_left() -> int:
    """Jobs that are due or running now."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_jobs WHERE task_name = ANY(%s) AND (status = 'doing' "
            "OR (status = 'todo' AND (scheduled_at IS NULL OR scheduled_at <= now())))",
            [[f"octavo.{step}" for step in ("poll", "read", "match", "place", "tag", "index", "tell", "link")]],
        )
        return int(cursor.fetchone()[0])


def newest_setbacks(limit: int = 50) -> list[Setback]:
    """What was set aside, newest first."""
    return list(Setback.objects.order_by("-happened_at")[:limit])


def workers_alive() -> int:
    """Workers that gave a sign of life in the last half minute, on any machine."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM procrastinate_workers WHERE last_heartbeat > now() - interval '30 seconds'"
        )
        return int(cursor.fetchone()[0])
