"""What a reader asks the search for: words, phrases in quotes, words to leave out, filters."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, cast

Order = Literal["relevance", "time"]

MAX_CHARACTERS = 400
MAX_PIECES = 32
PAGE = 20
MAX_PAGE = 50

# A minus counts at the start of a word only: "covid-19" leaves nothing out.
_PIECE = re.compile(
    r'(?:(?<=\s)|^)(?P<minus>-)?"(?P<phrase>[^"]+)"|(?:(?<=\s)|^)-(?P<without>[^\s"]+)|(?P<word>[^\s"]+)'
)
_QUOTES = re.compile("[“”„‟«»「」『』＂]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """One thing asked for: a word, or words that stand next to each other."""

    text: str
    is_phrase: bool = False
    is_excluded: bool = False


def parse_words(text: str) -> tuple[Piece, ...]:
    """The pieces of a question. Quotes of every kind make a phrase; a quote left open makes none."""
    found = []
    for match in _PIECE.finditer(_QUOTES.sub('"', text[:MAX_CHARACTERS])):
        if phrase := match["phrase"]:
            found.append(Piece(text=phrase, is_phrase=True, is_excluded=bool(match["minus"])))
        elif without := match["without"]:
            found.append(Piece(text=without, is_excluded=True))
        else:
            found.append(Piece(text=match["word"]))
    return tuple(found[:MAX_PIECES])


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchQuery:
    """A question with its filters. `problems` names, in plain sentences, what was given and could not be used."""

    words: str = ""
    publisher: str = ""  # slug
    language: str = ""
    since: date | None = None
    until: date | None = None  # this day is searched too
    topic: str = ""  # slug
    order: Order = "relevance"
    cursor: str = ""
    limit: int = PAGE
    problems: tuple[str, ...] = field(default=(), compare=False)

    @property
    def is_empty(self) -> bool:
        """Nothing is asked for, not even by a filter."""
        return not (self.words or self.publisher or self.language or self.since or self.until or self.topic)

    @classmethod
    def from_params(cls, params: Mapping[str, str]) -> SearchQuery:
        """Reads a page's parameters: q, publisher, language, since, until, topic, order, after, limit. Never raises."""
        problems: list[str] = []
        words = _plain(params.get("q", ""))
        if len(words) > MAX_CHARACTERS:
            problems.append(f"Only the first {MAX_CHARACTERS} characters were searched for.")
        order = params.get("order") or ("relevance" if words else "time")
        if order not in ("relevance", "time"):
            problems.append(f"“{order[:40]}” is no order; relevance and time are.")
            order = "relevance"
        since, until = (_day(params.get(name, ""), problems) for name in ("since", "until"))
        if since and until and since > until:
            problems.append("The first day lies after the last one; they were swapped.")
            since, until = until, since
        return cls(
            words=words[:MAX_CHARACTERS],
            publisher=_plain(params.get("publisher", ""))[:80],
            language=_plain(params.get("language", ""))[:8].lower(),
            since=since,
            until=until,
            topic=_plain(params.get("topic", "")).lstrip("#")[:80],
            order=cast(Order, order),
            cursor=_plain(params.get("after", ""))[:80],
            limit=_limit(params.get("limit", ""), problems),
            problems=tuple(problems),
        )

    def to_params(self) -> dict[str, str]:
        """The parameters that lead here again, without those that say nothing. The cursor is left out."""
        params = {
            "q": self.words,
            "publisher": self.publisher,
            "language": self.language,
            "since": self.since.isoformat() if self.since else "",
            "until": self.until.isoformat() if self.until else "",
            "topic": self.topic,
            "order": self.order if self.order != ("relevance" if self.words else "time") else "",
            "limit": str(self.limit) if self.limit != PAGE else "",
        }
        return {name: value for name, value in params.items() if value}


def _plain(value: str) -> str:
    return " ".join(value.replace("\x00", " ").encode("utf-8", "replace").decode().split())


def _day(value: str, problems: list[str]) -> date | None:
    value = value.strip()
    if not value:
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        problems.append(f"“{_plain(value)[:40]}” is no date; write one as 2026-01-31.")
        return None


def _limit(value: str, problems: list[str]) -> int:
    if not value.strip():
        return PAGE
    if not value.strip().isdecimal():
        problems.append(f"“{_plain(value)[:40]}” is no number of results.")
        return PAGE
    return min(max(int(value.strip()[:9]), 1), MAX_PAGE)
