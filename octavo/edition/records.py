"""What the sample edition is made of, from its sources to what a page shows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, time, timezone
from pathlib import Path
from typing import Literal

FAULTS = frozenset(
    [
        "headline-in-alt",
        "gallery-counter",
        "paywall",
        "teaser",
        "video-only",
        "live",
        "amp",
        "tracking",
        "charset",
        "relative-date",
        "no-date",
        "future-date",
        "full-text-feed",
        "no-text-feed",
        "nobr",
        "lazy",
        "caption-spliced",
        "promo",
        "also-read",
        "newsletter",
        "gallery",
        "share",
    ]
)
FeedForm = Literal["rss", "rss091", "rdf", "atom", "json", "sitemap"]


# ---------------------------------------------------------------- the sources


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedPlan:
    """One feed of a publisher. `desks` empty: all of them."""

    path: str
    form: FeedForm
    title: str
    section: str
    desks: tuple[str, ...] = ()
    full_text: bool = False
    moved_from: str | None = None  # an older path that redirects here for good


@dataclass(frozen=True, slots=True, kw_only=True)
class Publisher:
    """`path` is the pattern of article paths: {desk} {year} {month} {day} {slug} {id} {word}."""

    slug: str
    name: str
    host: str
    country: str
    language: str
    zone: timezone
    section: str
    layout: str
    charset: str
    path: str
    media: str
    tagline: str
    feeds: tuple[FeedPlan, ...]
    kind: str = "unknown"  # as in the catalogue

    @property
    def home(self) -> str:
        return f"https://{self.host}/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Revision:
    """What a later visit finds: another headline, other words, or both."""

    title: str | None = None
    replace: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """An article file as written, macros and all."""

    file: Path
    event: str  # unique per event; articles that stand alone have one of their own
    publisher: str
    title: str
    day: int
    time: time
    desk: str
    body: str
    authors: tuple[str, ...] = ()
    standfirst: str | None = None
    keywords: tuple[str, ...] = ()
    image: str | None = None
    caption: str | None = None
    credit: str | None = None
    faults: frozenset[str] = frozenset()
    copy_of: str | None = None
    rewrite_of: str | None = None
    affair: str | None = None
    revision: Revision | None = None


# ---------------------------------------------------------------- a body


@dataclass(frozen=True, slots=True)
class Span:
    """Running text, a link where `address` is set, or a break: junk that stands in mid-sentence."""

    text: str
    address: str | None = None
    style: Literal["", "b", "i", "promo", "figure"] = ""

    @property
    def is_break(self) -> bool:
        return self.style in ("promo", "figure")


Spans = tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Prose:
    """A paragraph, heading, quotation or list; only a list has several lines."""

    kind: Literal["paragraph", "heading", "quote", "list"]
    lines: tuple[Spans, ...]
    level: int = 2
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Picture:
    """`address` is empty until the article has one."""

    alt: str
    caption: str | None = None
    credit: str | None = None
    address: str = ""


@dataclass(frozen=True, slots=True)
class Junk:
    """Furniture on a line of its own between two paragraphs."""

    kind: Literal["newsletter", "also-read", "gallery", "share", "promo", "paywall", "teaser", "video"]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Post:
    """Where a live blog's post starts."""

    clock: time


Node = Prose | Table | Picture | Junk | Post


@dataclass(frozen=True, slots=True, kw_only=True)
class Clean:
    """What the page says once all furniture is taken away. `posts` gives (time, index of its first paragraph)."""

    paragraphs: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    links: tuple[tuple[str, str], ...] = ()  # (text, address)
    posts: tuple[tuple[time, int], ...] = ()


# ---------------------------------------------------------------- what is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One article as one visit finds it: macros resolved, faults planted, times set."""

    source: Source
    publisher: Publisher
    number: int
    address: str
    amp_address: str | None
    title: str
    standfirst: str | None
    image: Picture | None
    published: datetime  # in truth
    stated: datetime | None  # what page and feed claim; None: they do not say
    modified: datetime | None
    nodes: tuple[Node, ...]  # what the page shows
    whole: tuple[Node, ...]  # the article as written, for feeds with full text
    clean: Clean  # of `nodes`
    clean_whole: Clean
    body_state: str

    @property
    def faults(self) -> frozenset[str]:
        return self.source.faults


@dataclass(frozen=True, slots=True, kw_only=True)
class Furniture:
    """The strings of a language that surround articles; lists are picked from by an article's number."""

    language: str
    strings: Mapping[str, str]
    desks: Mapping[str, str]
    lists: Mapping[str, tuple[tuple[str, ...], ...]]

    def __getitem__(self, key: str) -> str:
        return self.strings[key]

    def pick(self, key: str, number: int) -> tuple[str, ...]:
        """One of the lists under `key`, the same one for the same number."""
        return self.lists[key][number % len(self.lists[key])]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """All a layout needs to draw an article's page."""

    article: Article
    words: Furniture
    related: tuple[Article, ...]  # of the same publisher, for furniture
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """One recorded answer of the edition's web."""

    address: str
    body: bytes
    media_type: str  # with its charset parameter, as the header says it
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
