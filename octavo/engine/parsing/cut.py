"""Shortens documents that are too long to parse, at the borders of their entries."""

from __future__ import annotations

import re

from octavo.engine.errors import Unreadable
from octavo.engine.parsing.limits import MAX_BROKEN_BYTES, MAX_BYTES, MAX_ITEMS

_SMALL = 128 * 1024  # bytes; what is shorter cannot hold enough entries to matter
_ENTRY = {"feed": b"entry", "urlset": b"url", "sitemapindex": b"sitemap"}  # others: item


def cut_middle(body: bytes, root: str, subject: str) -> bytes:
    """The document with its first and last entries only, when it has too many or is too large. Raises Unreadable.

    Both ends stay because some feeds put the newest entry last. The result is well formed if the document was.
    """
    if len(body) <= _SMALL:
        return body
    ends = _entry_ends(body, root)
    if len(ends) <= 2 * MAX_ITEMS and len(body) <= MAX_BYTES:
        return body
    half = MAX_BYTES // 2
    head = max((end for end in ends[:MAX_ITEMS] if end <= half), default=0)
    if not head:
        raise Unreadable(subject, "Its first entry alone is larger than 5 MB.")
    tail = min((end for end in ends[-MAX_ITEMS - 1 :] if end >= head and len(body) - end <= half), default=len(body))
    return body[:head] + body[tail:]


def cut_broken(body: bytes, root: str) -> bytes:
    """The first entries of a document that is not well formed, within MAX_BROKEN_BYTES."""
    if len(body) <= MAX_BROKEN_BYTES:
        return body
    ends = _entry_ends(body, root)
    head = max((end for end in ends if end <= MAX_BROKEN_BYTES), default=MAX_BROKEN_BYTES)
    rest = body[ends[-1] :] if ends else b""
    return body[:head] + (rest if len(rest) <= _SMALL else b"")


def _entry_ends(body: bytes, root: str) -> list[int]:
    closing = re.compile(rb"</(?:[A-Za-z_][\w.-]{0,40}:)?" + _ENTRY.get(root, b"item") + rb"\s{0,8}>", re.IGNORECASE)
    return [match.end() for match in closing.finditer(body)]
