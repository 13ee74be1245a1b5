"""Promotions in the middle of an article: "Also read: …", "Sign up for …", and the boxes they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.engine.extraction.furniture import is_promotion
from octavo.engine.extraction.raw import Raw, ends_sentence
from octavo.engine.records import BlockKind

_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$")
_BOX_BLOCKS, _BOX_CHARS = 4, 400  # of a box, at most


def is_bare_link(raw: Raw) -> bool:
    """A paragraph that is all link, no sentence and no address: another story's headline."""
    return (
        raw.linked > 0.9
        and raw.kind is BlockKind.PARAGRAPH
        and not ends_sentence(raw.text)
        and not _ADDRESS.match(raw.text)
    )


def find_promotions(raws: Sequence[Raw], telling: set[int]) -> set[int]:
    """Places of promotions. `telling`: places of short blocks that carry, or begin with, words that promote.

    What shares a small container with one of them is part of it.
    """
    sure = {at for at in telling if _may_promote(raws[at])}
    boxes = {container(raws[at]) for at in sure} - {None}
    prose = sum(len(raw.text) for raw in raws if raw.is_prose) if boxes else 0
    for box in boxes:
        inside = [at for at, raw in enumerate(raws) if raw.text and box in raw.path]
        small = len(inside) <= _BOX_BLOCKS and sum(len(raws[at].text) for at in inside) < _BOX_CHARS
        taken = sum(len(raws[at].text) for at in inside if at not in sure and raws[at].is_prose)
        if small and taken <= 0.5 * prose:  # else it is a short article with a promotion in it
            sure.update(inside)
    return sure


def _may_promote(raw: Raw) -> bool:
    """A heading may begin with such words; it does not promote unless it carries them."""
    if raw.kind is BlockKind.TABLE:
        return False
    return raw.kind is not BlockKind.HEADING or is_promotion(raw.text)


def container(raw: Raw) -> int | None:
    """The element that holds a block, its own paragraph left out."""
    at = 1 if raw.loose else 2
    return raw.path[-at] if len(raw.path) >= at else None
