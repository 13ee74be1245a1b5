"""Beacons: what open stories are found by, and when it is written anew."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta

import numpy as np
import pytest
from apps.stories.test_actions import CHIPS, FERRY, NOON, place, store  # type: ignore[import-not-found]
from django.db import connection
from django.test.utils import CaptureQueriesContext

from octavo.apps.articles.queries import texts_of, vectors_of
from octavo.apps.stories.actions import candidates, close_stories
from octavo.apps.stories.actions.candidates import find_candidates
from octavo.apps.stories.actions.state import LATER, light_beacons, read_state, term_keys, write_state
from octavo.apps.stories.models import Beacon, Report, Story
from octavo.engine.clustering import ArticleView, absorb, unpack_view, view_article
from octavo.pipeline import match
from octavo.pipeline import place as place_step

pytestmark = pytest.mark.django_db
OTHERS = tuple(
    (
        "post",
        3 + number,
        f"Council of {town} votes on its harbour",
        f"The council of {town} voted on the {town} harbour.",
    )
    for number, town in enumerate(("Norsund", "Velmoor", "Castrel", "Ostrava Bay", "Hollin", "Corran", "Northgate"))
)


def views(ids: Sequence[int]) -> dict[int, ArticleView]:
    vectors = vectors_of(ids)
    return {
        one.article.pk: view_article(one.article.title, one.text, "en", one.article.at, "x", vectors[one.article.pk])
        for one in texts_of(ids)
    }


def found_for(article_id: int) -> list[int]:
    article = Report.objects.get(article=article_id).article
    return find_candidates([(article_id, article.at, views([article_id])[article_id])], "en")[article_id]


def test_an_open_story_has_a_beacon_and_is_found_first() -> None:
    ids = store((*FERRY, *CHIPS))
    place(ids)
    assert set(Beacon.objects.values_list("story_id", flat=True)) == set(Story.objects.values_list("pk", flat=True))
    home = dict(Report.objects.values_list("article_id", "story_id"))
    assert [found_for(pk)[0] for pk in ids] == [home[pk] for pk in ids]


def test_terms_of_another_language_find_nothing() -> None:
    assert not set(term_keys("en", ["corran", "hollin"])) & set(term_keys("fr", ["corran", "hollin"]))
    assert term_keys("en", ["corran", "hollin", "corran"]) == term_keys("en", ["corran", "hollin"])


def test_a_term_of_too_many_stories_finds_none(monkeypatch: pytest.MonkeyPatch) -> None:
    ids = store((*FERRY, *CHIPS))
    place(ids)
    monkeypatch.setattr(candidates, "NEAREST", 0)
    assert found_for(ids[0])
    monkeypatch.setattr(candidates, "HOT", 0)
    assert found_for(ids[0]) == []


def test_a_story_that_sleeps_is_not_found() -> None:
    ids = store(FERRY)
    place(ids)
    assert close_stories(silent_since=NOON + timedelta(days=9)) == 1
    assert not Beacon.objects.exists()
    assert {bytes(view) for view in Report.objects.values_list("view", flat=True)} == {b""}
    assert found_for(ids[0]) == []


def test_a_beacon_is_written_when_its_story_has_moved() -> None:
    place(store(CHIPS))
    story = Story.objects.get()
    state = read_state(story)
    before = Beacon.objects.get()
    story.last_at += LATER / 2
    light_beacons([(story, state)])
    assert Beacon.objects.get().last_at == before.last_at
    story.last_at += LATER
    light_beacons([(story, state)])
    after = Beacon.objects.get()
    assert after.last_at == story.last_at
    assert after.keys == before.keys
    other = view_article("Budget vote", "Parliament rejects the harbour budget.", "en", NOON, "x", -np.eye(256)[0])
    light_beacons([(story, absorb(None, other))])
    assert set(Beacon.objects.get().keys).isdisjoint(before.keys)


def test_a_state_and_a_view_are_kept_with_the_rows() -> None:
    ids = store(FERRY)
    place(ids)
    story = Story.objects.get()
    assert read_state(story).count == 3
    kept = unpack_view(bytes(Report.objects.get(article=ids[0]).view), id=ids[0])
    assert kept
    assert kept.terms == pytest.approx(dict(views(ids)[ids[0]].terms))
    write_state(story, read_state(story))
    assert read_state(story).count == 3


def test_the_questions_of_a_batch_do_not_depend_on_its_size() -> None:
    ids = store((*FERRY, *CHIPS, *OTHERS))
    match.run(ids, NOON)
    asked = []
    for batch in (ids[:2], ids[2:]):
        with CaptureQueriesContext(connection) as seen:
            place_step.run(batch, NOON)
        asked.append(len(seen))
    assert asked[1] <= asked[0] + 12  # what a second look asks, however many neighbourhoods there are
