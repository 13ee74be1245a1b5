"""Timelines against those of journalists: alignment-based ROUGE and date F1 on the labelled topics.

python -m quality timelines · python -m quality.timelines [--shipped] [--open]: each topic in a line

Weights of days are learned from the topics of other affairs (two outlets' reports of one affair leave together).
Protocol of Gholipour Ghalandari & Ifrim 2020: the number of dates and the rounded mean number of sentences of the
reference, days and articles from its first to its last date, keywords of the set. `--open` gives neither.
"""

from __future__ import annotations

import argparse
import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from statistics import fmean
from unittest.mock import patch

from octavo.engine.assist.composed import Source
from octavo.engine.assist.timeline import choose, timeline
from quality.timeline_scores import TimelineScore, score_timeline
from quality.timelines_fit import fit_weights

SETS = "benchmarks/timelines"


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A topic: its articles and one reference timeline."""

    name: str
    sources: Sequence[Source]
    reference: Mapping[date, Sequence[str]]
    keywords: Sequence[str]

    @property
    def affair(self) -> str:
        return self.name.split("_")[0]

    @property
    def span(self) -> tuple[date, date]:
        return min(self.reference), max(self.reference)

    def within(self) -> list[Source]:
        """The articles of the reference's days."""
        start, end = self.span
        return [source for source in self.sources if source.at and start <= source.at.date() <= end]


def score_timelines(shared: Path) -> dict[str, float]:
    """Means over all references: AR-1, AR-2 and date F1, each topic's weights learned without its affair."""
    topics = list(read_topics(shared))
    return _means([score for _, score in score_topics(topics)])


def read_topics(shared: Path) -> Iterator[Topic]:
    """The topics of the set, one for each reference timeline."""
    for folder in sorted(path for path in (shared / SETS).iterdir() if path.is_dir()):
        with gzip.open(folder / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
            articles = [json.loads(line) for line in lines]
        sources = [
            Source(article=number, text=one["text"], language="en", at=_when(one["time"]))
            for number, one in enumerate(articles)
        ]
        keywords = json.loads((folder / "keywords.json").read_text("utf-8"))
        for line in (folder / "timelines.jsonl").read_text("utf-8").splitlines():
            reference = {_when(day).date(): [said.strip() for said in text] for day, text in json.loads(line)}
            yield Topic(name=folder.name, sources=sources, reference=reference, keywords=keywords)


def score_topics(
    topics: Sequence[Topic], *, shipped: bool = False, is_open: bool = False
) -> Iterator[tuple[Topic, TimelineScore]]:
    """Each topic's score. `shipped`: with the weights that ship; `is_open`: all articles, no first and last day."""
    for topic in topics:
        others = [other for other in topics if other.affair != topic.affair]
        weights = choose.read_weights() if shipped else fit_weights([(o.within(), o.reference) for o in others])
        start, end = (None, None) if is_open else topic.span
        with patch.object(choose, "read_weights", lambda found=weights: found):
            composed = timeline(
                topic.sources if is_open else topic.within(), dates=len(topic.reference),
                sentences=round(fmean(map(len, topic.reference.values()))), keywords=topic.keywords,
                start=start, end=end,
            )  # fmt: skip
        ours = {
            date.fromisoformat(part.label): [" ".join(said.text.split()) for said in part.sentences]
            for part in composed.parts
        }
        yield topic, score_timeline(ours, topic.reference)


def _means(scores: Sequence[TimelineScore]) -> dict[str, float]:
    return {
        "timelines/ar1_f": fmean(score.ar1.f1 for score in scores),
        "timelines/ar2_f": fmean(score.ar2.f1 for score in scores),
        "timelines/date_f1": fmean(score.dates.f1 for score in scores),
    }


def _when(stated: str) -> datetime:
    return datetime.fromisoformat(stated[:10]).replace(tzinfo=UTC)


def main() -> None:
    from quality.__main__ import SHARED

    parser = argparse.ArgumentParser(prog="quality.timelines", description=__doc__)
    parser.add_argument("--shipped", action="store_true", help="the weights that ship, which have seen the topics")
    parser.add_argument("--open", action="store_true", help="all articles, no first and last day")
    asked = parser.parse_args()
    scores = []
    for topic, score in score_topics(list(read_topics(SHARED)), shipped=asked.shipped, is_open=asked.open):
        scores.append(score)
        print(f"{topic.name:<22} AR-1 {score.ar1.f1:.3f}  AR-2 {score.ar2.f1:.3f}  dates {score.dates.f1:.3f}")
    print("  ".join(f"{name} {value:.4f}" for name, value in _means(scores).items()))


if __name__ == "__main__":
    main()
