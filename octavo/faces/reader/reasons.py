"""Why an article is related, in words; and the groups in which a page shows related articles."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from octavo.apps.assist.related import Differs, Related, RelatedArticle
from octavo.faces.reader.figures import listed, told_figure, without_bare

_GROUPS: tuple[tuple[str | Promise, tuple[str, ...]], ...] = (
    (gettext_lazy("Other reports"), ("same_event",)),
    (gettext_lazy("Other views"), ("other_view",)),
    (gettext_lazy("Since then"), ("follow_up",)),
    (gettext_lazy("Before"), ("before",)),
    (gettext_lazy("Background"), ("same_actors", "background")),
)
Say = Callable[..., str]  # a sentence with its values filled in
Mark = Callable[..., str]  # a word as it is set: of the articles, or (`ours`) as the page writes it


class Group(NamedTuple):
    """Related articles of one kind, best first."""

    title: str | Promise
    items: list[RelatedArticle]


def group_related(related: Sequence[RelatedArticle]) -> list[Group]:
    """The groups that have an item, in the order of a page."""
    groups = [Group(title, [one for one in related if one.why.kind in kinds]) for title, kinds in _GROUPS]
    return [group for group in groups if group.items]


def told_reason(why: Related, country: str) -> str:
    """The reason as plain text: "both name Kudankulam and Rosatom, 3 days earlier". `country` is the other one's."""
    return ", ".join(_parts(why, country, lambda pattern, **values: pattern % values, lambda word, **_: word))


def marked_reason(why: Related, country: str, attributes: str) -> SafeString:
    """The same for a page, a sentence; the names carry these attributes (how the articles are written)."""

    def say(pattern: str, **values: str) -> str:
        return str(escape(pattern)) % values

    def mark(word: str, *, ours: bool = False) -> str:
        return f"<bdi{'' if ours else ' ' + attributes}>{escape(word)}</bdi>"

    told = ", ".join(_parts(why, country, say, mark))
    return mark_safe(told[:1].upper() + told[1:])  # noqa: S308 - patterns and words are escaped


def _parts(why: Related, country: str, say: Say, mark: Mark) -> Iterator[str]:
    if why.names:
        # A script without capitals does not tell a name from another word.
        cased = any(name.lower() != name.upper() for name in why.names)
        pattern = _("both name %(names)s") if cased else _("both speak of %(names)s")
        yield say(pattern, names=listed([mark(name) for name in why.names]))
    if why.figures:
        figures = [mark(told_figure(one), ours=True) for one in without_bare(why.figures)]
        yield say(_("both give %(figures)s"), figures=listed(figures))
    if not (why.names or why.figures) and why.kind in ("same_event", "other_view"):
        yield say(_("reports the same event"))
    if why.is_thread and why.kind not in ("same_event", "other_view"):
        yield say(_("part of the same affair"))
    for each in why.differs:
        yield _difference(each, country, say, mark)
    if why.hours is not None and abs(why.hours) >= 1:
        yield say(_time(why.hours))


def _difference(each: Differs, country: str, say: Say, mark: Mark) -> str:
    if each.what == "country":
        return say(_("published in %(country)s"), country=mark(country or each.theirs, ours=True))
    if each.what == "figure":
        ours, theirs = (mark(told_figure(figure), ours=True) for figure in (each.ours, each.theirs))
        return say(_("gives %(theirs)s where this one gives %(ours)s"), theirs=theirs, ours=ours)
    return say(_("quotes %(name)s"), name=mark(each.theirs))


def _time(hours: float) -> str:
    count = round(abs(hours))
    if count < 48:
        if hours > 0:
            return ngettext("%(count)d hour later", "%(count)d hours later", count) % {"count": count}
        return ngettext("%(count)d hour earlier", "%(count)d hours earlier", count) % {"count": count}
    count = round(abs(hours) / 24)
    if hours > 0:
        return ngettext("%(count)d day later", "%(count)d days later", count) % {"count": count}
    return ngettext("%(count)d day earlier", "%(count)d days earlier", count) % {"count": count}
