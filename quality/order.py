"""The same day in any order: five random orders through the true steps, and four workers at once.

`python -m quality.order` prints every score; with the name of a worker it works off the queue and ends.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from typing import Any

from quality.edition import NOW
from quality.groupings import compare_groupings
from quality.scratch import empty, set_up
from quality.stories import read_rows

ROOT = Path(__file__).resolve().parents[1]
ORDERS = 5
WORKERS = 4
BATCH = 64
SMALL_BATCH = 16  # ids of a job for the workers: enough jobs to be in each other's way
SEED = 20_260_307


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A report of the day: its draft, who publishes it, and the event that it is labelled with."""

    draft: Any
    publisher: str
    event: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """One way through the day. `story` by the number of the report; `deadlocks` as PostgreSQL counts them."""

    story: Mapping[int, int]
    twins: int  # texts that stand in several stories: one for each story too many
    deadlocks: int


def score_order(shared: Path) -> dict[str, float]:
    """B3 F1 over all ways through each day: least, spread; duplicate stories and deadlocks over all of them."""
    set_up()
    days = {"edition": edition_day()}
    if (shared / "benchmarks/stories/allsides.jsonl").is_file():
        days["allsides"] = allsides_day(shared)
    scores: dict[str, float] = {}
    for name, day in days.items():
        found = judge(day, *run_day(day))
        scores |= {f"order.{name}.{key}": value for key, value in found.items()}
    return scores


def run_day(day: Sequence[Told]) -> tuple[list[Run], Run]:
    """The runs one after the other, each in an order of its own, and the run of several workers at once."""
    dice = random.Random(SEED)
    orders = [dice.sample(range(len(day)), len(day)) for _ in range(ORDERS + 1)]
    return [_one_by_one(day, order) for order in orders[:-1]], _at_once(day, orders[-1])


def judge(day: Sequence[Told], single: Sequence[Run], at_once: Run) -> dict[str, float]:
    """Scores of runs. A duplicate: a text in a second story, or two stories that no run in sequence keeps apart."""
    reached = [_b3(day, run) for run in (*single, at_once)]
    return {
        "b3_f1_least": min(reached),
        "b3_f1_at_once": reached[-1],
        "b3_f1_spread": max(reached) - min(reached),
        "duplicates_count": sum(run.twins for run in (*single, at_once)) + _torn(day, single, at_once),
        "deadlocks_count": sum(run.deadlocks for run in (*single, at_once)),
        "lost_count": sum(len(day) - len(run.story) for run in (*single, at_once)),
    }


def _b3(day: Sequence[Told], run: Run) -> float:
    placed = sorted(run.story)
    return compare_groupings([day[at].event for at in placed], [run.story[at] for at in placed])["b3_f1"]


def _torn(day: Sequence[Told], single: Sequence[Run], at_once: Run) -> int:
    """Pairs of stories of the workers, of one event, whose reports stand in one story after every run in sequence."""
    members: defaultdict[int, list[int]] = defaultdict(list)
    for number, story in at_once.story.items():
        members[story].append(number)
    events = {
        story: Counter(day[number].event for number in found).most_common(1)[0][0] for story, found in members.items()
    }
    together = 0
    for one, other in combinations(sorted(members), 2):
        if events[one] == events[other]:
            whole = [*members[one], *members[other]]
            together += all(len({run.story.get(number) for number in whole}) == 1 for run in single)
    return together


def _one_by_one(day: Sequence[Told], order: Sequence[int]) -> Run:
    """Each batch stored, matched and placed before the next one comes."""
    from octavo.pipeline import match, place

    empty()
    before = _deadlocks()
    numbers: dict[int, int] = {}
    for start in range(0, len(order), BATCH):
        arrived = _store(day, order[start : start + BATCH])
        numbers |= arrived
        match.run(list(arrived), NOW)
        place.run(list(arrived), NOW)
    return _outcome(numbers, before)


