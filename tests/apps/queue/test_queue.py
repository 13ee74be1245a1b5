"""Work is asked for by name, in batches; what breaks is set aside and can be tried again."""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection, transaction
from procrastinate.contrib.django import app

from octavo.apps.queue.actions import queue_step, rescue_jobs, set_aside, try_again
from octavo.apps.queue.models import Setback
from octavo.apps.queue.queries import jobs_left, queue_states

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)


def _jobs() -> list[tuple[str, dict[str, list[int]], int]]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name, args, priority FROM procrastinate_jobs ORDER BY id")
        return [
            (name, json.loads(args) if isinstance(args, str) else args, priority) for name, args, priority in cursor
        ]


def test_ids_travel_in_batches_each_once() -> None:
    assert queue_step("read", [*range(100), *range(100)]) == 2
    jobs = _jobs()
    assert [len(args["ids"]) for _, args, _ in jobs] == [64, 36]
    assert {name for name, _, _ in jobs} == {"octavo.read"}


def test_nothing_to_do_is_no_job() -> None:
    assert queue_step("read", []) == 0
    assert _jobs() == []


def test_a_job_shares_the_fate_of_its_transaction_also_inside_a_worker() -> None:
    def fail() -> None:
        with transaction.atomic():
            queue_step("match", [1])
            raise ValueError("the rows go away")

    with app.replace_connector(app.connector.get_worker_connector()):  # as a worker does
        with pytest.raises(ValueError, match="away"):
            fail()
        assert _jobs() == []


def test_what_waits_for_a_later_moment_is_not_left_now() -> None:
    queue_step("match", [1])
    queue_step("match", [2], at=datetime.now(UTC) + timedelta(hours=1))
    assert jobs_left() == 1
    assert [(state.step, state.waiting) for state in queue_states()] == [("match", 1)]


def test_jobs_of_a_dead_worker_go_back_and_those_of_a_living_one_do_not() -> None:
    queue_step("match", [1])
    queue_step("place", [1])
    with connection.cursor() as cursor:
        for silent, task in (("1 hour", "octavo.match"), ("1 second", "octavo.place")):
            cursor.execute(
                "INSERT INTO procrastinate_workers (last_heartbeat) VALUES (now() - %s::interval) RETURNING id",
                [silent],
            )
            worker = cursor.fetchone()[0]
            cursor.execute(
                "UPDATE procrastinate_jobs SET status = 'doing', worker_id = %s WHERE task_name = %s", [worker, task]
            )
    assert rescue_jobs(silent_for=timedelta(seconds=30)) == 1
    with connection.cursor() as cursor:
        cursor.execute("SELECT task_name FROM procrastinate_jobs WHERE status = 'todo'")
        assert cursor.fetchall() == [("octavo.match",)]


def test_a_setback_is_counted_and_can_be_tried_again() -> None:
    for _ in range(2):
        set_aside("read", 7, ValueError("bad\x00 page"), now=NOON)
    setback = Setback.objects.get()
    assert (setback.times, setback.error) == (2, "ValueError: bad page")
    try_again(setback)
    assert not Setback.objects.exists()
    assert [(name, args["ids"]) for name, args, _ in _jobs()] == [("octavo.read", [7])]
