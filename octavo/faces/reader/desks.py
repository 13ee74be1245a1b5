"""The desks by the names that readers see."""

from __future__ import annotations

from django.utils.translation import gettext_lazy

DESK_NAMES = {  # in the order of the site
    "world": gettext_lazy("World"),
    "politics": gettext_lazy("Politics"),
    "business": gettext_lazy("Business"),
    "technology": gettext_lazy("Technology"),
    "science": gettext_lazy("Science"),
    "health": gettext_lazy("Health"),
    "climate": gettext_lazy("Climate and environment"),
    "society": gettext_lazy("Society and crime"),
    "culture": gettext_lazy("Culture"),
    "sport": gettext_lazy("Sport"),
    "opinion": gettext_lazy("Opinion"),
}


def desk_name(desk: str) -> str:
    """A desk's name; what was given where it is no desk of ours."""
    return str(DESK_NAMES.get(desk, desk))


def desk_address(desk: str) -> str:
    return f"/desk/{desk}/"
