"""Whom a text quotes."""

from __future__ import annotations

import re
from collections.abc import Iterable

_LEAST = 5  # words: fewer in quotation marks are a term, not speech
_AWAY = 3  # words between the name and the quotation


def find_voices(text: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names that stand directly before or behind a quotation of at least five words, in order.

    "..." said Ilsa Korn; Korn told reporters: "...". `names` are those of the text; one inside a quotation is no voice.
    """
    known = sorted({name for name in names if name}, key=len, reverse=True)
    if not known:
        return ()
    name = "|".join(map(re.escape, known))
    found: dict[str, None] = {}
    for quotation in _QUOTATION.finditer(text):
        if len(quotation["said"].split()) < _LEAST:
            continue
        behind = re.match(rf"[,.]?\s*(?:[^\W\d_]+\s+){{0,{_AWAY}}}?(?P<name>{name})\b", text[quotation.end() :][:120])
        before = re.search(
            rf"\b(?P<name>{name})(?:\s+[^\W\d_]+){{0,{_AWAY}}}\s*[,:]\s*\Z", text[: quotation.start()][-120:]
        )
        for hit in filter(None, (before, behind)):
            found.setdefault(hit["name"])
    return tuple(found)


_QUOTATION = re.compile(r"[“«„\"](?P<said>[^“”«»„\"\n]{20,600})[”»“\"]")
