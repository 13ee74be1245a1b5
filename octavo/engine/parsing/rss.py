"""RSS 0.90 to 2.0 and RDF (RSS 1.0), from a tree."""

from __future__ import annotations

from lxml import etree

from octavo.engine.parsing.dates import parse_date
from octavo.engine.parsing.items import build_item, clean_language, settle_items
from octavo.engine.parsing.markup import joined_base, plain_text, web_address
from octavo.engine.parsing.namespaces import ADDRESS_OF, XML, Fields, short_name
from octavo.engine.parsing.pictures import is_picture, largest
from octavo.engine.parsing.tree import markup_of
from octavo.engine.records import FeedDocument, FeedItem, FeedKind

_ABOUT = f"{{{ADDRESS_OF['rdf']}}}about"
_LONGEST_TTL = 100_000  # minutes; what is longer was not meant


def read_rss(root: etree._Element, address: str) -> FeedDocument:
    """The document whose root is `rss` or `rdf:RDF`. Relative links count from xml:base, then `address`."""
    top = Fields(root)
    channel = top.first("channel")
    about = Fields(channel if channel is not None else root)
    outer = _base(root, address)
    outer = _base(about.element, outer) if channel is not None else outer
    homepage = _homepage(about, outer)
    base = outer or homepage or ""
    # RSS 0.90 and 1.0 put the entries beside the channel; some feeds of other versions do as well.
    entries = [*about.all("item"), *(top.all("item") if channel is not None else ())]
    return FeedDocument(
        kind=FeedKind.RDF if short_name(root.tag) == "rdf:rdf" else FeedKind.RSS,
        title=plain_text(about.text("title", "dc:title")),
        homepage=homepage,
        description=plain_text(about.text("description", "itunes:summary", "dc:description")) or None,
        language=clean_language(about.text("language", "dc:language") or root.get(XML + "lang")),
        items=settle_items([_read_item(Fields(entry), base) for entry in entries]),
        ttl_minutes=read_ttl(about.text("ttl")),
        skip_hours=_skip_hours(about.first("skiphours")),
        hub=_atom_link(about, "hub", base),
        own_address=_atom_link(about, "self", base),
        moved_to=web_address(about.text("itunes:new-feed-url"), base),
    )


def read_ttl(text: str | None) -> int | None:
    """Minutes, or None for what is no sensible number of them."""
    digits = (text or "").strip()
    return int(digits) if digits.isdecimal() and len(digits) < 9 and 0 < int(digits) <= _LONGEST_TTL else None


def _homepage(about: Fields, base: str) -> str | None:
    for link in about.texts("link"):
        if found := web_address(link, base):
            return found
    return _atom_link(about, "alternate", base)


def _read_item(entry: Fields, base: str) -> FeedItem:
    base = _base(entry.element, base)
    guid = entry.text("guid", "atom:id") or entry.element.get(_ABOUT)
    return build_item(
        guid=guid,
        link=_item_link(entry, guid, base),
        title=_title(entry),
        published=parse_date(entry.text("pubdate", "dc:date", "dcterms:issued", "dcterms:created", "atom:published")),
        updated=parse_date(entry.text("atom:updated", "dcterms:modified")),
        summary=_markup(entry, "description", "itunes:summary", "atom:summary", "dc:description", "media:description"),
        content=_markup(entry, "content:encoded", "xhtml:body", "body", "xhtml:div", "atom:content", "fulltext"),
        authors=_authors(entry),
        tags=_tags(entry),
        image=web_address(_picture(entry), base),
        language=entry.text("dc:language") or entry.element.get(XML + "lang"),
    )


def _base(element: etree._Element, base: str) -> str:
    return joined_base(base, element.get(XML + "base"))


def _title(entry: Fields) -> str | None:
    element = entry.first("title", "dc:title", "media:title")
    return markup_of(element) if element is not None else None


def _item_link(entry: Fields, guid: str | None, base: str) -> str | None:
    # FeedBurner replaces the publisher's link by its own counter and keeps the true one aside.
    for link in (*entry.texts("feedburner:origlink"), *entry.texts("link")):
        if found := web_address(link, base):
            return found
    if found := _atom_link(entry, "alternate", base):
        return found
    marker = entry.first("guid")
    if marker is not None and marker.get("isPermaLink", "true").strip().lower() != "false":
        return web_address(guid, base) if guid and guid.startswith(("http://", "https://", "/")) else None
    return web_address(entry.element.get(_ABOUT), base)


def _atom_link(fields: Fields, rel: str, base: str) -> str | None:
    for link in fields.all("atom:link", "link"):
        if link.get("rel", "alternate").strip().lower() == rel and (found := web_address(link.get("href"), base)):
            return found
    return None


def _markup(entry: Fields, *names: str) -> str | None:
    for element in entry.all(*names):
        if found := markup_of(element):
            return found
    return None


def _authors(entry: Fields) -> list[str]:
    people = [name for person in entry.all("atom:author") for name in Fields(person, "atom:").texts("name")]
    return [*entry.texts("dc:creator"), *entry.texts("author", "dc:author"), *people] or entry.texts("itunes:author")


def _tags(entry: Fields) -> list[str]:
    keywords = [word for text in entry.texts("media:keywords", "itunes:keywords") for word in text.split(",")]
    terms = [term for element in entry.all("atom:category") if (term := element.get("label") or element.get("term"))]
    return [*entry.texts("category", "dc:subject", "media:category"), *terms, *keywords]


def _picture(entry: Fields) -> str | None:
    groups = [Fields(group) for group in entry.all("media:group", "media:content")]
    media = [entry, *groups]
    contents = [dict(element.attrib) for fields in media for element in fields.all("media:content")]
    thumbnails = [dict(element.attrib) for fields in media for element in fields.all("media:thumbnail")]
    enclosures = [dict(element.attrib) for element in entry.all("enclosure")]
    found = largest(filter(is_picture, contents)) or largest(thumbnails) or largest(filter(is_picture, enclosures))
    if found:
        return found
    for element in entry.all("itunes:image", "image"):
        if (
            named := element.get("href")
            or element.get("url")
            or Fields(element).text("url")
            or (element.text or "").strip()
        ):
            return named
    return None


def _skip_hours(element: etree._Element | None) -> frozenset[int]:
    if element is None:
        return frozenset()
    hours = {int(text) for text in Fields(element).texts("hour")[:48] if text.isdecimal() and len(text) <= 2}
    return frozenset(hour % 24 for hour in hours if hour <= 24)  # RSS 0.91 counted from 1 to 24
