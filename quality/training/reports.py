"""The labelled reports that grouping learns from."""

from __future__ import annotations

import gzip
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

import octavo.engine.clustering.background as background
from octavo.edition.build import build_edition
from octavo.engine.clustering import ArticleView, Vocabulary, view_article
from octavo.engine.embedding import article_text, embed
from octavo.engine.text.language import detect_language
from quality.stories import read_rows
from quality.training.rehearsal import BATCH

_NEUS = 480  # reports taken: enough, and quick
_NOW = datetime(2026, 3, 7, 21, tzinfo=UTC)
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Reports:
    """Reports in the order they come, and the story each truly belongs to."""

    views: Sequence[ArticleView]
    labels: Sequence[str]


def read_all(shared: Path) -> dict[str, Reports]:
    """The sets by name. Those with `!` are seen without a table of how rare English words are."""
    rows = {name: read_rows(shared / f"benchmarks/stories/{name}.jsonl") for name in ("allsides", "ecbplus")}
    found = {name: _reports(each) for name, each in rows.items()}
    with _no_tables():
        found |= {f"{name}!": _reports(each) for name, each in rows.items()}
    found["edition"] = _reports(_edition())
    found["neus"] = _reports(_neus(shared / "benchmarks/summaries/neus-val.jsonl.gz"))
    return found


def _reports(rows: Sequence[Row]) -> Reports:
    """Views as the steps make them: words count as rare by what was read in the batches before."""
    vectors = embed([article_text(row["title"] or "", None, row["text"]) for row in rows])
    known: defaultdict[str | None, Vocabulary] = defaultdict(Vocabulary)
    views: list[ArticleView] = []
    for start in range(0, len(rows), BATCH):
        batch = [_view(row, vectors[at], at, known) for at, row in enumerate(rows[start : start + BATCH], start=start)]
        for language in {view.language for view in batch}:
            known[language] = known[language].learn([view.words for view in batch if view.language == language])
        views += batch
    return Reports(views, [str(row["label"]) for row in rows])


def _view(row: Row, vector: Any, at: int, known: Mapping[str | None, Vocabulary]) -> ArticleView:
    language = row.get("language") or detect_language(row["text"])
    time = datetime.fromisoformat(row["date"]) if row.get("date") else None
    if time is not None and time.tzinfo is None:
        time = time.replace(tzinfo=UTC)
    return view_article(
        row["title"] or "", row["text"], language, time, row.get("publisher"), vector, id=at, vocabulary=known[language]
    )


def _edition() -> list[Row]:
    """The sample edition in the order of publishing; a story is an event in one language."""
    with tempfile.TemporaryDirectory() as folder:
        build_edition(_NOW, Path(folder))
        truth = [json.loads(line) for line in (Path(folder) / "truth.jsonl").read_text("utf-8").splitlines()]
    rows = [
        {
            "title": row["title"], "text": "\n\n".join(row["whole"] or row["paragraphs"]), "date": row["published"],
            "language": row["language"], "publisher": row["publisher"], "label": f"{row['event']} {row['language']}",
        }
        for row in truth
    ]  # fmt: skip
    return sorted(rows, key=lambda row: str(row["date"]))


def _neus(path: Path) -> list[Row]:
    """Reports of NeuS, three an event, undated, mixed."""
    rows: list[Row] = []
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            for article in json.loads(line)["articles"]:
                title, _, text = article.removeprefix("TITLE=>").partition("ARTICLE=>")
                rows.append({"title": title.strip(), "text": text.strip(), "label": number})
    Random(1).shuffle(rows)
    return rows[:_NEUS]


@contextmanager
def _no_tables() -> Iterator[None]:
    """Within, every word's rareness is a guess, as in a language without a table."""
    known = background._table
    background._table = lambda language: None  # type: ignore[assignment]
    try:
        yield
    finally:
        background._table = known
