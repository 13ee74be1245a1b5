"""Whether a text is only the opening of one that goes on elsewhere."""

from __future__ import annotations

import re
from collections.abc import Sequence

from octavo.engine.extraction.furniture import leads_on
from octavo.engine.extraction.raw import Raw, ends_sentence, same_words, weigh
from octavo.engine.extraction.structured import Stated
from octavo.engine.records import Block, BlockKind


def find_cut(
    blocks: Sequence[Block], texts: Sequence[str], around: Sequence[Raw], stated: Stated, prose: int
) -> str | None:
    """Why we think that the text goes on elsewhere; None where it seems whole.

    In: the body's blocks, their texts without headings (at least one) and the weight of these, the blocks around them.
    """
    last = texts[-1]
    if prose < 1500 and _CUT.search(last):
        return "The text breaks off with an ellipsis."
    if len(stated.body) > max(3 * prose, 800):
        return "The page's data holds far more text than the page shows."
    words = _number(stated.article.get("wordCount"))
    held = sum(len(text.split()) for text in texts)
    if prose < 1500 and words > max(150, 3 * held) and not any(map(_UNPARTED.search, texts[:3])):
        return f"The page's data tells of {words} words, the page shows {held}."
    if prose < 1000 and any(raw.linked > 0.8 and leads_on(raw.text) for raw in around):
        return "The page leads on to the rest of the text."
    if prose < 1500 and _breaks_off(texts, blocks):
        return "The text breaks off in the middle of a sentence."
    if len(texts) == 1 and prose < 500 and _is_summary(last, stated):
        return "The page holds no more than its own summary."
    return None


def _breaks_off(texts: Sequence[str], blocks: Sequence[Block]) -> bool:
    """The last paragraph stops after a small word or a comma, though others end as sentences do."""
    last = blocks[-1]
    if last.kind is not BlockKind.PARAGRAPH or weigh(last.text) < 80 or not _MIDDLE.search(last.text):
        return False
    ended = [ends_sentence(text) for text in texts[:-1] if weigh(text) > 60]
    if ended:
        return all(ended)
    return len(texts) == 1 and bool(re.search(r"[.!?。！？।؟]\s", last.text))


def _is_summary(text: str, stated: Stated) -> bool:
    summary = stated.first("og:description", "description", "twitter:description") or ""
    return len(summary) > 40 and (same_words(text, summary) or text.startswith(summary.rstrip(" .…")))


def _number(value: object) -> int:
    return int(str(value)) if str(value).isdecimal() and len(str(value)) < 7 else 0


_CUT = re.compile(r"(?:\.\.\.|…)\s*[\])»”\"']*\s*$")
_UNPARTED = re.compile("[\u0e00-\u0e7f\u3040-\u30ff\u3400-\u9fff]")
_MIDDLE = re.compile(r"(?:[,،、，]|(?<=[\s’'])[^\W\d_A-ZÀ-Þ]{1,12})$")
