"""The tables of words beside this module: sections of lines, words parted by "|"."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from importlib import resources


@cache
def words_of(table: str, section: str) -> tuple[str, ...]:
    """All words of a section of `<table>.txt`, in order."""
    return tuple(word for line in lines_of(table, section) for word in line)


@cache
def lines_of(table: str, section: str) -> tuple[tuple[str, ...], ...]:
    """The lines of a section of `<table>.txt`, each as its words."""
    found: list[tuple[str, ...]] = []
    inside = False
    for line in resources.files("octavo.engine.extraction").joinpath(f"{table}.txt").read_text("utf-8").splitlines():
        if line.startswith("["):
            inside = line == f"[{section}]"
        elif inside and line and not line.startswith("#"):
            found.append(tuple(word.strip() for word in line.split("|")))
    return tuple(found)


def either(words: Iterable[str]) -> str:
    """A pattern that matches any of these words, the longest first; blanks match any white space."""
    ordered = sorted(words, key=len, reverse=True)
    return "|".join(re.escape(word).replace(r"\ ", r"\s+") for word in ordered)
