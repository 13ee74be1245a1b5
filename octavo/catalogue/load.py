"""Reads the country files. Their fields are checked by a test, so that a start need not check them again."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_COUNTRIES = Path(__file__).parent / "countries"


@dataclass(frozen=True, slots=True, kw_only=True)
class CatalogueFeed:
    """A feed as a public list names it; whether it still answers is known after its first poll."""

    address: str
    title: str
    section: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CataloguePublisher:
    """A publisher with at least one feed. `language` is ISO 639-1, `country` ISO 3166-1 alpha-2 in lower case.

    `kind` is what it is commonly known to be: agency, public (broadcaster), state, newspaper, magazine, broadcaster
    (private), online, else unknown.
    """

    slug: str
    name: str
    homepage: str
    language: str
    section: str
    country: str | None  # None: a place that has no code
    country_name: str
    feeds: tuple[CatalogueFeed, ...]
    kind: str = "unknown"


def load_catalogue(folder: Path = _COUNTRIES) -> tuple[CataloguePublisher, ...]:
    """All publishers, by country and then in the order of their file."""
    files = sorted(folder.glob("*.toml"))
    countries = [tomllib.loads(file.read_text("utf-8")) for file in files]
    return tuple(_publisher(country, entry) for country in countries for entry in country["publisher"])


def _publisher(country: dict[str, Any], entry: dict[str, Any]) -> CataloguePublisher:
    feeds = tuple(CatalogueFeed(**feed) for feed in entry["feed"])
    facts = {name: value for name, value in entry.items() if name != "feed"}
    return CataloguePublisher(**facts, country=country["code"], country_name=country["name"], feeds=feeds)
