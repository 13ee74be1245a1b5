"""A piece of a page as the walk found it, before anything is judged."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import lru_cache

from octavo.engine.extraction.furniture import Part
from octavo.engine.records import BlockKind


@dataclass(slots=True)
class Raw:
    """One block of a page in document order. Offsets of `links` count in `text`, addresses are as written."""

    kind: BlockKind
    text: str = ""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    level: int | None = None
    path: tuple[int, ...] = ()  # the elements it stands in, outermost first, as `LexborNode.mem_id`
    part: Part = Part.PLAIN  # what its surroundings say it is
    loose: bool = False  # text that stands in a container, not in a paragraph
    bold: bool = False  # all of it is bold: a heading in disguise, or a promotion
    gap: bool = False  # furniture was cut out just before it
    broken: bool = False  # its paragraph was cut in two before this text: it goes on where another block ended
    address: str | None = None
    caption: str | None = None
    credit: str | None = None
    alt: str | None = None
    size: tuple[int | None, int | None] = (None, None)
    posted: str | None = None  # time of a live blog's post, as written

    @property
    def linked(self) -> float:
        """The share of the text that is link text, 0 to 1."""
        return sum(end - start for start, end, _ in self.links) / len(self.text) if self.text else 0.0

    @property
    def is_prose(self) -> bool:
        """Enough running text to count as evidence of an article."""
        return (
            self.kind in (BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST)
            and weigh(self.text) >= 45
            and self.linked < 0.4
        )


@lru_cache(maxsize=8192)  # the same blocks are weighed by region, judge and state
def weigh(text: str) -> int:
    """Length in Latin letters: a character of Chinese, Japanese or Korean says about three times as much."""
    if text.isascii():
        return len(text)
    return len(text) + 2 * len(_WIDE.findall(text))


def same_words(text: str, title: str) -> bool:
    """The same words, whatever the case and the punctuation."""
    if abs(len(text) - len(title)) > 20 or not title:
        return False
    return _WORDS.findall(text.casefold()) == _WORDS.findall(title.casefold())


def ends_sentence(text: str) -> bool:
    """The text ends as sentences do, closing quotes and brackets aside."""
    return bool(_TERMINAL.search(text))


_TERMINAL = re.compile(r"[.!?…。！？।॥؟۔:;][\"'”’»)\]」』\s]*$")
_WORDS = re.compile(r"\w+")
_WIDE = re.compile("[\u2e80-\ud7a3\U00020000-\U0003ffff]")
