"""Feeds too broken for a strict parser, read by feedparser. Slow, so its input is bounded first."""

from __future__ import annotations

import io
import re
from typing import Any

import feedparser

from octavo.engine.errors import Unreadable
from octavo.engine.parsing.cut import cut_broken
from octavo.engine.parsing.dates import parse_date
from octavo.engine.parsing.items import build_item, clean_language, settle_items
from octavo.engine.parsing.limits import (
    MAX_BROKEN_DEPTH,
    MAX_BROKEN_PREFIXES,
    MAX_BROKEN_REFERENCES,
    MAX_BROKEN_TAG,
    MAX_BROKEN_TAGS,
)
from octavo.engine.parsing.markup import html_of_text, plain_text, storable, web_address
from octavo.engine.parsing.pictures import is_picture, largest
from octavo.engine.parsing.repair import repair_xml
from octavo.engine.parsing.rss import read_ttl
from octavo.engine.records import FeedDocument, FeedItem, FeedKind

_LONG_TAG = re.compile(rb"<(?![!?])[^<>]{%d}" % MAX_BROKEN_TAG)
_TAG = re.compile(rb"<(/?)(\w?)[^<>]*?(/?)(?=[<>])")
_VOID = re.compile(rb"<(?:br|hr|img)[\s>]", re.IGNORECASE)
_PREFIX = re.compile(rb"\sxmlns:([^\s=<>]{1,80})")


def read_tolerant(body: bytes, root: str, address: str, subject: str) -> FeedDocument:
    """What feedparser makes of UTF-8 bytes. Raises Unreadable when that is nothing.

    Here, and only here, dc:date and atom:updated of RSS look alike; an entry with no other date is published then.
    """
    body = repair_xml(cut_broken(body, root))  # a reference to half a character, for one, is beyond feedparser
    if excess := _excess(body):
        raise Unreadable(subject, f"This feed is not well formed, and {excess}.")
    # No content-location: feedparser would make ids absolute, and the same entry would have two.
    headers = {"content-type": "application/xml; charset=utf-8"}
    try:
        # From a stream: given bytes or text, feedparser would try to open a file or an address of that name.
        # xml:base nested a thousand times makes addresses of a megabyte; relative links are made absolute here.
        parsed = feedparser.parse(
            io.BytesIO(body.replace(b"xml:base", b"xml-base")),
            response_headers=headers,
            sanitize_html=False,
            resolve_relative_uris=False,
        )
    except Exception as error:  # a library for hostile input, and any bug of it is this feed's problem only
        raise Unreadable(subject, "This feed is broken beyond repair.") from error
    if not parsed.get("version") and not parsed.entries:
        raise Unreadable(subject, "This looks like a feed, but nothing in it can be read.")
    return _document(parsed, address)


def _excess(body: bytes) -> str | None:
    """What makes feedparser slow in this document, or None."""
    if _LONG_TAG.search(body):
        return "one of its tags is longer than 4 kB"
    if len(set(_PREFIX.findall(body))) > MAX_BROKEN_PREFIXES:
        return f"it declares more than {MAX_BROKEN_PREFIXES} vocabularies"
    if body.count(b"&") > MAX_BROKEN_REFERENCES:
        return f"it has more than {MAX_BROKEN_REFERENCES:,} ampersands"
    depth = tags = position = 0
    last_close = body.rfind(b"]]>")
    while (position := body.find(b"<", position)) >= 0:
        if position < last_close and body.startswith(b"<![CDATA[", position):
            position = body.find(b"]]>", position)
        tags += 1
        if tags > MAX_BROKEN_TAGS:
            return f"it has more than {MAX_BROKEN_TAGS:,} tags"
        tag = _TAG.match(body, position)
        if tag and tag[1]:
            depth -= 1
        elif tag and tag[2] and not tag[3] and not _VOID.match(body, position):
            depth += 1
        if depth > MAX_BROKEN_DEPTH:
            return f"it is nested more than {MAX_BROKEN_DEPTH:,} deep"
        position += 1
    return None


def _document(parsed: Any, address: str) -> FeedDocument:
    about, version = parsed.feed, parsed.get("version") or ""
    homepage = web_address(_get(about, "link"), address)
    base = address or homepage or ""
    atom = version.startswith("atom")
    language = clean_language(_get(about, "language") or _language_of(about))
    return FeedDocument(
        kind=FeedKind.ATOM if atom else FeedKind.RDF if version in ("rss090", "rss10") else FeedKind.RSS,
        title=plain_text(_text_of(about, "title_detail")),
        homepage=homepage,
        description=plain_text(_text_of(about, "subtitle_detail")) or None,
        language=language,
        items=settle_items([_read_entry(entry, base, atom, language) for entry in parsed.entries]),
        ttl_minutes=read_ttl(_get(about, "ttl")),
        hub=_link(about, "hub", base),
        own_address=_link(about, "self", base),
        moved_to=web_address(_get(about, "newlocation") or _get(about, "itunes_new-feed-url"), base),
    )


def _read_entry(entry: Any, base: str, atom: bool, feed_language: str | None) -> FeedItem:
    published = parse_date(_get(entry, "published") or _get(entry, "created"))
    updated = parse_date(_get(entry, "updated"))
    if published is None and not atom:
        published, updated = updated, None
    language = _language_of(entry)
    contents = [_html(part) for part in dict.get(entry, "content") or ()]
    return build_item(
        guid=_get(entry, "id"),
        link=web_address(_get(entry, "feedburner_origlink") or _get(entry, "link"), base),
        title=_text_of(entry, "title_detail"),
        published=published,
        updated=updated,
        summary=_text_of(entry, "summary_detail"),
        content=next((text for text in contents if text), None),
        authors=[name for person in dict.get(entry, "authors") or () if (name := _get(person, "name"))],
        tags=[name for tag in dict.get(entry, "tags") or () if (name := _get(tag, "label") or _get(tag, "term"))],
        image=web_address(_picture(entry), base),
        language=language if language != feed_language else None,  # inherited, as feedparser tells it
    )


def _get(record: Any, key: str) -> str | None:
    # dict.get, because feedparser's own answers with other keys' values for some keys.
    value = dict.get(record, key)
    return storable(value).strip() or None if isinstance(value, str) else None


def _text_of(record: Any, key: str) -> str | None:
    detail = dict.get(record, key)
    return _html(detail) if detail else None


def _language_of(record: Any) -> str | None:
    return _get(dict.get(record, "title_detail") or {}, "language")


def _html(detail: Any) -> str | None:
    text = _get(detail, "value")
    return html_of_text(text) if _get(detail, "type") == "text/plain" else text


def _link(record: Any, rel: str, base: str) -> str | None:
    links = dict.get(record, "links") or ()
    return next((web_address(_get(link, "href"), base) for link in links if _get(link, "rel") == rel), None)


def _picture(entry: Any) -> str | None:
    contents = filter(is_picture, dict.get(entry, "media_content") or ())
    enclosures = [
        {**link, "url": link.get("href", "")}
        for link in dict.get(entry, "links") or ()
        if link.get("rel") == "enclosure"
    ]
    found = (
        largest(contents)
        or largest(dict.get(entry, "media_thumbnail") or ())
        or largest(filter(is_picture, enclosures))
    )
    return found or _get(dict.get(entry, "image") or {}, "href")
