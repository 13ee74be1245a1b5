"""What this site is, and the note for crawlers."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from octavo.apps.sources.queries import count_feeds

# Lists and searches are endless and not ours to be found by; articles say `noindex` themselves.
ROBOTS = "".join(
    f"{line}\n"
    for line in (
        "User-agent: *", "Disallow: /search/", "Disallow: /sources/", "Disallow: /status/",
        "Disallow: /article/*/versions/", "Disallow: /ask/", "Disallow: /assist/",
        "Disallow: /evidence/", "Disallow: /article/*/assist/",
        "Disallow: /story/*/assist/", "Disallow: /briefing/letter/", "Disallow: /audio/", "Disallow: /*/audio/",
    )
)  # fmt: skip


def show(request: HttpRequest) -> HttpResponse:
    """GET /about/"""
    return render(request, "reader/about.html", {"feeds": count_feeds()})


def robots(request: HttpRequest) -> HttpResponse:
    """GET /robots.txt"""
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")
