"""Between what a writer gives and the rows that keep it; pinned by a test."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any

from octavo.engine.assist.composed import Cited, Composed, Part, Source
from octavo.engine.records import Span

Plain = dict[str, Any]  # JSON


def parts_to_plain(parts: Iterable[Part]) -> list[Plain]:
    """Parts as JSON, without empty fields."""
    return [_filled(kind=part.kind, label=part.label, sentences=[_cited_to_plain(one) for one in part.sentences],
                    detail=dict(part.detail)) for part in parts]  # fmt: skip


def _cited_to_plain(cited: Cited) -> Plain:
    return {"text": cited.text, "spans": [[one.article, one.version, one.start, one.end] for one in cited.spans]}


def _filled(**values: Any) -> Plain:
    return {name: value for name, value in values.items() if value}


def parts_from_plain(plain: Sequence[Mapping[str, Any]]) -> tuple[Part, ...]:
    """The same parts again."""
    return tuple(
        Part(kind=each.get("kind", ""), label=each.get("label", ""), detail=each.get("detail", {}),
             sentences=tuple(_cited_from_plain(one) for one in each.get("sentences", ())))
        for each in plain
    )  # fmt: skip


def _cited_from_plain(plain: Mapping[str, Any]) -> Cited:
    spans = (Span(article=article, version=version, start=start, end=end)
             for article, version, start, end in plain["spans"])  # fmt: skip
    return Cited(text=plain["text"], spans=tuple(spans))


def composed_of(parts: Sequence[Mapping[str, Any]], left_out: Mapping[str, int]) -> Composed:
    """A kept composition as a writer gave it."""
    return Composed(parts=parts_from_plain(parts), left_out=dict(left_out))


def read_to_plain(sources: Iterable[Source]) -> list[Plain]:
    """What was read, and what was known of it then: enough to tell it again when the article's row has changed."""
    return [
        {
            "article": one.article, "version": one.version, "digest": sha256(one.text.encode()).hexdigest()[:32],
            "publisher": one.publisher, "address": one.address,
            "published": one.published.isoformat() if one.published else "",
        }
        for one in sources
    ]  # fmt: skip
