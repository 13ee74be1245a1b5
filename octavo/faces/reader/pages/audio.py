"""Sound files: asking for one, waiting for it, and the file itself."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import quote_etag
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from octavo.apps.articles.queries import article_with_text
from octavo.apps.speech.actions import ask_for_recording
from octavo.apps.speech.models import State
from octavo.apps.speech.queries import file_of, recording_by_key, recording_of, voice_problem
from octavo.apps.speech.saying import Said, article_said, briefing_said, story_said
from octavo.apps.stories.page import story_page
from octavo.faces.reader.briefed import wanted_briefing, wanted_of
from octavo.faces.reader.listening import audio_page, audio_path
from octavo.faces.reader.pages.front import preferred_languages

AT_ONCE = 2 << 20  # bytes of an answer to an open range: players ask on
_RANGE = re.compile(r"bytes=(\d{0,12})-(\d{0,12})$")


@require_http_methods(["GET", "HEAD", "POST"])
def of_article(request: HttpRequest, pk: int) -> HttpResponse:
    """GET /article/<id>/audio/ leads to the recording, or offers it; POST asks for it."""
    held = article_with_text(pk)
    if held is None:
        raise Http404("There is no such article.")
    return _answer(request, lambda: article_said(held), held.article.title, f"/article/{pk}/")


@require_http_methods(["GET", "HEAD", "POST"])
def of_story(request: HttpRequest, pk: int) -> HttpResponse:
    """GET, POST /story/<id>/audio/"""
    page = story_page(pk)
    if page is None:
        raise Http404("There is no such story.")
    return _answer(request, lambda: story_said(page.story), page.story.title, f"/story/{pk}/")


@require_http_methods(["GET", "HEAD", "POST"])
def of_briefing(request: HttpRequest) -> HttpResponse:
    """GET, POST /briefing/audio/? with the choices of the briefing"""
    now = timezone.now()
    briefed = wanted_briefing(wanted_of(request), request, now, preferred=preferred_languages(request))
    title = _("Briefing")
    return _answer(request, lambda: briefing_said(briefed, title), title, "/briefing/")


def _answer(request: HttpRequest, say: Callable[[], Said], title: str, back: str) -> HttpResponse:
    said = say()
    asked = request.method == "POST"
    row = ask_for_recording(said, now=timezone.now(), address=back) if asked else recording_of(said)
    if row is not None:
        return redirect(audio_page(row))
    context = {"title": title, "back": back, "problem": voice_problem() or (_no_room() if asked else "")}
    return render(request, "reader/audio.html", context, status=503 if asked else 200)


def _no_room() -> str:
    return _("No sound file can be made of this now: no voice speaks its language, or too many texts wait. Try later.")


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """GET /audio/<key>/ : the player, or how far the recording is. Looks again by itself while it is made."""
    row = recording_by_key(key)
    if row is None:
        raise Http404("There is no such recording; ask for it anew.")
    made = row.state == State.MADE and file_of(row) is not None
    context = {"row": row, "title": row.title, "audio": audio_path(row) if made else "",
               "waits": row.state == State.WAITING, "problem": row.error, "back": row.address}  # fmt: skip
    answer = render(request, "reader/audio.html", context)
    answer["Cache-Control"] = "no-store"
    return answer


@require_safe
def file(request: HttpRequest, key: str, suffix: str) -> HttpResponse:
    """GET /audio/<key>.<mp3|wav> : the sound, or the range of bytes that is asked for (RFC 9110, one range)."""
    row = recording_by_key(key)
    path = file_of(row) if row else None
    if row is None or path is None or path.suffix != f".{suffix}":
        raise Http404("This sound file is not here (any more); ask for it anew.")
    etag, size = quote_etag(key), path.stat().st_size
    asked = _range(request, etag)
    span = _span(asked, size) if asked else (0, size)
    if span is None:
        answer = HttpResponse(status=416)
        answer["Content-Range"] = f"bytes */{size}"
    else:
        start, end = span
        answer = HttpResponse(_bytes(path, start, end), status=206 if asked else 200, content_type=row.media_type)
        if asked:
            answer["Content-Range"] = f"bytes {start}-{end - 1}/{size}"
    answer["Accept-Ranges"] = "bytes"
    answer["ETag"] = etag
    answer["Cache-Control"] = "public, max-age=604800, immutable"
    answer["Content-Encoding"] = "identity"  # or it would be compressed on the way, and ranges count other bytes
    return answer


def _range(request: HttpRequest, etag: str) -> re.Match[str] | None:
    """The range asked for; None where there is none, one that we do not know, or one of another file."""
    found = _RANGE.match(request.headers.get("Range", "").replace(" ", ""))
    same = request.headers.get("If-Range", etag) == etag
    return found if found and same and (found[1] or found[2]) else None


def _span(asked: re.Match[str], size: int) -> tuple[int, int] | None:
    """The bytes [start, end) of a range; None: there are no such bytes."""
    if not asked[1]:
        return (max(size - int(asked[2]), 0), size) if int(asked[2]) else None
    start = int(asked[1])
    end = min(int(asked[2]) + 1, size) if asked[2] else min(start + AT_ONCE, size)
    return (start, end) if start < size and start < end else None


def _bytes(path: Path, start: int, end: int) -> bytes:
    with path.open("rb") as sound:
        sound.seek(start)
        return sound.read(end - start)
