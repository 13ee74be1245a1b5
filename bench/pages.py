"""What a page costs: time, questions to the database and bytes, anonymous and warm, on the sample edition and on a
story of 400 reports."""

from __future__ import annotations

import gzip
import os
import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPConnection
from urllib.parse import quote

from bench.harness.big_story import make_big_story
from bench.harness.database import fresh_database, temporary_folder
from bench.harness.one_worker import see_queue_through
from bench.harness.processes import last_words, octavo, running
from bench.harness.records import Asked, Bench, Failed, Figure, Result, Target
from bench.harness.sample import ask_for_the_news, played_edition
from octavo.faces.ops.running.ports import free_port, wait_for_port

REQUESTS = 200
WARM = 20
BIG, BIG_BY_TIME = "story of 400 reports", "the same by time"
MILLISECONDS = {"front": 20, "story": 15, BIG: 30, BIG_BY_TIME: 30, "article": 15}  # at most, in process
RELATED = 15  # milliseconds of one article's list, at most
QUERIES = Target(value=6, at_most=True)
KILOBYTES = Target(value=60, at_most=True)
_PARTS = re.compile(r'(?:href|src)="(/static/[^"]+\.(?:css|js))"')
Sizes = tuple[float, float]  # kB of HTML, CSS and JS as sent to a browser, and in gzip


@dataclass(frozen=True, slots=True, kw_only=True)
class _Page:
    """A page as measured from inside and from outside. Times in milliseconds."""

    name: str
    inside: list[float]
    outside: list[float]
    queries: int
    sizes: Sizes


def run(asked: Asked) -> Result:
    fill()
    from octavo.faces.reader.addresses import story_address

    pages = _addresses()
    big, telling = make_big_story(datetime.now(UTC))
    pages |= {BIG: story_address(big), BIG_BY_TIME: f"{story_address(big)}?by=time"}
    with _site() as connection:
        found = [
            _Page(name=name, inside=_ask_inside(address), queries=_queries(address),
                  outside=_ask_outside(connection, address), sizes=_sizes(connection, address))
            for name, address in pages.items()
        ]  # fmt: skip
    figures = [*(figure for page in found for figure in _figures(page)), *_related_lists()]
    bytes_sent = ", ".join(f"{page.name} {page.sizes[0]:.0f}" for page in found)
    return Result(
        figures=figures,
        notes=[
            f"kB of HTML, CSS and JS as `octavo web` sends them to a browser that takes gzip: {bytes_sent}.",
            f"Telling the story of 400 reports for the first time took {telling:.2f} s.",
        ],
    )


def fill() -> None:
    """A fresh database with the sample edition in it."""
    fresh_database()
    ask_for_the_news()
    with played_edition() as web:
        see_queue_through({**os.environ, "OCTAVO_FETCH_ROUTES": web.route})


def _figures(page: _Page) -> Iterator[Figure]:
    held = page.name in MILLISECONDS
    most = Target(value=MILLISECONDS[page.name], at_most=True) if held else None
    yield Figure(what=f"{page.name}, in process", values=page.inside, unit="ms", count=len(page.inside), of="requests",
                 less_is_better=True, target=most)  # fmt: skip
    yield Figure(what=f"{page.name}, over HTTP", values=page.outside, unit="ms", count=len(page.outside), of="requests",
                 less_is_better=True)  # fmt: skip
    yield Figure(what=f"{page.name}, database", values=[page.queries], unit="queries", count=1, of="request",
                 less_is_better=True, target=QUERIES if held else None)  # fmt: skip
    yield Figure(what=f"{page.name}, HTML+CSS+JS", values=[page.sizes[1]], unit="kB in gzip", count=1, of="page",
                 less_is_better=True, target=KILOBYTES if page.name == "front" else None)  # fmt: skip


