"""Placing, the second look, telling: the same stories whatever came first, and nothing twice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from itertools import permutations

import pytest
from line import drain

from octavo.apps.articles.actions import Reading, store_drafts
from octavo.apps.articles.models import Article
from octavo.apps.queue.actions import queue_step
from octavo.apps.sources.actions import publisher_for
from octavo.apps.stories.actions import close_stories
from octavo.apps.stories.models import Report, Story
from octavo.apps.stories.page import story_page
from octavo.engine.clustering import neighbourhoods
from octavo.engine.records import Block, BlockKind, BodyState, Draft

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)
FERRY = (
    (
        "ledger",
        0,
        "Ferry Gannet Spirit runs aground off Hollin Island",
        "The ferry Gannet Spirit ran aground on the Corran Ledge off Hollin Island on Thursday with 214 on board.\n\n"
        "All were taken ashore by lifeboats from Hollin, the coastguard in Northgate said. 19 people were treated.",
    ),
    (
        "post",
        2,
        "All 214 safe after Gannet Spirit strikes Corran Ledge",
        "Lifeboats took 214 people off the Gannet Spirit after it struck the Corran Ledge near Hollin Island.\n\n"
        "The coastguard said 19 people were treated for cold. Skerry Line, which runs it, promised an inquiry.",
    ),
    (
        "compass",
        5,
        "Gannet Spirit: fog, a ledge and 214 lucky people",
        "It was fog that put the ferry Gannet Spirit on the Corran Ledge, passengers said at Hollin Island.\n\n"
        "Skerry Line said divers would look at the hull of the Gannet Spirit. The coastguard counted 214 people.",
    ),
)
CHIPS = (
    (
        "ledger",
        1,
        "Tesselan recalls 3.1 million charging chips",
        "The chip maker Tesselan is recalling 3.1 million charging chips after fires in electric bicycles.\n\n"
        "The chips were sold to Velanto and other makers of batteries. Tesselan expects costs of 410 million crowns.",
    ),
)


def store(rows: Sequence[tuple[str, int, str, str]], *, language: str = "en") -> list[int]:
    readings = []
    for paper, hours, title, text in rows:
        blocks = tuple(Block(kind=BlockKind.PARAGRAPH, text=part) for part in text.split("\n\n"))
        draft = Draft(
            address=f"https://{paper}.example/{hours}-{len(text)}",
            title=title,
            blocks=blocks,
            body_state=BodyState.FULL,
            body_reason="whole",
            published=NOON + timedelta(hours=hours),
            language=language,
        )
        readings.append(Reading(draft=draft, publisher=publisher_for(draft.address, name=paper.title())))
    return store_drafts(readings, now=NOON + timedelta(days=1)).new


def place(ids: Sequence[int]) -> None:
    queue_step("match", ids)
    drain(NOON + timedelta(days=1))


def grouping() -> set[frozenset[str]]:
    stories: dict[int, set[str]] = {}
    for report in Report.objects.select_related("article"):
        stories.setdefault(report.story_id, set()).add(report.article.title)
    return {frozenset(titles) for titles in stories.values()}


ONE_FERRY = {frozenset(row[2] for row in FERRY), frozenset(row[2] for row in CHIPS)}


def test_reports_of_one_event_are_one_story_and_others_are_not() -> None:
    place(store([*FERRY, *CHIPS]))
    assert grouping() == ONE_FERRY


@pytest.mark.parametrize("order", list(permutations(range(4)))[::5])
def test_whatever_comes_first(order: tuple[int, ...]) -> None:
    rows = [*FERRY, *CHIPS]
    for at in order:
        place(store([rows[at]]))
    assert grouping() == ONE_FERRY


def test_placing_again_changes_nothing() -> None:
    ids = store([*FERRY, *CHIPS])
    place(ids)
    before = set(Report.objects.values_list("article_id", "story_id"))
    place(ids)
    assert set(Report.objects.values_list("article_id", "story_id")) == before


def test_another_language_is_another_story() -> None:
    place(store(FERRY[:1]))
    place(store([("almina", 1, *FERRY[1][2:])], language="fr"))
    assert Story.objects.count() == 2


def test_a_copy_follows_its_original_and_is_no_independent_report() -> None:
    place(store([*FERRY[:2], ("compass", 3, "Wire: " + FERRY[0][2], FERRY[0][3])]))
    story = Story.objects.get()
    assert (story.reports_count, story.outlets_count, story.independent_count) == (3, 3, 2)


def test_what_is_told_of_a_story() -> None:
    place(store(FERRY))
    story = Story.objects.get()
    assert story.title in {row[2] for row in FERRY}
    assert story.lead
    assert story.lead.title == story.title
    assert (story.first_at, story.last_at) == (NOON, NOON + timedelta(hours=5))
    assert story.told_at
    texts = {article.pk: article for article in Article.objects.all()}
    assert story.facts
    assert [fact["at"] for fact in story.facts] == sorted((fact["at"] for fact in story.facts), reverse=True)
    assert {fact["article"] for fact in story.facts} <= set(texts)


def test_a_merged_story_leads_to_the_one_it_became_part_of() -> None:
    place(store(FERRY))
    story = Story.objects.get()
    old = Story.objects.create(
        title="Old",
        language="en",
        first_at=NOON,
        last_at=NOON,
        opened_at=NOON,
        is_open=False,
        merged_into=story,
    )
    page = story_page(old.pk)
    assert page
    assert page.story == story


def test_a_silent_story_sleeps() -> None:
    place(store(FERRY))
    assert close_stories(silent_since=NOON) == 0
    assert close_stories(silent_since=NOON + timedelta(days=9)) == 1
    assert not Story.objects.get().is_open


def test_neighbourhoods_hang_together_by_pairs() -> None:
    assert neighbourhoods([(5, 2), (7, 5), (3, 9), (9, 3)]) == [{2, 5, 7}, {3, 9}]
    assert neighbourhoods([]) == []
