"""Countries by the names that newspapers give them."""

from __future__ import annotations

from functools import cache, lru_cache
from importlib import resources

from octavo.engine.text.stems import stem
from octavo.engine.text.tokens import words


@lru_cache(maxsize=20_000)
def country_of(name: str, language: str | None) -> str | None:
    """The country (ISO 3166-1, lower case) that `name` names in a language, in any of its cases; None: no country."""
    return countries_named(language).get(name_key(name, language))


def country_name(code: str, language: str | None) -> str | None:
    """What a country is called in a language; None where we do not know."""
    names = _names(language).get(code)
    return names[0] if names else None


def name_key(name: str, language: str | None) -> str:
    """What a name is looked up by: its words folded, without endings."""
    return " ".join(stem(word, language) for word in words(name.replace(".", "")))


@cache
def countries_named(language: str | None) -> dict[str, str]:
    """Every name of a country in a language, as `name_key` folds it, and its code."""
    return {name_key(name, language): code for code, names in _names(language).items() for name in names}


@cache
def country_spellings(language: str | None) -> dict[str, str]:
    """Every name of a country as it is written, and its code: for scripts without spaces."""
    return {name: code for code, names in _names(language).items() for name in names}


@cache
def _names(language: str | None) -> dict[str, tuple[str, ...]]:
    file = resources.files("octavo.engine.text").joinpath(f"countries/{(language or '')[:2]}.txt")
    if not language or not file.is_file():
        return {}
    split = (line.partition(": ") for line in file.read_text("utf-8").splitlines() if not line.startswith("#"))
    return {code: tuple(name.strip() for name in listed.split("|")) for code, _, listed in split}
