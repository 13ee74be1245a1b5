"""What a question is answered from, out of the database."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from cast import NOW, make_article, make_copy, make_publisher, make_story, make_version
from django.db import connection
from django.test.utils import CaptureQueriesContext

from octavo.apps.articles.models import Article
from octavo.apps.articles.queries import texts_of
from octavo.apps.assist.asking import MOST, sources_for
from octavo.apps.search.actions import index_articles
from octavo.apps.stories.models import Story
from octavo.engine.assist import answer

pytestmark = pytest.mark.django_db

ASKED = "Who was the last to leave the Silver Tern?"
TEXT = "Captain Edda Rourke was the last to leave the Silver Tern.\n\nThe ferry lies on the Marl Ledge."


def held(text: str = TEXT, title: str = "Ferry aground", *, at: datetime = NOW, slug: str = "harbourledger") -> Article:
    article = make_article(title, text=text, at=at, publisher=make_publisher(slug))
    index_articles(texts_of([article.pk]))
    return article


def found(question: str = ASKED, **more: object) -> list[int]:
    return [source.article for source in sources_for(question, now=NOW, **more)]  # type: ignore[arg-type]


def test_an_article_alone():
    article, _ = held(), held()
    (source,) = sources_for(ASKED, article=article.pk, now=NOW)
    assert (source.article, source.version, source.text, source.title) == (article.pk, 1, TEXT, "Ferry aground")
    assert (source.publisher, source.country, source.language) == ("The Harbour Ledger", "Norland", "en")
    assert found(article=article.pk, as_of=NOW - timedelta(days=1)) == []


def test_a_story_with_its_copies_and_the_one_it_became_part_of():
    first = held(at=NOW - timedelta(hours=2))
    copy = make_copy(first, publisher=make_publisher("lantern"))
    other = held("The Silver Tern is stuck.", at=NOW - timedelta(minutes=5), slug="signalwire")
    story = make_story([first, copy, other])
    sources = sources_for(ASKED, story=story.pk, now=NOW)
    assert [source.article for source in sources] == [first.pk, copy.pk, other.pk]  # oldest first
    assert [source.origin for source in sources] == [first.pk, first.pk, other.pk]
    former = Story.objects.create(title="", language="en", first_at=NOW, last_at=NOW, opened_at=NOW, merged_into=story)
    assert found(story=former.pk) == found(story=story.pk)
    assert found(story=story.pk, as_of=NOW - timedelta(hours=1)) == [first.pk, copy.pk]


def test_a_big_story_gives_its_newest_reports():
    reports = [make_article(f"Report {n}", at=NOW - timedelta(minutes=n)) for n in range(MOST + 5)]
    story = make_story(reports)
    assert set(found(story=story.pk)) == {report.pk for report in reports[:MOST]}


def test_everything_is_searched_without_asking_for_every_word():
    right = held()
    held("A choir sang in Brantham.", "Choir")
    assert found() == [right.pk]
    assert found("Who commanded the Silver Tern on its last voyage from Brenik?") == [right.pk]
    assert found("the of and") == []
    assert found("") == []


def test_a_follow_up_is_searched_by_what_it_carries_over():
    right = held()
    before = (ASKED, "Captain Edda Rourke was the last to leave the Silver Tern.")
    assert found("How old is she?", earlier=[before]) == [right.pk]


def test_what_appeared_later_is_not_known():
    early, late = held(at=NOW - timedelta(days=2)), held(at=NOW - timedelta(hours=1))
    assert set(found()) == {early.pk, late.pk}
    assert found(as_of=NOW - timedelta(days=1)) == [early.pk]


def test_the_version_known_then_is_read():
    article = held(at=NOW - timedelta(days=2))
    make_version(article, text="Captain Ulla Brandt left the Silver Tern.", at=NOW - timedelta(hours=3))
    (now,) = sources_for(ASKED, article=article.pk, now=NOW)
    (then,) = sources_for(ASKED, article=article.pk, as_of=NOW - timedelta(days=1), now=NOW)
    assert (now.version, then.version, then.text) == (2, 1, TEXT)
    early = NOW - timedelta(days=1)
    (loaded,) = sources_for(ASKED, article=article.pk, as_of=early, known_at=NOW, now=NOW)
    assert loaded.version == 2


def test_the_number_of_questions_to_the_database_does_not_grow():
    counts = []
    for size in (3, 40):
        for number in range(size):
            held(TEXT.replace("Marl", f"Marl {number}"), f"Ferry {number}")
        with CaptureQueriesContext(connection) as captured:
            sources = sources_for(ASKED, now=NOW)
        counts.append(len(captured))
        assert answer(ASKED, sources, asked_at=NOW).parts
    assert counts[0] == counts[1] <= 14
