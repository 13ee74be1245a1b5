"""A topic and the list of topics."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from octavo.apps.stories.queries import stories_reported
from octavo.apps.topics.queries import articles_about, busiest_topics, topic_languages, topic_named

PAGE = 30


def show(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """GET /topic/<language>/<slug>/?before="""
    topic = topic_named(language, slug)
    if topic is None:
        raise Http404("No article carries this hashtag.")
    articles = articles_about(topic, before=before(request), limit=PAGE)
    context = {
        "topic": topic, "articles": articles, "stories": stories_reported([article.pk for article in articles]),
        "more": next_address(articles[-1].at) if len(articles) == PAGE else "",
        "feed": f"/feeds{request.path.rstrip('/')}",
    }  # fmt: skip
    part = request.GET.get("before") and request.headers.get("HX-Request")
    return render(request, "reader/parts/articles.html" if part else "reader/topic.html", context)


def show_all(request: HttpRequest) -> HttpResponse:
    """GET /topics/?language="""
    language = request.GET.get("language", "")[:8]
    context = {
        "language": language, "languages": topic_languages(),
        "topics": busiest_topics(now=timezone.now(), language=language),
    }  # fmt: skip
    return render(request, "reader/topics.html", context)


def before(request: HttpRequest) -> datetime | None:
    """The moment from which a list goes on backwards; None for a list from its beginning, and for nonsense."""
    try:
        moment = parse_datetime(request.GET.get("before", ""))
    except ValueError:
        return None
    return moment if moment and moment.tzinfo else None


def next_address(moment: datetime) -> str:
    """The query that goes on from a moment."""
    return "?before=" + moment.isoformat().replace("+", "%2B")
