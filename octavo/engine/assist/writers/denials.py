"""Denials that a sentence has and its passages have not, where these deny something already.

One denial more on top of another is easily taken for the one that is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import NamedTuple

_SHORTENED = re.compile(r"n[’']t\b")


class _Denying(NamedTuple):
    frames: tuple[str, ...]
    words: frozenset[str]


def denies_more(text: str, passages: Iterable[str], language: str | None) -> bool:
    """Whether a sentence denies as a whole what no passage denies so, or oftener than passages that deny already."""
    known = _known().get((language or "")[:2])
    if known is None:
        return False
    said, held = text.lower(), " ".join(passages).lower()
    if any(frame in said and frame not in held for frame in known.frames):
        return True
    there = _count(held, known)
    return there > 0 and _count(said, known) > there


def _count(text: str, known: _Denying) -> int:
    return sum(word in known.words for word in re.findall(r"[\w\u0900-\u0963]+", text)) + len(_SHORTENED.findall(text))


@cache
def _known() -> dict[str, _Denying]:
    lines = resources.files("octavo.engine.assist.writers").joinpath("denials.txt").read_text("utf-8").splitlines()
    found = {}
    for line in lines:
        if line and not line.startswith("#"):
            language, _, listed = line.partition(": ")
            frames, _, words = listed.partition("; ")
            found[language] = _Denying(tuple(frames.split("|")), frozenset(words.split()))
    return found
