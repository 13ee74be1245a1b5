"""Atom 0.3 and 1.0, from a tree."""

from __future__ import annotations

from lxml import etree

from octavo.engine.parsing.dates import parse_date
from octavo.engine.parsing.items import build_item, clean_language, settle_items
from octavo.engine.parsing.markup import html_of_text, joined_base, plain_text, web_address
from octavo.engine.parsing.namespaces import XML, Fields
from octavo.engine.parsing.pictures import is_picture, largest
from octavo.engine.parsing.tree import inner_markup, markup_of
from octavo.engine.records import FeedDocument, FeedItem, FeedKind

_PLAIN = ("text", "text/plain", "")
_HTML = ("html", "text/html", "xhtml", "application/xhtml+xml")


def read_atom(root: etree._Element, address: str) -> FeedDocument:
    """The document whose root is `feed`. Relative links count from xml:base, then `address`."""
    feed = Fields(root, "atom:")
    outer = joined_base(address, root.get(XML + "base"))
    homepage = _link(feed, "alternate", outer)
    base = outer or homepage or ""
    return FeedDocument(
        kind=FeedKind.ATOM,
        title=plain_text(_title(feed)),
        homepage=homepage,
        description=plain_text(_prose(feed, "subtitle", "tagline", "info")) or None,
        language=clean_language(root.get(XML + "lang") or feed.text("dc:language")),
        items=settle_items([_read_entry(Fields(entry, "atom:"), base) for entry in feed.all("entry", "item")]),
        hub=_link(feed, "hub", base),
        own_address=_link(feed, "self", base),
        moved_to=web_address(feed.text("itunes:new-feed-url"), base),
    )


def _read_entry(entry: Fields, base: str) -> FeedItem:
    base = joined_base(base, entry.element.get(XML + "base"))
    return build_item(
        guid=entry.text("id"),
        link=_entry_link(entry, base),
        title=_title(entry),
        published=parse_date(entry.text("published", "issued", "created", "dc:date", "dcterms:issued")),
        updated=parse_date(entry.text("updated", "modified", "dcterms:modified")),
        summary=_prose(entry, "summary", "dc:description") or _media_text(entry),
        content=_prose(entry, "content"),
        authors=_authors(entry),
        tags=_tags(entry),
        image=web_address(_picture(entry), base),
        language=entry.element.get(XML + "lang") or entry.text("dc:language"),
    )


def _entry_link(entry: Fields, base: str) -> str | None:
    if found := web_address(entry.text("feedburner:origlink"), base) or _link(entry, "alternate", base):
        return found
    content = entry.first("content")
    if content is not None and content.get("src") and content.get("type", "text/html") in _HTML:
        return web_address(content.get("src"), base)
    identity = entry.text("id") or ""
    return web_address(identity, base) if identity.startswith(("http://", "https://")) else None


def _link(fields: Fields, rel: str, base: str) -> str | None:
    """The link of one relation; among several the one to a web page."""
    links = [
        link
        for link in fields.all("link")
        if (link.get("rel") or "alternate").strip().lower().rpartition("/")[2] == rel
    ]
    links.sort(key=lambda link: link.get("type", "text/html").strip().lower() != "text/html")
    for link in links:
        if found := web_address(link.get("href"), joined_base(base, link.get(XML + "base"))):
            return found
    # Some write the address as text, as in RSS.
    return next(
        (found for text in fields.texts("link") if rel == "alternate" and (found := web_address(text, base))), None
    )


def _title(fields: Fields) -> str | None:
    return _prose(fields, "title", "dc:title", "media:title")


def _prose(fields: Fields, *names: str) -> str | None:
    """The first text construct as HTML; plain text comes out escaped, what is no text at all is left out."""
    for element in fields.all(*names):
        kind = element.get("type", "text").strip().lower()
        mode = element.get("mode", "").strip().lower()  # Atom 0.3
        if mode == "base64" or (kind not in _PLAIN and kind not in _HTML):
            continue
        if kind in _PLAIN and mode != "escaped" and len(element) == 0:
            found = html_of_text(element.text)
        else:
            found = _unwrap(element)
        if found:
            return found
    return None


def _unwrap(element: etree._Element) -> str | None:
    # xhtml stands in one div that is not part of the text (RFC 4287, 3.1.1.3).
    only = element[0] if len(element) == 1 and not (element.text or "").strip() else None
    if only is not None and isinstance(only.tag, str) and only.tag.rpartition("}")[2].lower() == "div":
        return inner_markup(only)
    return markup_of(element)


def _media_text(entry: Fields) -> str | None:
    texts = [
        text for group in [entry, *map(Fields, entry.all("media:group"))] for text in group.texts("media:description")
    ]
    return html_of_text(texts[0]) if texts else None


def _authors(entry: Fields) -> list[str]:
    people = [Fields(person, "atom:") for person in entry.all("author")]
    named = [person.text("name") or (person.element.text or "").strip() for person in people]
    return [*named, *entry.texts("dc:creator")]


def _tags(entry: Fields) -> list[str]:
    found = [
        (element.get("label") or element.get("term") or element.text or "").strip() for element in entry.all("category")
    ]
    return [*found, *entry.texts("dc:subject")]


def _picture(entry: Fields) -> str | None:
    media = [entry, *(Fields(group) for group in entry.all("media:group", "media:content"))]
    contents = [dict(element.attrib) for fields in media for element in fields.all("media:content")]
    thumbnails = [dict(element.attrib) for fields in media for element in fields.all("media:thumbnail")]
    enclosures = [
        {**link.attrib, "url": link.get("href", "")}
        for link in entry.all("link")
        if link.get("rel", "").lower() == "enclosure"
    ]
    return largest(filter(is_picture, contents)) or largest(thumbnails) or largest(filter(is_picture, enclosures))
