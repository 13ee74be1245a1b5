"""The picture of an entry, among the seven places where feeds put it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

_PICTURE_NAME = re.compile(r"\.(?:jpe?g|png|webp|gif|avif)(?:$|[?#])", re.IGNORECASE)


def is_picture(attributes: Mapping[str, str], key: str = "url") -> bool:
    """Whether an enclosure or a media element is a picture: by medium, by type, else by the ending of its address."""
    medium, kind = attributes.get("medium", "").lower(), attributes.get("type", "").lower()
    if medium or kind:
        return medium == "image" or kind.startswith("image/")
    return bool(_PICTURE_NAME.search(attributes.get(key, "")))


def largest(pictures: Iterable[Mapping[str, str]]) -> str | None:
    """The address of the widest; the first where widths are not given."""
    best = max(pictures, key=lambda attributes: _width(attributes.get("width")), default=None)
    return best.get("url") if best is not None else None


def _width(text: str | None) -> int:
    digits = (text or "").strip().removesuffix("px")
    return int(digits) if digits.isdecimal() and len(digits) < 6 else 0
