"""A desk: its stories as the front page ranks them."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from octavo.apps.stories.desks import desk_page, desks_told
from octavo.apps.topics.queries import topics_of
from octavo.faces.reader.asked import language_of, start_of
from octavo.faces.reader.desks import DESK_NAMES, desk_address, desk_name
from octavo.faces.reader.pages.front import LEADS, picture_first

FIRST_PAGE, NEXT_PAGE = 24, 30
TOP = 5


def show(request: HttpRequest, desk: str) -> HttpResponse:
    """GET /desk/<name>/?language=&from="""
    if desk not in DESK_NAMES:
        return render(request, "reader/no_desk.html", {"asked": desk[:40], "desks": list(DESK_NAMES)}, status=404)
    asked = language_of(request)
    start = start_of(request)
    languages = [asked] if asked else list(settings.OCTAVO["languages"])
    page = desk_page(
        desk, now=timezone.now(), languages=languages, start=start, limit=NEXT_PAGE if start else FIRST_PAGE
    )
    reached = start + len(page.cards)
    more = urlencode({**({"language": asked} if asked else {}), "from": reached})
    top = 0 if start else TOP
    told = set(desks_told())
    context = {
        "desk": desk, "name": desk_name(desk), "language": asked, "languages": page.languages, "start": start,
        "cards": (*picture_first(page.cards[: min(top, LEADS)]), *page.cards[LEADS:top]),
        "brief": page.cards[top:], "feed": f"/feeds/desk/{desk}",
        "query": urlencode({"language": asked}) if asked else "",
        "topics": topics_of([card.lead.pk for card in page.cards[:top]]) if top else {},
        "desks": [name for name in DESK_NAMES if name in told or name == desk],
        "more": f"{desk_address(desk)}?{more}" if reached < page.total else "",
    }  # fmt: skip
    part = start and request.headers.get("HX-Request")
    return render(request, "reader/parts/more.html" if part else "reader/desk.html", context)
