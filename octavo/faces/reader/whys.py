"""Why a story stands where it does, and what kinds of publishers there are, in words for readers."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol

from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from octavo.apps.stories.models import Story
from octavo.faces.reader.wording import language_name

_KINDS = {  # of a publisher; its name for one, and for a side of a story
    "agency": (gettext_lazy("news agency"), gettext_lazy("news agencies")),
    "public": (gettext_lazy("public broadcaster"), gettext_lazy("public broadcasters")),
    "state": (gettext_lazy("state media"), gettext_lazy("state media")),
    "newspaper": (gettext_lazy("newspaper"), gettext_lazy("newspapers")),
    "magazine": (gettext_lazy("magazine"), gettext_lazy("magazines")),
    "broadcaster": (gettext_lazy("private broadcaster"), gettext_lazy("private broadcasters")),
    "online": (gettext_lazy("online"), gettext_lazy("online media")),
}


class Weighed(Protocol):
    """A reason of the ranking."""

    @property
    def why(self) -> str: ...
    @property
    def factor(self) -> float: ...
    @property
    def count(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def languages(self) -> int: ...


def told_counts(story: Story, *, with_countries: bool = True) -> str:
    """How many outlets (where they are more), independent reports and countries (from two on) tell a story."""
    independent, outlets = story.independent_count, story.outlets_count
    countries = story.countries_count if with_countries else 0
    told = [ngettext("%(count)d outlet", "%(count)d outlets", outlets) % {"count": outlets}]
    told = [] if outlets == independent else told
    own = ngettext("%(count)d independent report", "%(count)d independent reports", independent)
    told.append(own % {"count": independent})
    if countries > 1:
        told.append(ngettext("%(count)d country", "%(count)d countries", countries) % {"count": countries})
    return " · ".join(told)


def told_kind_of(kind: str) -> str:
    """What a publisher is; '' where nobody has said it."""
    return str(_KINDS[kind][0]) if kind in _KINDS else ""


def told_kinds(kind: str) -> str:
    """A side of a story: all publishers of a kind."""
    return str(_KINDS[kind][1]) if kind in _KINDS else kind


def told_weight(weight: Weighed) -> str:
    """A reason in one phrase."""
    count = weight.count
    if weight.why == "independent":
        told = ngettext("%(count)d independent report", "%(count)d independent reports", count) % {"count": count}
        if weight.languages < 2:
            return told
        spoken = ngettext("in %(count)d language", "in %(count)d languages", weight.languages)
        return f"{told} {spoken % {'count': weight.languages}}"
    if weight.why == "countries":
        return ngettext("from %(count)d country", "from %(count)d countries", count) % {"count": count}
    if weight.why == "pace":
        return ngettext(
            "%(count)d report in the last six hours", "%(count)d reports in the last six hours", count
        ) % {"count": count}  # fmt: skip
    if weight.why == "age":
        return _age(count)
    return _repeat(weight)


def _age(hours: int) -> str:
    if hours < 1:
        return _("newest report within the hour")
    if hours < 48:
        return ngettext("newest report %(count)d hour ago", "newest report %(count)d hours ago", hours) % {
            "count": hours
        }
    days = hours // 24
    return ngettext("newest report %(count)d day ago", "newest report %(count)d days ago", days) % {"count": days}


def _repeat(weight: Weighed) -> str:
    """What pushed a story down: others of its kind just above it in the ranking (a picture may lift it over them)."""
    count = weight.count
    if weight.why == "desk":
        told = ngettext("%(count)d story of %(name)s ranks above", "%(count)d stories of %(name)s rank above", count)
        return told % {"count": count, "name": capfirst(weight.name)}
    if weight.why == "place":
        told = ngettext(
            "%(count)d story from %(name)s ranks above", "%(count)d stories from %(name)s rank above", count
        )  # fmt: skip
        return told % {"count": count, "name": weight.name}
    told = ngettext("%(count)d story in %(name)s ranks above", "%(count)d stories in %(name)s rank above", count)
    return told % {"count": count, "name": language_name(weight.name)}


def told_weights(weights: Iterable[Weighed]) -> list[tuple[str, str, bool]]:
    """Each reason with its factor (the first begins, the others multiply), and whether a repeat pushes down."""
    return [
        (told_weight(weight), f"{weight.factor:.2f}" if weight.why == "independent" else f"× {weight.factor:.2f}",
         weight.why in ("desk", "place", "language"))
        for weight in weights
    ]  # fmt: skip
