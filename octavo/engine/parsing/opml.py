"""OPML: lists of feeds in folders, both ways."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime

from lxml import etree

from octavo.engine.errors import Unreadable
from octavo.engine.parsing.charset import to_utf8
from octavo.engine.parsing.feed_out import clean
from octavo.engine.parsing.limits import MAX_NAME
from octavo.engine.parsing.markup import plain_text, web_address
from octavo.engine.parsing.sniff import explain, find_root
from octavo.engine.parsing.tree import read_tree
from octavo.engine.records import FeedLink

_MOST = 10_000  # feeds of one list
_LARGEST = 10 * 1024 * 1024  # bytes


def parse_opml(body: bytes) -> tuple[FeedLink, ...]:
    """The feeds of an OPML file, each once, with their folders (outermost first). Raises Unreadable.

    Folders are outlines without an address; where there are none, the first category counts ("/World/Asia").
    """
    subject = "the OPML file"
    text = to_utf8(body[:_LARGEST])
    root = find_root(text)
    if root is None or root.name != "opml":
        raise Unreadable(subject, explain(text, root).replace("not a feed", "not a list of feeds (OPML)"))
    tree = read_tree(text, root)
    if tree is None:
        raise Unreadable(subject, "This OPML file is not well formed.")
    found: dict[str, FeedLink] = {}
    # A stack, not recursion: how deep a file nests is up to its author.
    waiting: list[tuple[etree._Element, tuple[str, ...]]] = [(tree, ())]
    while waiting and len(found) < _MOST:
        element, folder = waiting.pop()
        inside = folder
        if _name(element) == "outline":
            link = _read_outline(element, folder)
            if link:
                found.setdefault(link.address, link)
            elif title := _title(element):
                inside = (*folder, title)
        waiting.extend((child, inside) for child in reversed(element) if _name(child) in ("body", "outline"))
    return tuple(found.values())


def render_opml(links: Sequence[FeedLink], *, title: str, created: datetime) -> bytes:
    """An OPML 2.0 file of the feeds, nested in their folders; feeds without a folder come first in their order."""
    root = etree.Element("opml", version="2.0")
    head = etree.SubElement(root, "head")
    etree.SubElement(head, "title").text = clean(title)
    etree.SubElement(head, "dateCreated").text = format_datetime(created)
    folders: dict[tuple[str, ...], etree._Element] = {(): etree.SubElement(root, "body")}
    for link in sorted(links, key=lambda link: bool(link.folder)):
        name = clean(link.title or link.address)
        outline = etree.SubElement(_folder(folders, link.folder), "outline", type="rss", text=name, title=name)
        outline.set("xmlUrl", clean(link.address))
        if link.homepage:
            outline.set("htmlUrl", clean(link.homepage))
    etree.indent(root)
    written: bytes = etree.tostring(root, xml_declaration=True, encoding="utf-8")
    return written


def _folder(folders: dict[tuple[str, ...], etree._Element], path: tuple[str, ...]) -> etree._Element:
    for depth in range(1, len(path) + 1):
        if path[:depth] not in folders:
            name = clean(path[depth - 1])
            outer = folders[path[: depth - 1]]
            folders[path[:depth]] = etree.SubElement(outer, "outline", text=name, title=name)
    return folders[path]


def _read_outline(element: etree._Element, folder: tuple[str, ...]) -> FeedLink | None:
    address = web_address(_attribute(element, "xmlurl"), "")
    if not address:
        return None
    category = _attribute(element, "category").partition(",")[0]
    named = tuple(part.strip()[:MAX_NAME] for part in category.split("/") if part.strip())
    title = _title(element)
    return FeedLink(
        address=address,
        title="" if title == address else title,
        homepage=web_address(_attribute(element, "htmlurl"), ""),
        folder=folder or named,
    )


def _title(element: etree._Element) -> str:
    return plain_text(_attribute(element, "title") or _attribute(element, "text"))[:MAX_NAME]


def _attribute(element: etree._Element, name: str) -> str:
    """An attribute in whatever case its author wrote it: xmlUrl, xmlurl, XMLURL."""
    return next((value.strip() for key, value in element.attrib.items() if str(key).lower() == name), "")


def _name(element: etree._Element) -> str:
    return element.tag.rpartition("}")[2].lower() if isinstance(element.tag, str) else ""
