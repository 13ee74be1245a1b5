"""The frozen things that flow. Unknown is `None` (or empty for a collection), never a guess.

Every `datetime` here is aware. Offsets count characters (code points) of `Draft.text`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from functools import cached_property

# ---------------------------------------------------------------- from the web


@dataclass(frozen=True, kw_only=True)
class Fetched:
    """One answer of a web server. Header names are lower case; `body` is decompressed and empty for a 304."""

    asked: str  # the address asked for
    address: str  # the address that answered, after redirects
    status: int
    headers: Mapping[str, str]
    body: bytes
    moved_to: str | None = None  # where permanent redirects (301, 308) lead, when the chain starts with them

    @property
    def unchanged(self) -> bool:
        return self.status == 304

    @property
    def media_type(self) -> str:
        """The media type in lower case without parameters, or ''."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()


# ---------------------------------------------------------------- from a feed


class FeedKind(StrEnum):
    RSS = "rss"
    RDF = "rdf"
    ATOM = "atom"
    JSON = "json"
    SITEMAP = "sitemap"


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedItem:
    """One entry as the feed gave it: nothing guessed, nothing cleaned."""

    guid: str  # the feed's own id, else the link, else a digest of title and date
    link: str | None
    title: str
    published: datetime | None = None  # None: the feed did not say, or said nonsense
    updated: datetime | None = None
    summary: str | None = None  # HTML as given
    content: str | None = None  # HTML as given; None: the feed gives no full text
    authors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    image: str | None = None
    language: str | None = None

    @property
    def digest(self) -> str:
        """Changes when what a reader would see changes: link, title, text or the stated time of change."""
        updated = self.updated.isoformat() if self.updated else ""
        parts = (self.link or "", self.title, self.summary or "", self.content or "", updated)
        return hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()[:32]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedDocument:
    """A whole feed as parsed."""

    kind: FeedKind
    title: str
    items: tuple[FeedItem, ...]
    homepage: str | None = None
    description: str | None = None
    language: str | None = None
    ttl_minutes: int | None = None
    skip_hours: frozenset[int] = frozenset()  # UTC
    hub: str | None = None  # WebSub
    own_address: str | None = None  # rel=self: what the feed calls itself; the topic of its hub
    moved_to: str | None = None  # the feed itself says it has moved


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedLink:
    """A feed that a page, an OPML file or a sitemap names."""

    address: str
    title: str = ""
    homepage: str | None = None
    folder: tuple[str, ...] = ()  # outermost first


# ---------------------------------------------------------------- an article


class BlockKind(StrEnum):
    PARAGRAPH = "paragraph"
    HEADING = "heading"
    QUOTE = "quote"
    LIST = "list"
    TABLE = "table"
    IMAGE = "image"
    EMBED = "embed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """Characters [start, end) of the block's text lead to `address`."""

    start: int
    end: int
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """A piece of an article in reading order.

    `text` is plain. A list has one item a line, a table one row a line with tabs between cells;
    an image and an embed have empty `text`, so they never enter the article's text or its offsets.
    """

    kind: BlockKind
    text: str = ""
    level: int | None = None  # of a heading, 2 to 6; of a list 1 = ordered
    links: tuple[Link, ...] = ()
    address: str | None = None  # of an image or an embed
    caption: str | None = None
    credit: str | None = None
    alt: str | None = None
    posted: datetime | None = None  # of a live blog's post, on its first block


@dataclass(frozen=True, slots=True, kw_only=True)
class Image:
    """An article's lead picture."""

    address: str
    caption: str | None = None
    credit: str | None = None
    alt: str | None = None
    width: int | None = None  # pixels, as the page states them
    height: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Contributor:
    """Somebody besides the authors who worked on an article. `role` is one of the words of `roles.txt`."""

    name: str
    role: str


class BodyState(StrEnum):
    """What we hold of an article's body."""

    FULL = "full"
    TEASER = "teaser"  # the opening only
    PAYWALLED = "paywalled"  # the publisher asks for a subscription
    VIDEO = "video"  # the page is a video with at most a line of text
    AUDIO = "audio"
    LIVE = "live"  # live blog
    GALLERY = "gallery"
    BLOCKED = "blocked"  # the publisher's server answered with a challenge or a refusal
    EMPTY = "empty"
    NOT_ARTICLE = "not_article"  # a front page, a section, an error page

    @property
    def readable(self) -> bool:
        """There is text worth grouping, tagging and indexing."""
        return self not in (BodyState.BLOCKED, BodyState.EMPTY, BodyState.NOT_ARTICLE)


@dataclass(frozen=True, kw_only=True)
class Draft:
    """An extracted article, not stored."""

    address: str  # where the text was found
    title: str
    blocks: tuple[Block, ...]
    body_state: BodyState
    body_reason: str  # one plain sentence: why this state
    canonical: str | None = None
    publisher: str | None = None
    standfirst: str | None = None
    authors: tuple[str, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    published: datetime | None = None
    modified: datetime | None = None
    language: str | None = None  # ISO 639-1, of the text, not of the tag
    section: str | None = None
    keywords: tuple[str, ...] = ()
    image: Image | None = None
    licence: str | None = None  # its address where the page names one, else its words
    free: bool | None = None  # whether the publisher says that everybody may read it; None: it does not say

    @cached_property
    def text(self) -> str:
        """The body as plain text; every offset kept anywhere counts in it."""
        return join_blocks(self.blocks)

    @cached_property
    def digest(self) -> str:
        """Changes when title or text change."""
        return hashlib.sha256(f"{self.title}\x1f{self.text}".encode("utf-8", "replace")).hexdigest()[:32]


def join_blocks(blocks: tuple[Block, ...]) -> str:
    """The text of blocks, parted by blank lines; blocks without text leave no trace."""
    return "\n\n".join(block.text for block in blocks if block.text)


# ---------------------------------------------------------------- what is derived from text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Characters [start, end) of an article's text."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True, kw_only=True, order=True)
class Span:
    """Characters [start, end) of the text of one version of an article: the evidence of a sentence."""

    article: int
    version: int
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Fingerprint:
    """What recognises a text again: its exact digest and its MinHash.

    `bands` are 64-bit signed keys: two near copies share at least one with high probability.
    """

    digest: str
    signature: bytes
    bands: tuple[int, ...]
    shingles: int  # how many the text has; too few means the signature says little


class Likeness(StrEnum):
    """How much of one text another one carries."""

    EXACT = "exact"
    NEAR = "near"
    PARTIAL = "partial"
    DIFFERENT = "different"


@dataclass(frozen=True, slots=True, kw_only=True)
class Hashtag:
    """A topic an article is about. `slug` is unique per language; `name` is shown after '#'."""

    slug: str
    name: str
    weight: float = 1.0  # 0 to 1
