"""JSON Feed 1 and 1.1."""

from __future__ import annotations

import json
from typing import Any

from octavo.engine.errors import Unreadable
from octavo.engine.parsing.dates import parse_date
from octavo.engine.parsing.items import build_item, clean_language, settle_items
from octavo.engine.parsing.limits import MAX_BYTES, MAX_ITEMS
from octavo.engine.parsing.markup import html_of_text, plain_text, storable, web_address
from octavo.engine.records import FeedDocument, FeedItem, FeedKind


def read_json_feed(body: bytes, address: str, subject: str) -> FeedDocument:
    """The feed in a JSON document; wrong types count as absent. Raises Unreadable when it is no JSON Feed."""
    if len(body) > MAX_BYTES:
        raise Unreadable(subject, "This JSON is larger than 10 MB.")
    try:
        data = json.loads(body.decode("utf-8-sig", "replace"), strict=False)
    except (ValueError, RecursionError) as error:
        raise Unreadable(subject, "This begins like JSON but is not well formed.") from error
    if not isinstance(data, dict) or not isinstance(entries := data.get("items"), list):
        raise Unreadable(subject, "This is JSON, but not a JSON Feed.")
    homepage = web_address(_text(data, "home_page_url"), address)
    base = address or homepage or ""
    fallback = _authors(data)
    return FeedDocument(
        kind=FeedKind.JSON,
        title=plain_text(_text(data, "title")),
        homepage=homepage,
        description=plain_text(_text(data, "description")) or None,
        language=clean_language(_text(data, "language")),
        items=settle_items([_read_item(one, base, fallback) for one in _both_ends(entries) if isinstance(one, dict)]),
        hub=_hub(data, base),
        own_address=web_address(_text(data, "feed_url"), base),
    )


def _read_item(entry: dict[str, Any], base: str, feed_authors: list[str]) -> FeedItem:
    content = _text(entry, "content_html") or html_of_text(_text(entry, "content_text"))
    return build_item(
        guid=_text(entry, "id"),
        link=web_address(_text(entry, "url"), base) or web_address(_text(entry, "external_url"), base),
        title=_text(entry, "title"),
        published=parse_date(_text(entry, "date_published")),
        updated=parse_date(_text(entry, "date_modified")),
        summary=html_of_text(_text(entry, "summary")),
        content=content,
        authors=_authors(entry) or feed_authors,
        tags=[storable(tag) for tag in _list(entry, "tags") if isinstance(tag, str)],
        image=web_address(_text(entry, "image") or _text(entry, "banner_image"), base),
        language=_text(entry, "language"),
    )


def _both_ends(entries: list[Any]) -> list[Any]:
    return entries if len(entries) <= 2 * MAX_ITEMS else entries[:MAX_ITEMS] + entries[-MAX_ITEMS:]


def _text(data: dict[str, Any], key: str) -> str | None:
    value = data.get(key)
    if isinstance(value, str):
        return storable(value).strip() or None
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)  # ids are numbers in many feeds
    return None


def _list(data: dict[str, Any], key: str) -> list[Any]:
    value = data.get(key)
    return value if isinstance(value, list) else []


def _authors(data: dict[str, Any]) -> list[str]:
    people = [*_list(data, "authors"), data.get("author")]  # version 1 had one author
    return [name for person in people if isinstance(person, dict) and (name := _text(person, "name"))]


def _hub(data: dict[str, Any], base: str) -> str | None:
    hubs = [hub for hub in _list(data, "hubs") if isinstance(hub, dict)]
    return next((web_address(_text(hub, "url"), base) for hub in hubs if _text(hub, "type") == "WebSub"), None)
