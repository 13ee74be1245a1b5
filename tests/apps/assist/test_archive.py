"""What the archive holds of names."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cast import NOW, make_article, make_copy, make_publisher, make_version, tag
from django.db import connection
from django.test.utils import CaptureQueriesContext

from octavo.apps.assist.archive import archive_for

pytestmark = pytest.mark.django_db


def article(days: int, *topics: str, **more: object):
    return make_article(
        f"Day {days}", text=f"Text of day {days}.", at=NOW - timedelta(days=days), topics=topics, **more
    )


def test_the_first_and_the_last_of_each_name():
    held = [article(days, "Caspar Wynne") for days in range(1, 20)]
    article(3, "Orrin Dam")
    found = archive_for(["Caspar Wynne"], "en", NOW, NOW)
    assert [source.at for source in found] == sorted(source.at for source in found)
    assert {source.article for source in found} == {one.pk for one in (*held[:5], *held[-3:])}
    assert found[0].text == "Text of day 19."
    assert found[0].publisher
    assert found[0].version == 1


def test_nothing_later_nothing_copied_nothing_of_the_story_nothing_of_another_language():
    own, later = article(2, "Caspar Wynne"), article(-1, "Caspar Wynne")
    original = article(4, "Caspar Wynne")
    tag(make_copy(original, publisher=make_publisher("post")), ["Caspar Wynne"])
    found = archive_for(["Caspar Wynne"], "en", NOW + timedelta(days=9), NOW, but=[own.pk])
    assert {source.article for source in found} == {original.pk}
    assert later.pk not in {source.article for source in found}
    assert archive_for(["Caspar Wynne"], "fr", NOW, NOW) == []
    assert archive_for([], "en", NOW, NOW) == []


def test_as_known_at_a_time_no_later_version_and_nothing_that_came_later():
    held = article(9, "Caspar Wynne")
    make_version(held, text="Another text.", at=NOW - timedelta(hours=1))
    late = article(8, "Caspar Wynne")
    late.versions.update(seen_at=NOW)
    (found,) = archive_for(["Caspar Wynne"], "en", NOW, NOW, known_at=NOW - timedelta(hours=2))
    assert (found.article, found.version, found.text) == (held.pk, 1, "Text of day 9.")
    assert len(archive_for(["Caspar Wynne"], "en", NOW, NOW)) == 2


def test_three_questions_and_at_most_sixty_articles():
    names = [f"Name Number{number}" for number in range(12)]
    for number, name in enumerate(names):
        for days in range(1, 12):
            article(days + number * 12, name)
    with CaptureQueriesContext(connection) as asked:
        found = archive_for(names, "en", NOW, NOW)
    assert len(asked) == 3
    assert len(found) == 60
