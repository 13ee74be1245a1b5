"""The edition's sources -> feeds, pages in one WARC, and truth.jsonl, for a given moment of play."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from octavo.edition.furniture import read_furniture
from octavo.edition.records import Answer, Article, Publisher, Source
from octavo.edition.resolve import resolve
from octavo.edition.schedule import schedule
from octavo.edition.site import find_related, page_of, picture_answers, publisher_answers
from octavo.edition.sources import SAMPLE, read_articles, read_publishers
from octavo.edition.truth import TruthRow, describe, describe_revision
from octavo.edition.warc import write_warc


@dataclass(frozen=True, slots=True, kw_only=True)
class Edition:
    """A built edition. `revised` holds only the answers that differ in the second phase."""

    folder: Path
    now: datetime
    warc: Path
    revised: Path
    truth: Path
    articles: int
    answers: int


def build_edition(now: datetime, folder: Path, *, sample: Path = SAMPLE) -> Edition:
    """Builds the edition as of `now` (aware; nothing lies after it) into `folder`, which is made if missing.

    Writes edition.warc.gz, revised.warc.gz, truth.jsonl and feeds/. Same sources and moment: same bytes.
    Raises ValueError naming the source file that is wrong.
    """
    now = now.astimezone(UTC).replace(microsecond=0)
    publishers = read_publishers(sample / "publishers")
    sources = read_articles(sample / "articles")
    first = _resolve_all(sources, publishers, now, revised=False)
    later = _resolve_all(sources, publishers, now, revised=True)
    before, after = _answers(first, publishers, now), _answers(later, publishers, now)
    recorded = [*before, *picture_answers(first)]
    changed = [new for old, new in zip(before, after, strict=True) if old != new]
    folder.mkdir(parents=True, exist_ok=True)
    edition = Edition(
        folder=folder,
        now=now,
        warc=folder / "edition.warc.gz",
        revised=folder / "revised.warc.gz",
        truth=folder / "truth.jsonl",
        articles=len(first),
        answers=len(recorded),
    )
    write_warc(recorded, edition.warc, now)
    write_warc(changed, edition.revised, now)
    _write_feeds(before, publishers, folder / "feeds")
    rows = _truth(first, later, now)
    edition.truth.write_text("".join(f"{json.dumps(row, ensure_ascii=False)}\n" for row in rows), "utf-8")
    return edition


def _resolve_all(
    sources: Sequence[Source], publishers: Mapping[str, Publisher], now: datetime, *, revised: bool
) -> tuple[Article, ...]:
    """All articles of one phase. Raises ValueError for a page address that two articles share."""
    times = schedule(sources, publishers, now)
    filed = {(source.event, source.publisher): source for source in sources}
    articles = []
    for source in sources:
        wire = filed.get((source.event, source.copy_of or source.rewrite_of or ""))
        try:
            articles.append(resolve(source, publishers, wire, times[source], now, revised=revised))
        except ValueError as error:
            raise ValueError(f"{source.file.parent.name}/{source.file.name}: {error}") from error
    addresses = [article.address for article in articles]
    if doubled := {address for address in addresses if addresses.count(address) > 1}:
        raise ValueError(f"two articles share an address: {sorted(doubled)}")
    return tuple(articles)


def _answers(articles: Sequence[Article], publishers: Mapping[str, Publisher], now: datetime) -> list[Answer]:
    """Everything but the pictures, publisher by publisher."""
    return [
        answer
        for publisher in publishers.values()
        for answer in publisher_answers(publisher, [a for a in articles if a.publisher == publisher], now)
    ]


def _truth(first: Sequence[Article], later: Sequence[Article], now: datetime) -> Iterable[TruthRow]:
    addresses = {(article.source.event, article.publisher.slug): article.address for article in first}
    related = find_related(first)
    for article, edited in zip(first, later, strict=True):
        page = page_of(article, related[article.publisher.slug], now)
        row = describe(article, page, read_furniture(article.publisher.language), addresses, now)
        if article.source.revision:
            row["revised"] = describe_revision(edited)
        yield row


def _write_feeds(answers: Iterable[Answer], publishers: Mapping[str, Publisher], folder: Path) -> None:
    """The feeds once more as plain files, for reading with one's own eyes."""
    folder.mkdir(exist_ok=True)
    by_address = {answer.address: answer.body for answer in answers}
    for publisher in publishers.values():
        for number, plan in enumerate(publisher.feeds, start=1):
            ending = "json" if plan.form == "json" else "xml"
            file = folder / f"{publisher.slug}-{number}.{plan.form}.{ending}"
            file.write_bytes(by_address[f"https://{publisher.host}{plan.path}"])
