"""The whole line over the sample edition, as a reader would meet it: text, stories, copies.

The edition is built for a fixed day, played on loopback, polled and read by the true steps in a scratch database.
"""

from __future__ import annotations

import json
import re
import tempfile
import time
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

from quality.edition_links import score_links
from quality.groupings import compare_groupings
from quality.scratch import empty, set_up
from quality.tags import judge_edition_desks

NOW = datetime(2026, 3, 7, 21, 0, tzinfo=UTC)
_WORDS = re.compile(r"\w+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """An article of the edition as Octavo holds it."""

    text: str
    title: str
    state: str
    links: tuple[str, ...]
    captions: tuple[str, ...]
    story: int | None
    original: str | None  # the address key of whose text it carries
    desk: str = ""


def score_edition() -> dict[str, float]:
    """Scores of one run over the edition; counts of faults end in `_count`."""
    with run_edition() as (truth, seconds):
        found, links = outcomes(), score_links(truth)
    return {**judge(truth, found), **links, "edition.articles_per_second": len(found) / seconds}


@contextmanager
def run_edition() -> Iterator[tuple[list[dict[str, Any]], float]]:
    """The truth, and the seconds the line took; within, the scratch database holds the edition alone."""
    set_up()
    empty()
    with tempfile.TemporaryDirectory() as folder, _played(Path(folder)) as truth:
        began = time.monotonic()
        _run_line()
        yield truth, time.monotonic() - began


@contextmanager
def _played(folder: Path) -> Iterator[list[dict[str, Any]]]:
    """Builds and plays the edition; within, the options route its hosts there and its feeds are loaded."""
    from django.conf import settings

    from octavo.apps.sources.actions import load_edition
    from octavo.edition.build import build_edition
    from octavo.edition.catalogue import edition_sources
    from octavo.edition.play import play_edition

    build_edition(NOW, folder)
    truth = [json.loads(line) for line in (folder / "truth.jsonl").read_text().splitlines()]
    before = settings.OCTAVO
    with play_edition(folder) as player:
        settings.OCTAVO = replace(
            before, values={**before.values, "fetch_routes": (f".example=127.0.0.1:{player.port}",)}
        )
        load_edition("sample", edition_sources(), now=NOW)
        try:
            yield truth
        finally:
            settings.OCTAVO = before


def _run_line() -> None:
    """Polls every feed once and works until the queue is empty."""
    from octavo.apps.queue.actions import queue_step
    from octavo.apps.sources.models import Feed
    from octavo.pipeline.worker import run_worker

    Feed.objects.update(next_poll_at=NOW + timedelta(days=3650))  # each once, by the job below
    queue_step("poll", Feed.objects.values_list("pk", flat=True))
    run_worker(name="quality", wait=False, clock=lambda: NOW)


def outcomes() -> dict[str, Outcome]:
    """What Octavo holds now, by address key."""
    from octavo.apps.articles.models import Article, Copy
    from octavo.apps.articles.queries import texts_of
    from octavo.apps.stories.queries import stories_of

    ids = list(Article.objects.values_list("pk", flat=True))
    held = texts_of(ids, readable_only=False)
    stories = stories_of(ids)
    originals = dict(Copy.objects.values_list("article_id", "original__address_key"))
    return {
        one.article.address_key: Outcome(
            text=one.text,
            title=one.article.title,
            state=one.article.body_state,
            links=tuple(block.text[link.start : link.end] for block in one.blocks for link in block.links),
            captions=tuple(filter(None, (part for block in one.blocks for part in (block.caption, block.credit)))),
            story=stories.get(one.article.pk),
            original=originals.get(one.article.pk),
            desk=one.article.desk,
        )
        for one in held
    }


def judge(truth: Sequence[Mapping[str, Any]], outcomes: Mapping[str, Outcome]) -> dict[str, float]:
    """Scores of outcomes (by address key) against the rows of `truth.jsonl`."""
    from octavo.engine.text.addresses import address_key

    pairs = [(row, outcomes[key]) for row in truth if (key := address_key(row["address"])) in outcomes]
    placed = [((row["event"], row["language"]), found.story) for row, found in pairs if found.story is not None]
    stories = compare_groupings([truly for truly, _ in placed], [ours for _, ours in placed])
    return {
        "edition.found": len(pairs) / len(truth),
        "edition.text_f1": _mean(_token_f1("\n".join(row["paragraphs"]), found.text) for row, found in pairs),
        "edition.title_exact": _mean(row["title"] == found.title for row, found in pairs),
        "edition.state_exact": _mean(row["body_state"] == found.state for row, found in pairs),
        "edition.without_residue": _mean(not _residue(row, found) for row, found in pairs),
        "edition.links_kept": _mean(not _lost_links(row, found) for row, found in pairs),
        "edition.surplus_count": len(outcomes) - len(pairs),
        "edition.stories_b3_f1": stories["b3_f1"],
        "edition.stories_pairwise_f1": stories["pairwise_f1"],
        "edition.copies_f1": _copies(pairs, outcomes),
        **judge_edition_desks([(row["language"], row["desk"], found.desk or None) for row, found in pairs]),
    }


def _residue(row: Mapping[str, Any], found: Outcome) -> list[str]:
    return [phrase for phrase in row["residue"] if phrase in found.text]


def _lost_links(row: Mapping[str, Any], found: Outcome) -> list[str]:
    return [link["text"] for link in row["links"] if link["text"] not in found.links]


def _token_f1(truth: str, ours: str) -> float:
    """F1 over windows of four words, each counted as often as it stands."""
    one, other = _windows(truth), _windows(ours)
    total = one.total() + other.total()
    return 2 * (one & other).total() / total if total else 1.0


def _windows(text: str) -> Counter[tuple[str, ...]]:
    words = _WORDS.findall(text)
    return Counter(tuple(words[at : at + 4]) for at in range(max(len(words) - 3, 1))) if words else Counter()


def _copies(pairs: Sequence[tuple[Mapping[str, Any], Outcome]], outcomes: Mapping[str, Outcome]) -> float:
    """F1 over pairs of articles that carry one text."""
    from octavo.engine.text.addresses import address_key

    truth = _groups({address_key(row["address"]): address_key(row["copy_of"]) for row, _ in pairs if row["copy_of"]})
    ours = _groups({key: found.original for key, found in outcomes.items() if found.original})
    return _f1(truth, ours)


def _groups(original_of: Mapping[str, str]) -> set[tuple[str, str]]:
    groups: dict[str, set[str]] = {}
    for copy, original in original_of.items():
        groups.setdefault(original, {original}).add(copy)
    return {pair for group in groups.values() for pair in combinations(sorted(group), 2)}


def _f1(truth: set[Any], ours: set[Any]) -> float:
    both = len(truth & ours)
    return 2 * both / (len(truth) + len(ours)) if truth or ours else 1.0


def _mean(values: Iterable[float]) -> float:
    found = list(values)
    return sum(found) / len(found) if found else 0.0


def main() -> None:
    """Prints every score."""
    for name, value in score_edition().items():
        print(f"{name:<32} {value:.4f}")


if __name__ == "__main__":
    main()
