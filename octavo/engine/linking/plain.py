"""Outlines as plain values for a JSON column, and back."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

from octavo.engine.linking.outline import Outline

_PAIRS = ("names", "words", "places", "figures", "dates", "happenings")


def to_plain(outline: Outline) -> dict[str, Any]:
    """Plain values; weights as lists of pairs, since JSON columns forget the order of keys."""
    plain = asdict(outline)
    plain |= {part: list(map(list, plain[part].items())) for part in _PAIRS}
    plain |= {"first": outline.first.isoformat(), "last": outline.last.isoformat()}
    del plain["id"]
    return plain


def from_plain(plain: dict[str, Any], *, id: int) -> Outline:  # noqa: A002
    """The outline that `to_plain` made these of."""
    return Outline(
        id=id, language=plain["language"], title=plain["title"],
        first=datetime.fromisoformat(plain["first"]), last=datetime.fromisoformat(plain["last"]),
        pictures=tuple(plain["pictures"]), whole=tuple(map(tuple, plain["whole"])), terms=tuple(plain["terms"]),
        **{part: dict(plain.get(part, ())) for part in _PAIRS},
    )  # fmt: skip
