"""XML into a tree, strictly, and elements back into markup."""

from __future__ import annotations

import html
import re

from lxml import etree

from octavo.engine.parsing.cut import cut_broken
from octavo.engine.parsing.repair import repair_xml
from octavo.engine.parsing.sniff import Root

# Windows-1252 letters written as if they were Unicode; HTML reads them so, XML would give control characters.
_C1_REFERENCE = re.compile(rb"&#(?:(12[89]|1[345]\d)|[xX]([89][0-9a-fA-F]));")
_NOISE = re.compile(r'\sxmlns(?::[\w.-]+)?="[^"]*"')
_TAG_PREFIX = re.compile(r"(</?)[\w.-]+:")


def read_tree(body: bytes, root: Root) -> etree._Element | None:
    """The root element of a UTF-8 document, mended if need be; None when it is beyond simple repair.

    Entities are never expanded and nothing is fetched. Depth (256) and text (10 MB) are bounded by libxml2.
    """
    if b"&#" in body:
        body = _C1_REFERENCE.sub(_windows_letter, body)
    if b"<!doctype" not in body[: root.start].lower():
        tree = _parse(body)
        if tree is not None:
            return tree
    return _parse(repair_xml(cut_broken(body[root.start :], root.name)))


def markup_of(element: etree._Element) -> str | None:
    """What is inside an element that holds HTML: its text when escaped, its children written out when not."""
    return inner_markup(element) if len(element) else (element.text or "").strip() or None


def inner_markup(element: etree._Element) -> str | None:
    """What is inside an element that is itself markup: its text is text, and comes out escaped."""
    parts = [html.escape(element.text or "", quote=False)]
    parts += [etree.tostring(child, encoding="unicode") for child in element]
    return _TAG_PREFIX.sub(r"\1", _NOISE.sub("", "".join(parts))).strip() or None


def _windows_letter(found: re.Match[bytes]) -> bytes:
    code = int(found[1]) if found[1] else int(found[2], 16)
    return bytes([code]).decode("cp1252", "ignore").encode()


def _parse(body: bytes) -> etree._Element | None:
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        remove_comments=True,
        remove_pis=True,
        collect_ids=False,
        huge_tree=False,
    )
    try:
        return etree.fromstring(body, parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
