"""In what two stories agree, in words that a reader can check."""

from __future__ import annotations

from datetime import date

from babel import Locale, UnknownLocaleError
from django.utils.formats import date_format
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from octavo.apps.stories.linked import Linked
from octavo.engine.text.language import direction
from octavo.faces.reader.figures import listed, told_figure, without_bare

_ANY_LEAP_YEAR = 2024


def told_agreement(linked: Linked) -> SafeString:
    """A sentence: "Both name Karsk (كارسك) and Velgrad; both give 31.4 billion and 9.2%"."""
    parts = [part for part in (_names(linked), _figures(linked), _dates(linked), _picture(linked)) if part]
    if not parts or (not linked.mine and linked.places):
        parts.insert(0, _countries(linked))
    told = "; ".join(conditional_escape(part) for part in parts if part)
    return mark_safe(told[:1].upper() + told[1:])  # noqa: S308 - every part is escaped


def _names(linked: Linked) -> SafeString | None:
    if not linked.mine:
        return None
    language = linked.card.story.language
    names = [
        format_html("<bdi>{}</bdi>", mine) if mine.casefold() == theirs.casefold()
        else format_html("<bdi>{}</bdi> (<bdi {}>{}</bdi>)", mine, _written(language), theirs)
        for mine, theirs in zip(linked.mine, linked.theirs, strict=False)
    ]  # fmt: skip
    return mark_safe(escape(_("both name %(names)s")) % {"names": listed(names)})  # noqa: S308 - escaped


def _written(language: str) -> SafeString:
    return format_html('lang="{}" dir="{}"', language, direction(language))


def _figures(linked: Linked) -> str | None:
    told = [told_figure(figure) for figure in without_bare(linked.figures)]
    return _("both give %(figures)s") % {"figures": listed(told)} if told else None


def _dates(linked: Linked) -> str | None:
    days = [date(_ANY_LEAP_YEAR, int(day[:2]), int(day[3:])) for day in linked.dates if day != "02-30"]
    told = listed([date_format(day, "j F") for day in days])
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
    told = listed([known.get(place, place) for place in linked.places])
    return _("both tell of %(places)s") % {"places": told} if told else ""
