"""Asking a configured model at an OpenAI-compatible address, and reading its answer sentence by sentence.

pydantic-ai and what it brings are imported when a model is first asked: a second and 70 MB that nobody pays who has
configured none.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncGenerator, AsyncIterator
from dataclasses import dataclass, field
from importlib import import_module
from types import ModuleType

from octavo.engine.assist.writers.asking import Messages, messages_of, understand
from octavo.engine.assist.writers.reading import ObjectReader
from octavo.engine.assist.writers.records import (
    Fault,
    ModelConfig,
    ModelFailed,
    Nothing,
    Proposed,
    Request,
    Skip,
    Skipped,
    Usage,
)

Written = Proposed | Nothing | Skipped | Usage
_PER_TOKEN = 3.5  # characters, where a server does not count; fewer than in English, since budgets must not be overrun
_WIDEST = 16  # characters of a token, more than any vocabulary has on average
_MOST_COUNTED = 100_000_000  # tokens of one request; a server that says more does not count


@dataclass(frozen=True, slots=True)
class Piece:
    """Some text of an answer."""

    text: str


@dataclass(frozen=True, slots=True)
class Ended:
    """The end of an answer, with the server's count of tokens where it gave one."""

    tokens_in: int = 0
    tokens_out: int = 0
    cut: bool = False


@dataclass(frozen=True, slots=True)
class ToolCalled:
    """The answer holds a call of a tool. None was offered."""


Heard = Piece | Ended | ToolCalled | ModelFailed


async def write(request: Request, config: ModelConfig) -> AsyncGenerator[Written, None]:
    """Each sentence as soon as the model has finished it, and how many tokens it took, last.

    Raises ModelFailed; what came before it stands. Nobody has checked the sentences.
    """
    messages = messages_of(request)
    heard = _Hearing(config)
    reader, characters = ObjectReader(), 0
    try:
        async for said in heard.answers(messages):
            if isinstance(said, Piece):
                characters += len(said.text)
                if characters > _WIDEST * config.most_tokens:  # the server does not keep to the most it was told
                    yield _usage(Ended(cut=True), messages, characters)
                    return
                for value in reader.feed(said.text):
                    yield understand(value, request)
            elif isinstance(said, ToolCalled):
                yield Skipped(Skip.TOOL)
            else:
                if reader.close() and not said.cut:
                    yield Skipped(Skip.MALFORMED)
                yield _usage(said, messages, characters)
    finally:
        await heard.stop()


def _usage(ended: Ended, messages: Messages, characters: int) -> Usage:
    if 0 < ended.tokens_in < _MOST_COUNTED and 0 < ended.tokens_out < _MOST_COUNTED:
        return Usage(tokens_in=ended.tokens_in, tokens_out=ended.tokens_out, cut=ended.cut)
    return Usage(tokens_in=guess_tokens(messages.characters), tokens_out=guess_tokens(characters), guessed=True,
                 cut=ended.cut)  # fmt: skip


def load() -> ModuleType:
    """Imports what talks to servers, with pydantic-ai: a second, once."""
    return import_module("octavo.engine.assist.writers.talking")


def guess_tokens(characters: int) -> int:
    """How many tokens so many characters are, rather too many than too few."""
    return round(characters / _PER_TOKEN) + 1


@dataclass(slots=True)
class _Hearing:
    """One task talks to the server, and says what it hears into a queue: deadlines are kept here, whatever it does."""

    config: ModelConfig
    _heard: asyncio.Queue[Heard] = field(default_factory=asyncio.Queue)
    _task: asyncio.Task[None] | None = None

    async def answers(self, messages: Messages) -> AsyncIterator[Piece | Ended | ToolCalled]:
        talking = await asyncio.to_thread(load)  # not on the loop: others would wait a second
        clock = asyncio.get_running_loop().time
        began = clock()
        self._task = asyncio.create_task(talking.talk(messages, self.config, self._heard.put_nowait))
        until, late = began + min(self.config.first_seconds, self.config.whole_seconds), "began no answer"
        while True:
            try:
                async with asyncio.timeout_at(until):  # `wait_for` may swallow that the reader went away (Python 3.11)
                    said = await self._heard.get()
            except TimeoutError:
                sentence = f"The model {late} within {until - began:.3g} seconds."
                raise ModelFailed(Fault.LATE, sentence) from None
            if isinstance(said, ModelFailed):
                raise said
            yield said
            if isinstance(said, Ended):
                return
            until, late = began + self.config.whole_seconds, "did not finish its answer"

    async def stop(self) -> None:
        """Ends the request, if it is still running: the server sees the connection close."""
        if self._task is not None and not self._task.done():
            self._task.cancel()
            await asyncio.wait([self._task])
