"""Figures and lists of words as people write them."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.formats import number_format
from django.utils.translation import gettext as _

_LARGE = ((1e12, "%(number)s trillion"), (1e9, "%(number)s billion"), (1e6, "%(number)s million"))
_PLACES = 2  # behind the point
_CURRENCY = 3  # letters of a currency's code


def told_figure(figure: str) -> str:
    """A figure in a reader's words: "31400000000 usd" is "31.4 billion USD", "9.2 %" is "9.2%".

    What a word would round stays in digits: a reader looks for it in the texts.
    """
    written, _space, unit = figure.partition(" ")
    number = _number(float(written))
    if unit == "%":
        return f"{number}%"
    unit = unit.upper() if unit.isalpha() and len(unit) == _CURRENCY else unit
    return f"{number} {unit}" if unit else number


def without_bare(figures: Sequence[str]) -> list[str]:
    """The figures without the numbers that one of them gives with its unit: of "12 %" and "12" the first."""
    with_unit = {figure.partition(" ")[0] for figure in figures if " " in figure}
    return [figure for figure in figures if figure not in with_unit]


def listed(words: Sequence[str]) -> str:
    """ "A, B and C", as plain text or as the markup that the words are."""
    if len(words) < 2:
        return "".join(words)
    return _("%(first)s and %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


def _number(number: float) -> str:
    for size, words in _LARGE:
        if number >= size:
            told = round(number / size, _PLACES)
            if abs(told * size - number) < 1:
                return _(words) % {"number": _plain(told)}
            break
    return _plain(number)


def _plain(number: float) -> str:
    whole = int(number) if number == int(number) else number
    return str(number_format(whole, use_l10n=True, force_grouping=True))
