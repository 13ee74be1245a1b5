"""Words of any script, folded so that the same word is the same string."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import cache, lru_cache
from importlib import resources

UNSPACED = frozenset(["zh", "ja", "th"])  # languages whose words are looked for anywhere
UNSPACED_LETTER = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0eff]")


def words(text: str) -> list[str]:
    """The words of `text` in order: NFKC, case folded, Arabic without vowel marks, possessive 's off.

    Combining marks stay in their word (Hindi); scripts written without spaces give overlapping pairs of characters.
    A number keeps its inner points and commas ("1,250.5" is one word).
    """
    if not text.isascii():
        # Typographic quotes and dashes are most of what is not ASCII in English: without them the quick way is open.
        for sign, plain in _TYPOGRAPHY:  # `translate` takes fifty times as long
            text = text.replace(sign, plain)
    if text.isascii():
        return _find_ascii(_POSSESSIVE.sub("", text.lower()))
    folded = unicodedata.normalize("NFKC", text).casefold()
    if _FOLDED.search(folded):
        folded = folded.translate(_FOLDING)
    folded = _POSSESSIVE.sub("", folded).replace("_", " ")
    if _UNSPACED.search(folded) is None:
        return _find_any(folded)
    found: list[str] = []
    for word in _find_any(_UNSPACED.sub(lambda run: f" {run.group()} ", folded)):
        found.extend(_pairs(word) if _UNSPACED.match(word) else (word,))
    return found


@lru_cache(maxsize=1 << 14)
def fold_name(name: str) -> str:
    """A name as it is compared: its words with a space between them."""
    return " ".join(words(name))


def content_words(text: str, language: str | None) -> list[str]:
    """`words` without the stopwords of `language` (None or unknown: none are taken out) and single letters."""
    return content_of(words(text), language)


def content_of(said: Iterable[str], language: str | None) -> list[str]:
    """The same of words that were found before."""
    common = stopwords(language)
    return [word for word in said if word not in common and (len(word) > 1 or not word.isalpha())]


def stopwords(language: str | None) -> frozenset[str]:
    """Grammar words of a language (ISO 639-1), as `words` folds them; empty for a language without a list."""
    return _lists().get((language or "")[:2].lower(), frozenset())


def stopword_languages() -> tuple[str, ...]:
    """The languages that have a list."""
    return tuple(_lists())


@cache
def _lists() -> dict[str, frozenset[str]]:
    lines = resources.files("octavo.engine.text").joinpath("stopwords.txt").read_text("utf-8").splitlines()
    split = (line.partition(":") for line in lines if line and not line.startswith("#"))
    return {language: frozenset(words(listed)) for language, _, listed in split}


def _pairs(run: str) -> list[str]:
    return [run] if len(run) == 1 else [run[at : at + 2] for at in range(len(run) - 1)]


def _mark_class() -> str:
    """All combining marks as ranges of a character class: `\\w` leaves them out, and with them every Hindi vowel."""
    codes = (*range(0x300, 0x3100), *range(0xA66F, 0xAC00), *range(0xFB1E, 0x11F50))
    marks = [code for code in codes if unicodedata.category(chr(code))[0] == "M"]
    ranges: list[list[int]] = []
    for code in marks:
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


MARKS = _mark_class()
# Numbers first, so that "3.5" stays whole; "don't" keeps its negation. Underscores were taken out before.
_find_any = re.compile(rf"\d+(?:[.,]\d+)+|[\w{MARKS}]+(?:'t\b)?").findall
_find_ascii = re.compile(r"\d+(?:[.,]\d+)+|[a-z0-9]+(?:'t\b)?").findall
_TYPOGRAPHY = tuple(zip("\u2018\u2019\u201c\u201d\u2013\u2014\u2026\u00a0", "''\"\"--  ", strict=True))
_POSSESSIVE = re.compile(r"'s\b(?<=\w's)")  # looking back last keeps the search for its two letters quick
_UNSPACED = re.compile(
    "[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0002fa1f"  # kana, Han
    "\u0e00-\u0e7f\u0e80-\u0eff\u1000-\u109f\u1780-\u17ff]+"  # Thai, Lao, Burmese, Khmer
)
_FOLDING: dict[int, str | None] = {
    **dict.fromkeys([*range(0x064B, 0x0660), 0x0670, *range(0x06D6, 0x06EE), 0x0640], None),  # vowel marks, tatweel
    **dict.fromkeys(map(ord, "آأإٱ"), "ا"),
    ord("ى"): "ي",
    **dict.fromkeys(map(ord, "’‘ʼ＇"), "'"),
    **dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"), None),  # soft hyphen, zero widths
}
_FOLDED = re.compile("[" + "".join(map(re.escape, map(chr, _FOLDING))) + "]")
