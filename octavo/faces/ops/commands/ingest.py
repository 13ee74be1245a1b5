"""`octavo ingest`: take in pages, folders, WARC files, JSON lines."""

from __future__ import annotations

import json
import os
import time
from argparse import ArgumentParser, Namespace
from collections import Counter
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from octavo.faces.ops.running.errors import Failed

if TYPE_CHECKING:
    from rich.progress import Progress

    from octavo.engine.records import Draft, Fetched
    from octavo.faces.ops.running.children import Children
    from octavo.pipeline.ingest import Summary

HELP = "Takes in pages and texts: addresses, HTML files, folders, WARC files, JSON lines of articles."
SHOWN_FAILURES = 20
FORMS = ("markdown", "json")


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("given", nargs="*", metavar="PATH|ADDRESS")
    parser.add_argument(
        "--addresses", type=Path, metavar="FILE", help="table of file name and address, parted by a tab"
    )
    parser.add_argument("--show", nargs="?", const=FORMS[0], metavar="|".join(FORMS),
                        help="print the articles; nothing is stored, no database is needed")  # fmt: skip
    parser.add_argument("--no-wait", action="store_true", help="return when stored, before stories are made")
    parser.set_defaults(refuse=parser.error)


def run(asked: Namespace) -> int:
    from octavo.faces.ops.given.addresses import read_addresses
    from octavo.faces.ops.running.installation import open_installation, set_up_django

    if asked.show and asked.show not in FORMS:  # in `--show PAGE` the form is left out
        asked.given, asked.show = [asked.show, *asked.given], FORMS[0]
    if not asked.given:
        asked.refuse("name what to take in: an address, a file or a folder")
    addresses = read_addresses(asked.addresses)
    if asked.show:
        set_up_django()
    else:
        open_installation("ingest")
    intake = _Intake(asked.given, addresses)
    if asked.show:
        intake.show(asked.show)
    else:
        intake.store(wait=not asked.no_wait)
    if intake.failures:
        raise Failed(f"{intake.failures.total()} could not be taken in; the reasons stand above.")
    return 0


class _Intake:
    """What was given, on its way; failures are told when they happen and counted."""

    def __init__(self, given: list[str], addresses: dict[str, str]) -> None:
        from rich.console import Console

        self.failures: Counter[str] = Counter()
        self._given = given
        self._addresses = addresses
        self._console = Console(stderr=True, highlight=False)

    def drafts(self, now: datetime) -> Iterator[Draft]:
        from octavo.faces.ops.given.open import open_given

        return open_given(self._given, addresses=self._addresses, fetch=_fetch, complain=self._complain, now=now)

    def show(self, form: str) -> None:
        from octavo.faces.ops.given.show import as_markdown, as_values

        for number, draft in enumerate(self.drafts(datetime.now(UTC))):
            if form == "json":
                print(json.dumps(as_values(draft), ensure_ascii=False, default=str))
            else:
                print(f"{'---' if number else ''}\n{as_markdown(draft)}\n".lstrip("\n"))

    def store(self, *, wait: bool) -> None:
        from octavo.pipeline.ingest import Summary, ingest_drafts

        now, began, summary = datetime.now(UTC), time.monotonic(), Summary()
        with self._progress() as progress:
            task = progress.add_task("stored", total=None)
            for count in ingest_drafts(self.drafts(now), summary, now=now):
                progress.advance(task, count)
            progress.update(task, total=summary.drafts, completed=summary.drafts)
            if wait:
                _finish(progress)
        self.failures += summary.failures
        self._tell(summary, time.monotonic() - began)

    def _complain(self, what: str, why: str) -> None:
        self.failures[f"{what}: {why}"] += 1
        if self.failures.total() <= SHOWN_FAILURES:
            self._console.print(f"{what}: {why}", style="yellow", markup=False, soft_wrap=True)

    def _progress(self) -> Progress:
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

        return Progress(TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
                        console=self._console)  # fmt: skip

    def _tell(self, summary: Summary, seconds: float) -> None:
        rate = summary.drafts / seconds if seconds else 0.0
        print(f"{summary.drafts} read, {summary.new} new articles, {summary.changed} changed, "
              f"{seconds:.1f} s ({rate:.0f} articles/s)")  # fmt: skip
        for state, count in summary.states.most_common():
            print(f"  {count:>6}  {state}")
        for reason, count in self.failures.most_common(SHOWN_FAILURES):
            print(f"  {count:>6}  failed: {reason}")
        if (more := len(self.failures) - SHOWN_FAILURES) > 0:
            print(f"  and {more} more failures")


def _finish(progress: Progress) -> None:
    """Sees the queue through: with the workers of a running Octavo, else with workers of our own."""
    from octavo.apps.queue.queries import jobs_left, workers_alive

    left = most = jobs_left()
    workers = _start_workers() if left and not workers_alive() else None
    try:
        task = progress.add_task("worked on", total=most)
        while left and (workers is None or workers.any_alive()):
            time.sleep(0.25)
            left = jobs_left()
            most = max(most, left)
            progress.update(task, total=most, completed=most - left)
    finally:
        if workers:
            workers.stop()
    if left:
        raise Failed(f"what was read is stored, but {left} jobs are left: `octavo run` works on them.")


def _start_workers() -> Children:
    """A worker a core, each of which ends when the queue is empty, and all of them with us."""
    from django.conf import settings

    from octavo.faces.ops.running.children import Children
    from octavo.faces.ops.running.folder import prepare_folder

    prepare_folder(settings.OCTAVO.data)
    children = Children(settings.OCTAVO.data)
    for number in range(1, (settings.OCTAVO["workers"] or os.cpu_count() or 1) + 1):
        children.add(f"worker {number}", ["worker", "--ready", "--once", "--name", f"ingest-{number}"])
    return children


def _fetch(address: str) -> Fetched:
    from octavo.apps.sources.door import fetch_rules
    from octavo.engine.fetching import Ask, fetch

    return fetch(Ask(address=address), fetch_rules())
