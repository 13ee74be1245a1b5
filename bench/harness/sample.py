"""The sample edition as input: built for now, as `octavo run` does, and its feeds loaded."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

from bench.harness.database import temporary_folder
from bench.harness.web import Web, playing

FAR = timedelta(days=3650)


@cache
def built_edition() -> Path:
    """The folder of the edition, built once per run."""
    from octavo.edition.build import build_edition

    return build_edition(datetime.now(UTC), temporary_folder() / "edition").folder


@contextmanager
def played_edition() -> Iterator[Web]:
    with playing(built_edition()) as web:
        yield web


def ask_for_the_news() -> None:
    """Loads the edition's feeds into the database and queues one poll of each. Django must be set up."""
    from django.db import transaction

    from octavo.apps.queue.actions import queue_step
    from octavo.apps.sources.actions import load_edition
    from octavo.apps.sources.models import Feed
    from octavo.edition.catalogue import edition_sources

    now = datetime.now(UTC)
    with transaction.atomic():
        feeds = load_edition("sample", edition_sources(), now=now)
        Feed.objects.update(next_poll_at=now + FAR)  # each once: by this job, not by a worker's schedule as well
        queue_step("poll", feeds)
