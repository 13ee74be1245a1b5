"""The word lists of this room."""

from __future__ import annotations

from functools import cache
from importlib import resources

from octavo.engine.text.tokens import words


@cache
def listed(name: str) -> frozenset[str]:
    """The entries of a list, in lower case: parted by spaces, or by | where they have spaces themselves.

    Lines may begin with a language and a colon; all languages are taken together.
    """
    found: set[str] = set()
    for line in _lines(name):
        entries = line.partition(": ")[2] if line[2:4] == ": " else line
        found.update(entry.strip().lower() for entry in (entries.split("|") if "|" in entries else entries.split()))
    return frozenset(found)


@cache
def light_words(language: str) -> frozenset[str]:
    """Words of a language that name nothing, beyond its stopwords, as `words` folds them."""
    for line in _lines("light"):
        code, _, entries = line.partition(": ")
        if code == language:
            raw = entries.split()
            return frozenset([*raw, *(word for entry in raw for word in words(entry)[:1])])
    return frozenset()


@cache
def demonyms(language: str) -> dict[str, str]:
    """What a people is called -> the code of its country."""
    found: dict[str, str] = {}
    for line in _lines("demonyms"):
        code, _, entries = line.partition(": ")
        if code[:2] == language:
            found |= {entry.lower(): code[3:] for entry in entries.split()}
    return found


def same_names(language: str) -> list[list[str]]:
    """The names that are one topic, each list with the topic's own name first."""
    return [
        [name.strip() for name in line[4:].split("|")] for line in _lines("same") if line.startswith(f"{language}: ")
    ]


def _lines(name: str) -> list[str]:
    text = resources.files("octavo.engine.entities").joinpath(f"{name}.txt").read_text("utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]
