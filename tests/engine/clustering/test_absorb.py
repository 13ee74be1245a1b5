import json
from datetime import timedelta

import numpy as np
import pytest

from octavo.engine.clustering import absorb, choose_story, from_plain, to_plain, view_article


def test_a_story_sums_its_reports(ship):
    one = absorb(None, ship)
    two = absorb(one, ship)
    assert (one.count, two.count) == (1, 2)
    assert one.id is None
    assert two.terms == pytest.approx({term: 2 * weight for term, weight in one.terms.items()})
    assert np.allclose(two.vector, 2 * one.vector)
    assert two.publishers == {"Meridian Post": 2}
    assert two.figures["19"] == 2


def test_nothing_given_is_changed(ship):
    story = absorb(None, ship)
    before = to_plain(story)
    absorb(story, ship)
    assert to_plain(story) == before


def test_time_spans_the_reports_in_any_order(view):
    told = ("Title of a report", "The Gannet ran aground.")
    later, undated, earlier = view(told, hours=9), view(told, dated=False), view(told, hours=-4)
    story = absorb(absorb(absorb(None, later), undated), earlier)
    assert story.last - story.first == timedelta(hours=13)
    assert absorb(None, undated).first is None


def test_the_state_stays_small():
    story = None
    for number in range(60):
        text = " ".join(f"Word{number}x{at} met Name{number}y{at} for {number * 1000 + at} crowns." for at in range(40))
        story = absorb(story, view_article(f"Title {number}", text, "en", None, f"Paper {number}", None))
    assert len(story.terms) <= 200
    assert len(json.dumps(to_plain(story))) < 16_000
    assert story.count == 60


def test_the_state_survives_a_round_trip_through_json(ship, stories):
    again = from_plain(json.loads(json.dumps(to_plain(stories[0]))), id=7)
    assert to_plain(again) == to_plain(stories[0])
    assert choose_story(ship, [again]).score == pytest.approx(choose_story(ship, [stories[0]]).score, abs=1e-3)
    assert absorb(again, ship).count == 2


def test_a_story_without_vectors_takes_the_first_it_gets(view):
    told = ("Title", "The Gannet ran aground on the bank.")
    story = absorb(absorb(None, view(told, vectors=False)), view(told))
    assert story.vector is not None
    assert from_plain(to_plain(absorb(None, view(told, vectors=False)))).vector is None


def test_a_state_that_an_older_version_wrote_is_read_and_grows(ship, stories):
    old = {key: value for key, value in to_plain(stories[0]).items() if key not in ("held", "named", "years")}
    again = from_plain(old, id=7)
    assert again.core_terms == {}
    assert choose_story(ship, [again]).near
    assert absorb(again, ship).count == 2
