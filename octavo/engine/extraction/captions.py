"""Captions that stand beside their picture rather than in its `figure`."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.engine.extraction.furniture import is_residue
from octavo.engine.extraction.naming import Part
from octavo.engine.extraction.pictures import bare_credit, split_credit_text
from octavo.engine.extraction.raw import Raw
from octavo.engine.records import BlockKind

_LONGEST = 300  # characters of a caption


def attach_captions(raws: Sequence[Raw]) -> list[Raw]:
    """The blocks without captions and credits; pictures have theirs.

    A caption says so by its class, or shares with the picture a container that holds nothing else.
    """
    taken: set[int] = set()
    for at, raw in enumerate(raws):
        if raw.kind is BlockKind.IMAGE and raw.address:
            for one in _beside(raws, at):
                taken.add(id(one))
                _give(raw, one)
    return [raw for raw in raws if id(raw) not in taken and raw.part not in (Part.CAPTION, Part.CREDIT)]


def _beside(raws: Sequence[Raw], at: int) -> list[Raw]:
    """The texts that belong to the picture at this position."""
    picture = raws[at]
    named = []
    for raw in raws[at + 1 : at + 4]:
        if raw.part not in (Part.CAPTION, Part.CREDIT) or not raw.text:
            break
        named.append(raw)
    best: list[Raw] = []
    for container in reversed(picture.path[-5:]):
        if any(raw.text and container in raw.path for raw in raws[max(0, at - 6) : at]):
            break
        around = [raw for raw in raws[at + 1 : at + 8] if container in raw.path]
        if len(around) > 4 or not all(_may_be_caption(raw) for raw in around):
            break
        best = around
    return best if len(best) >= len(named) else named


def _may_be_caption(raw: Raw) -> bool:
    if raw.kind is BlockKind.IMAGE:
        return True
    if raw.kind is not BlockKind.PARAGRAPH or len(raw.text) > _LONGEST or raw.linked > 0.4:
        return False
    return raw.loose or raw.part in (Part.CAPTION, Part.CREDIT)


def _give(picture: Raw, text: Raw) -> None:
    if not text.text or is_residue(text.text):
        return
    if text.part is Part.CREDIT:
        picture.credit = picture.credit or bare_credit(text.text)
    elif picture.caption is None:
        picture.caption, credit = split_credit_text(text.text)
        picture.credit = picture.credit or credit
