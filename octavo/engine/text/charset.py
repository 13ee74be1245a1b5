"""Bytes of a page or a feed -> text."""

from __future__ import annotations

import codecs
import re
from functools import lru_cache


def decode(body: bytes, header_charset: str | None) -> str:
    """The text of `body`: never fails, never returns NUL characters or a byte order mark.

    Believes, in this order: a byte order mark; that bytes which are valid UTF-8 are UTF-8 (chance is nil once a
    few letters are not ASCII); the HTTP header and the page's own declaration, where they fit the bytes; detection.
    Text that was UTF-8 read as Latin-1 and saved again ("Ã©") is repaired where it is certain.
    """
    for mark, name in _BYTE_ORDER_MARKS:
        if body.startswith(mark):
            return _clean(body.decode(name, "replace"))
    head = body[:4096]
    if head.count(0) > len(head) // 4:  # UTF-16 without a mark: half of its bytes are NUL
        return _clean(body.decode("utf-16-le" if head[1:2] == b"\0" else "utf-16-be", "replace"))
    declared = [name for name in (_codec(header_charset), _codec(_declared(head))) if name]
    seven_bit = [name for name in declared if name.startswith(("iso2022", "hz"))]
    if seven_bit and b"\x1b" in body:
        return _clean(body.decode(seven_bit[0], "replace"))
    text = _as_utf8(body)
    if text is None:
        text = body.decode(_choose(body, declared), "replace")
    return _clean(_repair(text) if _SIGNS.search(body) else text)


def _as_utf8(body: bytes) -> str | None:
    """The body as UTF-8, also when it is cut off in a letter or a few bytes of it are broken; None: it is not UTF-8."""
    try:
        return codecs.getincrementaldecoder("utf-8")().decode(body)  # not final: a cut-off letter is dropped
    except UnicodeDecodeError:
        pass
    text = body.decode("utf-8", "replace")
    broken = text.count("�")
    good = len(_BEYOND_ASCII.findall(text)) - broken
    return text if good > 20 * broken else None


def _choose(body: bytes, declared: list[str]) -> str:
    """The codec of bytes that are not UTF-8."""
    candidates = [name for name in dict.fromkeys(declared) if name != "utf-8"]
    if len(candidates) == 1 and _fits(body, candidates[0]):
        return candidates[0]
    detected = _detect(body)
    if detected in candidates or not candidates:
        return detected
    return next((name for name in candidates if _fits(body, name)), detected)


def _fits(body: bytes, name: str) -> bool:
    """Hardly a byte of the body means nothing in this codec."""
    text = body[:200_000].decode(name, "replace")
    return text.count("�") + len(_CONTROLS.findall(text)) <= len(text) // 5000


def _detect(body: bytes) -> str:
    from resiliparse.parse.encoding import detect_encoding  # C; only the few pages that need it load it

    return _codec(detect_encoding(body[:200_000])) or "cp1252"


def _declared(head: bytes) -> str | None:
    """What an XML declaration or a meta element says."""
    found = _DECLARATION.search(head)
    return found.group(1).decode("ascii", "replace") if found else None


@lru_cache(maxsize=256)
def _codec(label: str | None) -> str | None:
    """Python's codec for a label of the web: Latin-1 there means Windows-1252, and so on."""
    name = (label or "").strip().strip("\"'").lower()
    name = _WEB_LABELS.get(name, name)
    try:
        found = codecs.lookup(name) if name else None
    except (LookupError, ValueError):
        return None
    if found is None or not found._is_text_encoding:
        return None
    return _WEB_LABELS.get(found.name, found.name)


def _repair(text: str) -> str:
    """Undo double encoding, where the tell-tale pairs occur again and again."""
    if len(_MOJIBAKE.findall(text)) < 3:
        return text
    from ftfy import fix_encoding  # 20 ms to load, and few pages need it

    fix = lru_cache(maxsize=4096)(fix_encoding)
    return _BROKEN_RUN.sub(lambda run: fix(run.group()), text)


def _clean(text: str) -> str:
    return text.replace("\0", "").removeprefix("\ufeff")


_BYTE_ORDER_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WEB_LABELS = {
    "iso-8859-1": "cp1252", "iso8859-1": "cp1252", "latin1": "cp1252", "latin-1": "cp1252", "ascii": "cp1252",
    "us-ascii": "cp1252", "iso-8859-9": "cp1254", "iso8859-9": "cp1254", "iso-8859-11": "cp874", "iso8859-11": "cp874",
    "tis-620": "cp874", "windows-874": "cp874", "gb2312": "gb18030", "gbk": "gb18030", "gb_2312-80": "gb18030",
    "ks_c_5601-1987": "cp949", "euc-kr": "cp949", "euc_kr": "cp949", "shift_jis": "cp932", "x-sjis": "cp932",
    "shift-jis": "cp932", "x-gbk": "gb18030", "utf8": "utf-8", "unicode-1-1-utf-8": "utf-8", "big5": "big5hkscs",
    # A page whose declaration could be read byte by byte is not in UTF-16, whatever it says.
    "utf-16": "utf-8", "utf-16le": "utf-8", "utf-16be": "utf-8", "utf-16-le": "utf-8", "utf-16-be": "utf-8",
}  # fmt: skip
_DECLARATION = re.compile(
    rb"""(?:<meta[^>]{0,200}?charset\s*=|<\?xml[^>]{0,100}?encoding\s*=)\s*["']?\s*([\w:.-]+)""", re.I
)
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")
_CONTROLS = re.compile(r"[\x01-\x08\x0e-\x1f\x80-\x9f]")
_SIGNS = re.compile(rb"\xc3(?:\x83|\xa2\xe2|\xa0\xc2|\x98\xc2|\x90\xc2)")  # a quick look for double encoding
_MOJIBAKE = re.compile(r"Ã[\x80-\xbf©¨ªŠ¡³±¼¤¶§€]|â€[™œ\x9d“”¦˜]|Ã\u00a0|à¤[\x80-\xbf]|Ø§Ù|Ð[°-¿]Ñ")
_BROKEN_RUN = re.compile(r"[^\x00-\x7f][^\x00-\x7f\x20]*(?:\x20?[^\x00-\x7f]+)*")
