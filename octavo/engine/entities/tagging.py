"""How a topic is written as a hashtag."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from functools import cache
from importlib import resources

from octavo.engine.text.addresses import slugify
from octavo.engine.text.tokens import words

_LONGEST = 40  # characters of a tag
_MOST_WORDS = 5


def is_junk(tag: str) -> bool:
    """Whether a publisher's tag names no topic: "breaking news", a year, a web address, a single letter, a sentence."""
    spoken = [word for word in re.split(r"[\s/_]+", tag.casefold()) if word]
    if not spoken or len(tag) > _LONGEST or len(spoken) > _MOST_WORDS:
        return True
    if _ADDRESS.search(tag) or not any(len(word) > 1 and not word.isdigit() for word in words(tag)):
        return True
    return all(word.strip("#.,:!") in _junk_words() for word in spoken)


def slug_of(tag: str, small: Set[str], language: str | None) -> str:
    """One slug for the spellings of a topic: case, Latin accents, hyphens, and relations-of-two words folded.

    `small` holds the words that the article writes without a capital: only these lose an English plural ("Elections"
    and "election" meet, "United States" stays).
    """
    spoken = words(_without_accents(tag))
    if len(spoken) == 3 and spoken[-1] in _BETWEEN:
        spoken = sorted(spoken[:2])  # "Russia-India relations" is what "India Russia" is
    if spoken and language in ("en", None):
        last = spoken[-1]
        single = last[:-3] + "y" if last.endswith("ies") else last[:-1]
        if len(last) > 4 and last.endswith("s") and not last.endswith(("ss", "us", "is")) and {last, single} & small:
            spoken[-1] = single
    return slugify(" ".join(spoken))


def show(tag: str) -> str:
    """The name after '#': words joined in CamelCase where the script has capitals, by underscores elsewhere."""
    parts = re.findall(r"[^\W_]+(?:[\u0300-\u036f\u0900-\u0dff][^\W_]*)*", tag.replace("’", "").replace("'", ""))
    if not any(part[0].lower() != part[0].upper() for part in parts):
        return "_".join(_spaced(tag))
    return "".join(part if part[0].isupper() else part[0].upper() + part[1:] for part in parts)


def _spaced(tag: str) -> list[str]:
    cleaned = "".join(char if unicodedata.category(char)[0] in "LMN" else " " for char in tag)
    return cleaned.split()


def _without_accents(text: str) -> str:
    """Latin letters without their marks; marks of other scripts stay, there they make other letters."""
    kept: list[str] = []
    for char in unicodedata.normalize("NFD", text):
        if unicodedata.category(char) == "Mn" and kept and kept[-1].isascii():
            continue
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


@cache
def _junk_words() -> frozenset[str]:
    lines = resources.files("octavo.engine.entities").joinpath("junk.txt").read_text("utf-8").splitlines()
    return frozenset(word for line in lines if not line.startswith("#") for word in line.split())


_BETWEEN = frozenset(["relations", "relation", "ties", "relationship", "talks", "trade"])
_ADDRESS = re.compile(r"://|\bwww\.|\.(?:com|org|net|in|co|fr|de|es|ru|example|news|tv)\b", re.IGNORECASE)
