"""Between the headline and the first paragraph: standfirst, byline, date."""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.engine.extraction.dates import find_written
from octavo.engine.extraction.furniture import is_promotion, is_residue
from octavo.engine.extraction.naming import Part
from octavo.engine.extraction.raw import Raw, ends_sentence, same_words, weigh
from octavo.engine.records import BlockKind

_REACH = 8  # blocks looked at


def cut_head(raws: Sequence[Raw], title: str) -> list[Raw]:
    """An article's blocks without headline, standfirst, byline and date at their start; pictures stay."""
    head = find_head(raws, title)
    return [raw for at, raw in enumerate(raws) if at not in head]


def find_head(raws: Sequence[Raw], title: str) -> set[int]:
    """Places of an article's first texts up to the last that is headline, byline or date line."""
    cut = 0
    texts = 0
    for at, raw in enumerate(raws[: 2 * _REACH]):
        if not raw.text:
            continue
        texts += 1
        if texts > _REACH or (raw.is_prose and texts > 3):
            break
        if holds_title(raw.text, title) or (is_about(raw.text) and all(len(one.text) < 350 for one in raws[:at])):
            cut = at + 1
    return {at for at, raw in enumerate(raws[:cut]) if raw.text}


def find_standfirst(raws: Sequence[Raw], start: int, title: str) -> str | None:
    """The sentence or two under the headline; `start` is the position of the article's first block."""
    headline = next((at for at, raw in enumerate(raws[: start + 3]) if same_words(raw.text, title)), None)
    if headline is None:
        return None
    for raw in raws[headline + 1 : start]:
        fits = 30 < weigh(raw.text) < 400 and raw.linked < 0.3 and raw.kind is not BlockKind.LIST
        if fits and not (is_residue(raw.text) or is_promotion(raw.text) or is_about(raw.text)):
            return raw.text if raw.part in (Part.ABOUT, Part.PLAIN) else None
    return None


def holds_title(text: str, title: str) -> bool:
    """The headline, alone or with a date or a kicker before it."""
    return same_words(text, title) or (len(title) > 15 and len(text) < len(title) + 60 and text.endswith(title))


def is_about(text: str) -> bool:
    """A byline or a date line: short, no sentence."""
    if len(text) > 110 or (ends_sentence(text) and not is_byline(text)):
        return False
    return is_byline(text) or find_written(text) is not None


def is_byline(text: str) -> bool:
    """It begins as bylines do."""
    return bool(_BYLINE.match(text))


_BYLINE = re.compile(r"(?i)^(?:by|von|par|por|di|от|द्वारा|بقلم|लेखक|author|autor|auteur|reporter)\b.{2,80}$")
