"""Countries, capitals and languages by name, in any language: "Allemagne", "जर्मनी", "ألمانيا" are all DE."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from importlib import resources

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from octavo.engine.linking.names import KOREAN_ENDING
from octavo.engine.text.tokens import words

_SHORTEST_STEM = 4
_LONGEST = 4  # words of a name
_WRITTEN_TOGETHER = "وفبلكוהבלמשכ"  # "and Moscow", "in Moscow" are one word in Arabic and Hebrew
_UNSPACED = frozenset(["zh", "ja", "th", "km", "lo", "my"])


def countries_in(text: str, language: str | None) -> Counter[str]:
    """Country codes (ISO 3166) -> how often a text names the country, a city that gives its name to a time zone, or
    the language or people called after it. Endings of declined names are forgiven."""
    names = _names((language or "")[:2])
    found: Counter[str] = Counter()
    if not names.whole:
        return found
    if (language or "")[:2] in _UNSPACED:
        folded = unicodedata.normalize("NFKC", text)
        found.update(names.whole[name.group()] for name in names.pattern.finditer(folded))
        return found
    spoken = [_bare(word, language) for word in words(text)]
    at = 0
    while at < len(spoken):
        length, code = _at(spoken, at, names)
        if code:
            found[code] += 1
        at += length
    return found


@lru_cache(maxsize=1 << 15)
def names_place(word: str, language: str | None) -> bool:
    """Whether a word by itself is the name of a place."""
    return bool(countries_in(word, language))


class _Names:
    """The names of one language: whole ones, and stems of single words that are declined."""

    def __init__(self, whole: dict[str, str]) -> None:
        self.whole = whole
        self.stems: dict[str, str] = {}
        for name, code in whole.items():
            if " " not in name and len(name) > _SHORTEST_STEM:
                self.stems.setdefault(name[: max(_SHORTEST_STEM, len(name) - 2)], code)
        self.begins = {name.partition(" ")[0] for name in whole if " " in name}
        listed = sorted(whole, key=lambda name: (-len(name), name))
        self.pattern = re.compile("|".join(map(re.escape, listed)) or r"(?!)")


def _at(spoken: list[str], at: int, names: _Names) -> tuple[int, str | None]:
    """How many words a name takes here (1 where none stands), and its code."""
    word = spoken[at]
    if word in names.begins:
        for length in range(min(_LONGEST, len(spoken) - at), 1, -1):
            if code := names.whole.get(" ".join(spoken[at : at + length])):
                return length, code
    if code := names.whole.get(word):
        return 1, code
    if word[0] in _WRITTEN_TOGETHER:
        for start in (1, 2):
            if code := names.whole.get(word[start:]):
                return 1, code
    for end in range(len(word), max(_SHORTEST_STEM, len(word) - 4) - 1, -1):
        if code := names.stems.get(word[:end]):
            return 1, code
    return 1, None


@cache
def _names(language: str) -> _Names:
    try:
        locale = Locale.parse(language)
    except (UnknownLocaleError, ValueError):
        return _Names({})
    whole: dict[str, str] = {}
    for code, name in locale.territories.items():
        if len(code) == 2 and code.isalpha() and code not in ("EU", "EZ", "UN", "QO", "ZZ"):
            _add(whole, str(name), code, language)
    zones = get_global("zone_territories")
    cities = {zone: zone.rsplit("/", 1)[-1].replace("_", " ") for zone in zones if language not in _NOT_LATIN}
    cities |= {zone: str(told["city"]) for zone, told in locale.time_zones.items() if "city" in told}
    for zone, name in cities.items():
        if zone in zones and zones[zone] not in ("001", "ZZ"):
            _add(whole, name, zones[zone], language)
    likely = get_global("likely_subtags")
    for code, name in locale.languages.items():
        if len(code) == 2 and code in likely and code not in ("en", "es", "pt", "ar", "fr"):
            _add(whole, str(name), likely[code].rsplit("_", 1)[-1], language)
    for code in ("es", "pt", "fr"):
        if code in locale.languages:
            _add(whole, str(locale.languages[code]), code.upper(), language)
    for code, name in _listed().get(language, ()):
        _add(whole, name, code, language, replace=True)
    return _Names(whole)


@cache
def _listed() -> dict[str, list[tuple[str, str]]]:
    """Language -> codes and names of our own list."""
    lines = resources.files("octavo.engine.linking").joinpath("places.txt").read_text("utf-8").splitlines()
    split = (line.partition(": ") for line in lines if line and not line.startswith("#"))
    return {
        language: [(part[:2], name) for part in listed.split("|") for name in part[3:].split(",")]
        for language, _, listed in split
    }


def _add(whole: dict[str, str], name: str, code: str, language: str, *, replace: bool = False) -> None:
    plain = re.sub(r"\s*[((].*?[))]|\s*\[.*?\]", "", name)
    if language in _UNSPACED:
        folded = re.sub("(?:语|語)$", "", unicodedata.normalize("NFKC", plain))
        long_enough = len(folded) > 1
    else:
        folded = " ".join(_bare(word, language) for word in words(plain))
        long_enough = len(folded) > 2 or (language not in _LATIN_LIKE and len(folded) > 1)
    if long_enough and (replace or folded not in whole):
        whole[folded] = code


def _bare(word: str, language: str | None) -> str:
    """Without what Arabic and Korean write together with a name."""
    code = (language or "")[:2]
    if code in ("ar", "fa", "ur") and len(word) > 4:
        return re.sub("^(?:[وفبلك]?ال|لل|[وفبل](?=ال))", "", word)
    if code == "ko" and len(word) > 2:
        return KOREAN_ENDING.sub("", word)
    return word


_LATIN_LIKE = frozenset(["en", "fr", "de", "es", "pt", "it", "nl", "sv", "da", "pl", "ru", "uk"])
_NOT_LATIN = frozenset(["ar", "he", "fa", "ur", "hi", "bn", "zh", "ja", "ko", "ru", "uk", "bg", "sr", "el", "th", "ta"])
