"""Who else worked on an article, and under which licence it stands, in words for readers."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy

from octavo.faces.reader.body import is_web

_ROLES = {
    "editor": gettext_lazy("Edited by"),
    "reporting": gettext_lazy("Reporting by"),
    "writer": gettext_lazy("Written by"),
    "photographer": gettext_lazy("Photographs by"),
    "illustrator": gettext_lazy("Illustrated by"),
    "translator": gettext_lazy("Translated by"),
    "video": gettext_lazy("Video by"),
    "graphics": gettext_lazy("Graphics by"),
    "reviewer": gettext_lazy("Reviewed by"),
    "producer": gettext_lazy("Produced by"),
    "director": gettext_lazy("Directed by"),
}
_OTHER = gettext_lazy("With")
_COMMONS = re.compile(
    r"(?i)creativecommons\.org/(?:licenses/([a-z-]{2,20})/(\d\.\d)|publicdomain/(zero|mark)/(\d\.\d))"
)


@dataclass(frozen=True, slots=True)
class Licence:
    """A licence as shown; `address` is empty where the page only names it."""

    name: str
    address: str


def told_contributors(contributors: Sequence[Mapping[str, str]]) -> list[tuple[str, list[str]]]:
    """What was done, and by whom, in the order of the page."""
    told: dict[str, list[str]] = {}
    for one in contributors:
        told.setdefault(str(_ROLES.get(one["role"], _OTHER)), []).append(one["name"])
    return list(told.items())


def told_licence(licence: str | None) -> Licence | None:
    """The licence by its short name where it has one, else by its host or its words."""
    if not licence:
        return None
    address = licence if is_web(licence) else ""
    found = _COMMONS.search(licence)
    if found and found[1]:
        return Licence(f"CC {found[1].upper()} {found[2]}", address)
    if found:
        return Licence("CC0 1.0" if found[3].lower() == "zero" else "Public Domain Mark 1.0", address)
    return Licence(re.sub(r"^https?://(?:www\.)?", "", licence)[:60], address)