def _at_once(day: Sequence[Told], order: Sequence[int]) -> Run:
    """All is there at once; workers in processes of their own share it in small batches, telling included."""
    from django.db import connection

    from octavo.apps.queue.actions import queue_step

    empty()
    before = _deadlocks()
    numbers = _store(day, order)
    ids = list(numbers)
    for start in range(0, len(ids), SMALL_BATCH):
        queue_step("match", ids[start : start + SMALL_BATCH])
    connection.close()
    started = [
        subprocess.Popen([sys.executable, "-m", "quality.order", f"order-{number}"], cwd=ROOT, env=dict(os.environ))
        for number in range(WORKERS)
    ]
    if ended := [status for status in [worker.wait() for worker in started] if status]:
        raise RuntimeError(f"{len(ended)} of {WORKERS} workers ended with status {ended}.")
    return _outcome(numbers, before)


def _store(day: Sequence[Told], order: Sequence[int]) -> dict[int, int]:
    """Stores reports in an order. Returns the number of each by its article's id."""
    from django.db import transaction

    from octavo.apps.articles.actions import Reading, draft_key, store_drafts
    from octavo.apps.sources.actions import publisher_for

    with transaction.atomic():
        readings = [
            Reading(draft=day[at].draft, publisher=publisher_for(day[at].draft.address, name=day[at].publisher))
            for at in order
        ]
        stored = store_drafts(readings, now=NOW)
    return {stored.at_key[draft_key(day[at].draft)].pk: at for at in order}


def _outcome(numbers: Mapping[int, int], deadlocks_before: int) -> Run:
    from octavo.apps.stories.models import Report

    placed = dict(Report.objects.filter(article__in=numbers).values_list("article_id", "story_id"))
    homes: defaultdict[tuple[str, str], set[int]] = defaultdict(set)
    held = Report.objects.filter(article__in=numbers).values_list(
        "story__language", "article__print__digest", "story_id"
    )
    for language, digest, story in held:
        homes[language, digest].add(story)
    return Run(
        story={numbers[article_id]: story for article_id, story in placed.items()},
        twins=sum(len(stories) - 1 for stories in homes.values()),
        deadlocks=_deadlocks() - deadlocks_before,
    )


def _deadlocks() -> int:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT deadlocks FROM pg_stat_database WHERE datname = current_database()")
        return int(cursor.fetchone()[0])


def edition_day() -> list[Told]:
    """The readable articles of the sample edition, each with its event in its language."""
    from octavo.edition.build import build_edition
    from octavo.engine.records import BodyState

    with tempfile.TemporaryDirectory() as folder:
        build_edition(NOW, Path(folder))
        rows = [json.loads(line) for line in (Path(folder) / "truth.jsonl").read_text().splitlines()]
    return [
        _told(row["address"], row["title"], row["paragraphs"], row["published"], row["publisher"],
              f"{row['event']} {row['language']}", language=row["language"])
        for row in rows
        if BodyState(row["body_state"]).readable and row["paragraphs"]
    ]  # fmt: skip


def allsides_day(shared: Path) -> list[Told]:
    """The reports of the set, some months of them."""
    return [
        _told(f"https://{row['id'].rpartition('_')[2]}.example/{row['id']}", row["title"], [row["text"]], row["date"],
              row["id"].rpartition("_")[2], row["label"], language="en")
        for row in read_rows(shared / "benchmarks/stories/allsides.jsonl")
    ]  # fmt: skip


def _told(
    address: str, title: str, paragraphs: Sequence[str], published: str, publisher: str, event: str, *, language: str
) -> Told:
    from octavo.engine.records import Block, BlockKind, BodyState, Draft

    time = datetime.fromisoformat(published) if published else None
    draft = Draft(
        address=address, title=title, blocks=tuple(Block(kind=BlockKind.PARAGRAPH, text=text) for text in paragraphs),
        body_state=BodyState.FULL, body_reason="whole", language=language,
        published=time.replace(tzinfo=UTC) if time and time.tzinfo is None else time,
    )  # fmt: skip
    return Told(draft=draft, publisher=publisher, event=str(event))


def work(name: str) -> None:
    """One worker, until nothing is left to do."""
    import django

    django.setup()
    from octavo.pipeline.worker import run_worker

    run_worker(name=name, wait=False)


def _lines(scores: Mapping[str, float]) -> Iterator[str]:
    for key, value in scores.items():
        yield f"{key:40} {value:.4f}"


if __name__ == "__main__":
    if len(sys.argv) > 1:
        work(sys.argv[1])
    else:
        print("\n".join(_lines(score_order(ROOT.parent / "shared"))))
