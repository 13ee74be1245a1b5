"""Stories as the panel reads them: those of the sample edition, of the labelled stories, and real articles."""

from __future__ import annotations

import gzip
import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from octavo.edition.build import build_edition
from octavo.edition.sources import read_publishers
from octavo.engine.assist.composed import Source

NOW = datetime(2026, 3, 7, 21, 0, tzinfo=UTC)
Stories = dict[str, list[Source]]


@cache
def _edition_rows() -> tuple[dict[str, Any], ...]:
    with tempfile.TemporaryDirectory() as folder:
        build_edition(NOW, Path(folder))
        return tuple(json.loads(line) for line in (Path(folder) / "truth.jsonl").read_text().splitlines())


def edition_articles() -> list[tuple[str, Source]]:
    """Every article of the edition that has text, with its event, in order of time."""
    publishers = read_publishers()
    rows = sorted(_edition_rows(), key=lambda row: (row["published"], row["address"]))
    numbers = {row["address"]: number for number, row in enumerate(rows, start=1)}
    found = []
    for row in rows:
        if text := "\n\n".join(row["paragraphs"]):
            publisher = publishers[row["publisher"]]
            origin = numbers.get(row["copy_of"] or row["rewrite_of"] or "")
            source = Source(
                article=numbers[row["address"]], title=row["title"], text=text, language=row["language"],
                at=datetime.fromisoformat(row["published"]), publisher=publisher.name, country=publisher.country,
                origin=origin, whole=row["body_state"] in ("full", "live"),
            )  # fmt: skip
            found.append((row["event"], source))
    carried = {source.origin for _, source in found if source.origin}
    # The first report of a text is of its group too.
    return [
        (event, _in_group(source) if source.article in carried and source.origin is None else source)
        for event, source in found
    ]


def _in_group(source: Source) -> Source:
    from dataclasses import replace

    return replace(source, origin=source.article)


def edition_stories() -> Stories:
    """The edition's events, in one language each, as Octavo groups them."""
    found: defaultdict[str, list[Source]] = defaultdict(list)
    for event, source in edition_articles():
        found[f"{event}/{source.language}"].append(source)
    return dict(found)


def allsides_stories(shared: Path) -> Stories:
    """The labelled stories of 2021, two to four leads each."""
    rows = map(json.loads, (shared / "benchmarks/stories/allsides.jsonl").read_text().splitlines())
    found: defaultdict[str, list[Source]] = defaultdict(list)
    for number, row in enumerate(rows, start=1):
        found[row["label"]].append(
            Source(
                article=number,
                title=row["title"],
                text=row["text"],
                language="en",
                whole=False,
                at=datetime.fromisoformat(row["date"]).replace(tzinfo=UTC) if row["date"] else None,
                publisher=(urlsplit(row["url"]).hostname or "").removeprefix("www."),
                country="us",
            )
        )
    return dict(found)


def neus_stories(shared: Path) -> Stories:
    """Three whole reports of one event each (NeuS)."""
    found: Stories = {}
    for file in sorted((shared / "benchmarks/summaries").glob("*.jsonl.gz")):
        with gzip.open(file, "rt", encoding="utf-8") as lines:
            for number, line in enumerate(lines):
                found[f"{file.stem}-{number}"] = _neus(json.loads(line)["articles"])
    return found


def _neus(articles: Sequence[str]) -> list[Source]:
    sources = []
    for number, raw in enumerate(articles, start=1):
        title, _, text = raw.removeprefix("TITLE=>").partition("ARTICLE=>")
        name = f"Side {number}"
        sources.append(Source(article=number, title=title.strip(), text=text.strip(), language="en", publisher=name))
    return sources


def real_articles(shared: Path, limit: int) -> Iterable[Source]:
    """Whole articles of the open web."""
    with gzip.open(shared / "benchmarks/news/articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if number > limit:
                return
            row = json.loads(line)
            yield Source(
                article=number, title=row["title"] or "", text=row["text"], language="en",
                publisher=(urlsplit(row["url"]).hostname or "").removeprefix("www."), country="us",
            )  # fmt: skip
