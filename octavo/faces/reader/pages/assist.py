"""The panel: what the machine offers of an article, of a story, and of everything."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urlencode, urlsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from octavo.apps.articles.models import Article
from octavo.apps.articles.queries import article_with_text
from octavo.apps.assist.actions import composition_shown
from octavo.apps.assist.asked import Asked, NotAsked, ask_for, chosen_of, moment_of
from octavo.apps.assist.built_in import earlier_of
from octavo.apps.assist.features import FEATURES, LONGEST_EARLIER, LONGEST_QUESTION
from octavo.apps.assist.models import Composition
from octavo.apps.assist.pack import FORMS, composition_known, packed
from octavo.apps.assist.queries import cited_articles
from octavo.apps.assist.sources import current_story
from octavo.apps.stories.models import Story
from octavo.faces.reader.addresses import article_address, story_address
from octavo.faces.reader.changes import changed_words
from octavo.faces.reader.model_choice import configured, may_write
from octavo.faces.reader.panel import (
    ABOUT,
    FORM_NAMES,
    LENGTH_NAMES,
    NAMES,
    ShownPart,
    changed_since,
    panel_address,
    shown_parts,
    sources_shown,
    tabs_of,
)


def of_article(request: HttpRequest, pk: int, feature: str) -> HttpResponse:
    """GET /article/<id>/assist/<feature>/ with what was chosen."""
    held = article_with_text(pk)
    if held is None:
        raise Http404("There is no such article.")
    return _shown(request, _asked(request, feature, article=pk), held.article)


def of_story(request: HttpRequest, pk: int, feature: str) -> HttpResponse:
    """GET /story/<id>/assist/<feature>/ with what was chosen."""
    current = current_story(pk)
    if current is None:
        raise Http404("There is no such story.")
    if current != pk:
        return redirect(request.get_full_path().replace(f"/story/{pk}/", f"/story/{current}/", 1), permanent=True)
    story = Story.objects.defer("memory").get(pk=pk)
    return _shown(request, _asked(request, feature, story=pk), story)


def of_everything(request: HttpRequest) -> HttpResponse:
    """GET /ask/?question="""
    return _shown(request, _asked(request, "ask"), None)


def _asked(request: HttpRequest, feature: str, *, article: int | None = None, story: int | None = None) -> Asked:
    try:
        return ask_for(feature, article=article, story=story, chosen=chosen_of(request.GET.dict()))
    except NotAsked as error:
        raise Http404(str(error)) from None


def _shown(request: HttpRequest, asked: Asked, target: Article | Story | None) -> HttpResponse:
    now = timezone.now()
    form = request.GET.get("form", "")
    rules = configured() if may_write(request) and asked.feature.written else None
    model = rules.config.model if rules else ""
    if form:
        return _pack(request, asked, target, form, now, model)
    composition = composition_shown(asked, now=now, model=model)
    htmx = request.htmx  # type: ignore[attr-defined]
    part = htmx and htmx.target == "panel"
    # On a page of its own the title above names the feature: another one is another page.
    alone = not part or urlsplit(htmx.current_url or "").path == request.path
    context = {**_context(asked, target, composition, now), "rules": rules, "alone": alone}
    return render(request, "reader/assist/panel.html" if part else "reader/assist/page.html", context)


def _context(
    asked: Asked, target: Article | Story | None, composition: Composition | None, now: datetime
) -> dict[str, Any]:
    feature = asked.feature
    parts = shown_parts(composition) if composition else []
    address = _address_of(target)
    return {
        "asked": asked, "feature": feature, "name": NAMES[feature.key], "about": ABOUT[feature.key], "target": target,
        "target_address": address, "composition": composition, "parts": parts, "is_complete": asked.is_complete,
        "sources": sources_shown(composition, parts) if composition else [],
        "left_out": sum(composition.left_out.values()) if composition else 0,
        "changed": _changes(composition, now) if composition else [],
        "tabs": tabs_of(asked.scope, target.pk if target else None, feature.key),
        "template": f"reader/assist/{feature.key}.html", "chosen": asked.chosen,
        "earlier": _earlier(asked, parts), "before": [question for question, _answer in earlier_of(asked)],
        "query": urlencode(sorted(asked.chosen.items())), "moments": _moments(now), "lengths": LENGTH_NAMES.items(),
        **_since(asked, target, composition),
        "here": panel_address(asked.scope, target.pk if target else None, feature), "forms": FORM_NAMES.items(),
    }  # fmt: skip


def _earlier(asked: Asked, parts: list[ShownPart]) -> str:
    """The questions so far with their answers, for a question that follows on them; the oldest make room."""
    if asked.feature.key != "ask" or not asked.is_complete:
        return ""
    said = " ".join(one.text for part in parts for one in part.sentences[:1])[:LONGEST_QUESTION]
    pairs = [*earlier_of(asked), (asked.chosen["question"], said)]
    while len(written := json.dumps(pairs, ensure_ascii=False)) > LONGEST_EARLIER:
        pairs = pairs[1:]
    return written


def _changes(composition: Composition, now: datetime) -> list[dict[str, Any]]:
    """What was changed by publishers, word by word."""
    return [
        {"article": one["article"], "html": changed_words(one["before"], one["after"])}
        for one in changed_since(composition, now)
    ]


def _since(asked: Asked, target: Article | Story | None, composition: Composition | None) -> dict[str, Any]:
    """For "What changed": the time that was chosen, and whether every report read is newer than that."""
    since = moment_of(asked.chosen.get("since", ""))
    if since is None or target is None:
        return {}
    read = cited_articles(one["article"] for one in composition.sources) if composition else {}
    return {
        "own_moment": since, "all_newer": all(one.at > since for one in read.values()),
        "points_at": panel_address(asked.scope, target.pk, FEATURES["key_points"]),
    }  # fmt: skip


def _moments(now: datetime) -> list[tuple[str, str]]:
    """Times that a reader may have last read, for those without a script that remembers."""
    steps = ((1, _("an hour ago")), (6, _("six hours ago")), (24, _("a day ago")), (72, _("three days ago")),
             (168, _("a week ago")))  # fmt: skip
    return [((now - timedelta(hours=hours)).strftime("%Y-%m-%dT%H:%MZ"), name) for hours, name in steps]


def _address_of(target: Article | Story | None) -> str:
    if target is None:
        return "/"
    return article_address(target) if isinstance(target, Article) else story_address(target)


def _pack(
    request: HttpRequest, asked: Asked, target: Article | Story | None, form: str, now: datetime, model: str
) -> HttpResponse:
    """The evidence pack, as known now or at `known`."""
    if form not in FORMS:
        raise Http404(f"There is no pack as “{form[:12]}”, only as {', '.join(FORMS)}.")
    written = request.GET.get("known", "")
    at = moment_of(written) if written else None
    if written and (at is None or at > now):
        return HttpResponseBadRequest(_("Write `known` as a past time: 2026-11-20T12:00Z."))
    composition = composition_known(asked, at=at, now=now, model=model)
    if composition is None:
        raise Http404("Nothing of this was known then.")
    body = packed(
        composition, form, name=str(NAMES[asked.feature.key]), about=target.title if target else "",
        address=request.build_absolute_uri(request.path),
    )  # fmt: skip
    answer = HttpResponse(body, content_type=FORMS[form][1])
    name = f"{asked.feature.key}-{asked.scope}-{target.pk if target else 'all'}.{form}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
