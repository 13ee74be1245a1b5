"""What extraction is told of a publisher's site, and what it tells of one page besides the article."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import blake2b

from octavo.engine.records import BlockKind, Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """What the keeper says of a publisher's pages. Selectors are CSS as lexbor takes them."""

    drop: tuple[str, ...] = ()  # elements never shown
    keep: tuple[str, ...] = ()  # elements always shown, where they are inside the page's body
    body: tuple[str, ...] = ()  # "body is here": the first that matches wins
    drop_text: tuple[str, ...] = ()  # blocks whose whole text is this (folded) are never shown

    def __bool__(self) -> bool:
        return bool(self.drop or self.keep or self.body or self.drop_text)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """How often a block's text has recurred. `weight` is its count of different pages, aged up to page `last`."""

    weight: float
    last: int  # number of the page it was last counted on
    bar: int  # the weight from which it is furniture
    pages: tuple[int, ...]  # numbers of the last few pages that hold it


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """A selector that held the body of pages. Hits and misses age with every page."""

    selector: str
    hits: float
    misses: float  # pages on which it was tried first and was not the body
    last: int  # number of the page it last held


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """A page that was learned from: by it the same article is recognised."""

    number: int
    address: int  # digest of the canonical address; 0: none
    title: int  # digest of the folded title; 0: none
    words: tuple[int, ...]  # short digests of the title's words


@dataclass(frozen=True, slots=True, kw_only=True)
class Memory:
    """What Octavo has seen of a publisher's pages."""

    pages: int = 0  # different articles learned from, all in all
    furniture: Mapping[int, Seen] = field(default_factory=dict)  # by fingerprint of the block's text
    bodies: tuple[Held, ...] = ()  # best first
    recent: tuple[Known, ...] = ()  # oldest first
    redesigned: int = 0  # number of the page at which the site was seen to be built differently; 0: never


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """All that is known of a site before one of its pages is read."""

    memory: Memory = field(default_factory=Memory)
    rules: Rules = field(default_factory=Rules)


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One block of a page in document order, kept or dropped."""

    kind: BlockKind
    text: str
    kept: bool
    why: str  # one of WHYS
    selector: str  # names the block's element on this page and, where it can, on others
    fingerprint: int  # of the text; 0 where there is none
    score: float | None  # of the judge, 0 to 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Examined:
    """A page's article, and how it was found."""

    draft: Draft
    blocks: tuple[Judged, ...]
    body: str  # selector of the container taken as the body; "" where there is none
    score: float  # 0 to 1: how sure the extraction is of itself


SEEN = "seen on other pages"  # why a block is dropped that memory calls furniture
RULE = "rule"
WHYS = (
    "article",
    "outside",
    "furniture",
    SEEN,
    RULE,
    "headline",
    "residue",
    "link list",
    "repeated",
    "score",
)


def fold(text: str) -> str:
    """Text as it is compared: NFKC, case folded, runs of space as one, none around."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


def fingerprint(text: str) -> int:
    """A signed 64-bit number for a block's folded text; 0 for no text."""
    folded = fold(text)
    return digest_of(folded) if folded else 0


def digest_of(text: str) -> int:
    """A signed 64-bit digest, the same on every machine and in every run; never 0."""
    return int.from_bytes(blake2b(text.encode("utf-8", "replace"), digest_size=8).digest(), "big", signed=True) or 1
