"""The loopback web in a process of its own: it plays what was recorded, counts, and ends with its bench."""

from __future__ import annotations

from http.client import HTTPConnection
from pathlib import Path

import pytest

from bench import poll
from bench.harness.records import Failed
from bench.harness.web import playing


@pytest.fixture
def folder(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    monkeypatch.setattr(poll, "temporary_folder", lambda: tmp_path)
    return poll._thousand_hosts(2)


def ask(port: int, host: str, **headers: str) -> tuple[int, str]:
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", "/feed.xml", headers={"Host": host, **headers})
    answer = connection.getresponse()
    answer.read()
    connection.close()
    return answer.status, answer.getheader("ETag") or ""


def test_each_host_has_its_feed_and_answers_304_to_its_tag(folder: Path) -> None:
    with playing(folder) as web:
        status, tag = ask(web.port, "feed0001.example")
        assert (status, ask(web.port, "feed0001.example", **{"If-None-Match": tag})[0]) == (200, 304)
        assert ask(web.port, "feed0000.example")[1] != tag
        assert ask(web.port, "feed0002.example")[0] == 404
        assert web.counts() == {200: 2, 304: 1, 404: 1}
        assert web.route == f".example=127.0.0.1:{web.port}"
        process = web._process
    assert process.returncode is not None


def test_a_web_that_cannot_start_is_told(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(Failed, match="did not start"), playing(tmp_path):
        pass
