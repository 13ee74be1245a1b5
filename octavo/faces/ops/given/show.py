"""A draft as a person or a program reads it."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from octavo.engine.records import Block, BlockKind, Draft


def as_markdown(draft: Draft) -> str:
    """Title, a line of what is known, and the body as Markdown."""
    facts = [draft.publisher, ", ".join(draft.authors), draft.published.isoformat() if draft.published else None,
             draft.language, f"{draft.body_state.value}: {draft.body_reason}"]  # fmt: skip
    parts = [f"# {draft.title}", " · ".join(fact for fact in facts if fact)]
    if draft.standfirst:
        parts.append(f"*{draft.standfirst}*")
    return "\n\n".join([*parts, *(shown for block in draft.blocks if (shown := _block(block)))])


def _block(block: Block) -> str:
    text = _with_links(block)
    if block.kind is BlockKind.HEADING:
        return f"{'#' * (block.level or 2)} {text}"
    if block.kind is BlockKind.QUOTE:
        return "\n".join(f"> {line}" for line in text.splitlines())
    if block.kind is BlockKind.LIST:
        return "\n".join(f"{'1.' if block.level == 1 else '-'} {line}" for line in text.splitlines())
    if block.kind is BlockKind.TABLE:
        return "\n".join(f"| {' | '.join(line.split(chr(9)))} |" for line in text.splitlines())
    if block.kind in (BlockKind.IMAGE, BlockKind.EMBED):
        caption = " ".join(part for part in (block.caption, block.credit and f"({block.credit})") if part)
        mark = "!" if block.kind is BlockKind.IMAGE else ""
        return f"{mark}[{block.alt or caption or 'embedded'}]({block.address}) {caption}".strip()
    return text


def _with_links(block: Block) -> str:
    pieces, at = [], 0
    for link in sorted(block.links, key=lambda link: link.start):
        pieces += [block.text[at : link.start], f"[{block.text[link.start : link.end]}]({link.address})"]
        at = link.end
    return "".join([*pieces, block.text[at:]])


def as_values(draft: Draft) -> dict[str, Any]:
    """Every field of the draft, and its text, as JSON holds them."""
    return {**asdict(draft), "text": draft.text}
