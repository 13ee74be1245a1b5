"""What an article said before: every version, newest first, with what changed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.safestring import SafeString

from octavo.apps.articles.mapping import blocks_from_plain
from octavo.apps.articles.models import Version
from octavo.apps.articles.queries import article_with_text, versions_of
from octavo.faces.reader.changes import Change, changed_paragraphs, changed_words

SHOWN = 12


@dataclass(frozen=True, slots=True)
class Step:
    """From one version to the next."""

    newer: Version
    older: Version
    title: SafeString
    changes: list[Change]


def show(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /article/<id>/versions/"""
    held = article_with_text(pk)
    if held is None:
        raise Http404("There is no such article.")
    versions = versions_of(held.article)[: SHOWN + 1]
    steps = [_step(newer, older) for newer, older in pairwise(versions)]
    context = {"article": held.article, "steps": steps, "robots": "noindex"}
    return render(request, "reader/versions.html", context)


def _step(newer: Version, older: Version) -> Step:
    title = changed_words(older.title, newer.title) if older.title != newer.title else SafeString()
    return Step(newer, older, title, changed_paragraphs(_paragraphs(older), _paragraphs(newer)))


def _paragraphs(version: Version) -> list[str]:
    return [block.text for block in blocks_from_plain(version.blocks) if block.text]
