"""A topic and the list of topics."""

from __future__ import annotations

from collections import Counter
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from octavo.apps.articles.models import Article
from octavo.apps.assist.asked import moment_of
from octavo.apps.stories.desks import desks_told
from octavo.apps.topics.page import days_of, same_elsewhere, topic_page, topics_like, topics_with
from octavo.apps.topics.queries import busiest_topics, topic_languages, topic_named
from octavo.faces.reader.addresses import topic_address
from octavo.faces.reader.asked import language_of
from octavo.faces.reader.days import days_drawn
from octavo.faces.reader.desks import DESK_NAMES

PAGE = 40


def show(request: HttpRequest, language: str, slug: str) -> HttpResponse:
    """GET /topic/<language>/<slug>/?before="""
    topic = topic_named(language, slug)
    if topic is None:
        near = {"near": topics_like(language, slug), "words": slug.replace("-", " ")[:80]}
        return render(request, "reader/no_topic.html", near, status=404)
    if (topic.language, topic.slug) != (language, slug):
        return redirect(topic_address(topic), permanent=True)
    page = topic_page(topic, before=before(request), limit=PAGE)
    context: dict[str, Any] = {
        "topic": topic, "page": page, "more": next_address(page.last) if page.last else "",
        "feed": f"/feeds{request.path.rstrip('/')}",
    }  # fmt: skip
    if request.GET.get("before") and request.headers.get("HX-Request"):
        return render(request, "reader/parts/topic_groups.html", context)
    context |= {"elsewhere": same_elsewhere(topic), "with_it": topics_with(topic), "days": days_drawn(days_of(topic))}
    return render(request, "reader/topic.html", context)


def show_all(request: HttpRequest) -> HttpResponse:
    """GET /topics/?language="""
    language = language_of(request)
    told = set(desks_told())
    topics = busiest_topics(now=timezone.now(), language=language)
    named = Counter(row.topic.name for row in topics)
    context = {
        "language": language, "languages": topic_languages(), "desks": [name for name in DESK_NAMES if name in told],
        "query": urlencode({"language": language}) if language else "",
        "topics": topics, "twins": {name for name, times in named.items() if times > 1},
    }  # fmt: skip
    return render(request, "reader/topics.html", context)


def before(request: HttpRequest) -> tuple[datetime, int] | None:
    """The article behind which a list goes on, as time and id; None for the beginning of a list, and for nonsense."""
    moment, _, number = request.GET.get("before", "").partition("~")
    at = moment_of(moment)
    if at is None or not number.isdecimal() or len(number) > 18:
        return None
    return at, int(number)


def next_address(article: Article) -> str:
    """The query that goes on behind an article. Many may have one moment, so its id goes with it."""
    return f"?before={article.at.isoformat().replace('+', '%2B')}~{article.pk}"
