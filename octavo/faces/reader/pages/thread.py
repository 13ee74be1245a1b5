"""A thread: a long-running affair as the chain of its stories, newest first."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from octavo.apps.stories.linked import thread_by_id, thread_chain
from octavo.faces.reader.addresses import story_address, thread_address

STORIES_SHOWN = 40


def show(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """GET /thread/<id>/<slug>/?from="""
    thread = thread_by_id(pk)
    given = request.GET.get("from", "")
    start = int(given) if given.isdecimal() and len(given) < 6 else 0
    links = thread_chain(thread, start=start, limit=STORIES_SHOWN + 1) if thread else ()
    if thread is None or (not links and not start):
        raise Http404("There is no such thread.")
    if len(links) == 1 and not start:  # what is left of a chain
        return redirect(story_address(links[0].card.story))
    address = thread_address(thread)
    if request.get_full_path_info().partition("?")[0] != address:
        return redirect(address, permanent=True)
    context = {
        "thread": thread,
        "links": links[:STORIES_SHOWN],
        "start": start,
        "more": f"{address}?from={start + STORIES_SHOWN}" if len(links) > STORIES_SHOWN else "",
        "feed": f"/feeds/thread/{thread.pk}",
    }
    if start and request.headers.get("HX-Request"):
        return render(request, "reader/parts/chain.html", context)
    return render(request, "reader/thread.html", context)
