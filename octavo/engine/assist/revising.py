"""What became of a cited sentence in a later version of its text."""

from __future__ import annotations

import re
from difflib import SequenceMatcher

from octavo.engine.text.sentences import split_sentences
from octavo.engine.text.tokens import words

_ALIKE = 0.5  # share of words from which on a sentence is the other one, changed


def still_stands(sentence: str, text: str) -> bool:
    """Whether a text holds a sentence word for word, whatever the spaces in it."""
    return sentence in text or _spaced(sentence) in _spaced(text)


def successor_of(sentence: str, text: str, language: str | None = None) -> str:
    """The sentence of a later text that took another one's place; '' where none is like it."""
    before = words(sentence)
    best, found = _ALIKE, ""
    for other in split_sentences(text, language):
        matcher = SequenceMatcher(None, before, words(other.text), autojunk=False)
        if matcher.real_quick_ratio() >= best and matcher.quick_ratio() >= best and (ratio := matcher.ratio()) > best:
            best, found = ratio, other.text
    return found


def _spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text)
