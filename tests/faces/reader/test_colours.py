"""Text can be read on its ground: the contrast of WCAG 2.2 AA for every pair the sheet uses, light and dark."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

SHEET = (files("octavo.faces.reader") / "static" / "reader" / "octavo.css").read_text()
PAIRS = [
    (front, ground)
    for front in ("ink", "soft", "accent", "good", "bad")
    for ground in ("paper", "field", "picture", "mark")
    if ground != "mark" or front in ("ink", "soft")
]


def luminance(colour: str) -> float:
    """Relative luminance as WCAG 2.2 defines it."""
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def colours(scheme: int) -> dict[str, str]:
    found = re.findall(r"--(\w+): light-dark\((#\w{6}), (#\w{6})\)", SHEET)
    return {name: pair[scheme] for name, *pair in reversed(found)}  # the first definition, not that for more contrast


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_text_stands_out(scheme: int, pair: tuple[str, str]):
    known = colours(scheme)
    assert contrast(known[pair[0]], known[pair[1]]) >= 4.5


def test_the_fallback_says_the_same():
    light = colours(0)
    fallback = SHEET[SHEET.index("@supports not") : SHEET.index(':root[data-theme="light"]')]
    named = dict(re.findall(r"--(\w+): (#\w+);", fallback))
    assert {name: value if len(value) == 7 else value + value[1:] for name, value in named.items()} == light


def test_sides_are_logical():
    """What stands at the left of English stands at the right of Arabic; so no sheet names a side."""
    assert not re.findall(r"(?:margin|padding|border)-(?:left|right)|(?:^|[ {;])(?:left|right):", SHEET)
    assert not re.findall(r"text-align: (?:left|right)", SHEET)


def test_nothing_is_asked_of_others():
    assert not re.findall(r"@import|url\(|https?:", SHEET)
