"""Odd addresses of the panel and its neighbours: an answer that says what was wrong, never a fault of ours."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from urllib.parse import urlencode

import pytest
from cast import NOW, make_article, make_story, tag
from django.db import transaction
from django.test import Client
from pytest_django import Settings

from octavo.apps.articles.models import Article
from octavo.apps.assist.actions import keep_composition
from octavo.apps.assist.asked import ask_for
from octavo.apps.assist.features import FEATURES
from octavo.apps.assist.sources import sources_of
from octavo.apps.stories.models import Story
from octavo.engine.assist.composed import Cited, Composed, Part
from octavo.engine.records import Span

pytestmark = pytest.mark.django_db

TEXT = "The dam of Orrin gave way on Friday and killed 21 people in Kelmarrow. Mara Vint asked why nobody had looked."
ODD = (
    "", "\0", b"\xed\xa0\x80", "9" * 400, "-1", "١٢", "a" * 30_000, "[" * 2000, "{}", "null", "[[1, 2], 3]",
    '[["\\u0000dam", "\\ud800"]]', '[["\\ud800", "who"]]', json.dumps([["dam \0", "Orrin"]]), "1e999999",
    "0001-01-01T00:00+23:59", "9999-12-31T23:59-23:59", "2026-13-45T99:99Z", "0001-01-01T00:00", "2026-02-30T00:00Z",
    "2026-11-20T12:00Z", "<script>alert(1)</script>", "' OR 1=1 --", "%s%n", "\r\nSet-Cookie: a=b", "md", "csv",
    "jsonld", "../../etc/passwd",
)  # fmt: skip
PLACES = (
    "1.1.0-2147483647", "999999999.999999999.0-999999999", "1.1.5-5", "1.1.9-3", "1.1.0-20," * 50, "1.0.0-5", "٣.1.0-5",
)  # fmt: skip
HUGE = "9" * 20
PATHS = (
    "audio/x/", "audio/..%2f..%2fetc%2fpasswd/", "audio/%00.mp3", "audio/..%2fa.wav", "briefing/letter/%00/",
    f"briefing/letter/{'a' * 5000}/", *(f"{kind}/{HUGE}/{page}" for kind in ("article", "story")
    for page in ("assist/ask/", "audio/")), "article/1/assist/%00/", f"article/1/assist/{'a' * 999}/",
)  # fmt: skip
FIXED = {"question": "Who was killed in Kelmarrow?", "since": "2020-01-01T00:00Z"}


@pytest.fixture
def article() -> Article:
    return make_article("Orrin Dam gives way", text=TEXT, at=NOW)


@pytest.fixture
def story(article: Article) -> Story:
    return make_story([article, make_article("Dam of Orrin fails", text=TEXT.replace("21", "22"), at=NOW)])


def query(**values: object) -> str:
    return urlencode(values)


def of_panels(article: Article, story: Story) -> Iterator[str]:
    """Every feature with every parameter made odd."""
    panels = [f"/{kind}/{one.pk}/assist/{name}/" for name in FEATURES for kind, one in
              (("article", article), ("story", story))]  # fmt: skip
    for panel, value in product([*panels, "/ask/"], ODD):
        for name in ("question", "earlier", "since", "length", "language", "form"):
            yield f"{panel}?{query(**{**FIXED, name: value})}"
        yield f"{panel}?{query(**FIXED, form='md', known=value)}"


def of_neighbours() -> Iterator[str]:
    for value in ODD:
        yield f"/evidence/?{query(at=value)}"
        yield f"/topic/en/orrin-dam/?{query(before=value)}~1"
        for name in ("desks", "language", "minutes", "at", "said", "hour", "zone"):
            for where in ("/briefing/", "/feeds/briefing.atom", "/feeds/briefing.json", "/briefing/audio/"):
                yield f"{where}?{query(**{'since': 'time', name: value})}"
    yield from (f"/evidence/?at={at}" for at in PLACES)
    yield from (f"/{path}" for path in PATHS)


def test_no_odd_address_is_a_fault(client: Client, article: Article, story: Story):
    tag(article, ["Orrin Dam"])
    faults = []
    for address in (*of_panels(article, story), *of_neighbours()):
        try:
            with transaction.atomic():
                assert client.get(address).status_code < 500
        except Exception as error:
            faults.append((address[:200], repr(error)[:200]))
    assert not faults


def test_the_pack_of_what_a_model_wrote_is_of_what_the_page_shows(
    client: Client, article: Article, settings: Settings
) -> None:
    values = {**settings.OCTAVO.values, "model_address": "http://127.0.0.1:9/v1", "model": "small"}
    settings.OCTAVO = replace(settings.OCTAVO, values=values)
    span = Span(article=article.pk, version=1, start=0, end=TEXT.index(" Mara"))
    said = Composed(parts=(Part(sentences=(Cited(text="The dam broke and 21 people died.", spans=(span,)),)),))
    for feature in ("key_points", "simple"):
        asked = ask_for(feature, article=article.pk)
        keep_composition(asked, said, sources_of(asked), writer="small", prompt="simple 1", now=NOW)
        address = f"/article/{article.pk}/assist/{feature}/"
        assert "21 people died." in client.get(address).content.decode()
        pack = client.get(f"{address}?form=md")
        assert pack.status_code == 200, feature
        assert "21 people died." in pack.content.decode()
        assert "small" in pack.content.decode()
