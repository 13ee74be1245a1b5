"""Who carries whose text: a story's sources, two texts side by side, many outlets, edits."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cast import NOW, make_article, make_copy, make_publisher, make_story, make_version
from django.test import Client

from octavo.apps.articles.models import Reuse
from octavo.apps.stories.models import Story

pytestmark = pytest.mark.django_db

FIRST = (
    "The ferry left at nine on Monday morning. Forty people were on board when it struck the bank.\n\n"
    "Divers went down at noon. The owner said that all were safe."
)
SECOND = (
    "The ferry left at ten on Monday morning. The owner said that all were safe. Divers went down at noon.\n\n"
    "An inquiry opens on Thursday in Norsund."
)


def lineage(client: Client, story: Story) -> str:
    return client.get(f"/story/{story.pk}/lineage/").content.decode()


def test_sources_stand_first_to_last_with_what_they_carry(client: Client):
    first = make_article("The wire's own words", publisher=make_publisher("signalwire"), agency="Signal Wire")
    copy = make_copy(first, publisher=make_publisher("lantern"))
    rewrite = make_article("A rewrite", publisher=make_publisher("dailycompass"), at=NOW + timedelta(hours=1))
    Reuse.objects.create(article=rewrite, source=first, share=0.37)
    own = make_article("Our own report", publisher=make_publisher("meridianpost"), at=NOW + timedelta(hours=2))
    page = lineage(client, make_story([first, copy, rewrite, own]))
    assert "3 outlets, one source" in page
    assert "Credited to" in page
    places = [page.index(text) for text in ("had the text first", "word for word", "37% of it stands in Signal Wire")]
    assert places == sorted(places)
    assert page.index("Texts of their own") < page.index("Our own report")
    assert f"/article/{copy.pk}/lineage/?with={first.pk}" in page


def test_the_story_page_leads_there_where_reports_count_together(client: Client):
    first = make_article()
    story = make_story([first, make_copy(first, publisher=make_publisher("lantern"))])
    page = client.get(f"/story/{story.pk}/", follow=True).content.decode()
    assert f'href="/story/{story.pk}/lineage/"' in page
    story = make_story([make_article("One"), make_article("Another", publisher=make_publisher("meridianpost"))])
    assert "/lineage/" not in client.get(f"/story/{story.pk}/", follow=True).content.decode()


def test_two_texts_of_one_outlet_are_not_one_text(client: Client):
    page = lineage(client, make_story([make_article("In the morning"), make_article("In the evening")]))
    assert "Every report is a text of its own" in page
    assert page.index("In the morning") < page.index("In the evening")
    assert "First carried by" not in page


def test_an_original_of_another_story_is_named(client: Client):
    original = make_article("Somewhere else entirely", publisher=make_publisher("signalwire"))
    page = lineage(client, make_story([make_copy(original, publisher=make_publisher("lantern"))]))
    assert "not among this story&#x27;s reports" in page or "not among this story's reports" in page


def test_four_hundred_outlets_fit(client: Client, django_assert_max_num_queries):
    first = make_article("The wire's own words", publisher=make_publisher("signalwire"))
    copies = [make_copy(first, publisher=make_publisher(f"paper{number}")) for number in range(400)]
    story = make_story([first, *copies])
    with django_assert_max_num_queries(8):
        page = lineage(client, story)
    assert "401 outlets, one source" in page
    assert page.count("<li>") >= 401
    assert "389 more" in page


def test_a_merged_story_leads_on(client: Client):
    story, gone = make_story([make_article()]), make_story([make_article("Other")])
    Story.objects.filter(pk=gone.pk).update(merged_into=story)
    assert client.get(f"/story/{gone.pk}/lineage/").headers["Location"] == f"/story/{story.pk}/lineage/"
    assert client.get("/story/987654/lineage/").status_code == 404


def test_two_texts_stand_side_by_side(client: Client):
    first = make_article("Ferry strikes bank", text=FIRST)
    copy = make_copy(first, publisher=make_publisher("lantern"))
    make_version(copy, text=SECOND)
    page = client.get(f"/article/{copy.pk}/lineage/?with={first.pk}").content.decode()
    assert "left at <del>nine</del> on Monday" in page
    assert "left at <ins>ten</ins> on Monday" in page
    assert page.count("only in The Harbour Ledger") == 2  # in the tally and at the sentence
    assert page.count("only in The Lantern") == 2
    assert "moved" in page
    assert "version 2" in page
    assert client.get(f"/article/{first.pk}/lineage/").status_code == 200


def test_markup_in_a_text_stays_text(client: Client):
    first = make_article("<b>Bold</b>", text="He wrote <script>alert(1)</script> on the wall at nine.")
    copy = make_copy(first, publisher=make_publisher("lantern"))
    make_version(copy, text="He wrote <script>alert(2)</script> on the wall at ten.")
    page = client.get(f"/article/{copy.pk}/lineage/").content.decode()
    assert "<script>alert" not in page


def test_strangers_are_not_compared(client: Client):
    one, other = make_article("One"), make_article("Other", publisher=make_publisher("lantern"))
    assert client.get(f"/article/{one.pk}/lineage/?with={other.pk}").status_code == 404
    assert client.get(f"/article/{one.pk}/lineage/").status_code == 404
    make_story([one, other])
    assert client.get(f"/article/{one.pk}/lineage/?with={other.pk}").status_code == 200
