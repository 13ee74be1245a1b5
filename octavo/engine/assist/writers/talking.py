"""Talking to an OpenAI-compatible server through pydantic-ai. Imported only where a model is asked.

What leaves this machine: one POST to the address configured, with the model's name, the two messages and the key.
Nothing of the environment counts (no proxy, no key, no organisation that other programs set there), no redirect is
followed, nothing is reported to anybody else.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator
from contextlib import suppress
from urllib.parse import urlsplit

import httpx2
from openai import AsyncOpenAI
from pydantic_ai.direct import model_request_stream
from pydantic_ai.exceptions import (
    ModelAPIError,
    ModelConnectionError,
    ModelHTTPError,
    ModelTimeoutError,
    UnexpectedModelBehavior,
)
from pydantic_ai.messages import (
    ModelRequest,
    PartDeltaEvent,
    PartStartEvent,
    TextPart,
    TextPartDelta,
    ThinkingPart,
    ThinkingPartDelta,
    ToolCallPart,
    UserPromptPart,
)
from pydantic_ai.models import ModelRequestParameters, StreamedResponse
from pydantic_ai.models.openai import OpenAIChatModel
from pydantic_ai.profiles.openai import OpenAIModelProfile
from pydantic_ai.providers.openai import OpenAIProvider
from pydantic_ai.providers.openai_compatible import OpenAICompatibleProvider
from pydantic_ai.settings import ModelSettings

from octavo.engine.assist.writers.asking import Messages
from octavo.engine.assist.writers.faults import of_status, without_key
from octavo.engine.assist.writers.model import Ended, Heard, Piece, ToolCalled
from octavo.engine.assist.writers.records import Fault, ModelConfig, ModelFailed

_HEADERS = frozenset({"host", "content-type", "content-length", "transfer-encoding", "accept", "accept-encoding",
                      "connection", "authorization"})  # fmt: skip
_CONNECT_SECONDS = 10.0
_OWN_NAME = "api.openai.com"  # takes other parameters than the servers that speak like it

Say = Callable[[Heard], None]


async def talk(messages: Messages, config: ModelConfig, say: Say) -> None:
    """Says the pieces of an answer as they come, then its end; or a ModelFailed. Never raises but when cancelled."""
    try:
        async with _client(config) as client:
            await _with_tries(messages, config, client, say)
    except ModelFailed as failure:
        say(failure)
    except asyncio.CancelledError:
        raise
    except Exception as error:  # whatever a library makes of what a server sends: the reader gets the built-in answer
        status = _status_of(error)
        told = _because("The model's server broke off or sent what is no answer", error, config)
        say(of_status(status, "", config) if status else ModelFailed(Fault.BROKEN, told))


async def _with_tries(messages: Messages, config: ModelConfig, client: httpx2.AsyncClient, say: Say) -> None:
    """Asks again only where no connection came about: what has been read was perhaps paid for."""
    pause = config.pause
    for left in reversed(range(max(1, config.tries))):
        try:
            await _once(messages, config, client, say)
        except ModelConnectionError as error:
            if not left or isinstance(error, ModelTimeoutError) or not _never_connected(error):
                raise _unreachable(error, config) from None
            await asyncio.sleep(pause)
            pause *= 2
        else:
            return


async def _once(messages: Messages, config: ModelConfig, client: httpx2.AsyncClient, say: Say) -> None:
    settings = ModelSettings(max_tokens=config.most_tokens, temperature=0.0)
    asked = ModelRequest(parts=[UserPromptPart(content=messages.user)], instructions=messages.system)
    try:
        async with model_request_stream(
            _model(config, client), [asked], model_settings=settings,
            model_request_parameters=ModelRequestParameters(), instrument=False,
        ) as stream:  # fmt: skip
            await _listen(stream, say)
            usage = stream.usage
            finish = stream.finish_reason
    except ModelHTTPError as error:
        raise of_status(error.status_code, str(error.body or error.message), config) from None
    except UnexpectedModelBehavior as error:
        raise ModelFailed(
            Fault.BROKEN, _because("The model's server sent no answer of a model", error, config)
        ) from None
    if finish is None:
        raise ModelFailed(Fault.BROKEN, "The model's answer broke off in the middle.")
    say(Ended(tokens_in=usage.input_tokens, tokens_out=usage.output_tokens, cut=finish == "length"))


async def _listen(stream: StreamedResponse, say: Say) -> None:
    """Text is said on; what a model thinks aloud is not; a call of a tool is told and goes nowhere."""
    async for event in stream:
        match event:
            case PartStartEvent(part=TextPart(content=text)) if text:
                say(Piece(text))
            case PartDeltaEvent(delta=TextPartDelta(content_delta=text)) if text:
                say(Piece(text))
            case PartStartEvent(part=ToolCallPart()):
                say(ToolCalled())
            case PartStartEvent(part=ThinkingPart()) | PartDeltaEvent(delta=ThinkingPartDelta()):
                say(Piece(""))  # it has begun


def _client(config: ModelConfig) -> httpx2.AsyncClient:
    async def keep_to_ourselves(request: httpx2.Request) -> None:
        """Takes away what libraries say of this machine, or take from its environment."""
        for name in list(request.headers):
            if name.lower() not in _HEADERS:
                del request.headers[name]
        request.headers["user-agent"] = "Octavo"
        if not config.key:
            with suppress(KeyError):
                del request.headers["authorization"]

    return httpx2.AsyncClient(
        trust_env=False, follow_redirects=False, event_hooks={"request": [keep_to_ourselves]},
        timeout=httpx2.Timeout(config.whole_seconds, connect=min(_CONNECT_SECONDS, config.whole_seconds)),
    )  # fmt: skip


def _model(config: ModelConfig, http: httpx2.AsyncClient) -> OpenAIChatModel:
    client = AsyncOpenAI(base_url=config.address, api_key=config.key or "none", max_retries=0, http_client=http)
    if urlsplit(config.address).hostname == _OWN_NAME:
        return OpenAIChatModel(config.model, provider=OpenAIProvider(openai_client=client))
    return OpenAIChatModel(
        config.model, provider=OpenAICompatibleProvider("configured", openai_client=client),
        profile=OpenAIModelProfile(openai_chat_supports_max_completion_tokens=False),
    )  # fmt: skip


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: BaseException | None = error
    while seen is not None:
        yield seen
        seen = seen.__cause__ or seen.__context__


def _never_connected(error: BaseException) -> bool:
    return any(isinstance(one, httpx2.ConnectError) for one in _chain(error))


def _status_of(error: BaseException) -> int:
    """The status of a redirect, which the libraries do not tell from other errors. 0: there is none."""
    return next((one.response.status_code for one in _chain(error) if isinstance(one, httpx2.HTTPStatusError)), 0)


def _unreachable(error: ModelAPIError, config: ModelConfig) -> ModelFailed:
    host = urlsplit(config.address).netloc
    if _never_connected(error):
        return ModelFailed(
            Fault.UNREACHABLE, _because(f"The model's server at {host} cannot be reached", error, config)
        )
    return ModelFailed(Fault.BROKEN, _because(f"The connection to the model's server at {host} broke", error, config))


def _because(sentence: str, error: BaseException, config: ModelConfig) -> str:
    *_, deepest = _chain(error)
    told = " ".join(without_key(str(deepest), config).split())[:160]
    return f"{sentence}: {told or type(deepest).__name__}".rstrip(".") + "."
