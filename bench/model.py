"""How long a reader waits for the first sentence of a model that answers 50 tokens a second: at the site's own HTTP."""

from __future__ import annotations

import os
import re
import time
from http.client import HTTPConnection
from urllib.parse import urlencode

from bench.harness.database import temporary_folder
from bench.harness.processes import last_words, octavo, running
from bench.harness.records import Asked, Bench, Failed, Figure, Result, Target
from bench.pages import fill
from octavo.faces.ops.running.ports import free_port, wait_for_port
from tests.model_server import ModelServer, good

TOKENS_PER_SECOND = 50.0
WAITS = Target(value=1.5, at_most=True)
QUESTIONS = 5  # of each pass; each another article, so that none is kept already


def run(asked: Asked) -> Result:
    fill()
    from octavo.apps.articles.models import Article

    ids = list(Article.objects.filter(language="en", body_state="full").values_list("pk", flat=True))
    first, whole, added = [], [], []
    with ModelServer(good, tokens_per_second=TOKENS_PER_SECOND) as model:
        port, log = free_port(), temporary_folder() / "web.log"
        environment = {
            **os.environ, "OCTAVO_PORT": str(port), "OCTAVO_MODEL_ADDRESS": model.address, "OCTAVO_MODEL": "bench",
            "OCTAVO_MODEL_DAY_TOKENS": "0", "OCTAVO_MODEL_READER_DAY_TOKENS": "0",
        }  # fmt: skip
        with running(octavo("web"), environment, log=log):
            if not wait_for_port("127.0.0.1", port, seconds=30):
                raise Failed(f"`octavo web` did not answer within half a minute: {last_words(log.read_text())}")
            for article in ids[: QUESTIONS * asked.passes]:
                to_first, to_end, shown_at = _ask(port, article)
                added.append(1000 * (shown_at - model.first_line_at[-1]))
                first.append(to_first)
                whole.append(to_end)
    return Result(
        figures=[
            Figure(what="first sentence shown", values=first, unit="s", count=len(first), of="requests",
                   less_is_better=True, target=WAITS),
            Figure(what="from the model's first sentence to the reader", values=added, unit="ms", count=len(added),
                   of="requests", less_is_better=True),
            Figure(what="whole answer", values=whole, unit="s", count=len(whole), of="requests", less_is_better=True),
        ],
        notes=["The model copies five sentences, with their ids, at 50 tokens a second; the first request is counted."],
    )  # fmt: skip


def _ask(port: int, article: int) -> tuple[float, float, float]:
    """Seconds to the first sentence and to the end, and when the first was there; each time a new reader."""
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", "/assist/sent/")
        page = connection.getresponse()
        token = re.search(rb'name="csrfmiddlewaretoken" value="(\w+)"', page.read())
        cookie = page.getheader("Set-Cookie", "").partition(";")[0]
        if token is None:
            raise Failed("The page of what was sent has no form.")
        fields = {"feature": "key_points", "article": article, "csrfmiddlewaretoken": token[1].decode()}
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie,
                   "Origin": f"http://127.0.0.1:{port}"}  # fmt: skip
        began = time.perf_counter()
        connection.request("POST", "/assist/write", urlencode(fields), headers)
        answer, seen, shown_at = connection.getresponse(), b"", 0.0
        while piece := answer.read1(65536):
            seen += piece
            if not shown_at and b'class="cited"' in seen:
                shown_at = time.perf_counter()
        if answer.status != 200 or not shown_at:
            raise Failed(f"/assist/write answered {answer.status} without a sentence.")
        return shown_at - began, time.perf_counter() - began, shown_at
    finally:
        connection.close()


BENCH = Bench(name="model", about="what a model writes, over HTTP, at 50 tokens a second", run=run)
