"""The worker: takes jobs from the queue and runs their step. Any number of workers, on any number of machines."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from asgiref.sync import sync_to_async
from django.conf import settings
from django.db import InterfaceError, OperationalError
from procrastinate import App, RetryStrategy
from procrastinate.contrib.django import app

from octavo.apps.articles.actions import claim_lost_items
from octavo.apps.articles.queries import articles_without
from octavo.apps.assist.actions import forget_answers
from octavo.apps.letters.actions import send_due
from octavo.apps.queue.actions import QUEUE, forget_finished_jobs, queue_step, rescue_jobs, task_name
from octavo.apps.queue.queries import jobs_left
from octavo.apps.sources.actions import claim_due_feeds
from octavo.apps.stories.actions import close_stories
from octavo.apps.stories.linked import stories_never_linked
from octavo.apps.stories.queries import stories_never_told
from octavo.pipeline.batch import run_batch
from octavo.pipeline.extracting import NoReader
from octavo.pipeline.steps import STEPS, Step

log = logging.getLogger("octavo.worker")

ENOUGH_SECONDS = 3600.0  # for the last jobs of a worker that ends by itself
JOBS_AT_ONCE = 3  # of a worker: while one waits for publishers, another computes
HEARTBEAT_SECONDS = 5.0
SILENT_FOR = timedelta(seconds=30)  # a worker that is dead
LOST_AFTER = timedelta(minutes=20)  # after the moment when something was due
KEPT_JOBS = timedelta(hours=6)

# The database was away or restarted, or the machine had no room: a job waits and comes back, for about two hours.
AGAIN = RetryStrategy(
    max_attempts=12, exponential_wait=2, retry_exceptions=[OperationalError, InterfaceError, NoReader]
)


Clock = Callable[[], datetime]


def wall_clock() -> datetime:
    """The moment it is."""
    return datetime.now(UTC)


def register_tasks(app: App, clock: Clock = wall_clock) -> None:
    """Gives every step, and the house-keeping, its name in the queue. The steps' clock stays that of the first call."""
    if task_name(STEPS[0].name) in app.tasks:
        return
    for step in STEPS:
        app.task(name=task_name(step.name), queue=QUEUE, retry=AGAIN)(_task(step, clock))
    for name, cron, work in (
        ("schedule", "*/5 * * * * *", _schedule),
        ("sweep", "* * * * *", _sweep),
        ("find", "*/20 * * * *", _find_lost),
        ("letters", "* * * * *", _send_letters),
    ):
        app.periodic(cron=cron)(app.task(name=task_name(name), queue=QUEUE, priority=90, queueing_lock=name)(work))


def _task(step: Step, clock: Clock) -> Callable[..., None]:
    def work(ids: Sequence[int]) -> None:
        run_batch(step.name, step.run, ids, clock())

    return work


def _schedule(timestamp: int) -> None:
    """Queues the feeds that are due."""
    claim_due_feeds(now=wall_clock())


def _sweep(timestamp: int) -> None:
    """Gives back the jobs of dead workers, lets stories sleep, and forgets old jobs."""
    now = wall_clock()
    if rescued := rescue_jobs(silent_for=SILENT_FOR):
        log.warning("%d jobs of workers that died go back to the queue", rescued)
    close_stories(silent_since=now - timedelta(days=settings.OCTAVO["story_sleep_days"]))
    forget_finished_jobs(older_than=KEPT_JOBS)


def _find_lost(timestamp: int) -> None:
    """Finds what fell between two jobs, or whose job failed for good, and asks for it again; forgets old answers."""
    now = wall_clock()
    before = now - LOST_AFTER
    queue_step("read", claim_lost_items(before=before, now=now))
    for step, relation in (("match", "print"), ("place", "report"), ("tag", "summary"), ("index", "document")):
        queue_step(step, articles_without(relation, step=step, before=before))
    queue_step("tell", stories_never_told(before=before))
    queue_step("link", stories_never_linked(before=before))
    if days := settings.OCTAVO["answers_days"]:
        forget_answers(before=now - timedelta(days=days))


def _send_letters(timestamp: int) -> None:
    """Sends the briefings whose hour has come."""
    send_due(now=wall_clock())


def run_worker(*, name: str, wait: bool = True, clock: Clock = wall_clock) -> None:
    """Works until it is told to stop (SIGTERM, SIGINT), or, without `wait`, until nothing is left to do now."""
    register_tasks(app, clock)
    with app.replace_connector(app.connector.get_worker_connector()) as working:  # type: ignore[attr-defined]
        asyncio.run(_work(working, name, wait))


async def _work(working: App, name: str, wait: bool) -> None:
    async with working.open_async():
        while True:
            await working.run_worker_async(
                queues=[QUEUE],
                name=name,
                wait=wait,
                concurrency=JOBS_AT_ONCE,
                fetch_job_polling_interval=2.0,
                shutdown_graceful_timeout=10.0 if wait else ENOUGH_SECONDS,
                update_heartbeat_interval=HEARTBEAT_SECONDS,
                stalled_worker_timeout=SILENT_FOR.total_seconds(),
                delete_jobs="successful",
            )
            # The last jobs under way when the queue was empty may have asked for more.
            if wait or not await sync_to_async(jobs_left)():
                return
