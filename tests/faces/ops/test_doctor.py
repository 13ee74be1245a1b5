"""`octavo doctor --model` tells what is wrong with a model in a sentence."""

from __future__ import annotations

import pytest
from model_server import ModelServer, Reply, Sent, good, line

from octavo.faces.ops.cli import main


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> ModelServer:
    server = ModelServer()
    monkeypatch.setenv("OCTAVO_MODEL_ADDRESS", server.address)
    monkeypatch.setenv("OCTAVO_MODEL", "small")
    monkeypatch.setenv("OCTAVO_MODEL_KEY", "sk-secret")
    monkeypatch.setenv("OCTAVO_MODEL_TIMEOUT", "1")
    return server


def test_a_good_model_is_told_with_its_speed(server: ModelServer, capsys: pytest.CaptureFixture[str]) -> None:
    with server:
        assert main(["doctor", "--model"]) == 0
    said = capsys.readouterr().out
    assert "ok  small at 127.0.0.1" in said
    assert "5 of 5 sentences had their evidence." in said
    assert "tokens a second" in said


def test_a_liar_is_seen_through(server: ModelServer, capsys: pytest.CaptureFixture[str]) -> None:
    def script(sent: Sent) -> Reply:
        return Reply(text=f"{good(sent, 2).text}\n{line('Zoltan Quibble sank 99 boats.', 'a1.1')}")

    with server:
        server.script = script
        assert main(["doctor", "--model"]) == 0
    assert "2 of 3 sentences had their evidence (1 " in capsys.readouterr().out


@pytest.mark.parametrize(
    ("reply", "said"),
    [
        (Reply(status=401, body=b'{"error": {"message": "bad key sk-secret"}}'), "refuses the key (401): bad key…."),
        (Reply(status=404, body=b"404 page not found"), "/v1/chat/completions does not exist (404)"),
        (Reply(status=404, body=b'{"error": {"message": "model not found"}}'), "has no model “small”"),
        (Reply(body=b"<h1>Hello</h1>", kind="text/html"), "sent"),
        (Reply(text="x", stall=True, counts=False, unfinished=True), "began no answer within 1 seconds"),
        (Reply(text="Here are your key points: 1. A ferry."), "does not write in the form asked for"),
    ],
)
def test_faults_are_sentences(server: ModelServer, capsys: pytest.CaptureFixture[str], reply: Reply, said: str) -> None:
    with server:
        server.script = lambda sent: reply
        assert main(["doctor", "--model"]) == 1
    out = capsys.readouterr().out
    assert said in out
    assert "!!" in out
    assert "sk-secret" not in out


def test_nobody_there_and_nothing_configured(
    server: ModelServer, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    server._server.server_close()
    assert main(["doctor", "--model"]) == 1
    assert "cannot be reached" in capsys.readouterr().out
    monkeypatch.delenv("OCTAVO_MODEL")
    assert main(["doctor", "--model"]) == 1
    assert "Nothing was sent." in capsys.readouterr().out
