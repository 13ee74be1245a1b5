"""Search with filters that all stay in the address."""

from __future__ import annotations

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from octavo.apps.search.asked import SearchQuery
from octavo.apps.search.queries import SearchPage, search
from octavo.apps.stories.queries import publishers_told
from octavo.apps.topics.queries import topic_languages


def show(request: HttpRequest) -> HttpResponse:
    """GET /search/?q=&publisher=&language=&topic=&since=&until=&order=&after="""
    asked = SearchQuery.from_params(request.GET.dict())
    page = SearchPage(problems=asked.problems) if asked.is_empty else search(asked, now=timezone.now())
    params = asked.to_params()
    context = {
        "asked": asked, "page": page, "feed_query": urlencode(params),
        "more": "?" + urlencode({**params, "after": page.next}) if page.next else "",
        "by": {order: "?" + urlencode({**params, "order": order}) for order in ("relevance", "time")},
        "filtered": any(name in params for name in ("publisher", "language", "since", "until", "topic")),
    }  # fmt: skip
    target = request.headers.get("HX-Target", "")
    if target == "more-button":
        return render(request, "reader/parts/hits.html", context)
    context |= {"publishers": publishers_told(), "languages": topic_languages()}
    return render(request, "reader/search.html", context)
