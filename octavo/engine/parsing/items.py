"""What all formats do to their entries: bounds, an id for each, the newest end of too many."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import datetime

from octavo.engine.parsing.limits import MAX_ADDRESS, MAX_ITEMS, MAX_NAME, MAX_NAMES, MAX_TITLE
from octavo.engine.parsing.markup import distinct, person_name, plain_text
from octavo.engine.records import FeedItem


def build_item(
    *,
    guid: str | None,
    link: str | None,
    title: str | None,
    published: datetime | None = None,
    updated: datetime | None = None,
    summary: str | None = None,
    content: str | None = None,
    authors: list[str] | None = None,
    tags: list[str] | None = None,
    image: str | None = None,
    language: str | None = None,
) -> FeedItem:
    """A FeedItem within bounds, from what a format found. Its guid: the feed's own, else the link, else a digest."""
    shown = plain_text(title)[:MAX_TITLE]
    content = content or None
    summary = summary if summary and summary != content else None
    return FeedItem(
        guid=(guid or "").strip()[:MAX_ADDRESS] or link or _digest(shown, published, summary or content),
        link=link,
        title=shown,
        published=published,
        updated=updated,
        summary=summary,
        content=content,
        authors=distinct([person_name(name) for name in (authors or ())[:MAX_NAMES]]),
        tags=distinct([plain_text(tag)[:MAX_NAME] for tag in (tags or ())[:MAX_NAMES]]),
        image=image,
        language=clean_language(language),
    )


def settle_items(items: list[FeedItem]) -> tuple[FeedItem, ...]:
    """Each entry once, at most MAX_ITEMS, from the end of the document where the newest are.

    Broken feeds give all entries one id; those get their link or digest added, so that they stay apart.
    """
    seen: dict[str, FeedItem] = {}
    for item in _newest_end(items):
        known = seen.get(item.guid)
        if known is None:
            seen[item.guid] = item
        elif (known.link, known.title) != (item.link, item.title):
            apart = f"{item.guid[:MAX_ADDRESS]}#{item.link or _digest(item.title, item.published, item.summary)}"
            seen.setdefault(apart, replace(item, guid=apart))
    return tuple(seen.values())


def clean_language(tag: str | None) -> str | None:
    """A language tag as feeds give it (`en-US`), or None for what is none."""
    tag = (tag or "").strip().replace("_", "-")
    return tag if 2 <= len(tag) <= 35 and tag.partition("-")[0].isalpha() else None


def _newest_end(items: list[FeedItem]) -> list[FeedItem]:
    if len(items) <= MAX_ITEMS:
        return items
    dates = [moment for item in items if (moment := item.published or item.updated)]
    return items[-MAX_ITEMS:] if dates and dates[-1] > dates[0] else items[:MAX_ITEMS]


def _digest(title: str, published: datetime | None, text: str | None) -> str:
    said = (title, published.isoformat() if published else "", "" if title else text or "")
    return hashlib.sha256("\x1f".join(said).encode("utf-8", "replace")).hexdigest()[:32]
