"""How rare a word is in news at large, before we have seen any ourselves."""

from __future__ import annotations

import math
import unicodedata
from functools import cache, lru_cache
from importlib import resources

import numpy as np

from octavo.engine.text.tokens import stopwords

EVERYWHERE = math.log(4.0)  # rareness of a word in every fourth article: no use in grouping
_UNSEEN = 1.0  # a word below the table's floor is taken to stand in one article of the sample


def rareness(word: str, language: str | None) -> float:
    """Inverse document frequency of a folded word (see `fold`), 0 for grammar words, about 9 for the rarest.

    ln((N + 1) / (df + 0.5)) over the language's table; languages without a table get a guess from the word's length.
    """
    language = (language or "")[:2]
    if word in _grammar(language):
        return 0.0
    table = _table(language)
    if table is None:
        return guess_rareness(word)
    known, rarest = table
    value = known.get(word, rarest)
    return value if value > EVERYWHERE else 0.0


def has_table(language: str | None) -> bool:
    """Whether rareness in this language is counted, not guessed."""
    return _table((language or "")[:2]) is not None


def is_grammar(word: str, language: str | None) -> bool:
    """Whether a folded word only holds sentences together."""
    return word in _grammar((language or "")[:2])


def guess_rareness(word: str) -> float:
    """Rareness of a word in a language we know nothing of."""
    if word[0].isdigit():
        return 5.0
    # Zipf's law of abbreviation: the shorter a word, the more often it is used. Vowel signs are no letters.
    letters = (
        len(word)
        if word.isascii()
        else sum(not unicodedata.combining(c) and unicodedata.category(c)[0] != "M" for c in word)
    )
    return min(2.5 + 0.8 * letters, 7.5) if letters > 1 else 1.0


@lru_cache(maxsize=1 << 17)
def fold(word: str, language: str | None) -> str:
    """One form for the inflections of a word: English plurals off, Arabic articles off, endings cut elsewhere."""
    language = (language or "")[:2]
    if word[0].isdigit() or len(word) < 4:
        return word
    if language == "en" or (language == "" and word.isascii()):
        if word.endswith("ies") and len(word) > 4:
            return word[:-3] + "y"
        return word[:-1] if word.endswith("s") and not word.endswith(("ss", "us", "is")) else word
    if language in _ARABIC:
        for prefix in _ARTICLES:
            if word.startswith(prefix) and len(word) - len(prefix) >= 3:
                return word[len(prefix) :]
        return word
    if language in _INDIC:
        return word.rstrip(_VOWEL_SIGNS) or word
    # Seven letters tell words apart well enough and make most endings of inflected languages meet.
    return word[:7]


@cache
def _grammar(language: str) -> frozenset[str]:
    return frozenset(fold(word, language) for word in stopwords(language)) | stopwords(language)


@cache
def _table(language: str) -> tuple[dict[str, float], float] | None:
    """Rareness by word, and that of an unseen word."""
    packed = resources.files("octavo.engine.clustering").joinpath(f"background_{language}.npz")
    if not language.isalpha() or not packed.is_file():
        return None
    with packed.open("rb") as file, np.load(file, allow_pickle=False) as arrays:
        spelled = arrays["words"].tobytes().decode("utf-8").split("\n")
        articles = int(arrays["articles"])
        values = np.log((articles + 1) / (arrays["frequencies"].astype(np.float64) + 0.5))
    rarest = math.log((articles + 1) / (_UNSEEN + 0.5))
    return dict(zip(spelled, values.tolist(), strict=True)), rarest


_ARABIC = ("ar", "fa", "ur")
_ARTICLES = ("وال", "بال", "كال", "فال", "ال", "لل")
_INDIC = ("hi", "mr", "ne", "bn", "gu", "pa")
_VOWEL_SIGNS = "".join(map(chr, [*range(0x0900, 0x0904), *range(0x093E, 0x094D), *range(0x09BE, 0x09CD)]))
