"""What is left of a word when its endings are off: rougher than `engine.text.stems`, so that verbs meet their nouns."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from octavo.engine.text.stems import stem as light_stem

if TYPE_CHECKING:
    from octavo.engine.assist.evidence.lexicon import Lexicon

_SHORTEST = 3
_ENGLISH = [
    "ization",
    "isation",
    "ations",
    "ation",
    "itions",
    "ition",
    "ments",
    "ment",
    "ings",
    "ing",
    "edly",
    "ied",
    "ies",
    "ed",
    "ers",
    "ions",
    "ion",
    "ities",
    "ity",
    "ances",
    "ance",
    "ences",
    "ence",
    "ably",
    "able",
    "ibly",
    "ible",
    "ness",
    "ship",
    "ives",
    "ive",
    "als",
    "al",
    "ily",
    "ly",
    "es",
    "er",
    "or",
    "s",
    "e",
    "y",
]
_VOWEL = re.compile(r"[aeiouyаеёиоуыэюяіїєàâäáãåæéèêëíìîïóòôöõøœúùûüý]")


@lru_cache(maxsize=1 << 16)
def root(word: str, lexicon: Lexicon) -> str:
    """A folded word without its endings; the base form of an irregular one. Compared, not shown."""
    word = lexicon.irregular.get(word, word)
    if len(word) <= _SHORTEST or word[0].isdigit():
        return word
    if lexicon.language == "en":
        return _english(word, lexicon)
    if not lexicon.endings:
        return light_stem(word, lexicon.language)
    if lexicon.language == "ar":
        word = light_stem(word, "ar")
        word = word[1:] if len(word) > 4 and word[0] in "وبلف" else word
        word = word[1:] if len(word) > 4 and word[0] in "يت" else word
    return _cut(word, lexicon.endings, 2 if lexicon.language in ("hi", "mr", "bn") else _SHORTEST)


def _english(word: str, lexicon: Lexicon) -> str:
    before, cut = "", word
    while cut != before:  # "exceeded", "exceed" and "exceeds" end alike
        before, cut = cut, _cut(cut, _ENGLISH)
        if before == word:
            cut = lexicon.irregular.get(cut, cut)  # "lowered", "lower"
    return cut[:-1] if len(cut) > 3 and cut[-1] == cut[-2] else cut


def _cut(word: str, endings: tuple[str, ...] | list[str], least: int = _SHORTEST) -> str:
    for ending in endings:
        if word.endswith(ending) and len(word) - len(ending) >= least + (
            len(ending) > 2 and not word.isascii() and endings is not _ENGLISH and "а" <= word[0] <= "я"
        ):
            rest = word[: -len(ending)]
            if ending in ("er", "or", "al") and len(rest) < 4:
                continue
            if not rest.isascii() or _VOWEL.search(rest):
                return rest
    return word
