"""A model writes for the reader, sentence by sentence, as a page that fills or as parts for a page that is there."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from contextlib import aclosing

from asgiref.sync import sync_to_async
from django.http import HttpRequest, HttpResponse, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from octavo.apps.assist.asked import Asked, NotAsked, ask_for, chosen_of
from octavo.apps.assist.built_in import Gathered, compose, gather
from octavo.apps.assist.features import FEATURES
from octavo.apps.assist.model_rules import ModelRules
from octavo.apps.assist.sources import current_story
from octavo.apps.assist.writing import write_composition
from octavo.apps.stories.models import Story
from octavo.faces.reader.model_choice import configured, is_off, new_reader, reader_of, remember_reader
from octavo.faces.reader.writing import Telling

STREAM = "<!--stream-->"  # where in the page the sentences go
END = "\n<!--|-->\n"  # between the parts that a script takes


class NotWritten(Exception):
    """Nothing is written: why, in one sentence for the reader."""

    def __init__(self, status: int, sentence: str) -> None:
        super().__init__(sentence)
        self.status = status


class Flow:
    """Pieces that are closed with their response. Django leaves them to the garbage when a reader goes while a piece is
    being sent, and the model would write on for nobody."""

    def __init__(self, pieces: AsyncGenerator[str, None]) -> None:
        self._pieces, self._loop = pieces, asyncio.get_running_loop()

    def __aiter__(self) -> AsyncIterator[str]:
        return self._pieces

    def close(self) -> None:
        """From a thread of Django's, when the response is done with."""
        if self._loop.is_running():
            asyncio.run_coroutine_threadsafe(self._pieces.aclose(), self._loop)


@require_POST
async def write(request: HttpRequest) -> HttpResponseBase:
    """POST /assist/write feature= article= | story= and what the feature lets choose. Answers while it is written."""
    part = bool(request.headers.get("HX-Request"))
    try:
        rules = _model(request)
        asked = await sync_to_async(_asked)(request)
        gathered = await sync_to_async(gather)(asked, now=timezone.now())
        if not gathered.sources:
            raise NotWritten(404, _("There is no text here to write about."))
    except NotWritten as error:
        return await sync_to_async(_refused)(request, error, part=part)
    reader = reader_of(request) or new_reader()
    telling = Telling(asked, gathered.everything)
    pieces = _pieces(asked, gathered, reader, rules, telling)
    if not part:
        page = await sync_to_async(render_to_string)(
            "reader/assist/writing.html",
            {"telling": telling, "rules": rules, "sources": gathered.sources, "title": await _title(asked, gathered)},
            request,
        )
        pieces = _in_page(page, pieces)
    answer = StreamingHttpResponse(Flow(pieces), content_type="text/html; charset=utf-8")
    # Nothing on the way may wait for the end: not our own gzip, which passes over what names an encoding, nor a proxy.
    answer.headers["Content-Encoding"] = "identity"
    answer.headers["X-Accel-Buffering"] = "no"
    answer.headers["Cache-Control"] = "no-store, no-transform"
    remember_reader(request, answer, reader)
    return answer


def _model(request: HttpRequest) -> ModelRules:
    rules = configured()
    if rules is None:
        raise NotWritten(409, _("No model is configured here. Nothing was sent."))
    if is_off(request):
        raise NotWritten(409, _("You have chosen that nothing is sent to a model. Nothing was sent."))
    return rules


def _asked(request: HttpRequest) -> Asked:
    feature = request.POST.get("feature", "")
    known = FEATURES.get(feature)
    if known is None or not known.written:
        raise NotWritten(400, _("No model writes this."))
    story = _number(request, "story")
    current = current_story(story) if story else None
    if story is not None and current is None:
        raise NotWritten(404, _("There is no such story."))
    try:
        asked = ask_for(
            feature, article=_number(request, "article"), story=current, chosen=chosen_of(request.POST.dict())
        )
    except NotAsked as error:
        raise NotWritten(400, str(error)) from None
    if not asked.is_complete:
        raise NotWritten(400, _("Ask something first."))
    return asked


def _number(request: HttpRequest, name: str) -> int | None:
    given = request.POST.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 16 else None


async def _title(asked: Asked, gathered: Gathered) -> str:
    """What the page is about: of a story its own headline, not that of its first report."""
    story = await Story.objects.filter(pk=asked.story).only("title").afirst() if asked.story else None
    return story.title if story else gathered.sources[0].title


async def _pieces(
    asked: Asked, gathered: Gathered, reader: str, rules: ModelRules, telling: Telling
) -> AsyncGenerator[str, None]:
    written = write_composition(
        asked, sources=gathered.sources, archive=gathered.archive, reader=reader, clock=timezone.now, rules=rules,
        built_in=(lambda asked, _: compose(asked, gathered)) if asked.feature.built_in else None,
    )  # fmt: skip
    async with aclosing(written) as events:
        async for event in events:
            if told := telling.tell(event):
                yield told + END


async def _in_page(page: str, pieces: AsyncGenerator[str, None]) -> AsyncGenerator[str]:
    head, _mark, tail = page.partition(STREAM)
    yield head
    async with aclosing(pieces) as told:
        async for piece in told:
            yield piece
    yield tail


def _refused(request: HttpRequest, error: NotWritten, *, part: bool) -> HttpResponse:
    template = "reader/parts/not_written.html" if part else "reader/assist/not_written.html"
    return render(request, template, {"sentence": str(error)}, status=error.status)
