"""Mends the mistakes that make XML of feeds ill-formed, so that a strict parser reads them all the same."""

from __future__ import annotations

import html
import re

from octavo.engine.parsing.limits import MAX_BROKEN_REFERENCES
from octavo.engine.parsing.namespaces import ADDRESS_OF

_CONTROLS = bytes(code for code in range(32) if code not in (9, 10, 13))
_REFERENCE = re.compile(r"&(?:#(?P<number>\d{1,7}|[xX][0-9a-fA-F]{1,6});|(?P<name>[A-Za-z][A-Za-z0-9]{1,31});)?")
_PREFIX = re.compile(r"(?:<|\s)([A-Za-z_][\w.-]{0,40}):[A-Za-z_]")
_DECLARED = re.compile(r"\sxmlns:([A-Za-z_][\w.-]{0,40})\s*=")
_XML_NAMES = frozenset({"amp", "lt", "gt", "quot", "apos"})


def repair_xml(body: bytes) -> bytes:
    """UTF-8 XML that begins with its root element (no declaration, no document type), mended where that is certain.

    What follows the root's end goes. Mended are bare ampersands, HTML's entities, control characters and undeclared
    prefixes.
    """
    text = body.translate(None, _CONTROLS).decode("utf-8", "replace")
    text = text.replace("\ufffe", "").replace("\uffff", "")
    text = _declare_prefixes(_cut_trailer(text))
    return "".join(_mend_references(text)).encode()


def _cut_trailer(text: str) -> str:
    name = re.match(r"<([^\s/>]{1,80})", text)
    end = text.rfind(f"</{name[1]}") if name else -1
    close = text.find(">", end) if end >= 0 else -1
    return text[: close + 1] if close >= 0 else text


def _mend_references(text: str) -> list[str]:
    if text.count("&") > MAX_BROKEN_REFERENCES:
        return [text]
    pieces = []
    position = 0
    while (opening := text.find("<![CDATA[", position)) >= 0:
        closing = text.find("]]>", opening)
        if closing < 0:
            break
        pieces += [_REFERENCE.sub(_reference, text[position:opening]), text[opening : closing + 3]]
        position = closing + 3
    return [*pieces, _REFERENCE.sub(_reference, text[position:])]


def _reference(found: re.Match[str]) -> str:
    if found["number"]:
        return "" if _forbidden(found["number"]) else found[0]
    name = found["name"]
    if name in _XML_NAMES:
        return found[0]
    letter = html.unescape(found[0]) if name else found[0]
    return letter if not letter.startswith("&") else "&amp;" + found[0][1:]


def _forbidden(number: str) -> bool:
    code = int(number[1:], 16) if number[0] in "xX" else int(number)
    allowed = code in (9, 10, 13) or 32 <= code < 0xD800 or 0xE000 <= code < 0xFFFE or 0x10000 <= code < 0x110000
    return not allowed


def _declare_prefixes(text: str) -> str:
    missing = sorted(set(_PREFIX.findall(text)) - set(_DECLARED.findall(text)) - {"xml", "xmlns"})
    name = re.match(r"<[^\s/>]{1,80}", text)
    if not missing or not name:
        return text
    added = "".join(
        f' xmlns:{prefix}="{ADDRESS_OF.get(prefix, "urn:undeclared:" + prefix)}"' for prefix in missing[:64]
    )
    return text[: name.end()] + added + text[name.end() :]
