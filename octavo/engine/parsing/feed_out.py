"""Octavo's own feeds: Atom (RFC 4287) and JSON Feed 1.1."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

NAMESPACE = "urn:octavo:feeds"  # of what Atom has no name for; in JSON Feed it stands under `_octavo`
# What XML 1.0 cannot hold in any form; JSON could, but no reader wants it.
_UNWRITABLE = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sound:
    """An entry read aloud: where its file is, its size, and seconds of listening."""

    address: str
    media_type: str
    bytes: int
    seconds: float = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class OutItem:
    """One entry. `content` is HTML that the caller has made safe; `published` and `updated` are aware."""

    id: str
    link: str
    title: str
    published: datetime
    updated: datetime
    content: str
    summary: str = ""  # plain text
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image: str | None = None
    source_title: str | None = None  # the publisher
    language: str | None = None
    body_state: str = ""  # what is held of the report's body, in one word, and why
    body_reason: str = ""
    contributors: tuple[tuple[str, str], ...] = ()  # name and role
    licence: str | None = None
    free: bool | None = None  # whether the publisher says that everybody may read it
    words: int = 0
    minutes: int = 0  # to read it
    sound: Sound | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OutFeed:
    """A feed to be written. `address` is its own; `id` stays the same wherever the site moves."""

    id: str
    title: str
    address: str
    homepage: str
    updated: datetime
    items: tuple[OutItem, ...]
    description: str = ""
    language: str | None = None
    hub: str | None = None


def clean(text: str) -> str:
    """The text without the characters XML cannot hold."""
    return _UNWRITABLE.sub("", text)


def render_atom(feed: OutFeed) -> bytes:
    """An Atom 1.0 document in UTF-8."""
    language = f" xml:lang={_quoted(feed.language)}" if feed.language else ""
    lines = [
        '<?xml version="1.0" encoding="utf-8"?>',
        f'<feed xmlns="http://www.w3.org/2005/Atom" xmlns:octavo="{NAMESPACE}"{language}>',
        _element("id", feed.id),
        _element("title", feed.title),
        _element("subtitle", feed.description) if feed.description else "",
        _element("updated", _stamp(feed.updated)),
        f'<link rel="self" type="application/atom+xml" href={_quoted(feed.address)}/>',
        f'<link rel="alternate" type="text/html" href={_quoted(feed.homepage)}/>',
        f'<link rel="hub" href={_quoted(feed.hub)}/>' if feed.hub else "",
        # RFC 4287 asks for an author of the feed where an entry has none.
        f"<author>{_element('name', feed.title)}</author>",
        *(_entry(item) for item in feed.items),
        "</feed>\n",
    ]
    return "\n".join(line for line in lines if line).encode()


def render_json_feed(feed: OutFeed) -> bytes:
    """A JSON Feed 1.1 document in UTF-8."""
    document = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "home_page_url": feed.homepage,
        "feed_url": feed.address,
        "description": feed.description,
        "language": feed.language,
        "hubs": [{"type": "WebSub", "url": feed.hub}] if feed.hub else None,
        "items": [_filled(_json_item(item)) for item in feed.items],
    }
    whole = _cleaned({**_filled(document), "items": document["items"]})
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":")).encode()


def _entry(item: OutItem) -> str:
    language = f" xml:lang={_quoted(item.language)}" if item.language else ""
    lines = [
        f"<entry{language}>",
        _element("id", item.id),
        _element("title", item.title),
        f'<link rel="alternate" type="text/html" href={_quoted(item.link)}/>',
        _element("published", _stamp(item.published)),
        _element("updated", _stamp(item.updated)),
        *(f"<author>{_element('name', name)}</author>" for name in _bylines(item)),
        *(f"<category term={_quoted(tag)}/>" for tag in item.tags),
        f'<link rel="enclosure" href={_quoted(item.image)}/>' if item.image else "",
        _enclosure(item.sound) if item.sound else "",
        f"<source>{_element('title', item.source_title)}</source>" if item.source_title else "",
        _element("summary", item.summary) if item.summary else "",
        f'<content type="html">{escape(clean(item.content))}</content>',
        _body(item) if item.body_state else "",
        "</entry>",
    ]
    return "\n".join(line for line in lines if line)


def _enclosure(sound: Sound) -> str:
    kind, address = _quoted(sound.media_type), _quoted(sound.address)
    return f'<link rel="enclosure" type={kind} length="{sound.bytes}" href={address}/>'


def _attachment(sound: Sound) -> dict[str, Any]:
    return _filled({"url": sound.address, "mime_type": sound.media_type, "size_in_bytes": sound.bytes,
                    "duration_in_seconds": round(sound.seconds)})  # fmt: skip


def _body(item: OutItem) -> str:
    return f"<octavo:body state={_quoted(item.body_state)}>{escape(clean(item.body_reason))}</octavo:body>"


def _json_item(item: OutItem) -> dict[str, Any]:
    return {
        "id": item.id,
        "url": item.link,
        "title": item.title,
        "content_html": item.content or " ",  # one of the contents is required
        "summary": item.summary,
        "image": item.image,
        "date_published": _stamp(item.published),
        "date_modified": _stamp(item.updated),
        "authors": [{"name": name} for name in _bylines(item)],
        "tags": list(item.tags),
        "language": item.language,
        "attachments": [_attachment(item.sound)] if item.sound else None,
        "_octavo": _about(item),
    }


def _about(item: OutItem) -> dict[str, Any]:
    """What JSON Feed has no name for."""
    told = {
        "body_state": item.body_state,
        "body_reason": item.body_reason,
        "contributors": [{"name": name, "role": role} for name, role in item.contributors],
        "licence": item.licence,
        "words": item.words or None,
        "reading_minutes": item.minutes or None,
    }
    return _filled(told) | ({} if item.free is None else {"free": item.free})


def _bylines(item: OutItem) -> tuple[str, ...]:
    return item.authors or ((item.source_title,) if item.source_title else ())


def _filled(record: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in record.items() if value}


def _element(name: str, text: str) -> str:
    return f"<{name}>{escape(clean(text))}</{name}>"


def _quoted(text: str) -> str:
    return quoteattr(clean(text))


def _stamp(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")


def _cleaned(value: Any) -> Any:
    """`value` with every string in it cleaned; JSON would carry control characters on as escapes."""
    if isinstance(value, dict):
        return {key: _cleaned(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_cleaned(inner) for inner in value]
    return clean(value) if isinstance(value, str) else value
