"""Blocks that are never a body, whatever took them for one."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.engine.extraction.furniture import asks_for_consent, asks_for_subscription
from octavo.engine.records import Block

NOTICE = 400  # characters of a notice, at most


def without_notices(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without notices for subscribers and requests for consent: they are never a body."""
    return tuple(
        block
        for block in blocks
        if len(block.text) > NOTICE or not (asks_for_subscription(block.text) or asks_for_consent(block.text))
    )


def without_lists(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """The blocks without those that are all link: beside a recording they are the headlines of others."""
    return tuple(
        block
        for block in blocks
        if not block.text or sum(link.end - link.start for link in block.links) < 0.8 * len(block.text)
    )
