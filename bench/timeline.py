"""How long a timeline takes: of a story of 40 reports seen for the first time, and of a topic of 1,000 articles."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bench.harness.clock import user_seconds
from bench.harness.records import SHARED, Asked, Bench, Figure, Result, Skipped, Target
from octavo.engine.assist import Source, timeline

REPORTS, ARTICLES = 40, 1_000
STORIES = 6  # different ones, each seen once: nothing is remembered from one to the next
_ARTICLE = range(2_000, 8_000)  # characters of a usual report


def run(asked: Asked) -> Result:
    articles = list(_articles())
    size = asked.cut(ARTICLES) or ARTICLES
    topic = [replace(one, article=number) for number, one in zip(range(size), _again(articles), strict=False)]
    timeline(articles[-2:])  # tables of the language are there before the first story is asked for
    stories = [articles[at * REPORTS : (at + 1) * REPORTS] for at in range(STORIES)]
    characters = sum(len(one.text) for story in stories for one in story) // len(stories)
    return Result(
        figures=[
            Figure(what=f"story of {REPORTS} reports, cold", values=[1000 * _seconds(story) for story in stories],
                   unit="ms of user CPU", count=len(stories), of="stories", less_is_better=True,
                   target=Target(value=80, at_most=True)),
            Figure(what=f"topic of {size} articles", values=[_seconds(topic)], unit="s of user CPU", count=size,
                   of="articles", less_is_better=True, target=Target(value=60, at_most=True)),
        ],
        notes=[f"{characters // 1000} kB of text a story, {sum(len(one.text) for one in topic) // 1000} kB the topic."],
    )  # fmt: skip


def _seconds(sources: Sequence[Source]) -> float:
    began = user_seconds()
    timeline(sources)
    return user_seconds() - began


def _articles() -> Iterator[Source]:
    """Real reports of usual length, in the order of their days."""
    folder = SHARED / "benchmarks/timelines/bpoil_bbc"
    if not folder.is_dir():
        raise Skipped("The labelled timelines (shared/benchmarks/timelines) are not beside this checkout.")
    with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        values = sorted((json.loads(line) for line in lines), key=lambda one: str(one["time"]))
    for number, one in enumerate(values):
        if len(one["text"]) in _ARTICLE:
            at = datetime.fromisoformat(one["time"][:10]).replace(tzinfo=UTC)
            yield Source(article=number, text=one["text"], language="en", at=at)


def _again(articles: Sequence[Source]) -> Iterator[Source]:
    """The articles over and over, each time a year later."""
    shift = 0
    while True:
        yield from (replace(one, at=one.at + timedelta(days=365 * shift)) for one in articles if one.at)
        shift += 1


BENCH = Bench(name="timeline", about="a timeline of a story and of a large topic", run=run)
