"""The sources: how each feed is, asking one again, adding one, taking lists in and out."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from octavo.apps.sources.discovery import Added, add_source
from octavo.apps.sources.opml import export_opml, import_opml
from octavo.apps.sources.queries import all_feeds, count_feeds
from octavo.engine.errors import Unreadable

PAGE = 60
LARGEST_OPML = 5 * 1024 * 1024


@require_http_methods(["GET", "HEAD", "POST"])
def show(request: HttpRequest) -> HttpResponse:
    """GET /sources/?words=&health=&page=; POST address= adds a source."""
    if request.method == "POST":
        return _add(request)
    return _page(request)


def _page(request: HttpRequest, *, status: int = 200, **more: object) -> HttpResponse:
    words, health = request.GET.get("words", "").replace("\x00", "").strip()[:200], request.GET.get("health", "")
    pages = Paginator(all_feeds(words=words, health=health), PAGE)
    page = pages.get_page(request.GET.get("page"))
    context = {
        "page": page, "feeds": list(page.object_list), "counts": count_feeds(), "words": words, "health": health,
        "asked": _count(request, "asked"), "taken": _count(request, "added"), "known": _count(request, "known"), **more,
    }  # fmt: skip
    part = request.headers.get("HX-Target") == "feeds"
    return render(request, "reader/parts/feeds.html" if part else "reader/sources.html", context, status=status)


def _count(request: HttpRequest, name: str) -> int | None:
    """A number that an action left in the address it led to."""
    value = request.GET.get(name, "")
    return int(value) if value.isdecimal() and len(value) < 12 else None


def _add(request: HttpRequest) -> HttpResponse:
    address = request.POST.get("address", "").strip()[:2000]
    if not address:
        return _page(
            request, status=422, added=Added(feed=None, tried=(), message=_("Type the address of a site or a feed."))
        )
    added = add_source(address, now=timezone.now())
    return _page(request, status=200 if added.feed else 422, added=added, address="" if added.feed else address)


@require_http_methods(["GET", "HEAD", "POST"])
def opml(request: HttpRequest) -> HttpResponse:
    """GET /sources/opml gives the list of feeds; POST file= takes one in."""
    if request.method == "POST":
        return _take_in(request)
    answer = HttpResponse(export_opml(now=timezone.now()), content_type="text/x-opml; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="octavo.opml"'
    return answer


def _take_in(request: HttpRequest) -> HttpResponse:
    file = request.FILES.get("file")
    problem = ""
    if file is None:
        problem = _("Choose an OPML file first.")
    elif (file.size or 0) > LARGEST_OPML:
        problem = _("This file is larger than 5 MB; lists of feeds are not.")
    else:
        try:
            taken = import_opml(file.read(), now=timezone.now())
        except Unreadable as error:
            problem = _("This is no OPML file: %(reason)s") % {"reason": error.reason}
    if problem:
        return _page(request, status=422, added=Added(feed=None, tried=(), message=problem))
    return redirect(f"/sources/?added={taken.added}&known={taken.known}")
