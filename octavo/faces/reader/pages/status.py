"""The state of the machine: queues, rates, what was set aside and why, versions."""

from __future__ import annotations

import platform
from collections.abc import Sequence
from dataclasses import dataclass

import django
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

import octavo
from octavo.apps.articles.queries import article_rates, cards, count_states, items_by_id
from octavo.apps.articles.repair.queries import kept_pages_by_id
from octavo.apps.letters.queries import letter_state, sends_letters, what_is_missing
from octavo.apps.queue.models import Setback
from octavo.apps.queue.queries import newest_setbacks, queue_states
from octavo.apps.sources.fallen import fallen_publishers
from octavo.apps.sources.queries import count_feeds, feeds_by_id
from octavo.apps.speech.queries import voice_problem
from octavo.apps.stories.queries import story_titles
from octavo.faces.reader.addresses import article_address, text_address, title_slug


@dataclass(frozen=True, slots=True)
class Aside:
    """A setback with the news it befell. `address` is '' where that is gone, or has no page."""

    setback: Setback
    name: str
    address: str


def show(request: HttpRequest) -> HttpResponse:
    """GET /status/"""
    context = {
        "queues": queue_states(), "rates": article_rates(now=timezone.now()), "states": count_states(),
        "feeds": count_feeds(), "setbacks": _named(newest_setbacks()), "versions": _versions(),
    }  # fmt: skip
    if request.headers.get("HX-Request"):
        return render(request, "reader/parts/figures.html", context)
    context |= {
        "fallen": fallen_publishers(now=timezone.now()), "voice_problem": voice_problem(),
        "letters": letter_state(now=timezone.now()) if sends_letters() else None, "letters_miss": what_is_missing(),
    }  # fmt: skip
    return render(request, "reader/status.html", context)


def _named(setbacks: Sequence[Setback]) -> list[Aside]:
    """Setbacks with the names of what they befell: feeds, entries, stories, articles."""
    ids: dict[str, list[int]] = {}
    for setback in setbacks:
        ids.setdefault(_kind(setback), []).append(setback.subject_id)
    names: dict[tuple[str, int], tuple[str, str]] = {}
    for feed in feeds_by_id(ids.get("feed", ())):
        names["feed", feed.pk] = (str(feed), f"/sources/?words={feed.publisher.slug}")
    for item in items_by_id(ids.get("item", ())):
        names["item", item.pk] = (item.payload.get("title") or str(item), "")
    for pk, title in story_titles(ids.get("story", ())).items():
        names["story", pk] = (title, f"/story/{pk}/{title_slug(title)}/")
    for page in kept_pages_by_id(ids.get("page", ())):
        names["page", page.pk] = (page.title or page.address, f"{text_address(page.publisher)}?page={page.pk}")
    for article in cards(ids.get("article", ())):
        names["article", article.pk] = (article.title, article_address(article))
    return [
        Aside(setback, *names.get((_kind(setback), setback.subject_id), (f"{_kind(setback)} {setback.subject_id}", "")))
        for setback in setbacks
    ]


def _kind(setback: Setback) -> str:
    return _SUBJECTS.get(setback.step, "article")


_SUBJECTS = {"poll": "feed", "read": "item", "tell": "story", "link": "story", "repair": "page"}


def _versions() -> list[tuple[str, str]]:
    major, minor = divmod(connection.pg_version, 10_000)  # type: ignore[attr-defined]  # of the PostgreSQL backend
    return [
        ("Octavo", octavo.__version__),
        ("PostgreSQL", f"{major}.{minor}"),
        ("Python", platform.python_version()),
        ("Django", django.get_version()),
    ]
