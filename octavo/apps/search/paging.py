"""Where a page of results goes on, as text a link can carry."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_FORM = re.compile(r"(\d{1,6})\.(-?\d{1,18})\.(\d{1,18})")


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """After `seen` results. By time: `at` and `id` are the last result's. By relevance: what is newer than `at` came
    after the first page and is not counted."""

    seen: int = 0
    at: datetime | None = None
    id: int = 0


def write_cursor(place: Place) -> str:
    """`seen.microseconds.id`"""
    at = place.at or _EPOCH
    return f"{place.seen}.{(at - _EPOCH) // timedelta(microseconds=1)}.{place.id}"


def read_cursor(text: str) -> Place | None:
    """The place a cursor names; None where it is no cursor."""
    found = _FORM.fullmatch(text)
    if not found:
        return None
    seen, micros, pk = map(int, found.groups())
    try:
        return Place(seen=seen, at=_EPOCH + timedelta(microseconds=micros), id=pk)
    except OverflowError:
        return None
