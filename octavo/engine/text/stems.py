"""Words without their endings, so that the forms of a word meet."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

_SHORTEST = 3  # letters that stay
_SYLLABLES = 2  # that stay where a letter is a syllable
_DOUBLED = {"ar": ("وال", "بال", "كال", "فال", "لل", "ال")}  # the article, alone or behind a joined word


@lru_cache(maxsize=50_000)
def stem(word: str, language: str | None) -> str:
    """A folded word (see `tokens.words`) without the ending of its case, number or article; never under 3 letters.

    Rough on purpose: it is compared, never shown. A language without a list of endings keeps its words.
    """
    language = (language or "")[:2]
    for prefix in _DOUBLED.get(language, ()):
        if word.startswith(prefix) and len(word) - len(prefix) >= _SHORTEST:
            word = word[len(prefix) :]
            break
    if language == "en":
        return _english(word)
    for ending in _endings().get(language, ()):
        if word.endswith(ending) and len(word) - len(ending) >= (_SYLLABLES if language == "ko" else _SHORTEST):
            return word[: -len(ending)]
    return word


def _english(word: str) -> str:
    if len(word) > 4 and word.endswith("ies"):
        return word[:-3] + "y"
    if len(word) > 4 and word.endswith(("ches", "shes", "sses", "xes")):
        return word[:-2]
    if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is")):
        return word[:-1]
    return word


@cache
def _endings() -> dict[str, tuple[str, ...]]:
    """The endings of each language, the longest first."""
    lines = resources.files("octavo.engine.text").joinpath("endings.txt").read_text("utf-8").splitlines()
    split = (line.partition(":") for line in lines if line and not line.startswith("#"))
    return {language: tuple(sorted(listed.split(), key=lambda each: -len(each))) for language, _, listed in split}
