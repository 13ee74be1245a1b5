"""What a model writes, as a page that fills and as parts; what was sent; and that nothing is sent unasked."""

from __future__ import annotations

import asyncio
import gzip
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from decimal import Decimal
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlencode

import pytest
from cast import NOW, make_article
from django.db import connections
from django.test import Client
from model_server import ModelServer, Reply, good, line
from pytest_django import Settings

from octavo.apps.articles.models import Article
from octavo.apps.assist.models import Composition, ModelCall
from octavo.config.asgi import application
from octavo.faces.ops.running.ports import free_port, wait_for_port

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.filterwarnings("ignore:StreamingHttpResponse must consume"),
]

TEXT = (
    "Norsund opened a new ferry line across the bay on Monday. Mayor Mara Lindqvist said the line had cost 12 million "
    "euros.\n\nThe first boat left at 6 in the morning with 240 passengers. The harbour board was not asked to pay."
)
FIRST = "Norsund opened a new ferry line across the bay on Monday."


@pytest.fixture
def server(settings: Settings) -> Iterator[ModelServer]:
    with ModelServer() as running:
        configure(settings, model_address=running.address, model="small")
        yield running


@pytest.fixture
def article() -> Article:
    return make_article("Ferry line opens", text=TEXT)


def configure(settings: Settings, **values: object) -> None:
    settings.OCTAVO = replace(settings.OCTAVO, values={**settings.OCTAVO.values, **values})


def body_of(response: object) -> str:
    return b"".join(response).decode()  # type: ignore[call-overload]


def write(client: Client, article: Article, *, part: bool = False, feature: str = "key_points", **values: str) -> str:
    headers = {"hx-request": "true"} if part else {}
    response = client.post("/assist/write", {"feature": feature, "article": article.pk, **values}, headers=headers)
    assert response.status_code == 200, response.content
    return body_of(response)


def test_a_page_holds_each_sentence_with_its_evidence(client: Client, server: ModelServer, article: Article) -> None:
    page = write(client, article)
    assert page.count("<html") == page.count("</html>") == 1
    assert page.index("<h1") < page.index(FIRST) < page.index("Written by small") < page.index("</main>")
    assert f"/evidence/?at={article.pk}.1.0-{len(FIRST)}" in page
    assert "<script>" not in page
    assert "every sentence was checked".lower() in page.lower()


def test_parts_come_without_a_page(client: Client, server: ModelServer, article: Article) -> None:
    page = write(client, article, part=True)
    assert "<html" not in page
    assert page.count("<!--|-->") == 5


def test_what_has_no_evidence_is_counted_and_not_shown(client: Client, server: ModelServer, article: Article) -> None:
    server.script = lambda sent: Reply(text=f"{good(sent).text}\n{line('Zoltan Quibble sank 99 boats.', 'a1.1')}")
    page = write(client, article)
    assert "Quibble" not in page
    assert "1 sentence left out: no evidence." in page


def test_markup_is_shown_as_text_and_never_followed(client: Client, server: ModelServer, article: Article) -> None:
    server.script = lambda sent: Reply(text="\n".join((
        line(f"{FIRST[:-1]}<img src=x onerror=alert(1)>.", "a1.1"), line("<script>alert(1)</script>", "a1.1"),
    )))  # fmt: skip
    page = write(client, article, part=True)
    assert FIRST in page
    assert "onerror" not in page
    assert "alert(1)" not in page


def test_a_failure_is_told_and_an_empty_answer_too(client: Client, server: ModelServer, article: Article) -> None:
    server.script = lambda sent: Reply(status=500, body=b"oops")
    assert "The model gave no whole answer." in write(client, article, feature="simple")
    server.script = lambda sent: Reply(text='{"nothing": true}')
    assert "The sources do not say." in write(client, article, feature="ask", question="Who won the cup?")


def test_the_reader_gets_a_name_only_when_a_model_is_asked(
    client: Client, server: ModelServer, article: Article
) -> None:
    client.get("/assist/sent/")
    assert "reader" not in client.cookies
    write(client, article)
    name = client.cookies["reader"].value
    assert ModelCall.objects.get().reader in name
    write(client, article, feature="simple")
    assert ModelCall.objects.values("reader").distinct().count() == 1
    client.cookies["reader"] = name[:-1] + ("a" if name[-1] != "a" else "b")  # not signed by us: a new name
    write(client, article, feature="perspectives")
    assert ModelCall.objects.values("reader").distinct().count() == 2


