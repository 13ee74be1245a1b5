"""A story: what was new and when, and every report of it, copies folded under the text they carry."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from octavo.apps.stories.queries import REPORTS_SHOWN, stories_near, story_page
from octavo.apps.topics.queries import topics_of_story
from octavo.faces.reader.addresses import story_address

FACTS_SHOWN = 8


def show(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """GET /story/<id>/<slug>/?from="""
    given = request.GET.get("from", "")
    start = int(given) if given.isdecimal() and len(given) < 6 else 0
    page = story_page(pk, start=start, limit=REPORTS_SHOWN)
    if page is None:
        raise Http404("There is no such story.")
    address = story_address(page.story)
    if request.get_full_path_info().partition("?")[0] != address:
        return redirect(address, permanent=True)
    reached = start + REPORTS_SHOWN
    context = {
        "page": page,
        "story": page.story,
        "start": start,
        "more": f"{address}?from={reached}" if reached < page.total else "",
    }
    if start and request.headers.get("HX-Request"):
        return render(request, "reader/parts/tellings.html", context)
    context |= {
        "topics": topics_of_story(pk), "near": stories_near(page.story), "facts": page.facts[:FACTS_SHOWN],
        "older_facts": page.facts[FACTS_SHOWN:], "feed": f"/feeds/story/{pk}",
    }  # fmt: skip
    return render(request, "reader/story.html", context)
