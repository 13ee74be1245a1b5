"""What a body is before it is parsed: its root element, or one sentence about what came instead."""

from __future__ import annotations

import re
import zlib
from dataclasses import dataclass

from octavo.engine.errors import Unreadable
from octavo.engine.parsing.limits import MAX_BYTES

_FEED_ROOTS = frozenset({"rss", "rdf", "feed", "channel", "urlset", "sitemapindex"})
_LOOK = 64 * 1024  # bytes searched for a root; some sites print warnings before it
_NAME = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?([A-Za-z_][\w.-]{0,40})(?=[\s/>])")
_FEED_ROOT = re.compile(rb"<(?:[A-Za-z_][\w.-]{0,40}:)?(rss|rdf|feed|urlset|sitemapindex)(?=[\s>])", re.IGNORECASE)
_MAGIC = (
    (b"%PDF", "a PDF document"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"RIFF", "a picture or sound"),
    (b"PK\x03\x04", "a ZIP archive"),
    (b"ID3", "a sound"),
    (b"OggS", "a sound"),
)


@dataclass(frozen=True, slots=True)
class Root:
    """The root element: its local name in lower case and where its tag begins."""

    name: str
    start: int

    @property
    def is_feed(self) -> bool:
        return self.name in _FEED_ROOTS


def unpack(body: bytes, subject: str) -> bytes:
    """A gzip file opened (sitemaps are often served as one), anything else as it is. Raises Unreadable.

    At most twice MAX_BYTES come out, however much was packed in.
    """
    if not body.startswith(b"\x1f\x8b"):
        return body
    try:
        return zlib.decompressobj(wbits=31).decompress(body, 2 * MAX_BYTES)
    except zlib.error as error:
        raise Unreadable(subject, "This is a broken gzip file.") from error


def find_root(body: bytes) -> Root | None:
    """The root element behind declaration, comments, document type and whatever a server printed before them."""
    first = _first_element(body)
    if first is not None and (first.is_feed or first.name in ("html", "opml", "svg")):
        return first
    if late := _FEED_ROOT.search(body, first.start if first else 0, _LOOK):
        return Root(late[1].decode("ascii").lower(), late.start())
    return first


def explain(body: bytes, root: Root | None) -> str:
    """One sentence that says what `body` is, given that it is no feed."""
    if not body.strip():
        return "The answer is empty."
    for magic, name in _MAGIC:
        if body.startswith(magic):
            return f"This is {name}, not a feed."
    if b"\x00" in body[:1024]:
        return "This is a binary file, not a feed."
    if root is None:
        return "This is plain text, not a feed."
    if root.name in ("html", "head", "body") or b"<!doctype html" in body[:_LOOK].lower():
        return "This is a web page, not a feed."
    if root.name == "opml":
        return "This is a list of feeds (OPML), not a feed."
    return f"This is markup that begins with <{root.name}>, not a feed."


def _first_element(body: bytes) -> Root | None:
    position = 0
    while 0 <= (position := body.find(b"<", position)) < _LOOK:
        if body.startswith(b"<!--", position):
            position = _after(body, b"-->", position)
        elif body.startswith(b"<?", position):
            position = _after(body, b"?>", position)
        elif body.startswith(b"<!", position):
            position = _after_doctype(body, position)
        elif match := _NAME.match(body, position):
            return Root(match[1].decode("ascii", "replace").lower(), position)
        else:
            position += 1
    return None


def _after(body: bytes, closing: bytes, position: int) -> int:
    end = body.find(closing, position, position + _LOOK)
    return _LOOK if end < 0 else end + len(closing)


def _after_doctype(body: bytes, position: int) -> int:
    end = body.find(b">", position, position + _LOOK)
    subset = body.find(b"[", position, end)
    if end >= 0 and subset >= 0:
        closing = body.find(b"]", subset, position + _LOOK)
        end = body.find(b">", closing, position + _LOOK) if closing >= 0 else -1
    return _LOOK if end < 0 else end + 1
