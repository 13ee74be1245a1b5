"""What kind of thing happened, by a few words of each language: a flood, a verdict, a strike."""

from __future__ import annotations

import re
from functools import cache
from importlib import resources


def happenings_of(text: str, language: str | None) -> frozenset[str]:
    """The happenings whose words stand in a text; empty for a language without a list."""
    listed = _listed().get((language or "")[:2], {})
    plain = text.lower()
    return frozenset(happening for happening, pattern in listed.items() if pattern.search(plain))


@cache
def _listed() -> dict[str, dict[str, re.Pattern[str]]]:
    found: dict[str, dict[str, re.Pattern[str]]] = {}
    happening = ""
    lines = resources.files("octavo.engine.linking").joinpath("happenings.txt").read_text("utf-8").splitlines()
    for line in lines:
        if not line or line.startswith("#"):
            continue
        if not line.startswith(" "):
            happening = line.strip()
            continue
        language, _, listed = line.strip().partition(": ")
        spaced = language not in _UNSPACED
        stems = "|".join(map(re.escape, listed.split(" | ")))
        prefix = "(?:ال|[وبلف]ال|لل)?" if language == "ar" else ""
        found.setdefault(language, {})[happening] = re.compile(f"(?<!\\w){prefix}(?:{stems})" if spaced else stems)
    return found


_UNSPACED = frozenset(["zh", "ja", "ko"])
