"""Tags of the panel: parts by kind, dates of a timeline, who stands behind a part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from itertools import groupby

from django import template
from django.utils.formats import date_format

from octavo.faces.reader.panel import KINDS, NAMES, ShownPart

register = template.Library()


@register.filter
def by_kind(parts: Iterable[ShownPart]) -> list[tuple[str, list[ShownPart]]]:
    """Parts that follow each other and are of one kind; what only one publisher reports under its name once."""
    groups = groupby(parts, key=lambda part: part.kind)
    return [(kind, _once(found) if kind == "only" else list(found)) for kind, found in groups]


def _once(parts: Iterable[ShownPart]) -> list[ShownPart]:
    """Parts of one label as one, in the order of the first."""
    once: dict[str, ShownPart] = {}
    for part in parts:
        first = once.get(part.label)
        once[part.label] = replace(first, sentences=(*first.sentences, *part.sentences)) if first else part
    return list(once.values())


@register.filter
def told_country(part: ShownPart) -> str:
    """The name of a part's country, as its publishers' pages have it; its code where none has a name."""
    publishers = [article.publisher for article in part.articles.values() if article.publisher.country == part.label]
    code = part.label.upper() if len(part.label) == 2 else part.label
    return next((one.country_name for one in publishers if one.country_name), code)


@register.filter
def told_kind_of_part(kind: str) -> str:
    return str(KINDS.get(kind, kind))


@register.filter
def publisher_of(part: ShownPart, article: int) -> str:
    """Who published an article that a part names; '' where it was taken back."""
    found = part.articles.get(article)
    return found.publisher.name if found else ""


@register.filter
def first_teller(part: ShownPart) -> str:
    return publisher_of(part, part.detail.get("first", 0))


@register.filter
def last_teller(part: ShownPart) -> str:
    return publisher_of(part, part.detail.get("last", 0))


@register.filter
def told_prompt(prompt: str) -> str:
    """What a prompt is for, with its version: "Key points 1" of "key_points 1"."""
    feature, _, version = prompt.partition(" ")
    return f"{NAMES.get(feature, feature)} {version}".strip()


@register.filter
def line_by_line(text: str) -> str:
    """A text whose paragraphs begin on a new line each, without an empty one between."""
    return text.replace("\n\n", "\n")


@register.filter
def told_date(written: str) -> str:
    """A day, a month or a year as ISO writes it, in words."""
    numbers = [int(number) for number in written.split("-") if number.isdigit()]
    if len(numbers) == 3:
        return date_format(date(numbers[0], numbers[1], numbers[2]), "j F Y")
    if len(numbers) == 2:
        return date_format(date(numbers[0], numbers[1], 1), "F Y")
    return written
