"""Porter's stemmer for English (Porter 1980, "An algorithm for suffix stripping") as NLTK runs it by default.

ROUGE compares stems. NLTK's extensions are kept, so that scores equal those of the field's own tool.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import lru_cache

_IRREGULAR = {
    "skies": "sky", "dying": "die", "lying": "lie", "tying": "tie", "innings": "inning", "inning": "inning",
    "outings": "outing", "outing": "outing", "cannings": "canning", "canning": "canning", "howe": "howe",
    "proceed": "proceed", "exceed": "exceed", "succeed": "succeed", "sky": "sky", "die": "die", "lie": "lie",
    "tie": "tie", "news": "news",
}  # fmt: skip
Rule = tuple[str, str, Callable[[str], bool] | None]


@lru_cache(maxsize=200_000)
def porter_stem(word: str) -> str:
    """The stem of a word, in lower case."""
    word = word.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if len(word) <= 2:
        return word
    for step in (_step1a, _step1b, _step1c, _step2, _step3, _step4, _step5a, _step5b):
        word = step(word)
    return word


def _is_consonant(word: str, at: int) -> bool:
    if word[at] in "aeiou":
        return False
    return word[at] != "y" or at == 0 or not _is_consonant(word, at - 1)


def _measure(stem: str) -> int:
    """How often a consonant follows a vowel."""
    kinds = "".join("c" if _is_consonant(stem, at) else "v" for at in range(len(stem)))
    return kinds.count("vc")


def _some(stem: str) -> bool:
    return _measure(stem) > 0


def _many(stem: str) -> bool:
    return _measure(stem) > 1


def _has_vowel(stem: str) -> bool:
    return any(not _is_consonant(stem, at) for at in range(len(stem)))


def _ends_doubled(word: str) -> bool:
    return len(word) >= 2 and word[-1] == word[-2] and _is_consonant(word, len(word) - 1)


def _ends_cvc(word: str) -> bool:
    if len(word) == 2:
        return not _is_consonant(word, 0) and _is_consonant(word, 1)
    return (
        len(word) >= 3
        and _is_consonant(word, len(word) - 3)
        and not _is_consonant(word, len(word) - 2)
        and _is_consonant(word, len(word) - 1)
        and word[-1] not in "wxy"
    )


def _apply(word: str, rules: Sequence[Rule]) -> str:
    """The first rule whose ending the word has decides, whether its condition holds or not."""
    for ending, instead, holds in rules:
        if ending == "*d":
            if _ends_doubled(word):
                stem = word[:-2]
                return stem + word[-1] if holds is None or holds(stem) else word
        elif word.endswith(ending):
            stem = word[: len(word) - len(ending)]
            return stem + instead if holds is None or holds(stem) else word
    return word


def _step1a(word: str) -> str:
    if word.endswith("ies") and len(word) == 4:
        return word[:-1]
    return _apply(word, [("sses", "ss", None), ("ies", "i", None), ("ss", "ss", None), ("s", "", None)])


def _step1b(word: str) -> str:
    if word.endswith("ied"):
        return word[:-3] + ("ie" if len(word) == 4 else "i")
    if word.endswith("eed"):
        return word[:-1] if _some(word[:-3]) else word
    for ending in ("ed", "ing"):
        if word.endswith(ending):
            stem = word[: -len(ending)]
            if _has_vowel(stem):
                return _mend(stem)
    return word


def _mend(stem: str) -> str:
    if stem.endswith(("at", "bl", "iz")):
        return stem + "e"
    if _ends_doubled(stem):
        return stem if stem[-1] in "lsz" else stem[:-1]
    return stem + "e" if _measure(stem) == 1 and _ends_cvc(stem) else stem


def _step1c(word: str) -> str:
    return _apply(word, [("y", "i", lambda stem: len(stem) > 1 and _is_consonant(stem, len(stem) - 1))])


def _step2(word: str) -> str:
    if word.endswith("alli") and _some(word[:-4]):
        return _step2(word[:-4] + "al")
    rules: list[Rule] = [(ending, instead, _some) for ending, instead in _SECOND]
    rules[-1] = ("logi", "log", lambda stem: _some(word[:-3]))
    return _apply(word, rules)


def _step3(word: str) -> str:
    return _apply(word, [(ending, instead, _some) for ending, instead in _THIRD])


def _step4(word: str) -> str:
    rules: list[Rule] = [(ending, "", _many) for ending in _FOURTH]
    at = _FOURTH.index("ion")
    rules[at] = ("ion", "", lambda stem: _many(stem) and stem[-1] in "st")
    return _apply(word, rules)


def _step5a(word: str) -> str:
    if word.endswith("e"):
        stem = word[:-1]
        if _many(stem) or (_measure(stem) == 1 and not _ends_cvc(stem)):
            return stem
    return word


def _step5b(word: str) -> str:
    return word[:-1] if word.endswith("ll") and _many(word[:-1]) else word


_SECOND = (
    ("ational", "ate"), ("tional", "tion"), ("enci", "ence"), ("anci", "ance"), ("izer", "ize"), ("bli", "ble"),
    ("alli", "al"), ("entli", "ent"), ("eli", "e"), ("ousli", "ous"), ("ization", "ize"), ("ation", "ate"),
    ("ator", "ate"), ("alism", "al"), ("iveness", "ive"), ("fulness", "ful"), ("ousness", "ous"), ("aliti", "al"),
    ("iviti", "ive"), ("biliti", "ble"), ("fulli", "ful"), ("logi", "log"),
)  # fmt: skip
_THIRD = (
    ("icate", "ic"), ("ative", ""), ("alize", "al"), ("iciti", "ic"), ("ical", "ic"), ("ful", ""), ("ness", ""),
)  # fmt: skip
_FOURTH = (
    "al", "ance", "ence", "er", "ic", "able", "ible", "ant", "ement", "ment", "ent", "ion", "ou", "ism", "ate", "iti",
    "ous", "ive", "ize",
)  # fmt: skip
