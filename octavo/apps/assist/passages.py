"""The passages that a sentence rests on, as its readers are shown them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from octavo.apps.articles.mapping import blocks_from_plain
from octavo.apps.articles.models import Article, Version
from octavo.engine.records import Span, join_blocks

_WORD = 40  # characters in which a space is looked for; scripts such as Chinese have none
AROUND = 240  # characters shown before and after a passage, whole words


@dataclass(frozen=True, slots=True, kw_only=True)
class CitedPassage:
    """A passage in the version it was cited from, with what stands around it.

    `here` is where it stands in the newest version; None: there it stands no more.
    """

    article: Article  # with its publisher
    title: str  # of that version
    span: Span
    before: str
    text: str
    after: str
    seen_at: datetime  # when that version was retrieved
    digest: str  # of that version
    here: tuple[int, int] | None

    @property
    def is_older(self) -> bool:
        return self.span.version != self.article.version


def text_of(version: Version) -> str:
    """The text that spans of a version count in."""
    return join_blocks(blocks_from_plain(version.blocks))


def passages_of(spans: Iterable[Span]) -> list[CitedPassage]:
    """The passages in the order given; spans of what is not there are passed over. Two queries at most."""
    wanted = list(dict.fromkeys(spans))
    if not wanted:
        return []
    versions = _versions({(one.article, one.version) for one in wanted})
    newest = _versions(
        {(row.article_id, row.article.version) for row in versions.values() if row.number != row.article.version}
    )
    texts = {key: text_of(row) for key, row in (versions | newest).items()}
    found = []
    for span in wanted:
        row = versions.get((span.article, span.version))
        if row is not None and span.end <= len(texts[span.article, span.version]):
            found.append(_passage(row, span, texts))
    return found


def _versions(keys: Iterable[tuple[int, int]]) -> dict[tuple[int, int], Version]:
    asked = Q()
    for article, number in sorted(keys):
        asked |= Q(article=article, number=number)
    if not asked:
        return {}
    rows = Version.objects.filter(asked).select_related("article__publisher")
    return {(row.article_id, row.number): row for row in rows}


def _passage(row: Version, span: Span, texts: dict[tuple[int, int], str]) -> CitedPassage:
    text = texts[span.article, span.version]
    cited = text[span.start : span.end]
    newest = texts.get((span.article, row.article.version), text)
    if row.number == row.article.version:
        here: tuple[int, int] | None = (span.start, span.end)
    else:
        at = newest.find(cited)
        here = (at, at + len(cited)) if at >= 0 else None
    before, after = around(text, span.start, span.end)
    return CitedPassage(
        article=row.article, title=row.title, span=span, before=before, text=cited, after=after, seen_at=row.seen_at,
        digest=row.digest, here=here,
    )  # fmt: skip


def around(text: str, start: int, end: int, length: int = AROUND) -> tuple[str, str]:
    """What stands before and after, whole words where words are set apart, with "…" where it goes on."""
    first, last = max(0, start - length), min(len(text), end + length)
    before, after = text[first:start], text[end:last]
    if first:
        before = "… " + (before.partition(" ")[2] if " " in before[:_WORD] else before)
    if last < len(text):
        after = (after.rpartition(" ")[0] if " " in after[-_WORD:] else after) + " …"
    return before, after


def spans_from(written: str, most: int = 12) -> Sequence[Span]:
    """Spans as an address writes them: "17.1.240-391,18.2.0-55". What is none is passed over."""
    found = []
    for part in written.split(",")[:most]:
        numbers = part.replace("-", ".").split(".")
        if len(numbers) == 4 and all(number.isascii() and number.isdigit() and len(number) < 10 for number in numbers):
            article, version, start, end = map(int, numbers)
            if start < end:
                found.append(Span(article=article, version=version, start=start, end=end))
    return found


def spans_written(spans: Iterable[Span]) -> str:
    """The same as an address writes them."""
    return ",".join(f"{one.article}.{one.version}.{one.start}-{one.end}" for one in spans)
