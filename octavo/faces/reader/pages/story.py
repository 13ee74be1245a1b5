"""A story: what was new and when, what some tell and others do not, and every report by country or by time."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from octavo.apps.assist.asked import ask_for
from octavo.apps.assist.queries import points_shown
from octavo.apps.assist.sources import MOST_REPORTS
from octavo.apps.stories.linked import chain_of, in_other_languages
from octavo.apps.stories.models import Story
from octavo.apps.stories.page import REPORTS_SHOWN, story_page
from octavo.apps.stories.queries import stories_near
from octavo.apps.topics.queries import topics_of_story
from octavo.faces.reader.addresses import story_address
from octavo.faces.reader.asked import start_of
from octavo.faces.reader.panel import panel_address, shown_parts, tabs_of
from octavo.faces.reader.strip import strip_of

FACTS_SHOWN = 8
STRIP_FROM = 4  # reports: of fewer a strip shows nothing that their times do not


def show(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """GET /story/<id>/<slug>/?by=&from= : its reports by `country` or `time`, the latter from a place on."""
    start = start_of(request)
    by = request.GET.get("by", "")
    by_country = None if by not in ("country", "time") else by == "country"
    page = story_page(pk, start=start, limit=REPORTS_SHOWN, by_country=by_country)
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
        "more": f"{address}?from={reached}" if not page.countries and reached < page.total else "",
    }
    if start and request.headers.get("HX-Request"):
        return render(request, "reader/parts/tellings.html", context)
    few = page.story.reports_count < STRIP_FROM
    context |= {
        **_panel(page.story, start), "chain": chain_of(page.story), "linked": in_other_languages(page.story),
        "topics": topics_of_story(pk), "near": stories_near(page.story), "facts": page.facts[:FACTS_SHOWN],
        "older_facts": page.facts[FACTS_SHOWN:], "feed": f"/feeds/story/{pk}",
        "bars": page.bars, "strip": None if start or few else strip_of(page.bars, page.bar_hours),
    }  # fmt: skip
    return render(request, "reader/story.html", context)


def _panel(story: Story, start: int) -> dict[str, Any]:
    """The panel with the story's key points, where a reader was shown them since its last report came."""
    asked = ask_for("key_points", story=story.pk)
    points = None if start else points_shown(asked.key, min(story.reports_count, MOST_REPORTS))
    return {
        "points": shown_parts(points) if points else [],
        "tabs": tabs_of("story", story.pk, "key_points" if points else ""),
        "points_at": panel_address("story", story.pk, asked.feature),
    }  # fmt: skip
