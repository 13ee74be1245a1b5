"""The strings that surround articles, and which of them a page holds."""

from __future__ import annotations

import html
import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from octavo.edition.records import Furniture

_FOLDER = Path(__file__).parent / "words"
# Too common in running text to prove anything.
_HARMLESS = frozenset(["by", "published", "updated", "minutes", "home", "live", "appeared", "about", "search"])
_NOT_SHOWN = re.compile(r"<(script|style|template)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"<[^>]*>")


@cache
def read_furniture(language: str) -> Furniture:
    """The furniture of a language. Raises FileNotFoundError where there is none."""
    told = tomllib.loads((_FOLDER / f"{language}.toml").read_text("utf-8"))
    return Furniture(
        language=language,
        strings=told["strings"],
        desks=told["desks"],
        lists={key: tuple(map(tuple, lists)) for key, lists in told["lists"].items()},
    )


def find_residue(page: str, words: Furniture, clean: Iterable[str], own: Iterable[str]) -> tuple[str, ...]:
    """Strings planted on `page` (HTML) that a clean text must not hold, longest first.

    Candidates are the language's furniture and `own` (captions, headlines of other stories); what is part of
    the clean text itself is left out.
    """
    shown = " ".join(html.unescape(_TAG.sub(" ", _NOT_SHOWN.sub(" ", page))).split())
    text = "\n".join(clean)
    candidates = {*_strings(words), *own}
    found = {string for string in candidates if string and string in shown and string not in text}
    return tuple(sorted(found, key=lambda string: (-len(string), string)))


def _strings(words: Furniture) -> list[str]:
    single = [string for key, string in words.strings.items() if key not in _HARMLESS]
    return single + [string for group in words.lists.values() for one in group for string in one]
