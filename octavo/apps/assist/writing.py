"""A configured model writes for a reader: budgets, cache, the check of every sentence, and what stands in its place."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import AsyncGenerator, Callable, Coroutine, Iterator, Sequence
from contextlib import aclosing
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from asgiref.sync import sync_to_async
from django.db import DatabaseError

from octavo.apps.assist.actions import keep_composition
from octavo.apps.assist.actions.calls import OverBudget, begin_call, end_call
from octavo.apps.assist.asked import Asked, composition_key
from octavo.apps.assist.mapping import composed_of
from octavo.apps.assist.model_rules import ModelRules
from octavo.apps.assist.models import BUILT_IN, Composition, ModelCall
from octavo.apps.assist.planning import Plan, plan_writing
from octavo.apps.assist.sentences import Sentences
from octavo.apps.assist.written import Event, Finished, Instead, LeftOut, Outcome
from octavo.engine.assist.composed import Composed, Source
from octavo.engine.assist.writers import Fault, ModelFailed, Nothing, Proposed, Skipped, Usage, guess_tokens, write

log = logging.getLogger("octavo.assist")

BuiltIn = Callable[[Asked, Sequence[Source]], Composed]
MAY_SAY_NOTHING = ("ask", "background", "changes", "perspectives")  # where "the sources do not say" is an answer
_REFUSED = (Fault.REFUSED, Fault.NO_PATH, Fault.NO_MODEL)
_UNPAID = (*_REFUSED, Fault.UNREACHABLE, Fault.BUSY, Fault.TOO_LONG)  # no model has read anything


async def write_composition(
    asked: Asked,
    *,
    sources: Sequence[Source],
    reader: str,
    clock: Callable[[], datetime],
    rules: ModelRules,
    built_in: BuiltIn | None = None,
    archive: Sequence[Source] = (),
) -> AsyncGenerator[Event, None]:
    """What a model writes for `asked`, sentence by sentence, each after its check, and at the end what was kept.

    Nothing is sent where the same was written before, or where there is no budget. Where the model gives no answer that
    stands, `built_in` gives one in its place. Closing the iterator ends the request.
    """
    everything = [*sources, *archive]
    plan = plan_writing(asked, sources, archive, reader, rules)
    writing = _Writing(asked=asked, everything=everything, plan=plan, clock=clock, rules=rules, built_in=built_in)
    kept = await sync_to_async(writing.kept)()
    if kept is not None:
        for event in _again(kept):
            yield event
        return
    call = await sync_to_async(writing.begin)()
    if isinstance(call, Finished):
        yield call
        return
    async with aclosing(writing.run(call)) as events:
        async for event in events:
            yield event


async def _see_through(work: Coroutine[Any, Any, None]) -> None:
    """Finishes what must be written although the request is being cancelled, perhaps by Django and the server both."""
    task = asyncio.ensure_future(work)
    _under_way.add(task)
    task.add_done_callback(_under_way.discard)
    await asyncio.shield(task)


_under_way: set[asyncio.Future[None]] = set()  # the loop itself would forget them


def _again(kept: Composition) -> Iterator[Event]:
    composed = composed_of(kept.parts, kept.left_out)
    yield from Sentences.of(composed)
    yield Finished(composed=composed, composition=kept, cached=True, left_out=composed.left_out)


@dataclass(slots=True, kw_only=True)
class _Writing:
    """One answer in the making."""

    asked: Asked
    everything: Sequence[Source]
    plan: Plan
    clock: Callable[[], datetime]
    rules: ModelRules
    built_in: BuiltIn | None
    left_out: Counter[str] = field(default_factory=Counter)
    usage: Usage | None = None
    said_nothing: bool = False
    answered: int = 0  # characters of sentences heard, for calls that end before their tokens are told

    def kept(self) -> Composition | None:
        key = composition_key(self.asked, self.everything, writer=self.plan.config.model, prompt=self.prompt)
        return Composition.objects.filter(key=key).first()

    @property
    def prompt(self) -> str:
        return self.plan.request.prompt.label

    def begin(self) -> ModelCall | Finished:
        """The row of the call; what stands in its place where there is no room for it."""
        try:
            return begin_call(self.plan.planned, self.rules, now=self.clock())
        except OverBudget as over:
            return self.instead(Instead.OVER_BUDGET, limit=over.limit)
        except DatabaseError as error:  # one that only reads: what cannot be written down is not sent
            log.warning("No model is asked, since nothing can be kept of it: %s", error)
            return self.instead(Instead.FAILED)

    async def run(self, call: ModelCall) -> AsyncGenerator[Event, None]:
        sentences = Sentences(self.plan.task)
        failure: ModelFailed | None = None
        ended = False
        try:
            try:
                async with aclosing(write(self.plan.request, self.plan.config)) as written:
                    async for each in written:
                        for event in self._hear(each, sentences):
                            yield event
            except ModelFailed as error:
                failure = error
            for event in sentences.rest():
                yield event
            ended = True
            yield await sync_to_async(self._finish)(call, sentences, failure)
        finally:
            if not ended:  # the reader went away
                await _see_through(
                    sync_to_async(end_call)(
                        call, self.rules, outcome=Outcome.LEFT, usage=self._guessed(call), now=self.clock()
                    )
                )

    def _hear(self, each: object, sentences: Sentences) -> Iterator[Event]:
        match each:
            case Proposed():
                self.answered += len(each.text)
                yield from self._count(sentences.take(each))
            case Skipped(why=why):
                self.left_out[why.value] += 1
                yield LeftOut(reason=why.value)
            case Nothing():
                self.said_nothing = True
            case Usage():
                self.usage = each

    def _count(self, events: Iterator[Event]) -> Iterator[Event]:
        for event in events:
            if isinstance(event, LeftOut):
                self.left_out[event.reason] += 1
            yield event

    def _finish(self, call: ModelCall, sentences: Sentences, failure: ModelFailed | None) -> Finished:
        instead = self._why_instead(sentences, failure)
        if instead is None:
            composed = Composed(parts=sentences.parts(), left_out=dict(self.left_out))
            row = keep_composition(self.asked, composed, self.everything, writer=self.plan.config.model,
                                   prompt=self.prompt, now=self.clock())  # fmt: skip
            found = Finished(composed=composed, composition=row, left_out=dict(self.left_out))
        else:
            found = self.instead(instead, sentences)
        outcome = Outcome.REFUSED if failure and failure.fault in _REFUSED else Outcome(instead or Outcome.ANSWERED)
        usage = self.usage or (self._usage_of(failure, call) if failure else None)
        kept = found.composition if found.composition and found.composition.pk else None
        try:
            end_call(call, self.rules, outcome=outcome, usage=usage, now=self.clock(), error=str(failure or ""),
                     composition=kept)  # fmt: skip
        except DatabaseError as error:  # the call stands as fully used; the reader has the answer
            log.warning("What a call of the model has come to was not kept: %s", error)
        return found

    def _usage_of(self, failure: ModelFailed, call: ModelCall) -> Usage:
        if failure.fault in _UNPAID and not self.answered:
            return Usage(tokens_in=0, tokens_out=0)
        return self._guessed(call)

    def _guessed(self, call: ModelCall) -> Usage:
        """Of a call that broke off: all that was sent, and as much of an answer as was heard, twice for its ids."""
        heard = guess_tokens(2 * self.answered) if self.answered else 0
        return Usage(tokens_in=call.tokens_in, tokens_out=heard, guessed=True)

    def _why_instead(self, sentences: Sentences, failure: ModelFailed | None) -> Instead | None:
        if failure is not None:
            return Instead.LATE if failure.fault is Fault.LATE else Instead.FAILED
        if sentences.accepted:
            return None
        if self.said_nothing and not self.left_out and self.asked.feature.key in MAY_SAY_NOTHING:
            return None
        checked = set(self.left_out) - {"malformed", "ids", "tool"}
        return Instead.UNSUPPORTED if checked or sentences.refused else Instead.MALFORMED

    def instead(self, why: Instead, sentences: Sentences | None = None, limit: str = "") -> Finished:
        """The built-in answer, kept with its reason. Where there is none: what passed, not kept."""
        left_out = dict(self.left_out)
        if self.built_in is None:
            parts = sentences.parts() if sentences and sentences.accepted else ()
            composed = Composed(parts=parts, left_out=left_out)
            return Finished(composed=composed, stands_in=why, limit=limit, left_out=left_out)
        composed = self.built_in(self.asked, self.everything)
        row = keep_composition(self.asked, composed, self.everything, writer=BUILT_IN, prompt=self.prompt,
                               stands_in=why, now=self.clock())  # fmt: skip
        return Finished(composed=composed, composition=row, stands_in=why, limit=limit, left_out=left_out)
