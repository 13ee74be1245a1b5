"""Raw blocks -> the blocks of a draft: halves rejoined, captions with their pictures, addresses whole."""

from __future__ import annotations

from collections.abc import Sequence
from urllib.parse import urljoin

from octavo.engine.extraction.dates import parse_stated
from octavo.engine.extraction.raw import Raw, ends_sentence, same_words
from octavo.engine.records import Block, BlockKind, Link


def assemble(raws: Sequence[Raw], address: str, title: str) -> tuple[Block, ...]:
    """Finished blocks: no caption among the paragraphs, no paragraph in halves."""
    joined = _rejoin(raws)
    blocks = [_finish(raw, address, title) for raw in joined]
    return tuple(block for block in blocks if block.text or block.address or block.caption)


def _rejoin(raws: Sequence[Raw]) -> list[Raw]:
    """A paragraph that an advertisement or a picture cut in two is one again, the picture after it."""
    kept: list[Raw] = []
    between: list[Raw] = []  # pictures since the last text
    for raw in raws:
        if not raw.text:
            between.append(raw)
            continue
        last = kept[-1] if kept else None
        if last is not None and _goes_on(last, raw, bool(between)):
            last.append(raw)
            continue
        kept += [*between, raw]
        between = []
    return kept + between


def _goes_on(first: Raw, second: Raw, interrupted: bool) -> bool:
    if first.kind is not BlockKind.PARAGRAPH or second.kind is not BlockKind.PARAGRAPH:
        return False
    if ends_sentence(first.text) or len(first.text) < 15:
        return False
    cut = interrupted or second.gap or second.broken
    start = second.text.lstrip("\"'“‘«([")[:1]
    if start.islower() or second.text[:1] in ",.;:!?)’”":
        return cut or first.text[-1:] == "," or second.text[:1] in ",.;:"
    if first.bold or len(first.text) < 40 or not cut:
        return False
    # Scripts without case, or a name: only where something stood between the halves.
    return first.text[-1] in ",،、" or not start.isupper() or second.loose or second.broken or interrupted


def _finish(raw: Raw, address: str, title: str) -> Block:
    alt = None if raw.alt and same_words(raw.alt, title) else raw.alt
    caption = None if raw.caption and same_words(raw.caption, title) else raw.caption
    return Block(
        kind=raw.kind,
        text=raw.text,
        level=max(2, raw.level or 2)
        if raw.kind is BlockKind.HEADING
        else raw.level
        if raw.kind is BlockKind.LIST
        else None,
        links=tuple(_links(raw, address)),
        address=absolute(raw.address, address),
        caption=caption,
        credit=raw.credit,
        alt=alt,
        posted=parse_stated(raw.posted),
    )


def _links(raw: Raw, address: str) -> list[Link]:
    found = []
    for start, end, href in raw.links:
        whole = absolute(href, address)
        if whole and end > start:
            found.append(Link(start=start, end=end, address=whole))
    return found


def absolute(href: str | None, base: str) -> str | None:
    """A whole http(s) address, or None for anything else."""
    if not href:
        return None
    try:
        whole = urljoin(base, href.strip())
    except ValueError:  # "http://[broken"
        return None
    return whole if whole.startswith(("http://", "https://")) else None
