"""A publisher: what it carries, and how its feeds are."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from octavo.apps.articles.queries import newest_of
from octavo.apps.sources.queries import feeds_of, publisher_by_slug
from octavo.apps.stories.queries import introduced, stories_reported
from octavo.faces.reader.pages.topic import PAGE, before, next_address


def show(request: HttpRequest, slug: str) -> HttpResponse:
    """GET /publisher/<slug>/?before="""
    publisher = publisher_by_slug(slug)
    if publisher is None:
        raise Http404("We follow no publisher of this name.")
    newest = [article.pk for article in newest_of(publisher, before=before(request), limit=PAGE)]
    rows = {article.pk: article for article in introduced(newest)}
    articles = [rows[pk] for pk in newest if pk in rows]
    context = {
        "publisher": publisher, "articles": articles, "stories": stories_reported(newest),
        "more": next_address(articles[-1]) if len(articles) == PAGE else "",
        "feed": f"/feeds{request.path.rstrip('/')}",
    }  # fmt: skip
    if request.GET.get("before") and request.headers.get("HX-Request"):
        return render(request, "reader/parts/articles.html", context)
    return render(request, "reader/publisher.html", context | {"feeds": feeds_of(publisher)})
