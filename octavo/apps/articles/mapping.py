"""Records to rows and back: the one place that knows both. Pinned by a test."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, fields
from datetime import datetime
from typing import Any

from octavo.engine.records import Block, BlockKind, Draft, FeedItem, Image, Link
from octavo.engine.text.length import count_words, reading_minutes

# Where a draft's fields go that are no column of the article itself.
DRAFT_ELSEWHERE = {
    "canonical": "address: the canonical one where the page names one",
    "blocks": "Version.blocks",
    "publisher": "publisher: a row",
}


def article_values(draft: Draft) -> dict[str, Any]:
    """The columns of an article that a draft fills."""
    return {
        "address": clean(draft.canonical or draft.address)[:2000],
        "title": clean(draft.title)[:1000],
        "standfirst": clean(draft.standfirst),
        "authors": [clean(author)[:200] for author in draft.authors[:20]],
        "contributors": [_cleaned(asdict(one)) for one in draft.contributors[:20]],
        "published": draft.published,
        "modified": draft.modified,
        "language": draft.language,
        "section": clean(draft.section[:120]) if draft.section else None,
        "keywords": [clean(keyword)[:200] for keyword in draft.keywords[:40]],
        "image": _cleaned(_filled(asdict(draft.image))) if draft.image else None,
        "licence": clean(draft.licence)[:500] if draft.licence else None,
        "free": draft.free,
        "body_state": draft.body_state.value,
        "body_reason": clean(draft.body_reason)[:500],
        "digest": draft.digest,
        "words": count_words(draft.text),
        "minutes": reading_minutes(draft.text),
    }


def blocks_to_plain(blocks: tuple[Block, ...]) -> list[dict[str, Any]]:
    """Blocks as JSON, without empty fields."""
    return [_cleaned(_filled(asdict(block))) for block in blocks]


def blocks_from_plain(plain: list[dict[str, Any]]) -> tuple[Block, ...]:
    """The blocks that `blocks_to_plain` wrote."""
    return tuple(
        Block(
            **{
                **values,
                "kind": BlockKind(values["kind"]),
                "links": tuple(Link(**link) for link in values.get("links", ())),
                "posted": _moment(values.get("posted")),
            }
        )
        for values in plain
    )


def image_from_plain(plain: Mapping[str, Any] | None) -> Image | None:
    return Image(**plain) if plain else None


def item_to_plain(item: FeedItem) -> dict[str, Any]:
    """A feed's entry as JSON, without empty fields."""
    plain: dict[str, Any] = _cleaned(_filled(asdict(item)))
    return plain


def item_from_plain(plain: Mapping[str, Any]) -> FeedItem:
    """The entry that `item_to_plain` wrote."""
    values: dict[str, Any] = {"link": None, "title": "", **plain}
    for name in ("published", "updated"):
        values[name] = _moment(values.get(name))
    for name in ("authors", "tags"):
        values[name] = tuple(values.get(name, ()))
    return FeedItem(**values)


def draft_fields_without_column(columns: set[str]) -> set[str]:
    """The fields of a draft that would be lost: in no column, and not said to lie elsewhere."""
    return {field.name for field in fields(Draft)} - columns - set(DRAFT_ELSEWHERE)


def clean(text: Any) -> Any:
    """Text PostgreSQL can hold: no NUL, no half characters. What is not text passes."""
    if not isinstance(text, str):
        return text
    return text.replace("\x00", "").encode("utf-8", "replace").decode()


def _filled(values: Mapping[str, Any]) -> dict[str, Any]:
    return {
        name: value.isoformat() if isinstance(value, datetime) else value
        for name, value in values.items()
        if value not in (None, "", (), [])
    }


def _cleaned(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_cleaned(inner) for inner in value]
    return clean(value)


def _moment(value: str | None) -> datetime | None:
    return datetime.fromisoformat(value) if value else None
