"""How the bench of the start tells a front page that is full from one that is not."""

from __future__ import annotations

from fakes import Answer, FakeWeb

from bench import start


def answered(web: FakeWeb, html: str, status: int = 200) -> object:
    host, _, port = web.route.partition("=")[2].partition(":")
    web.answers[f"http://{host}:{port}/"] = Answer(html.encode(), status=status)
    return start._stories(int(port))


def test_each_story_counts_once() -> None:
    with FakeWeb() as web:
        twice = '<a href="/story/3/ships/">Ships</a><a href="/story/3/ships/">picture</a>'
        page = f'{twice}<a href="/story/14/tides/">Tides</a><a href="/article/9/tides/">Tides</a>'
        assert answered(web, page) == [b"14", b"3"]
        assert answered(web, "<p>The first news is on its way.</p>") == []
        assert answered(web, page, status=503) is None


def test_nobody_answers() -> None:
    from octavo.faces.ops.running.ports import free_port

    assert start._stories(free_port()) is None
