"""A piece of a page as the walk found it, before anything is judged."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from octavo.engine.extraction.naming import Part
from octavo.engine.records import BlockKind


class Within:
    """Elements whose tags say something of all that stands in them, as bits; plain numbers, since flags are slow."""

    ARTICLE = 1
    MAIN = 2
    ASIDE = 4
    FOOTER = 8
    SECTION = 16
    ITEM = 32
    CELL = 64
    POST = 128  # of a social network, quoted


@dataclass(slots=True)
class Raw:
    """One block of a page in document order. Offsets of `links` count in `text`, addresses are as written."""

    kind: BlockKind
    text: str = ""
    links: list[tuple[int, int, str]] = field(default_factory=list)
    level: int | None = None
    path: tuple[int, ...] = ()  # the elements it stands in, outermost first, as `LexborNode.mem_id`
    part: Part = Part.PLAIN  # what its surroundings say it is
    look: str = ""  # tag and class of the element it stands in: what is set alike is alike
    within: int = 0  # the elements it stands in that mean something, as bits of `Within`
    ruled: bool | None = None  # the keeper's rules say: always, never; None: they say nothing
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
    _linked: float = -1.0  # computed when first asked for; below 0: not yet
    _weight: int = -1

    @property
    def linked(self) -> float:
        """The share of the text that is link text, 0 to 1."""
        if self._linked < 0:
            links = sum([end - start for start, end, _ in self.links]) if self.links else 0
            self._linked = links / len(self.text) if links and self.text else 0.0
        return self._linked

    @property
    def weight(self) -> int:
        """Length of the text in Latin letters, as `weigh` has it."""
        if self._weight < 0:
            self._weight = weigh(self.text)
        return self._weight

    @property
    def is_prose(self) -> bool:
        """Enough running text to count as evidence of an article."""
        return self.weight >= 45 and self.kind in _RUNNING and self.linked < 0.4

    def append(self, other: Raw) -> None:
        """Goes on with another block's text, and its links."""
        glue = "" if other.text[:1] in ",.;:!?)’”" else " "
        shift = len(self.text) + len(glue)
        self.links += [(start + shift, end + shift, href) for start, end, href in other.links]
        self.text += glue + other.text
        self._linked, self._weight = -1.0, -1


def weigh(text: str) -> int:
    """Length in Latin letters: a character of Chinese, Japanese or Korean says about three times as much."""
    if text.isascii():
        return len(text)
    return len(text) + 2 * len(_WIDE.findall(text))


def same_words(text: str, title: str) -> bool:
    """The same words, whatever the case and the punctuation."""
    if abs(len(text) - len(title)) > 20 or not title or not text:
        return False
    return _WORDS.findall(text.casefold()) == _WORDS.findall(title.casefold())


def ends_sentence(text: str) -> bool:
    """The text ends as sentences do, closing quotes and brackets aside."""
    return bool(_TERMINAL.search(text))


_RUNNING = frozenset({BlockKind.PARAGRAPH, BlockKind.QUOTE, BlockKind.LIST})
_TERMINAL = re.compile(r"[.!?…。！？।॥؟۔:;][\"'”’»)\]」』\s]*$")
_WORDS = re.compile(r"\w+")
_WIDE = re.compile("[\u2e80-\ud7a3\U00020000-\U0003ffff]")
