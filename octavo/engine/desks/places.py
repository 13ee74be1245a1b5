"""How much a text speaks of other countries."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from octavo.engine.text.countries import countries_named, country_spellings
from octavo.engine.text.stems import stem
from octavo.engine.text.tokens import UNSPACED

_MOST = 6.0
# Where a language's newspapers are at home when nothing tells the publisher's country.
_HOMES = {
    "en": "us gb", "fr": "fr", "de": "de", "es": "es", "pt": "br pt", "it": "it", "nl": "nl", "pl": "pl", "ru": "ru",
    "uk": "ua", "tr": "tr", "hi": "in", "mr": "in", "bn": "bd in", "ur": "pk", "id": "id", "ja": "jp", "ko": "kr",
    "sw": "ke tz", "th": "th", "zh": "cn tw hk",
}  # fmt: skip


def foreign_weight(spoken: Sequence[str], text: str, language: str | None, country: str | None) -> float:
    """0 to 6: mentions of countries that are not `country`, less those of it; half as much where it is not known.

    `spoken`: the words of `text`.
    """
    code = (language or "")[:2]
    home = {country.lower()} if country else set(_HOMES.get(code, "").split())
    named = _named(spoken, text, code)
    abroad = sum(min(count, 3) for place, count in named.items() if place not in home)
    at_home = sum(count for place, count in named.items() if place in home)
    weight = min(max(abroad - at_home, 0) * 1.0, _MOST)
    return weight if country else weight / 2


def _named(spoken: Sequence[str], text: str, language: str) -> Counter[str]:
    found: Counter[str] = Counter()
    if language in UNSPACED:
        for name, code in country_spellings(language).items():
            if len(name) > 1 and name in text:
                found[code] += text.count(name)
        return found
    known = countries_named(language)
    stems = [stem(word, language) for word in spoken]
    for at, one in enumerate(stems):
        named = known.get(one) or known.get(" ".join(stems[at : at + 2]))
        if named and not one.isdigit():
            found[named] += 1
    return found
