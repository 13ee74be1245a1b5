"""Who carries whose text: the sources of a story, and two texts side by side."""

from __future__ import annotations

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.html import format_html
from django.utils.safestring import SafeString

from octavo.apps.stories.lineage import SideBySide, side_by_side, story_lineage
from octavo.faces.reader.changes import marked_apart

SHOWN = 12  # reports of one source, or with a text of their own, before the others are folded
FOLDING = {"shown": f":{SHOWN}", "rest": f"{SHOWN}:", "most": SHOWN}


@dataclass(frozen=True, slots=True)
class Row:
    """A sentence in one or both texts; `fate` as the style sheet and the label name it."""

    fate: str
    first: SafeString
    second: SafeString
    moved: bool


def of_story(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /story/<id>/lineage/"""
    found = story_lineage(pk)
    if found is None:
        raise Http404("There is no such story.")
    if found.story.pk != pk:
        return redirect(f"/story/{found.story.pk}/lineage/", permanent=True)
    context = {"lineage": found, "story": found.story, **FOLDING}
    return render(request, "reader/lineage.html", context)


def of_article(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /article/<id>/lineage/?with=<id>"""
    given = request.GET.get("with", "")
    other = int(given) if given.isdecimal() and len(given) < 19 else None
    found = side_by_side(pk, other)
    if found is None:
        raise Http404("There is nothing to compare this article with.")
    context = {"pair": found, "rows": _rows(found), "heads": (found.first, found.second), "pk": pk, **FOLDING}
    return render(request, "reader/side_by_side.html", context)


def _rows(pair: SideBySide) -> list[Row]:
    rows = []
    for each in pair.rows:
        first, second = each.first.text if each.first else "", each.second.text if each.second else ""
        marked = marked_apart(first, second) if each.fate == "edited" else (_plain(first), _plain(second))
        rows.append(Row(str(each.fate).replace("_", "-"), *marked, each.moved))
    return rows


def _plain(text: str) -> SafeString:
    return format_html("{}", text)
