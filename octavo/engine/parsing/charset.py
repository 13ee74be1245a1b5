"""Which bytes are which letters in an XML document; everything behind this file is UTF-8."""

from __future__ import annotations

import codecs
import re

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (b"<\x00\x00\x00", "utf-32-le"),  # no mark, but no other encoding begins so
    (b"\x00\x00\x00<", "utf-32-be"),
    (b"<\x00", "utf-16-le"),
    (b"\x00<", "utf-16-be"),
)
_DECLARED = re.compile(rb"""^\s*<\?xml[^>]{0,200}?encoding\s*=\s*["']([A-Za-z0-9._:-]{1,40})["']""")
_HEADER = re.compile(r"""charset\s*=\s*["']?([A-Za-z0-9._:-]{1,40})""", re.IGNORECASE)

# What servers call an encoding and what they mean by it (as in the WHATWG's table).
_MEANT = {
    "iso-8859-1": "cp1252",
    "latin-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "iso-8859-9": "cp1254",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "shift-jis": "cp932",
    "sjis": "cp932",
    "x-sjis": "cp932",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "tis-620": "cp874",
}
_SEVEN_BIT = ("iso-2022", "hz", "utf-7")  # bytes of these are valid UTF-8 too, and mean something else


def to_utf8(body: bytes, media_type: str = "") -> bytes:
    """`body` in UTF-8, without a byte order mark.

    Decided by: byte order mark; valid UTF-8; the XML declaration; the header's charset (`media_type` may carry one);
    Windows-1252. A document that is UTF-8 but for a few broken letters stays UTF-8, the broken ones become U+FFFD.
    """
    for mark, name in _BOMS:
        if body.startswith(mark):
            return _decode(body, name).removeprefix("\ufeff").encode("utf-8", "replace")
    declared = [_codec(found[1].decode("ascii"))] if (found := _DECLARED.match(body[:300])) else []
    header = [_codec(named[1])] if (named := _HEADER.search(media_type)) else []
    candidates = [name for name in (*declared, *header) if name]
    if not (candidates and candidates[0].startswith(_SEVEN_BIT)) and _is_utf8(body):
        return body
    for name in candidates:
        try:
            return body.decode(name).encode()
        except UnicodeError:
            continue
    return _guess(body, candidates).encode("utf-8", "replace")


def _is_utf8(body: bytes) -> bool:
    try:
        body.decode()
    except UnicodeDecodeError:
        return False
    return True


def _codec(name: str) -> str | None:
    """The codec a document means by `name`; None for names nobody knows and for codecs that are not of text."""
    name = _MEANT.get(name.lower(), name.lower())
    try:
        b"".decode(name)
        return codecs.lookup(name).name
    except (LookupError, UnicodeError, ValueError):
        return None


def _decode(body: bytes, name: str) -> str:
    return body.decode(name, "replace")


def _guess(body: bytes, candidates: list[str]) -> str:
    text = _decode(body, "utf-8")
    letters = sum(1 for byte in body[:200_000] if byte >= 0xC2)  # every one begins a letter in true UTF-8
    if text[:200_000].count("\ufffd") * 4 < letters:
        return text
    return _decode(body, candidates[0] if candidates else "cp1252")
