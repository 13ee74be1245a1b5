"""What the related list looks at, and what it gives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum


class Reason(StrEnum):
    """Why an article is related; in the order in which a page shows them."""

    SAME_EVENT = "same_event"  # another report of the same story
    OTHER_VIEW = "other_view"  # the same, from another country, with other figures or other voices
    FOLLOW_UP = "follow_up"  # what happened since
    BEFORE = "before"  # what came before
    SAME_ACTORS = "same_actors"  # the same two names that both articles are about, in another matter or at another time
    BACKGROUND = "background"  # the same matter, at a time that is unknown or far


class Difference(StrEnum):
    """What sets another view apart."""

    COUNTRY = "country"  # where it is published
    FIGURE = "figure"  # it gives another number of the same thing
    VOICE = "voice"  # it quotes somebody else


@dataclass(frozen=True, slots=True, kw_only=True)
class RelatedView:
    """An article as this room sees it.

    `names` as `engine.entities` gives them, the most named first, each weighed in `rareness` (0: in every article, 9:
    hardly ever). `words` and `headline` are TF-IDF weights of length 1; `likeness` is the cosine of the vectors of
    this article and the one the list is for, None where vectors say nothing. Whoever makes a view for the last choice
    fills everything; a view for the shortlist may leave out what has to be read from the text.
    """

    id: int
    title: str
    publisher: str | None = None
    country: str | None = None
    language: str | None = None
    published: datetime | None = None
    story: int | None = None
    thread: int | None = None
    counterparts: frozenset[int] = frozenset()  # stories of the same event in other languages
    copies: int | None = None  # equal for articles that carry one text
    carried: frozenset[int] = frozenset()  # articles whose paragraphs this one carries
    names: tuple[str, ...] = ()
    rareness: Mapping[str, float] = field(default_factory=dict)
    terms: frozenset[str] = frozenset()
    likeness: float | None = None
    words: Mapping[str, float] = field(default_factory=dict)
    headline: Mapping[str, float] = field(default_factory=dict)
    guessed: bool = False  # no table tells how rare the words of its language are
    figures: tuple[str, ...] = ()
    voices: tuple[str, ...] = ()  # whom it quotes
    text: str = ""


@dataclass(frozen=True, slots=True)
class Differs:
    """One thing that differs: the country's code, the figures ("60 dead"), or a voice; `ours` is '' for a voice."""

    what: Difference
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Related:
    """One item of the list, with what a reader can check.

    `names` and `figures` stand in both articles; `hours` is how much later this one is (negative: earlier; None:
    unknown); `is_thread`: both belong to one long-running affair; `differs`: what sets another view apart.
    """

    id: int
    score: float
    kind: Reason
    names: tuple[str, ...] = ()
    figures: tuple[str, ...] = ()
    hours: float | None = None
    is_thread: bool = False
    differs: tuple[Differs, ...] = ()
