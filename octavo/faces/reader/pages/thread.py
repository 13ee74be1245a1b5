"""A thread: a long-running affair as the chain of its stories, newest first."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from octavo.apps.stories.linked import story_left_of, thread_by_id, thread_chain
from octavo.faces.reader.addresses import story_address, thread_address
from octavo.faces.reader.asked import start_of

STORIES_SHOWN = 40


def show(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """GET /thread/<id>/<slug>/?from="""
    thread = thread_by_id(pk)
    start = start_of(request)
    links = thread_chain(thread, start=start, limit=STORIES_SHOWN + 1) if thread else ()
    if thread and len(links) < 2 and not start:  # what is left of a chain
        left = links[0].card.story if links else story_left_of(thread)
        if left:
            return redirect(story_address(left))
    if thread is None or (not links and not start):
        raise Http404("There is no such thread.")
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
