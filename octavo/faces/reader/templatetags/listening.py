"""The part of a page that reads it aloud."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import template
from django.conf import settings

from octavo.apps.articles.models import Article
from octavo.apps.articles.queries import texts_of
from octavo.apps.assist.briefing import Briefed
from octavo.apps.speech.models import State
from octavo.apps.speech.queries import recording_of, speaks
from octavo.apps.speech.saying import Said, article_said, briefing_said, story_said
from octavo.apps.stories.models import Story
from octavo.faces.reader.addresses import article_address, story_address
from octavo.faces.reader.listening import audio_path

register = template.Library()

# What is read, in the order of the page; a script finds the sentences in it.
READ = {
    "article": ".head h1, .head .standfirst, .body > :is(p:not(.posted), h2, h3, h4), .body :is(li, blockquote p)",
    "story": ".head h1, .facts .quote",
    "briefing": ".brief-line h3, .brief-line .said-so",
}


@register.inclusion_tag("reader/parts/listen.html", takes_context=True)
def listen_to(context: Mapping[str, Any], kind: str, told: Article | Story | Briefed) -> dict[str, Any]:
    """The player of an article, a story or the briefing. Asks the database only where a voice is configured."""
    address, language = _place(kind, told)
    recorded = {"audio": "", "audio_page": "", "making": False}
    if settings.OCTAVO["voice"] and speaks(_languages(told)) and (said := _said(told)) is not None:
        row = recording_of(said)
        query = context["request"].GET.urlencode() if isinstance(told, Briefed) else ""
        base = address.split("/")[1:3] if not isinstance(told, Briefed) else ["briefing"]
        recorded["audio_page"] = f"/{'/'.join(base)}/audio/" + (f"?{query}" if query else "")
        if row is not None and row.state == State.MADE:
            recorded["audio"] = audio_path(row)
        recorded["making"] = row is not None and row.state == State.WAITING
    title = getattr(told, "title", "")
    return {"kind": kind, "address": address, "language": language, "title": title, "read": READ[kind],
            "spoken_here": context.get("spoken_here", ""), **recorded}  # fmt: skip


def _place(kind: str, told: Article | Story | Briefed) -> tuple[str, str]:
    if isinstance(told, Article):
        return article_address(told), told.language or ""
    if isinstance(told, Story):
        return story_address(told), told.language
    return f"/{kind}/", ""


def _languages(told: Article | Story | Briefed) -> list[str]:
    if isinstance(told, Briefed):
        return sorted({line.story.language for line in told.lines})
    return [told.language or ""]


def _said(told: Article | Story | Briefed) -> Said | None:
    if isinstance(told, Briefed):
        return briefing_said(told, "")
    if isinstance(told, Story):
        return story_said(told)
    held = texts_of([told.pk], readable_only=False)
    return article_said(held[0]) if held else None
