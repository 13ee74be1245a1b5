"""An article's blocks as pieces that a template shows.

All text is escaped here; nothing that a publisher wrote is markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import pairwise
from urllib.parse import urlsplit

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from octavo.engine.records import Block, BlockKind, Link


@dataclass(frozen=True, slots=True)
class Mark:
    """Characters [start, end) of the article's text are evidence; `name` is the anchor that leads to them."""

    start: int
    end: int
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """A block ready to show. `lines` are a list's items, `rows` a table's cells."""

    kind: str
    html: SafeString = field(default_factory=SafeString)
    lines: tuple[SafeString, ...] = ()
    rows: tuple[tuple[SafeString, ...], ...] = ()
    tag: str = ""  # of a heading: h2, h3, h4; of a list: ul, ol
    image: dict[str, str] | None = None
    caption: str = ""
    credit: str = ""
    address: str = ""
    host: str = ""
    posted: datetime | None = None


def pieces_of(blocks: Sequence[Block], marks: Sequence[Mark] = ()) -> list[Piece]:
    """Blocks as pieces, with evidence marked. Offsets of marks count as `records.join_blocks` does."""
    found = []
    base = 0
    for block in blocks:
        found.append(_piece(block, base, marks))
        if block.text:
            base += len(block.text) + 2
    return found


def _piece(block: Block, base: int, marks: Sequence[Mark]) -> Piece:
    here = [Mark(mark.start - base, mark.end - base, mark.name) for mark in marks
            if mark.start < base + len(block.text) and mark.end > base]  # fmt: skip
    kind = block.kind.value
    if block.kind is BlockKind.LIST:
        lines = tuple(_run(block, start, end, here) for start, end in _parts(block.text, "\n", 0) if start < end)
        return Piece(kind=kind, lines=lines, tag="ol" if block.level == 1 else "ul", posted=block.posted)
    if block.kind is BlockKind.TABLE:
        rows = tuple(
            tuple(_run(block, *cell, here) for cell in _parts(block.text[start:end], "\t", start))
            for start, end in _parts(block.text, "\n", 0)
        )
        return Piece(kind=kind, rows=rows, caption=block.caption or "", posted=block.posted)
    if block.kind in (BlockKind.IMAGE, BlockKind.EMBED):
        address = block.address if block.address and is_web(block.address) else ""
        return Piece(
            kind=kind if address else "nothing", address=address, host=urlsplit(address).hostname or "",
            image={"address": address, "alt": block.alt or ""}, caption=block.caption or "", credit=block.credit or "",
            posted=block.posted,
        )  # fmt: skip
    # The page has one h1, its headline; a body's headings lie below it.
    tag = f"h{min(max(block.level or 2, 2), 4)}" if block.kind is BlockKind.HEADING else ""
    return Piece(kind=kind, html=_run(block, 0, len(block.text), here), tag=tag, posted=block.posted)


def is_web(address: str) -> bool:
    """Whether a reader may be led there: the web only, never `javascript:` or `data:`."""
    try:
        parts = urlsplit(address)
        return parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False


def _parts(text: str, sign: str, base: int) -> list[tuple[int, int]]:
    """Where the parts between signs lie."""
    found = []
    start = base
    for part in text.split(sign):
        found.append((start, start + len(part)))
        start += len(part) + 1
    return found


def _run(block: Block, start: int, end: int, marks: Sequence[Mark]) -> SafeString:
    """Characters [start, end) of a block with its links and marks."""
    links = [link for link in block.links if link.start < end and link.end > start and is_web(link.address)]
    inside = [mark for mark in marks if mark.start < end and mark.end > start]
    edges = [edge for span in links for edge in (span.start, span.end)]
    edges += [edge for mark in inside for edge in (mark.start, mark.end)]
    cuts = sorted({start, end, *(min(max(edge, start), end) for edge in edges)})
    out = [_segment(block.text[left:right], left, links, inside) for left, right in pairwise(cuts)]
    return mark_safe("".join(out))  # noqa: S308 - every segment was escaped


def _segment(text: str, left: int, links: Sequence[Link], marks: Sequence[Mark]) -> SafeString:
    html = format_html("{}", text)
    link = next((link for link in links if link.start <= left < link.end), None)
    if link:
        html = format_html('<a href="{}" rel="nofollow noopener">{}</a>', link.address, html)
    mark = next((mark for mark in marks if mark.start <= left < mark.end), None)
    if mark is None:
        return html
    # The anchor is on the first stretch of a mark; a link inside cuts it into several.
    if left == mark.start:
        return format_html('<mark id="{}">{}</mark>', mark.name, html)
    return format_html("<mark>{}</mark>", html)
