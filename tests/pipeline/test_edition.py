"""The whole line over the sample edition: what the product must not have is not there."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.conf import settings
from line import drain
from pytest_django import DjangoDbBlocker

from octavo.apps.queue.actions import queue_step
from octavo.apps.queue.models import Setback
from octavo.apps.sources.actions import load_edition
from octavo.edition.build import build_edition
from octavo.edition.catalogue import edition_sources
from octavo.edition.play import play_edition
from octavo.engine.text.addresses import address_key
from quality.edition import NOW, Outcome, judge, outcomes

pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def line(tmp_path_factory: pytest.TempPathFactory, django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Any:
    """The truth, the outcomes after a first poll and after the publishers' edits. Nothing stays in the database."""
    from django.db import transaction

    folder = tmp_path_factory.mktemp("edition")
    build_edition(NOW, folder)
    truth = [json.loads(text) for text in (folder / "truth.jsonl").read_text().splitlines()]
    before = settings.OCTAVO
    with django_db_blocker.unblock(), play_edition(folder) as player, transaction.atomic():
        routes = (f".example=127.0.0.1:{player.port}",)
        settings.OCTAVO = replace(before, values={**before.values, "fetch_routes": routes})
        try:
            feeds = load_edition("sample", edition_sources(), now=NOW)
            queue_step("poll", feeds)
            steps = drain(NOW)
            first = outcomes()
            player.revise()
            queue_step("poll", feeds)
            drain(NOW + timedelta(minutes=10))
            yield truth, first, outcomes(), steps, Setback.objects.count()
        finally:
            settings.OCTAVO = before
            transaction.set_rollback(True)


Line = tuple[Sequence[Mapping[str, Any]], Mapping[str, Outcome], Mapping[str, Outcome], Sequence[str], int]


def test_every_article_comes_in_once(line: Line) -> None:
    truth, first, _, steps, setbacks = line
    assert set(first) == {address_key(row["address"]) for row in truth}
    assert set(steps) == {"poll", "read", "match", "place", "tag", "index", "tell", "link"}
    assert setbacks == 0


def test_no_planted_residue_and_no_lost_link(line: Line) -> None:
    truth, first, *_ = line
    faults = []
    for row in truth:
        found = first[address_key(row["address"])]
        faults += [f"{row['address']}: shows {phrase!r}" for phrase in row["residue"] if phrase in found.text]
        faults += [
            f"{row['address']}: lost {link['text']!r}" for link in row["links"] if link["text"] not in found.links
        ]
    assert faults == []


def test_stories_copies_and_states_hold_their_floors(line: Line) -> None:
    scores = judge(line[0], line[1])
    assert scores["edition.stories_pairwise_f1"] >= 0.90
    assert scores["edition.copies_f1"] >= 0.97
    assert scores["edition.title_exact"] == 1.0
    assert scores["edition.state_exact"] >= 0.98


def test_an_edit_is_a_version_and_never_a_new_article(line: Line) -> None:
    truth, first, later, *_ = line
    assert set(later) == set(first)
    edited = [row for row in truth if row["revised"]]
    assert edited
    for row in edited:
        key = address_key(row["address"])
        assert later[key].title == row["revised"]["title"]
        assert (later[key].title, later[key].text) != (first[key].title, first[key].text)
