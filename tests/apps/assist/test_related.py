"""Who is related to an article, out of the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from cast import NOW, make_article, make_copy, make_publisher, make_story, make_vector, tag
from django.db import connection
from django.test.utils import CaptureQueriesContext

from octavo.apps.articles.models import Article, Print, Reuse
from octavo.apps.articles.queries import article_with_text
from octavo.apps.assist.queries import around_article
from octavo.apps.assist.related import Surroundings, surroundings_of
from octavo.apps.stories.models import Counterpart, Story, Thread

pytestmark = pytest.mark.django_db

DETAILS = (
    "Divers found the cracked hinge at dawn, and the harbour pilots measured the current twice.",
    "The salvage tugs came from Brenik with pumps, chains and a floating crane for the lower gate.",
    "Growers upstream counted the barges that wait for grain, and the insurers sent two surveyors.",
    "A committee reads the inspection books of ten years, and the engineers will answer for them.",
    "Welders worked through the night on the lower gate while ships anchored beyond the breakwater.",
    "The port authority reckons with a loss of fees, the council with a loss of trust in the locks.",
)


def report(number: int, hours: float = 0.0, *, slug: str | None = None, **more: object) -> Article:
    """A report of the Osterhaven locks in its own words, so many hours after `NOW`."""
    details = " ".join(DETAILS[(number + place) % len(DETAILS)] for place in (0, 3))
    text = f"Engineer Ilva Marrent spoke of the Osterhaven locks and of Kelmarrow on tape {number}. {details}"
    given: dict[str, object] = {
        "text": text, "at": NOW + timedelta(hours=hours), "vector": make_vector(7),
        "publisher": make_publisher(slug or f"paper{number}"),
    }  # fmt: skip
    title = f"Marrent at the Osterhaven locks: {DETAILS[number % len(DETAILS)].split()[3]} part {number}"
    return make_article(title, **(given | more))


def around(article: Article) -> Surroundings:
    held = article_with_text(article.pk)
    assert held is not None
    return surroundings_of(held.article)


def shown(article: Article) -> list[tuple[int, str]]:
    return [(one.article.pk, one.why.kind.value) for one in around(article).related]


def story_of(articles: Sequence[Article], thread: Thread | None = None) -> Story:
    return make_story(articles, thread=thread)


def test_an_old_article_gets_what_came_before_and_since_not_the_latest():
    own = report(0)
    before, since = report(1, -50), report(2, 50)
    newest = [report(number, 24 * 300 + number) for number in (3, 4, 5)]
    for article in (own, before, since, *newest):
        story_of([article])
        tag(article, ["Osterhaven"])
    assert dict(shown(own)[:2]) == {before.pk: "before", since.pk: "follow_up"}


def test_the_time_around_the_article_is_looked_through_however_much_is_newer():
    own = report(0)
    since = report(2, 30, vector=make_vector(200))  # far by vector: its topic finds it
    for article in (own, since):
        story_of([article])
        tag(article, ["Osterhaven"])
    for number in range(50):
        tag(
            make_article(f"Newer {number}", at=NOW + timedelta(days=90 + number), vector=make_vector(7)), ["Osterhaven"]
        )
    assert shown(own) == [(since.pk, "follow_up")]


def test_reports_of_the_event_and_another_countrys_view():
    own = report(0, slug="harbourledger")
    same, abroad = report(1, 2, slug="meridianpost"), report(2, 3, slug="northgatetimes")
    story_of([own, same, abroad])
    assert dict(shown(own)) == {same.pk: "same_event", abroad.pk: "other_view"}
    (view,) = [one for one in around(own).related if one.article == abroad]
    assert [(each.what, each.theirs) for each in view.why.differs] == [("country", "Ostmark Isles")]
    assert view.excerpt.startswith("Engineer Ilva Marrent")


def test_a_thread_brings_stories_that_are_far_in_time_and_likeness():
    thread = Thread.objects.create(title="Locks", language="en", first_at=NOW, last_at=NOW)
    own, later = report(0), report(1, 24 * 80, vector=make_vector(90))
    story_of([own], thread)
    story_of([later], thread)
    (one,) = around(own).related
    assert (one.article.pk, one.why.kind, one.why.is_thread) == (later.pk, "follow_up", True)


def test_another_language_only_through_a_counterpart():
    own, other = report(0), report(1, 1, language="fr", slug="almina")
    first, second = story_of([own]), story_of([other])
    assert shown(own) == []
    Counterpart.objects.create(story=first, other=second, score=0.9)
    assert [pk for pk, _ in shown(own)] == [other.pk]
    assert [pk for pk, _ in shown(other)] == [own.pk]


def test_copies_are_told_apart_and_never_related():
    own = report(0)
    copy = make_copy(own, publisher=make_publisher("signalwire"))
    carrier, carried = report(1, 4), report(2, 5)
    Reuse.objects.create(article=carrier, source=own, share=0.6)
    Reuse.objects.create(article=carried, source=own, share=0.1)
    story_of([own, copy, carrier, carried])
    found = around(own)
    assert [each.pk for each in found.copies] == [copy.pk]
    assert found.copies[0].publisher.name == "Signal Wire"
    assert [one.article.pk for one in found.related] == [carried.pk]


def test_names_that_the_line_found_are_taken():
    own, since = report(0), report(1, 40)
    for article in (own, since):
        story_of([article])
        Print.objects.filter(article=article).update(names=["Ilva Marrent", "Kelmarrow", "The Harbour Ledger"])
    ((one),) = around(own).related
    assert one.why.names == ("Ilva Marrent", "Kelmarrow")


def test_the_number_of_queries_does_not_grow():
    own = report(0)
    story_of([own, *(report(number, number) for number in range(1, 6))])
    held = article_with_text(own.pk)
    assert held is not None
    with CaptureQueriesContext(
        connection,
    ) as few:
        surroundings_of(held.article)
    story_of([report(number, number + 40) for number in range(10, 40)])
    with CaptureQueriesContext(connection) as many:
        around_article(held.article)
    assert len(few) == 2
    assert len(many) == 3


def test_an_article_without_a_print_has_no_related_ones():
    own = report(0)
    Print.objects.filter(article=own).delete()
    report(1, 30)
    assert shown(Article.objects.get(pk=own.pk)) == []


def test_undated_articles_are_neither_before_nor_since():
    own, other = report(0), report(1, published=None, at=datetime(2026, 1, 1, tzinfo=NOW.tzinfo))
    for article in (own, other):
        story_of([article])
    (one,) = around(own).related
    assert (one.why.hours, one.why.kind) == (None, "same_actors")
