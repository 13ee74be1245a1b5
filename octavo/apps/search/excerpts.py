"""The piece of a text that shows why it was found, with the words asked for marked."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

Pieces = tuple[tuple[str, bool], ...]  # text, and whether it was asked for
Mark = tuple[int, int, str]  # start, end, which word asked for

LENGTH = 260  # characters of an excerpt, about
_BACK = 80  # how far an excerpt may reach back for the start of its sentence

_SENTENCE_START = re.compile(r"(?:^|[.!?।。؟]['\"”’»]?\s+|\n+)(?=\S)")


def mark(text: str, marks: Sequence[tuple[int, int]]) -> Pieces:
    """The whole text, cut where marks begin and end."""
    return _cut(text, 0, len(text), marks)


def make_excerpt(text: str, marks: Sequence[Mark]) -> Pieces:
    """The stretch of about `LENGTH` characters with the most different marks, cut where marks begin and end.

    Marks are in order. Without any the text's start is shown.
    """
    start = _best_start(marks)
    start, end = _stretch(text, start)
    inside = [(at, until) for at, until, _ in marks if at >= start and until <= end]
    pieces = _cut(text, start, end, inside)
    if start:
        pieces = (("… ", False), *pieces)
    return (*pieces, (" …", False)) if end < len(text.rstrip()) else pieces


def _best_start(marks: Sequence[Mark]) -> int:
    """Where the window with the most different words begins; the earliest of equals."""
    best, best_start = 0.0, 0
    starts = [start for start, _, _ in marks]
    for at, (start, _, _) in enumerate(marks):
        window = marks[at : bisect_left(starts, start + LENGTH - _BACK)]
        worth = len({which for _, _, which in window}) + len(window) / 1000
        if worth > best + 0.5:  # more marks of the same words are no reason to leave the opening
            best, best_start = worth, start
    return best_start


def _stretch(text: str, start: int) -> tuple[int, int]:
    """Widens a start to whole sentences, else to whole words."""
    if start <= _BACK:
        begin = 0
    else:
        ends = (match.end() for match in _SENTENCE_START.finditer(text, start - _BACK, start + 1))
        begins = [at for at in ends if start - _BACK < at <= start]
        begin = begins[-1] if begins else _next_gap(text, start - _BACK // 2, start)
    end = begin + LENGTH
    if end >= len(text):
        return begin, len(text)
    gap = text.rfind(" ", begin + LENGTH // 2, end)
    return begin, gap if gap > 0 else end


def _next_gap(text: str, start: int, limit: int) -> int:
    gap = text.find(" ", start, limit)
    return gap + 1 if gap >= 0 else start


def _cut(text: str, start: int, end: int, marks: Sequence[tuple[int, int]]) -> Pieces:
    pieces: list[tuple[str, bool]] = []
    at = start
    for first, last in marks:
        if first > at:
            pieces.append((_flat(text[at:first]), False))
        pieces.append((text[first:last], True))
        at = last
    if at < end:
        pieces.append((_flat(text[at:end]), False))
    return tuple(pieces)


def _flat(text: str) -> str:
    return re.sub(r"\s+", " ", text)
