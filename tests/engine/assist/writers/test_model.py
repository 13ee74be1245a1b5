"""A model is asked over real HTTP; its sentences come out one by one, and every fault is one sentence."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace

import pytest
from model_server import ModelServer, Reply, Sent, line

from octavo.engine.assist.composed import Source
from octavo.engine.assist.writers import (
    Fault,
    ModelConfig,
    ModelFailed,
    Nothing,
    Proposed,
    Request,
    Skip,
    Skipped,
    Usage,
    Written,
    number_sources,
    prompt_of,
    write,
)

TEXT = "Norsund opened a new ferry line on Monday. Mayor Mara Lindqvist said it cost 12 million euros. It runs daily."
SOURCE = Source(article=7, version=2, title="A new ferry", text=TEXT, language="en", publisher="Harbour Post")


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


def _request() -> Request:
    return Request(prompt=prompt_of("key_points"), numbered=number_sources([SOURCE]))


def _config(server: ModelServer) -> ModelConfig:
    return ModelConfig(address=server.address, model="small", key="sk-secret", pause=0.0)


def _heard(config: ModelConfig, request: Request | None = None) -> list[Written]:
    async def collect() -> list[Written]:
        return [each async for each in write(request or _request(), config)]

    return asyncio.run(collect())


def _fails(server: ModelServer, reply: Reply) -> ModelFailed:
    server.script = lambda sent: reply
    with pytest.raises(ModelFailed) as caught:
        _heard(_config(server))
    assert "sk-secret" not in str(caught.value)
    assert str(caught.value).endswith((".", "…"))
    return caught.value


def test_sentences_come_with_their_spans_and_the_count_of_tokens_last(server: ModelServer) -> None:
    *sentences, usage = _heard(_config(server))
    assert [one.text for one in sentences if isinstance(one, Proposed)] == [
        "Norsund opened a new ferry line on Monday.", "Mayor Mara Lindqvist said it cost 12 million euros.",
        "It runs daily.",
    ]  # fmt: skip
    for one in sentences:
        assert isinstance(one, Proposed)
        (span,) = one.spans
        assert (span.article, span.version) == (7, 2)
        assert TEXT[span.start : span.end] == one.text
    assert isinstance(usage, Usage)
    assert usage.tokens_in > 100
    assert usage.tokens_out > 20
    assert not usage.guessed


def test_the_first_sentence_comes_before_the_answer_ends(server: ModelServer) -> None:
    server.script = lambda sent: Reply(text=f"{line('One.', 'a1.1')}\n{line('Two.', 'a1.2')}\n{'x' * 400}", stall=True)

    async def first() -> Written:
        written = write(_request(), _config(server))
        found = await anext(written)
        await written.aclose()  # type: ignore[attr-defined]
        return found

    found = asyncio.run(first())
    assert isinstance(found, Proposed)
    assert found.text == "One."


def test_what_is_sent_is_a_chat_without_tools_or_anything_of_this_machine(server: ModelServer) -> None:
    _heard(_config(server))
    (sent,) = server.asked
    assert sent.path == "/v1/chat/completions"
    assert set(sent.body) <= {"model", "messages", "stream", "stream_options", "max_tokens", "temperature"}
    assert sent.body["max_tokens"] == 2000
    assert [message["role"] for message in sent.body["messages"]] == ["system", "user"]
    assert sent.headers["authorization"] == "Bearer sk-secret"
    assert sent.headers["user-agent"] == "Octavo"
    assert set(sent.headers) <= {"host", "content-type", "content-length", "accept", "accept-encoding", "connection",
                                 "authorization", "user-agent"}  # fmt: skip


def test_the_environment_of_other_programs_does_not_count(server: ModelServer, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.setenv("OPENAI_API_KEY", "sk-of-another-program")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")
    monkeypatch.setenv("OPENAI_ORG_ID", "org-other")
    _heard(replace(_config(server), key=""))
    (sent,) = server.asked
    assert "authorization" not in sent.headers
    assert "other" not in json.dumps(dict(sent.headers))


@pytest.mark.parametrize(
    ("reply", "fault"),
    [
        (Reply(status=401, body=b'{"error": {"message": "Incorrect API key sk-secret"}}'), Fault.REFUSED),
        (Reply(status=404, body=b"404 page not found"), Fault.NO_PATH),
        (Reply(status=404, body=b'{"error": {"message": "model \\"small\\" not found"}}'), Fault.NO_MODEL),
        (Reply(status=400, body=b'{"error": {"message": "maximum context length is 2048 tokens"}}'), Fault.TOO_LONG),
        (Reply(status=429, body=b'{"error": {"message": "slow down"}}'), Fault.BUSY),
        (Reply(status=500, body=b"<h1>Oops</h1>", kind="text/html"), Fault.BROKEN),
        (Reply(body=b"<!doctype html><h1>It works</h1>", kind="text/html"), Fault.BROKEN),
        (Reply(body=b'{"hello": "world"}'), Fault.BROKEN),
        (Reply(body=b"data: {not json\n\n", kind="text/event-stream"), Fault.BROKEN),
        (Reply(text="word " * 40, cut=True), Fault.BROKEN),
        (Reply(status=307, body=b"", headers={"location": "http://127.0.0.1:9/v1/chat/completions"}), Fault.NO_PATH),
    ],
)
def test_faults_are_told_apart(server: ModelServer, reply: Reply, fault: Fault) -> None:
    assert _fails(server, reply).fault is fault
    assert len(server.asked) == 1  # what was answered is not asked again


def test_nobody_there_is_asked_again_and_then_told() -> None:
    with ModelServer() as server:
        config = _config(server)
    with pytest.raises(ModelFailed) as caught:
        _heard(config)
    assert caught.value.fault is Fault.UNREACHABLE
    assert "cannot be reached" in str(caught.value)


def test_a_model_that_begins_late_or_ends_late_is_not_waited_for(server: ModelServer) -> None:
    server.script = lambda sent: Reply(text="word " * 40, stall=True)
    with pytest.raises(ModelFailed, match=r"did not finish its answer within 0\.3 seconds") as caught:
        _heard(replace(_config(server), whole_seconds=0.3))
    assert caught.value.fault is Fault.LATE
    server.script = lambda sent: Reply(text="", stall=True, counts=False, unfinished=True)
    with pytest.raises(ModelFailed, match=r"began no answer within 0\.2 seconds"):
        _heard(replace(_config(server), first_seconds=0.2))


def test_what_is_no_sentence_is_counted(server: ModelServer) -> None:
    said = [
        "Here are the lines:", line("Fine.", "a1.1"), line("Cites what was not sent.", "a9.1"),
        line("Cites nothing."), '{"text": "No spans"}', '{"text": 4, "spans": ["a1.1"]}',
        '{"text": "Broken", "spans": [',
        line("Fine again.", "[A1.2]"),
    ]  # fmt: skip
    server.script = lambda sent: Reply(text="\n".join(said), tool="fetch")
    heard = _heard(_config(server))
    assert [one.text for one in heard if isinstance(one, Proposed)] == ["Fine.", "Fine again."]
    skips = [one.why for one in heard if isinstance(one, Skipped)]
    assert skips.count(Skip.IDS) == 1
    assert skips.count(Skip.TOOL) == 1
    assert skips.count(Skip.MALFORMED) >= 3


def test_a_server_that_does_not_count_is_counted_for(server: ModelServer) -> None:
    server.script = lambda sent: Reply(text=line("Fine.", "a1.1"), counts=False)
    usage = _heard(_config(server))[-1]
    assert isinstance(usage, Usage)
    assert usage.guessed
    assert usage.tokens_in > 300
    assert usage.tokens_out > 5


def test_nothing_is_an_answer(server: ModelServer) -> None:
    server.script = lambda sent: Reply(text='{"nothing": true}')
    assert isinstance(_heard(_config(server))[0], Nothing)


def test_the_same_request_sends_the_same_bytes(server: ModelServer) -> None:
    def bodies(sent: Sent) -> Reply:
        return Reply(text=line("Fine.", "a1.1"))

    server.script = bodies
    _heard(_config(server))
    _heard(_config(server))
    assert server.asked[0].body == server.asked[1].body


def test_pydantic_ai_is_loaded_only_when_a_model_is_asked() -> None:
    code = (
        "import octavo.engine.assist.writers, sys;"
        "print(sorted({'pydantic_ai', 'openai', 'httpx2', 'opentelemetry', 'logfire_api'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], env=dict(os.environ), capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize("counted", [10**12, -5])
def test_a_count_that_cannot_be_is_not_believed(server: ModelServer, counted: int) -> None:
    server.script = lambda sent: Reply(text=line("Norsund opened a new ferry line on Monday.", "a1.1"), counted=counted)
    *_, usage = _heard(_config(server))
    assert isinstance(usage, Usage)
    assert usage.guessed
    assert 0 < usage.tokens_out < 1000


def test_an_answer_without_end_is_cut(server: ModelServer) -> None:
    sentence = line("Norsund opened a new ferry line on Monday.", "a1.1") + "\n"
    server.script = lambda sent: Reply(text=sentence * 300)
    heard = _heard(replace(_config(server), most_tokens=200))
    assert len([one for one in heard if isinstance(one, Proposed)]) < 100
    assert isinstance(heard[-1], Usage)
    assert heard[-1].cut


@pytest.mark.parametrize("key", ["sk-secret\n2", "sk-sécret"])
def test_no_error_of_a_library_tells_the_key(server: ModelServer, key: str) -> None:
    with pytest.raises(ModelFailed) as caught:
        _heard(replace(_config(server), key=key))
    assert "cret" not in str(caught.value)
