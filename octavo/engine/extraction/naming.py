"""What an element's class, id and the like say it is: words that sites the world over use (`names.txt`)."""

from __future__ import annotations

import re
from enum import Enum
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple


class Part(Enum):
    """What an element's own names say it is."""

    PLAIN = 0
    FURNITURE = 1  # ads, sharing, related, newsletter: never the article
    COMMENTS = 2
    ABOUT = 3  # byline, date, tags: about the article, not in it
    CAPTION = 4
    CREDIT = 5
    BODY = 6
    ASIDE = 7  # may be either; the judge decides
    DOUBT = 8  # named like furniture, yet holds running text; the judge decides


class _Names(NamedTuple):
    """The table: rank of each word, of beginnings and of telling pieces; the part of each rank."""

    words: dict[str, int]
    stems: frozenset[str]  # what a longer word begins with: another word in the row may complete it
    beginnings: tuple[tuple[tuple[str, ...], int], ...]
    pieces: re.Pattern[str]
    piece_ranks: dict[str, int]
    parts: tuple[Part, ...]


@lru_cache(maxsize=20_000)
def part_of(names: str) -> Part:
    """What the class, id and the like of an element (joined by spaces) say it is: its most telling name decides."""
    return _parts()[min([_rank(name) for name in names.split()], default=-1)]


@lru_cache(maxsize=20_000)
def _rank(name: str) -> int:
    """The place in `_parts` of what one name says."""
    spaced = _HUMP.sub("-", name).lower()
    if "embed" in spaced and _NETWORK.search(spaced):
        return 0
    if ("body" in spaced or "text" in spaced or "content" in spaced) and _BODY.search(spaced):
        return 1
    return 2 + _rank_in_table(spaced, _names())


def _rank_in_table(spaced: str, table: _Names) -> int:
    """The best rank of the words of a name; one more than there are where none is known."""
    words = [word.rstrip("0123456789") for word in _SEPARATORS.split(spaced)] if not spaced.isalpha() else [spaced]
    found = len(table.parts)
    ranks, stems = table.words, table.stems
    for at, word in enumerate(words):
        rank = ranks.get(word, found)
        if rank < found:
            found = rank
        row, end = word, at + 1
        while row in stems and end < len(words):
            row += words[end]
            end += 1
            found = min(found, ranks.get(row, found))
    for beginning, rank in table.beginnings:
        if rank < found and any(word.startswith(beginning) for word in words):
            found = rank
    piece = table.pieces.search(spaced.replace("-", "").replace("_", "")) if len(spaced) >= _SHORTEST else None
    return min(found, table.piece_ranks[piece.group()]) if piece else found


@cache
def _parts() -> tuple[Part, ...]:
    """Parts in the order in which they are believed: a post that is quoted, the body, the table's, nothing."""
    return (Part.PLAIN, Part.BODY, *_names().parts, Part.PLAIN)


@cache
def _names() -> _Names:
    words: dict[str, int] = {}
    beginnings: dict[int, list[str]] = {}
    pieces: dict[str, int] = {}
    parts = []
    for line in resources.files("octavo.engine.extraction").joinpath("names.txt").read_text("ascii").splitlines():
        if line.startswith("["):
            parts.append(Part[line.strip("[]").upper()])
        elif not line.startswith("#"):
            for word in line.split():
                bare, rank = word.strip("*"), len(parts) - 1
                if word[0] == "*":
                    pieces[bare] = rank
                elif word[-1] == "*":
                    beginnings.setdefault(rank, []).append(bare)
                else:
                    words.setdefault(bare, rank)
    stems = frozenset(word[:end] for word in words for end in range(2, len(word)))
    starts = tuple((tuple(found), rank) for rank, found in beginnings.items())
    return _Names(words, stems, starts, re.compile("|".join(pieces)), pieces, tuple(parts))


_SHORTEST = 4  # letters of a telling piece
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")
_SEPARATORS = re.compile(r"[\s_:/-]+")
_NETWORK = re.compile(r"social|twitter|tweet|instagram|facebook")
_BODY = re.compile(  # the whole of a name: "article-body__newsletter" is no body
    r"(?:^|[\s_:/-])(?:(?:article|story|post|entry)(?:__|[-_])?(?:body|content|text)|body-?copy)"
    r"(?:[_-]*(?:content|text|inner|wrapper|container|main|\d+))*(?=$|\s)"
)
