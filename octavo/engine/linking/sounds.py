"""How a name sounds, whatever script it is written in: letters, a key to look it up by, and how alike two names are."""

from __future__ import annotations

import re
import string
import unicodedata
from functools import lru_cache
from itertools import accumulate, product

from anyascii import anyascii

_ABJAD = re.compile("[\u0590-\u05ff\u0600-\u06ff]")
_DEVANAGARI = re.compile("[\u0900-\u0dff]")
_HAN = re.compile("[\u3400-\u9fff]")
_MOST_KEYS = 4


@lru_cache(maxsize=1 << 15)
def letters_of(word: str) -> str:
    """A word in Latin letters, small, one letter a sound where it can be: "Норсунд" -> "norsund", "शाह" -> "Sah".

    `S` stands for sh, ch, zh, j, ts. Scripts that leave out short vowels (Arabic, Hebrew) give few of them.
    """
    plain = unicodedata.normalize("NFKC", word).translate(_OWN)
    if _DEVANAGARI.search(plain):
        plain = plain.replace("ं", "न").replace("ँ", "न")
    plain = _GREEK.sub(lambda found: _GREEK_PAIRS[found.group()], plain)
    latin = re.sub(r"[^a-z]", "", anyascii(plain).lower())
    if _HAN.search(plain):
        latin = latin.replace("ng", "n")  # 特朗普 "telangpu" stands for "telanpu"
    for pattern, letter in _DIGRAPHS:
        latin = pattern.sub(letter, latin)
    return re.sub(r"(.)\1+", r"\1", latin)


@lru_cache(maxsize=1 << 15)
def keys_of(word: str) -> tuple[str, ...]:
    """What a name is looked up by: its consonants, those that languages mix up folded together. At most 4, mostly one.

    Where a letter may stand for two sounds (w, Indic v, j) there is a key for each reading.
    """
    latin = letters_of(word)
    abjad, indic = _ABJAD.search(word) is not None, _DEVANAGARI.search(word) is not None
    choices: list[tuple[str, ...]] = []
    for letter in latin:
        if letter == "w" and not abjad:
            choices.append(("", "f"))
        elif letter == "v" and indic:
            choices.append(("f", ""))
        elif letter == "j":
            choices.append(("s", ""))
        else:
            choices.append((_CLASS.get(letter, ""),))
    found: dict[str, None] = {}
    for at, reading in enumerate(product(*choices)):
        if at == _MOST_KEYS:
            break
        found[re.sub(r"(.)\1+", r"\1", "".join(reading))] = None
    return tuple(found)


@lru_cache(maxsize=1 << 16)
def likeness(one: str, other: str) -> float:
    """How alike two words sound, 0 to 1, given as `letters_of` gives them. 1: the same."""
    if one == other:
        return 1.0
    weight = max(consonants(one), consonants(other))
    if not weight or abs(consonants(one) - consonants(other)) > 1 + weight // 4:
        return 0.0
    return max(0.0, 1.0 - _distance(one, other, weight) / weight)


@lru_cache(maxsize=1 << 15)
def consonants(latin: str) -> int:
    """How many consonants a word has: what is left of a name in every script."""
    return sum(letter in _CLASS for letter in latin)


def _distance(one: str, other: str, most: float) -> float:
    """What it costs to make one word of the other; `most` where it is sure to cost so much or more."""
    alone = [_ALONE[letter] for letter in other]
    row = [0.0, *accumulate(alone)]
    for first in one:
        dropped, instead = _ALONE[first], _INSTEAD[first]
        left = row[0] + dropped
        now = [left]
        for at, second in enumerate(other):
            cost = row[at] + instead[second]
            if (above := row[at + 1] + dropped) < cost:
                cost = above
            if (beside := left + alone[at]) < cost:
                cost = beside
            now.append(cost)
            left = cost
        row = now
        if min(row) >= most:
            return most
    return row[-1]


def _alone(letter: str) -> float:
    """What it costs that one name has a letter more."""
    return 0.12 if letter in "aeiouy" else 0.2 if letter in "hw" else 0.9


def _instead(one: str, other: str) -> float:
    """What it costs that one name has one letter where the other has another."""
    if one == other:
        return 0.0
    if one in _WEAK and other in _WEAK:
        return 0.12
    if frozenset((one, other)) in _MIXED_UP:
        return 0.4
    same = _CLASS.get(one), _CLASS.get(other)
    if same[0] is not None and same[0] == same[1]:
        return 0.4 if one in "lrmn" else 0.25
    return 1.0


_WEAK = frozenset("aeiouywh")
_MIXED_UP = {frozenset(pair) for pair in ("vw", "vb", "jy", "ji", "kS", "gj", "gS", "kh", "gh", "fb", "fp", "uv", "tS")}
_CLASS = {
    **dict.fromkeys("bp", "b"), **dict.fromkeys("dt", "t"), **dict.fromkeys("gkqc", "k"), **dict.fromkeys("szSj", "s"),
    **dict.fromkeys("fv", "f"), **dict.fromkeys("lr", "r"), **dict.fromkeys("mn", "n"),
}  # fmt: skip
# Before letters are looked up: Hebrew vav is a vowel as often as not, Arabic ta marbuta and hamza are no consonants.
_OWN = {
    ord("ו"): "w", ord("ח"): "h", ord("ע"): "a", ord("א"): "a", ord("ק"): "k", ord("צ"): "ts", ord("ץ"): "ts",
    ord("ة"): "a", ord("ا"): "a", ord("أ"): "a", ord("إ"): "i", ord("آ"): "a", ord("ى"): "a", ord("ع"): "a",
    ord("ء"): None, ord("ئ"): "i", ord("ؤ"): "w", ord("ـ"): None, ord("پ"): "p", ord("ژ"): "zh", ord("چ"): "ch",
    ord("ы"): "i", ord("ь"): None, ord("ъ"): None, ord("ж"): "zh", ord("Ж"): "zh", ord("х"): "h", ord("Х"): "h",
    ord("ß"): "ss", ord("ş"): "sh", ord("ș"): "sh", ord("š"): "sh", ord("č"): "ch", ord("ć"): "ch", ord("ž"): "zh",
    ord("ç"): "s", ord("ł"): "l", ord("ñ"): "ny",
}  # fmt: skip
_GREEK_PAIRS = {"ντ": "d", "Ντ": "d", "μπ": "b", "Μπ": "b", "γκ": "g", "Γκ": "g", "ου": "u", "Ου": "u", "τζ": "dzh"}
_GREEK = re.compile("|".join(_GREEK_PAIRS))
_DIGRAPHS = tuple(
    (re.compile(pattern), letter)
    for pattern, letter in (
        ("tsch|dsch|sch|tch|tsh|dzh|dj|zh|sh|ch|cz|ts|tz|dz", "S"), ("c(?=[eiy])", "s"), ("ck|qu|kh|c", "k"),
        ("gh", "g"), ("th|dh", "t"), ("ph", "f"), ("bh", "b"), ("x", "ks"), ("q", "k"),
    )
)  # fmt: skip
_LETTERS = string.ascii_lowercase + "S"  # all that `letters_of` gives
_ALONE = {letter: _alone(letter) for letter in _LETTERS}
_INSTEAD = {one: {other: _instead(one, other) for other in _LETTERS} for one in _LETTERS}
