"""A topic and the list of topics."""

from __future__ import annotations

from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from octavo.apps.articles.models import Article
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
        "more": next_address(articles[-1]) if len(articles) == PAGE else "",
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


def before(request: HttpRequest) -> tuple[datetime, int] | None:
    """The article behind which a list goes on, as time and id; None for the beginning of a list, and for nonsense."""
    moment, _, number = request.GET.get("before", "").partition("~")
    try:
        at = parse_datetime(moment)
    except ValueError:
        return None
    if not at or not at.tzinfo or not number.isdecimal() or len(number) > 18:
        return None
    return at, int(number)


def next_address(article: Article) -> str:
    """The query that goes on behind an article. Many may have one moment, so its id goes with it."""
    return f"?before={article.at.isoformat().replace('+', '%2B')}~{article.pk}"
