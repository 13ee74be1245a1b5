"""Whether Ask answers and says so when it cannot, over real articles of many outlets.

`asked_news.jsonl`: `article` (its id in the news set), `question`, `answer` (words of which one must be among the first
three cited sentences; none: the article does not say). The `worked` half was looked at while the rules were made, the
`fresh` one was written afterwards. Each is asked of its article alone, and of 60 articles with it
among them: those that the other questions are about, and others spread over the set.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from octavo.engine.assist import Source

SHOWN = 3
POOL = 60
FILE = Path(__file__).parent / "asked_news.jsonl"
NOW = datetime(2023, 12, 31, tzinfo=UTC)
Row = Mapping[str, Any]


def score_asked_news(shared: Path, *, tell: bool = False) -> dict[str, float]:
    """The shares dealt with rightly, of an article `alone` and `among` 60."""
    rows = [json.loads(line) for line in FILE.read_text("utf-8").splitlines()]
    alone, pool = _sources(rows, shared / "benchmarks/news/articles.jsonl.gz")
    scores = {}
    for scope in ("alone", "among"):
        right = [_is_right(row, [alone[row["article"]]] if scope == "alone" else pool, tell=tell) for row in rows]
        for half in ("worked", "fresh"):
            for name, wanted in (("answered", True), ("not_said", False)):
                some = [
                    good for good, row in zip(right, rows, strict=True)
                    if bool(row["answer"]) is wanted and row["half"] == half
                ]  # fmt: skip
                scores[f"asked_news/{half}/{scope}/{name}"] = sum(some) / len(some)
    return scores


def _sources(rows: Sequence[Row], file: Path) -> tuple[dict[str, Source], list[Source]]:
    from octavo.engine.assist import Source

    asked = {row["article"] for row in rows}
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        articles = [json.loads(line) for line in lines]
    step = len(articles) // (POOL - len(asked))
    chosen = [one for at, one in enumerate(articles) if one["id"] in asked or at % step == 0][:POOL]
    chosen += [one for one in articles if one["id"] in asked and one not in chosen]
    found = {
        one["id"]: Source(article=at, title=one["title"], text=one["text"], at=_day(one["date"]), language="en")
        for at, one in enumerate(chosen)
    }
    return found, list(found.values())


def _day(date: str) -> datetime:
    return datetime.strptime(date, "%Y/%m/%d").replace(tzinfo=UTC)


def _is_right(row: Row, sources: Sequence[Source], *, tell: bool) -> bool:
    from octavo.engine.assist import answer
    from quality.questions import says

    said = [one.text for one in answer(row["question"], sources, asked_at=NOW).sentences]
    right = any(says(text, row["answer"]) for text in said[:SHOWN]) if row["answer"] else not said
    if tell and not right:
        print(f"  {row['id']} {row['question']} {row['answer']} -> {said[:2]}")
    return right


if __name__ == "__main__":
    for name, score in score_asked_news(Path(__file__).resolve().parents[2] / "shared").items():
        print(f"{name:40} {score:.4f}")
