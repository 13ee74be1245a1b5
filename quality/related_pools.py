"""The articles whose related lists are judged, as views, and the judged pairs of them."""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from octavo.apps.assist.reading import read_said, with_said
from octavo.engine.clustering import rare_terms, view_article
from octavo.engine.embedding import article_text, embed
from octavo.engine.ranking import RelatedView
from octavo.engine.text.language import detect_language

PAIRS = Path(__file__).with_name("related_pairs.tsv")
LABELS = ("event", "thread", "background", "unrelated")
_OPENING = 120  # characters that stand for a missing title
_READ = 2_500


class Pair(NamedTuple):
    """Two articles of a set, and what they are to each other."""

    set: str
    one: str
    other: str
    label: str

    @property
    def ids(self) -> frozenset[str]:
        return frozenset((self.one, self.other))


@cache
def judged_pairs() -> tuple[Pair, ...]:
    """The pairs of related_pairs.tsv."""
    lines = PAIRS.read_text("utf-8").splitlines()
    return tuple(Pair(*line.split("\t")) for line in lines if line and not line.startswith("#"))


def read_pool(shared: Path, name: str) -> list[dict[str, Any]]:
    """The rows of a set: `id`, `title`, `text`, `date`, `url`, `label` (None: it has none)."""
    folder = shared / "benchmarks"
    if name in ("allsides", "ecbplus"):
        with (folder / "stories" / f"{name}.jsonl").open(encoding="utf-8") as lines:
            return [json.loads(line) for line in lines]
    if name == "news":
        return list(_zipped(folder / "news" / "articles.jsonl.gz"))
    found = []
    for part in sorted((folder / "timelines").iterdir()):
        for row in _zipped(part / "articles.jsonl.gz") if part.is_dir() else ():
            found.append({**row, "title": "", "date": row["time"], "url": "", "label": part.name.split("_")[0]})
    return found


class Seen(NamedTuple):
    """An article as the list sees it in its last choice, without story and thread; and its vector."""

    view: RelatedView
    vector: npt.NDArray[np.float32]


def view_pairs(shared: Path, pairs: Sequence[Pair]) -> dict[tuple[str, str], Seen]:
    """The articles of pairs, by set and id."""
    found: dict[tuple[str, str], Seen] = {}
    for name in sorted({pair.set for pair in pairs}):
        wanted = set().union(*(pair.ids for pair in pairs if pair.set == name))
        rows = {str(row["id"]): row for row in read_pool(shared, name) if str(row["id"]) in wanted}
        vectors = embed([article_text(row["title"] or "", None, row["text"]) for row in rows.values()])
        for number, ((key, row), vector) in enumerate(zip(rows.items(), vectors, strict=True), 1):
            found[name, key] = Seen(_view(number, row), vector)
    return found


def _view(number: int, row: Mapping[str, Any]) -> RelatedView:
    title = row["title"] or " ".join(row["text"].split())[:_OPENING]
    language = detect_language(f"{title}\n{row['text']}")
    text = row["text"][:_READ]
    whole = view_article(title, text, language, None, None, None)
    view = RelatedView(
        id=number, title=title, language=language, published=date_of(row), terms=frozenset(rare_terms(whole))
    )
    return with_said(view, read_said(title, "", text, language))


def date_of(row: Mapping[str, Any]) -> datetime | None:
    """When a row was published, at midnight; None: it does not say."""
    date = str(row.get("date") or "")[:10].replace("/", "-")
    return datetime.fromisoformat(date).replace(tzinfo=UTC) if date else None


def _zipped(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)
