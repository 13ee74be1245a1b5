"""The passages under a sentence: each highlighted in its article, with publisher and time."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from octavo.apps.assist.passages import passages_of, spans_from


def show(request: HttpRequest) -> HttpResponse:
    """GET /evidence/?at=<article>.<version>.<start>-<end>,… : a lasting address; versions of texts are kept."""
    passages = passages_of(spans_from(request.GET.get("at", "")))
    if not passages:
        raise Http404("There are no such passages.")
    context = {"passages": passages, "robots": "noindex"}
    part = bool(request.htmx)  # type: ignore[attr-defined]
    return render(request, "reader/assist/passages.html" if part else "reader/assist/evidence.html", context)
