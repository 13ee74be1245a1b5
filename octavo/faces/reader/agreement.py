"""In what two stories agree, in words that a reader can check."""

from __future__ import annotations

from datetime import date

from babel import Locale, UnknownLocaleError
from django.utils.formats import date_format, number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from octavo.apps.stories.linked import Linked

_LARGE = ((1e12, "%(number)s trillion"), (1e9, "%(number)s billion"), (1e6, "%(number)s million"))
_ANY_LEAP_YEAR = 2024
_PLACES = 2  # behind the point


def told_agreement(linked: Linked) -> SafeString:
    """ "Both name Karsk (كارسك) and give 31.4 billion, 9.2 %"."""
    parts = [
        part
        for part in (_names(linked), _figures(linked), _dates(linked), _picture(linked))
        if part
    ]  # fmt: skip
    if not parts or (not linked.mine and linked.places):
        parts.insert(0, _countries(linked))
    return format_html_join("; ", "{}", ((part,) for part in parts if part))


def told_figure(figure: str) -> str:
    """A figure as people write it: "31400000000 usd" is "31.4 billion USD"."""
    written, _space, unit = figure.partition(" ")
    number = float(written)
    for size, words in _LARGE:
        if number >= size:
            told = _(words) % {"number": _plain(number / size)}
            break
    else:
        told = _plain(number)
    return f"{told} {unit.upper() if unit.isalpha() and len(unit) == len('usd') else unit}".strip()


def _plain(number: float) -> str:
    rounded = round(number, _PLACES)
    return str(number_format(int(rounded) if rounded == int(rounded) else rounded, use_l10n=True, force_grouping=True))


def _names(linked: Linked) -> SafeString | None:
    if not linked.mine:
        return None
    language = linked.card.story.language
    names = format_html_join(
        ", ", "{}",
        (
            (mine if mine.casefold() == theirs.casefold()
             else format_html('<bdi>{}</bdi> (<bdi lang="{}">{}</bdi>)', mine, language, theirs),)
            for mine, theirs in zip(linked.mine, linked.theirs, strict=False)
        ),
    )  # fmt: skip
    return format_html("{} {}", _("Both name"), names)


def _figures(linked: Linked) -> str | None:
    told = ", ".join(told_figure(figure) for figure in linked.figures)
    return _("both give %(figures)s") % {"figures": told} if told else None


def _dates(linked: Linked) -> str | None:
    days = [date(_ANY_LEAP_YEAR, int(day[:2]), int(day[3:])) for day in linked.dates if day != "02-30"]
    told = ", ".join(date_format(day, "j F") for day in days)
    return (
        ngettext("both name the day %(days)s", "both name the days %(days)s", len(days)) % {"days": told}
        if told
        else None
    )


def _picture(linked: Linked) -> str | None:
    return _("both show the same picture") if linked.picture else None


def _countries(linked: Linked) -> str:
    try:
        known = Locale.parse(get_language() or "en", sep="-").territories
    except (UnknownLocaleError, ValueError):
        known = Locale.parse("en").territories
    told = ", ".join(known.get(place, place) for place in linked.places)
    return _("Both tell of %(places)s") % {"places": told} if told else ""
