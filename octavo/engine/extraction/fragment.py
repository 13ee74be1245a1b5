"""What to leave out of a text that is all article: a feed's. The judge of pages learned from whole pages."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from octavo.engine.extraction.furniture import is_closing_heading, is_promotion, is_residue, starts_promotion
from octavo.engine.extraction.head import cut_head
from octavo.engine.extraction.naming import Part
from octavo.engine.extraction.raw import Raw, ends_sentence, same_words, weigh
from octavo.engine.extraction.repeats import without_repeats
from octavo.engine.records import BlockKind


def clean_fragment(raws: Sequence[Raw], title: str) -> list[Raw]:
    """The blocks to keep, in order."""
    raws = _up_to_the_end(cut_head(raws, title))
    likely = {id(raw) for raw in raws if raw.kind in (BlockKind.IMAGE, BlockKind.EMBED) or _may_stay(raw, title)}
    likely -= _boxed(raws, likely)
    gap = False
    for raw in raws:
        if id(raw) not in likely:
            gap = True
        elif gap:
            raw.gap, gap = True, False
    return _trim(without_repeats([raw for raw in raws if id(raw) in likely]))


def _boxed(raws: Sequence[Raw], likely: set[int]) -> set[int]:
    """What stands in one small container with a promotion is part of the promotion."""
    boxes = {_container(raw) for raw in raws if id(raw) not in likely and raw.text and _promotes(raw)} - {None}
    found: set[int] = set()
    for box in boxes:
        inside = [raw for raw in raws if box in raw.path and raw.text]
        if len(inside) <= 4 and sum(len(raw.text) for raw in inside) < 400:
            found |= {id(raw) for raw in inside}
    return found


def _container(raw: Raw) -> int | None:
    at = 1 if raw.loose else 2
    return raw.path[-at] if len(raw.path) >= at else None


def _promotes(raw: Raw) -> bool:
    return len(raw.text) < 250 and (is_promotion(raw.text) or starts_promotion(raw.text))


def _may_stay(raw: Raw, title: str) -> bool:
    text = raw.text
    if not text or raw.part in (Part.FURNITURE, Part.COMMENTS, Part.CREDIT):
        return False
    if same_words(text, title):
        return False
    if is_residue(text):
        return False
    if len(text) < 250 and (is_promotion(text) or (raw.kind is not BlockKind.HEADING and starts_promotion(text))):
        return False
    if raw.part is Part.ABOUT and not (raw.is_prose and weigh(text) > 120):
        return False
    if raw.kind is BlockKind.LIST:
        return _list_may_stay(raw)
    if raw.kind is BlockKind.TABLE:
        return raw.linked < 0.6
    return _is_sentence(raw)


def _is_sentence(raw: Raw) -> bool:
    """Not merely a link: headlines of other stories stand as whole-linked paragraphs."""
    if raw.linked > 0.9:
        return False
    if raw.linked > 0.6:
        return weigh(raw.text) > 100
    return True


def _list_may_stay(raw: Raw) -> bool:
    items = raw.text.split("\n")
    linked_items = len({raw.text.count("\n", 0, start) for start, end, _ in raw.links if end - start > 0})
    if raw.linked > 0.6 and linked_items >= 0.5 * len(items):
        return False
    return not all(is_residue(item) for item in items)


def _up_to_the_end(raws: Sequence[Raw]) -> list[Raw]:
    """Cut at a closing heading ("Related stories") after which no text stands where the article's text stood."""
    prose = [weigh(raw.text) if raw.is_prose else 0 for raw in raws]
    total, before = sum(prose), 0
    for at, raw in enumerate(raws):
        short = raw.kind is BlockKind.HEADING or raw.bold or raw.loose
        if short and before > 0.5 * total and is_closing_heading(raw.text):
            places = Counter(_container(one) for one, weight in zip(raws[:at], prose, strict=False) if weight)
            home = places.most_common(1)[0][0]
            if not any(
                weight > 60 and _container(one) == home for one, weight in zip(raws[at:], prose[at:], strict=True)
            ):
                return list(raws[:at])
        before += prose[at]
    return list(raws)


def _trim(raws: list[Raw]) -> list[Raw]:
    """Without headings that head nothing, and without scraps before the first and after the last real paragraph."""
    while raws and (raws[-1].kind is BlockKind.HEADING or _is_scrap(raws[-1])):
        raws.pop()
    first = next((at for at, raw in enumerate(raws) if raw.is_prose or raw.kind is BlockKind.TABLE), 0)
    raws = [raw for raw in raws[:first] if not _is_scrap(raw)] + raws[first:]
    kept: list[Raw] = []
    for raw in raws:
        if raw.kind is BlockKind.HEADING and kept and kept[-1].kind is BlockKind.HEADING and raw.gap:
            kept.pop()  # what the first heading headed is gone
        kept.append(raw)
    return kept


def _is_scrap(raw: Raw) -> bool:
    """A few words that are no sentence: a name, a date, a place, at the rim of an article."""
    if raw.kind is not BlockKind.PARAGRAPH or weigh(raw.text) > 60:
        return False
    return not ends_sentence(raw.text) or bool(_RIM.match(raw.text))


_RIM = re.compile(r"(?i)^(?:by|von|par|por|di|от|द्वारा|بقلم|updated|published|posted)\b.{0,50}$")