def test_the_budget_is_told(client: Client, server: ModelServer, article: Article, settings: Settings) -> None:
    configure(settings, model_reader_day_tokens=100)
    assert "The budget for models is used up." in write(client, article)
    assert server.asked == []
    assert "100 of 100 tokens today" in client.get("/assist/sent/").content.decode()


@pytest.mark.parametrize(
    ("values", "status"),
    [
        ({"feature": "timeline"}, 400),
        ({"feature": "no such"}, 400),
        ({"feature": "key_points", "length": "endless"}, 400),
        ({"feature": "translate", "language": "tlh"}, 400),
        ({"feature": "key_points", "article": "0"}, 400),
        ({"feature": "key_points", "article": "999999999"}, 404),
        ({"feature": "key_points", "article": "x' OR 1=1"}, 400),
    ],
)
def test_what_cannot_be_written_is_refused(
    client: Client, server: ModelServer, article: Article, values: dict[str, str], status: int
) -> None:
    response = client.post("/assist/write", {"article": article.pk, **values})
    assert response.status_code == status
    assert server.asked == []
    assert not ModelCall.objects.exists()


def test_a_forged_form_is_refused(server: ModelServer, article: Article) -> None:
    guarded = Client(enforce_csrf_checks=True)
    assert guarded.post("/assist/write", {"feature": "key_points", "article": article.pk}).status_code == 403
    assert guarded.post("/assist/sent/", {"model": "off"}).status_code == 403
    assert server.asked == []
    assert guarded.get("/assist/write").status_code == 405


def test_nothing_is_sent_unless_a_model_is_configured(client: Client, settings: Settings, article: Article) -> None:
    with ModelServer() as trap:
        for values in ({"model_address": trap.address, "model": ""}, {"model_address": "", "model": "small"}):
            configure(settings, **values)
            for feature in ("key_points", "simple", "ask"):
                answer = client.post("/assist/write", {"feature": feature, "article": article.pk, "question": "Who?"})
                assert answer.status_code == 409
                assert "No model is configured" in answer.content.decode()
            for address in ("/", f"/article/{article.pk}/", "/assist/sent/", "/about/"):
                client.get(address, follow=True)
        assert trap.asked == []
    assert not ModelCall.objects.exists()
    page = client.get("/assist/sent/").content.decode()
    assert "No model is configured: nothing is sent." in page


def test_a_reader_may_opt_out_and_in(client: Client, server: ModelServer, article: Article) -> None:
    client.post("/assist/sent/", {"model": "off"})
    assert client.cookies["model"].value == "off"
    answer = client.post("/assist/write", {"feature": "key_points", "article": article.pk})
    assert answer.status_code == 409
    assert server.asked == []
    assert "nothing is sent for you" in client.get("/assist/sent/").content.decode()
    client.post("/assist/sent/", {"model": "on"})
    assert client.post("/assist/write", {"feature": "key_points", "article": article.pk}).status_code == 200


def test_the_page_of_what_was_sent_names_no_reader(client: Client, server: ModelServer, article: Article) -> None:
    ModelCall.objects.create(
        at=NOW, address="https://models.example/v1", model="<b>large</b>", feature="key_points", prompt="key_points 1",
        reader="somebody-else", articles=[article.pk, 987654], characters=4321, tokens_in=900, tokens_out=80,
        cost=Decimal("0.0123"), outcome="refused", error="The key <i>was</i> refused.",
    )  # fmt: skip
    page = client.get("/assist/sent/").content.decode()
    for shown in ("models.example", "&lt;b&gt;large&lt;/b&gt;", "Key points 1", "4321", "900 + 80", "0.0123",
                  "The key &lt;i&gt;was&lt;/i&gt; refused.", f"/article/{article.pk}/"):  # fmt: skip
        assert shown in page
    assert "somebody-else" not in page
    assert 'class="mine"' not in page


