"""The panel and the passages under its sentences."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from itertools import pairwise

import pytest
from cast import NOW, make_article, make_publisher, make_story, make_version
from django.test import Client

from octavo.apps.articles.models import Article
from octavo.apps.assist.features import FEATURES
from octavo.apps.assist.models import Composition
from octavo.faces.reader.panel import ABOUT, NAMES, ShownPart
from octavo.faces.reader.templatetags.assist import by_kind

pytestmark = pytest.mark.django_db

FIRST = "The dam of Orrin gave way on Friday and killed 21 people in Kelmarrow."
SECOND = "The water board had measured 34 millimetres of seepage in the spring of last year."


@pytest.fixture
def article() -> Article:
    return make_article("Orrin Dam gives way", text=f"{FIRST}\n\n{SECOND}", at=NOW)


def get(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200, answer.content[:300]
    return answer.content.decode()


def test_every_feature_has_a_name_and_a_page(client: Client, article: Article):
    story = make_story([article])
    assert set(NAMES) == set(ABOUT) == set(FEATURES)
    for feature in FEATURES.values():
        for scope, pk in (("article", article.pk), ("story", story.pk)):
            if scope in feature.scopes:
                assert 'id="panel"' in get(client, f"/{scope}/{pk}/assist/{feature.key}/")


def test_a_sentence_leads_to_its_passage(client: Client, article: Article):
    page = get(client, f"/article/{article.pk}/assist/key_points/")
    address = f"/evidence/?at={article.pk}.1.0-{len(FIRST)}"
    assert f'href="{address}"' in page
    assert f"<mark>{FIRST}</mark>" in get(client, address)
    part = get(client, address, HX_Request="true")
    assert f"<mark>{FIRST}</mark>" in part
    assert "<html" not in part
    assert article.publisher.name in part
    assert f"?quote=0-{len(FIRST)}#quote" in part


def test_a_passage_of_an_older_version_says_whether_it_still_stands(client: Client, article: Article):
    address = f"/evidence/?at={article.pk}.1.0-{len(FIRST)}"
    make_version(article, text=f"Update.\n\n{FIRST}")
    assert "it stands in today's too" in get(client, address).replace("&#x27;", "'")
    assert f"?quote=9-{9 + len(FIRST)}#quote" in get(client, address)
    make_version(article, text=SECOND)
    assert "today's no longer says so" in get(client, address).replace("&#x27;", "'")


@pytest.mark.parametrize("at", ["", "x", "1.1.5-2", "999.1.0-4", "1.1.0-99999999"])
def test_passages_that_are_not_there(client: Client, at: str):
    assert client.get("/evidence/", {"at": at}).status_code == 404


def test_the_panel_alone_for_a_part_of_the_page(client: Client, article: Article):
    part = get(client, f"/article/{article.pk}/assist/key_points/", HX_Request="true", HX_Target="panel")
    assert part.startswith("<section")
    assert part.count('id="panel"') == 1


def test_on_a_page_of_its_own_another_feature_is_another_page(client: Client, article: Article):
    here = f"/article/{article.pk}/assist/key_points/"
    headers = {"HX_Request": "true", "HX_Target": "panel"}
    inside = get(client, here, HX_Current_URL=f"http://testserver/article/{article.pk}/", **headers)
    alone = get(client, here, HX_Current_URL=f"http://testserver{here}?length=long", **headers)
    tab = f'hx-get="/article/{article.pk}/assist/timeline/"'
    assert tab in inside
    assert tab not in alone
    assert tab not in get(client, here)


def test_the_pack_as_a_file(client: Client, article: Article):
    answer = client.get(f"/article/{article.pk}/assist/key_points/?form=jsonld")
    assert answer.headers["Content-Type"] == "application/ld+json"
    assert "attachment" in answer.headers["Content-Disposition"]
    assert FIRST in json.loads(answer.content)["hasPart"][0]["text"]


def test_the_pack_of_a_past_time_is_the_same_whenever(client: Client, article: Article):
    address = f"/article/{article.pk}/assist/key_points/?form=csv&known={NOW + timedelta(minutes=5):%Y-%m-%dT%H:%MZ}"
    before = client.get(address).content
    make_version(article, text="Everything was different after all, the board now says in its statement.")
    assert client.get(address).content == before
    assert FIRST.encode() in before


@pytest.mark.parametrize(("known", "status"), [("2999-01-01", 400), ("yesterday", 400), ("2001-01-01T00:00Z", 404)])
def test_the_pack_of_a_time_that_is_none(client: Client, article: Article, known: str, status: int):
    assert client.get(f"/article/{article.pk}/assist/key_points/?form=md&known={known}").status_code == status


def test_what_is_not_offered(client: Client, article: Article):
    assert client.get(f"/article/{article.pk}/assist/horoscope/").status_code == 404
    assert client.get(f"/article/{article.pk}/assist/compare/").status_code == 404
    assert client.get(f"/article/{article.pk}/assist/key_points/?length=endless").status_code == 404
    assert client.get(f"/article/{article.pk}/assist/key_points/?form=exe").status_code == 404
    assert client.get("/article/999/assist/key_points/").status_code == 404
    assert client.get("/story/999/assist/key_points/").status_code == 404


def test_a_merged_story_leads_on(client: Client, article: Article):
    story, gone = make_story([article]), make_story([make_article("Other", publisher=make_publisher("lantern"))])
    gone.merged_into = story
    gone.save()
    answer = client.get(f"/story/{gone.pk}/assist/key_points/?length=short")
    assert answer.headers["Location"] == f"/story/{story.pk}/assist/key_points/?length=short"


def test_without_a_model_its_features_say_so(client: Client, article: Article):
    page = get(client, f"/article/{article.pk}/assist/simple/")
    assert "needs a language model" in page
    assert not Composition.objects.exists()


def test_what_was_left_out_is_counted(client: Client, article: Article):
    get(client, f"/article/{article.pk}/assist/key_points/")
    Composition.objects.update(left_out={"number": 1, "name": 1})
    assert "2 sentences left out: no evidence." in get(client, f"/article/{article.pk}/assist/key_points/")


def test_a_text_that_was_taken_back_takes_its_sentences_along(client: Client, article: Article):
    other = make_article("Another", publisher=make_publisher("lantern"), text=SECOND)
    story = make_story([article, other])
    address = f"/story/{story.pk}/assist/key_points/"
    get(client, address)
    other.delete()
    assert "lantern" not in get(client, address).lower()


def test_nothing_of_a_publisher_is_markup(client: Client):
    bad = "<img src=x onerror=alert(1)> was what the harbour office of Osterhaven wrote to all of its pilots."
    article = make_article(bad, text=bad)
    page = get(client, f"/article/{article.pk}/assist/key_points/")
    assert "<img src=x" not in page


def test_headings_follow_each_other(client: Client, article: Article):
    page = get(client, f"/article/{article.pk}/assist/timeline/")
    levels = [int(level) for level in re.findall(r"<h([1-6])", page)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_who_has_read_nothing_of_a_story_is_told_that_all_of_it_is_new(client: Client, article: Article):
    story = make_story([article])
    before, since = NOW - timedelta(days=1), NOW + timedelta(hours=1)
    new = get(client, f"/story/{story.pk}/assist/changes/?since={before:%Y-%m-%dT%H:%MZ}")
    assert "All of this was reported since then." in new
    assert f'<option value="{before:%Y-%m-%dT%H:%MZ}" selected>' in new
    assert "No report said anything new" in get(
        client, f"/story/{story.pk}/assist/changes/?since={since:%Y-%m-%dT%H:%MZ}"
    )


def test_a_question_that_follows_on_others_stands_under_them(client: Client, article: Article):
    earlier = json.dumps([["Where is the dam?", "In no report."]])
    page = client.get(f"/article/{article.pk}/assist/ask/", {"question": "How many died there?", "earlier": earlier})
    text = page.content.decode()
    assert text.index(">Where is the dam?<") < text.index(">How many died there?<")
    assert ">In no report.<" not in text  # the address may say anything: only what has evidence is shown as an answer


def test_what_only_one_reports_stands_under_its_name_once():
    one, other = (
        ShownPart(kind="only", label=label, detail={}, sentences=(label,), articles={})  # type: ignore[arg-type]
        for label in ("Post", "Wire")
    )
    assert [
        (kind, [(part.label, len(part.sentences)) for part in parts]) for kind, parts in by_kind([one, other, one])
    ] == [("only", [("Post", 2), ("Wire", 1)])]
