"""Shapes of text on the way from elements to blocks: folded runs, lists, tables."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from octavo.engine.extraction.naming import Part
from octavo.engine.extraction.raw import Raw
from octavo.engine.records import BlockKind


def merge_items(items: list[list[Raw]], level: int | None, path: tuple[int, ...]) -> list[Raw]:
    """The items of a list as one block, one item a line; or as they are when they are more than lines of text."""
    texts = [raw for item in items for raw in item]
    if any(raw.part is Part.FURNITURE for raw in texts) and not all(raw.part is Part.FURNITURE for raw in texts):
        own = [[raw for raw in item if raw.part is not Part.FURNITURE] for item in items]
        merged = merge_items([item for item in own if item], level, path)
        return merged + [raw for raw in texts if raw.part is Part.FURNITURE]
    if len({raw.ruled for raw in texts}) > 1:
        return texts
    simple = all(raw.kind is BlockKind.LIST for item in items for raw in item[1:]) and all(
        item[0].kind in (BlockKind.PARAGRAPH, BlockKind.LIST) for item in items
    )
    if not simple or not texts or any(len(raw.text) > 900 or raw.posted for raw in texts):
        return texts
    lines, links, at = [], [], 0
    for raw in texts:
        lines.append(raw.text)
        links += [(start + at, end + at, href) for start, end, href in raw.links]
        at += len(raw.text) + 1
    first = texts[0]
    return [Raw(BlockKind.LIST, "\n".join(lines), links, level, path, first.part, ruled=first.ruled, gap=first.gap)]


def table_block(lines: list[list[str]], node: LexborNode, path: tuple[int, ...], part: Part) -> Raw:
    """A data table as text, with the links whose text stands in it once."""
    text = "\n".join("\t".join(cells) for cells in lines)
    links = []
    at = 0
    for link in node.css("a[href]")[:500]:
        words = " ".join(link.text(separator=" ").split())
        start = text.find(words, at) if words else -1
        if start >= 0:
            at = start + len(words)
            links.append((start, at, link.attributes.get("href") or ""))
    return Raw(BlockKind.TABLE, text, links, path=path, part=part)


def holds_data(node: LexborNode, rows: list[LexborNode]) -> bool:
    """A table of figures rather than of layout: no table inside, several columns, short cells."""
    if len(rows) < 2 or len(node.css("table")) > 1:
        return False
    cells = node.css("td, th")
    if len(cells) < 2 * len(rows) - 1 or len(cells) < 4:
        return False
    return max(len(cell.text()) for cell in cells[:200]) < 500


def split_text(pieces: list[str], links: list[tuple[int, int, str]]) -> list[tuple[str, list[tuple[int, int, str]]]]:
    """Pieces -> texts with white space folded; two line breaks in a row part paragraphs. Links follow their text."""
    if len(pieces) == 1 and not links:
        words = _visible(pieces[0]).split()
        return [(" ".join(words), [])] if words else []
    opens = {start: (end, href) for start, end, href in links}
    found: list[tuple[str, list[tuple[int, int, str]]]] = []
    kept: list[tuple[int, int, str]] = []
    text, breaks, spaced = "", 0, True
    pending: tuple[int, int, str] | None = None  # end piece, start offset, href
    for number, piece in enumerate(pieces):
        if number in opens and pending is None:
            end, href = opens[number]
            pending = (end, -1, href)
        if piece == "\n":
            breaks += 1
            if breaks == 2 and text.strip():
                _close(found, text, kept)
                text, kept, spaced = "", [], True
                pending = pending and (pending[0], -1, pending[2])
            elif text and not spaced:
                text, spaced = text + " ", True
        else:
            words = _visible(piece).split()
            if words:
                breaks = 0
                if piece[0].isspace() and not spaced:
                    text += " "
                if pending and pending[1] < 0:
                    pending = (pending[0], len(text), pending[2])
                text += " ".join(words)
                spaced = piece[-1].isspace()
                if spaced:
                    text += " "
            elif piece and not spaced:
                text, spaced = text + " ", True
        if pending and number + 1 >= pending[0]:
            if pending[1] >= 0:
                kept.append((pending[1], len(text.rstrip()), pending[2]))
            pending = None
    _close(found, text, kept)
    return found


def _close(found: list[tuple[str, list[tuple[int, int, str]]]], text: str, kept: list[tuple[int, int, str]]) -> None:
    stripped = text.rstrip()
    if stripped:
        found.append((stripped, [(a, min(b, len(stripped)), href) for a, b, href in kept if a < len(stripped)]))


def _visible(piece: str) -> str:
    """Without zero-width characters and soft hyphens."""
    return piece if piece.isascii() else _INVISIBLE.sub("", piece)


_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad]")