@pytest.mark.django_db(transaction=True)
def test_a_real_server_gives_out_each_sentence_when_it_is_there(server: ModelServer, article: Article) -> None:
    """Over granian, through every middleware, to a browser that takes gzip: nothing waits for the end."""
    server.script = lambda sent: Reply(text=good(sent).text, stall=True)
    with _site() as port, _posted(port, article, server) as answer:
        assert answer.status == 200
        assert answer.getheader("Content-Encoding") in (None, "identity")
        seen = _read_until(answer, FIRST)  # while the model has not finished
        assert "</html>" not in seen
        server.released.set()
        rest = seen + answer.read().decode()
    assert "</html>" in rest
    assert "Written by small" in rest
    assert Composition.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_a_reader_who_goes_away_ends_the_request(server: ModelServer, article: Article) -> None:
    server.script = lambda sent: Reply(text=good(sent).text, stall=True)
    with _site() as port:
        with _posted(port, article, server) as answer:
            _read_until(answer, FIRST)
        _wait_for(lambda: ModelCall.objects.get().outcome == "left")
    assert not Composition.objects.exists()


def _wait_for(said: object) -> None:
    ticks = threading.Event()
    for _ in range(100):
        if said():  # type: ignore[operator]
            return
        ticks.wait(0.05)
    raise AssertionError("it did not happen within five seconds")


@contextmanager
def _site() -> Iterator[int]:
    from granian.constants import Interfaces
    from granian.server.embed import Server

    monkey = pytest.MonkeyPatch()
    monkey.setitem(connections.settings["default"], "CONN_MAX_AGE", 0)  # the server's threads keep no connection
    port = free_port()
    server = Server(application, address="127.0.0.1", port=port, interface=Interfaces.ASGI, log_enabled=False)
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_until_complete, args=(server.serve(),), daemon=True)
    thread.start()
    assert wait_for_port("127.0.0.1", port, seconds=10)
    try:
        yield port
    finally:
        loop.call_soon_threadsafe(server.stop)
        thread.join(10)
        monkey.undo()


@contextmanager
def _posted(port: int, article: Article, server: ModelServer) -> Iterator[HTTPResponse]:
    connection = HTTPConnection("127.0.0.1", port, timeout=20)
    try:
        connection.request("GET", "/assist/sent/", headers={"Accept-Encoding": "gzip"})
        page = connection.getresponse()
        html = page.read()
        html = gzip.decompress(html) if page.getheader("Content-Encoding") == "gzip" else html
        token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', html)
        cookie = page.getheader("Set-Cookie", "").partition(";")[0]
        assert token is not None
        fields = {"feature": "key_points", "article": article.pk, "csrfmiddlewaretoken": token[1].decode()}
        connection.request("POST", "/assist/write", urlencode(fields), {
            "Content-Type": "application/x-www-form-urlencoded", "Accept-Encoding": "gzip", "Cookie": cookie,
            "Origin": f"http://127.0.0.1:{port}",
        })  # fmt: skip
        yield connection.getresponse()
    finally:
        connection.close()


def _read_until(answer: HTTPResponse, text: str) -> str:
    seen = b""
    while text.encode() not in seen:
        piece = answer.read1(65536)
        assert piece, seen.decode()[-500:]
        seen += piece
    return seen.decode()


def panel(client: Client, article: Article, feature: str = "key_points") -> str:
    return client.get(f"/article/{article.pk}/assist/{feature}/").content.decode()


def test_the_panel_offers_the_model_to_those_who_let_it_be_asked(
    client: Client, server: ModelServer, article: Article
) -> None:
    assert "Let small write it" in panel(client, article)
    assert "Let small write it" in panel(client, article, "simple")
    assert "Let small write it" not in panel(client, article, "quiz")  # no model writes it
    client.cookies["model"] = "off"
    assert "Let small write it" not in panel(client, article)
    assert "needs a language model" in panel(client, article, "simple")


def test_what_was_written_is_in_the_panel_from_then_on(client: Client, server: ModelServer, article: Article) -> None:
    write(client, article, part=True)
    page = panel(client, article)
    assert "Written by small; each sentence was checked against its evidence." in page
    assert "Let small write it" not in page
    client.cookies["model"] = "off"
    assert "Chosen by a program, word for word" in panel(client, article)
