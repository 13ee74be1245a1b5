"""An article: one headline, where it is from, its text, what it says in brief, what is related and why."""

from __future__ import annotations

import json
import re
from typing import Any

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import SafeString, mark_safe

from octavo.apps.articles.models import Article
from octavo.apps.articles.queries import article_with_text
from octavo.apps.assist.queries import around_article, key_spans
from octavo.apps.stories.linked import chain_of
from octavo.engine.records import BlockKind, BodyState
from octavo.faces.reader.addresses import article_address
from octavo.faces.reader.body import Mark, Piece, is_web, pieces_of
from octavo.faces.reader.credits import told_contributors, told_licence
from octavo.faces.reader.moments import reading_minutes
from octavo.faces.reader.panel import tabs_of
from octavo.faces.reader.reasons import group_related
from octavo.faces.reader.wording import told_state

_SPAN = re.compile(r"(\d{1,7})-(\d{1,7})")
_IN_SCRIPT = {ord("<"): "\\u003C", ord(">"): "\\u003E", ord("&"): "\\u0026"}


def show(request: HttpRequest, pk: int, slug: str = "") -> HttpResponse:
    """GET /article/<id>/<slug>/?quote=<start>-<end>, which marks a sentence that something else points at."""
    held = article_with_text(pk)
    if held is None:
        raise Http404("There is no such article.")
    article = held.article
    address = article_address(article)
    if request.get_full_path_info().partition("?")[0] != address:
        return redirect(address, permanent=True)
    spans = key_spans(article)
    marks = [Mark(start, end, f"key-{number}") for number, (start, end) in enumerate(spans, 1)]
    context = {
        "article": article,
        "pieces": _without_lead(pieces_of(held.blocks, [*_quoted(request), *marks]), article),
        "keys": [(mark.name, held.text[mark.start : mark.end]) for mark in marks],
        "tabs": tabs_of("article", article.pk, "key_points" if spans else ""),
        "chain": chain_of(article.report.story) if hasattr(article, "report") else None,
        "around": (around := around_article(article)),
        "related": group_related(around.related),
        "state": told_state(article.body_state, article.publisher.name),
        "is_full": article.body_state == BodyState.FULL,
        "minutes": article.minutes or (reading_minutes(article.words) if article.words else 0),
        "contributors": told_contributors(article.contributors),
        "licence": told_licence(article.licence),
        "json_ld": _json_ld(article),
        # A third party's text is not ours to put into search engines, unless the operator says so.
        "robots": "" if settings.OCTAVO["index_full_text"] else "noindex",
        "origin": article.address if is_web(article.address) else article.publisher.homepage,
    }
    return render(request, "reader/article.html", context)


def _quoted(request: HttpRequest) -> list[Mark]:
    asked = _SPAN.fullmatch(request.GET.get("quote", ""))
    return [Mark(int(asked[1]), int(asked[2]), "quote")] if asked else []


def _without_lead(pieces: list[Piece], article: Article) -> list[Piece]:
    """The body without the lead picture, which stands above it already."""
    lead = (article.image or {}).get("address")
    return [piece for piece in pieces if not (piece.kind == BlockKind.IMAGE and piece.address == lead)]


def _json_ld(article: Article) -> SafeString:
    """schema.org's NewsArticle, naming the publisher and pointing to it. Safe inside a script element."""
    plain: dict[str, Any] = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title[:110],
        "url": article.address,
        "mainEntityOfPage": article.address,
        "datePublished": article.published and article.published.isoformat(),
        "dateModified": article.modified and article.modified.isoformat(),
        "inLanguage": article.language,
        "description": article.standfirst,
        "author": [{"@type": "Person", "name": name} for name in article.authors],
        "publisher": {
            "@type": "NewsMediaOrganization",
            "name": article.publisher.name,
            "url": article.publisher.homepage,
        },
        "isAccessibleForFree": article.body_state != BodyState.PAYWALLED if article.free is None else article.free,
        "license": article.licence,
        "wordCount": article.words or None,
        "timeRequired": f"PT{article.minutes}M" if article.minutes else None,
    }
    filled = {name: value for name, value in plain.items() if value not in (None, "", [])}
    return mark_safe(json.dumps(filled, ensure_ascii=False).translate(_IN_SCRIPT))  # noqa: S308 - no markup is left in it