def _addresses() -> dict[str, str]:
    """A page of each kind: the story with most reports, its leading article, words of its title, the busiest topic."""
    from django.db.models import Count

    from octavo.apps.stories.models import Story
    from octavo.apps.topics.models import Topic
    from octavo.faces.reader.addresses import article_address, story_address, topic_address

    story = (
        Story.objects.filter(language="en", lead__isnull=False)
        .select_related("lead")
        .order_by("-reports_count", "pk")
        .first()
    )
    topic = Topic.objects.annotate(articles=Count("taggings")).order_by("-articles", "pk").first()
    if story is None or story.lead is None or topic is None:
        raise Failed("The sample edition left no story or no topic.")
    words = " ".join(sorted(re.findall(r"\w{5,}", story.title), key=len)[-2:])
    return {
        "front": "/", "story": story_address(story), "article": article_address(story.lead),
        "search": f"/search/?q={quote(words)}", "topic": topic_address(topic),
    }  # fmt: skip


def _ask_inside(address: str) -> list[float]:
    from django.test import Client

    client = Client(headers={"host": "127.0.0.1"})
    times = []
    for number in range(WARM + REQUESTS):
        began = time.perf_counter()
        response = client.get(address)
        spent = 1000 * (time.perf_counter() - began)
        if response.status_code != 200:
            raise Failed(f"{address} answered {response.status_code}.")
        if number >= WARM:
            times.append(spent)
    return times


def _related_lists() -> Iterator[Figure]:
    """The related list of every article, none of whose texts has been looked at before; then of all of them again."""
    from octavo.apps.articles.models import Article
    from octavo.apps.articles.queries import article_with_text
    from octavo.apps.assist.reading import read_said
    from octavo.apps.assist.related import surroundings_of

    held = [found.article for pk in Article.objects.values_list("pk", flat=True) if (found := article_with_text(pk))]
    for what in ("related list, texts not seen before", "related list"):
        if what.endswith("before"):
            read_said.cache_clear()
        times = []
        for article in held:
            began = time.perf_counter()
            surroundings_of(article)
            times.append(1000 * (time.perf_counter() - began))
        yield Figure(what=what, values=times, unit="ms", count=len(times), of="articles", less_is_better=True,
                     target=Target(value=RELATED, at_most=True))  # fmt: skip


def _queries(address: str) -> int:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as captured:
        Client(headers={"host": "127.0.0.1"}).get(address)
    return len(captured)


@contextmanager
def _site() -> Iterator[HTTPConnection]:
    """A connection to an `octavo web` of our own."""
    port, log = free_port(), temporary_folder() / "web.log"
    with running(octavo("web"), {**os.environ, "OCTAVO_PORT": str(port)}, log=log):
        if not wait_for_port("127.0.0.1", port, seconds=30):
            raise Failed(f"`octavo web` did not answer within half a minute: {last_words(log.read_text())}")
        connection = HTTPConnection("127.0.0.1", port, timeout=30)
        try:
            yield connection
        finally:
            connection.close()


def _ask_outside(connection: HTTPConnection, address: str) -> list[float]:
    times = []
    for number in range(WARM + REQUESTS):
        began = time.perf_counter()
        _get(connection, address)
        if number >= WARM:
            times.append(1000 * (time.perf_counter() - began))
    return times


def _get(connection: HTTPConnection, address: str) -> tuple[bytes, bool]:
    """A body as it was sent, and whether it is in gzip."""
    connection.request("GET", address, headers={"Accept-Encoding": "gzip"})
    answer = connection.getresponse()
    body = answer.read()
    if answer.status != 200:
        raise Failed(f"{address} answered {answer.status} over HTTP.")
    return body, answer.getheader("Content-Encoding") == "gzip"


def _sizes(connection: HTTPConnection, address: str) -> Sizes:
    page, zipped = _get(connection, address)
    html = (gzip.decompress(page) if zipped else page).decode()
    bodies = [(page, zipped), *(_get(connection, part) for part in sorted(set(_PARTS.findall(html))))]
    sent = sum(len(body) for body, _ in bodies)
    small = sum(len(body if is_small else gzip.compress(body, 6)) for body, is_small in bodies)
    return sent / 1000, small / 1000


BENCH = Bench(name="pages", about="pages of the sample edition and a story of 400 reports, anonymous and warm", run=run)
