"""The buttons that ask for something once more; each answers with the row that held it."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_POST

from octavo.apps.queue.actions import try_again
from octavo.apps.queue.queries import newest_setbacks
from octavo.apps.sources.actions import retry_feed
from octavo.apps.sources.queries import feeds_by_id

SETBACKS = 1000  # newest ones among which a button's is looked for


@require_POST
def feed(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /sources/<id>/retry asks for a poll now."""
    feeds = feeds_by_id([pk])
    if not feeds:
        raise Http404("There is no such feed.")
    retry_feed(feeds[0], now=timezone.now())
    if request.headers.get("HX-Request"):
        return render(request, "reader/parts/feed.html", {"feed": feeds_by_id([pk])[0], "asked": True})
    return redirect(f"/sources/?asked={pk}#feed-{pk}")


@require_POST
def setback(request: HttpRequest, pk: int) -> HttpResponse:
    """POST /status/setbacks/<id>/retry gives it back to its step; its row goes."""
    found = next((setback for setback in newest_setbacks(limit=SETBACKS) if setback.pk == pk), None)
    if found is None:
        raise Http404("This was tried again already.")
    try_again(found)
    return HttpResponse() if request.headers.get("HX-Request") else redirect("/status/#aside")
