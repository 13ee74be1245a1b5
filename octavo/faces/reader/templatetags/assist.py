"""Tags of the panel: parts by kind, dates of a timeline, who stands behind a part."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django import template
from django.utils.formats import date_format

from octavo.faces.reader.panel import KINDS, ShownPart

register = template.Library()


@register.filter
def by_kind(parts: Iterable[ShownPart]) -> list[tuple[str, list[ShownPart]]]:
    """Parts that follow each other and are of one kind."""
    return [(kind, list(found)) for kind, found in groupby(parts, key=lambda part: part.kind)]


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
def told_date(written: str) -> str:
    """A day, a month or a year as ISO writes it, in words."""
    numbers = [int(number) for number in written.split("-") if number.isdigit()]
    if len(numbers) == 3:
        return date_format(date(numbers[0], numbers[1], numbers[2]), "j F Y")
    if len(numbers) == 2:
        return date_format(date(numbers[0], numbers[1], 1), "F Y")
    return written
