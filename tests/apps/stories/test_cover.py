"""What `tell` writes of who reports a story, where, when, and what some do not say."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from cast import NOW, make_article, make_copy, make_publisher, make_story
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoAssertNumQueries

from octavo.apps.articles.models import Article, Reuse
from octavo.apps.sources.models import Publisher
from octavo.apps.stories.actions import tell_stories
from octavo.apps.stories.actions.cover import strip
from octavo.apps.stories.models import Coverage, Story
from octavo.apps.stories.page import story_page

pytestmark = pytest.mark.django_db

SHIP = "NORTHGATE (Signal Wire) - The container ship Gannet ran aground off Port Alder."
FUEL = "The ship was carrying about 380 tonnes of fuel when she struck the ledge."
DULL = "The sea was grey, as it often is there in spring."


def publisher(slug: str, country: str, kind: str = "newspaper") -> Publisher:
    found = make_publisher(slug)
    Publisher.objects.filter(pk=found.pk).update(country="", country_name=country, kind=kind)
    found.refresh_from_db()
    return found


def report(slug: str, country: str, text: str, hours: int, **values: object) -> Article:
    return make_article(f"Ship aground, says {slug}", publisher=publisher(slug, country), text=text,
                        at=NOW + timedelta(hours=hours), **values)  # fmt: skip


def told(*articles: Article) -> Story:
    story = make_story(articles)
    tell_stories([story.pk], now=NOW)
    return Story.objects.select_related("coverage").get(pk=story.pk)


@pytest.fixture
def gannet() -> Story:
    return aground(copied_in="Ostmark Isles")


def aground(*, copied_in: str) -> Story:
    first = report("signalwire", "Norland", f"{SHIP} {FUEL}", 0)
    second = report("meridianpost", "Norland", f"{DULL} {FUEL}", 1)
    others = [report(f"isle{n}", "Ostmark Isles", f"{SHIP} {DULL} Part {n}.", 2 + n) for n in range(2)]
    copy = make_copy(first, publisher=publisher("islecopy", copied_in), at=NOW + timedelta(hours=5))
    Reuse.objects.create(article=others[0], source=first, share=0.42)
    return told(first, second, *others, copy)


def test_countries_places_and_pulse_are_told(gannet: Story) -> None:
    assert gannet.countries_count == 2
    assert gannet.places == ["Northgate"]
    # The first of the isles carries paragraphs of the first report: together they are one source.
    assert gannet.pulse == [NOW + timedelta(hours=hours) for hours in (0, 1, 3)]


def test_reports_stand_under_their_country_and_copies_under_their_text(gannet: Story) -> None:
    isles, norland = gannet.coverage.plain["countries"]
    assert (isles["name"], isles["outlets"], len(isles["texts"])) == ("Ostmark Isles", 3, 2)
    assert (norland["name"], norland["outlets"], len(norland["texts"])) == ("Norland", 2, 2)
    original = norland["texts"][1]
    assert [copy["who"] for copy in original["copies"]] == ["Islecopy"]
    assert [(each["who"], each["whose"]) for each in isles["carriers"]] == [("Islecopy", "Signal Wire")]
    assert isles["texts"][1]["reuse"]["percent"] == 42
    assert isles["texts"][1]["reuse"]["whose"] == "Signal Wire"


def test_a_fact_names_its_first_teller_and_the_others() -> None:
    first, second = f"{DULL} {FUEL}", f"{FUEL} {DULL}"
    story = told(
        report("meridianpost", "Norland", second, 1),
        report("signalwire", "Norland", first, 0),
        report("lantern", "Norland", DULL, 2),
    )
    (fact,) = story.facts
    assert fact["publisher"] == "Signal Wire"
    assert [each["publisher"] for each in fact["also"]] == ["Meridian Post"]
    assert first[fact["start"] : fact["end"]] == fact["text"] == FUEL


def test_blind_spots_carry_their_evidence() -> None:
    (spot,) = aground(copied_in="Norland").coverage.plain["blind"]
    assert spot["marks"] == ["380 tonnes"]
    assert spot["silent"] == [{"kind": "country", "side": "Ostmark Isles", "name": "Ostmark Isles", "reports": 2}]
    assert f"{SHIP} {FUEL}"[spot["start"] : spot["end"]] == spot["text"] == FUEL


def test_a_side_that_carries_the_text_of_others_is_not_silent(gannet: Story) -> None:
    assert gannet.coverage.plain["blind"] == []


def test_a_second_report_of_an_outlet_is_no_second_voice() -> None:
    one = report("meridianpost", "Norland", f"{SHIP} {FUEL}", 0)
    two = report("meridianpost", "Norland", f"{DULL} {FUEL}", 1)
    silent = [report(f"isle{n}", "Ostmark Isles", f"{SHIP} {DULL} Part {n}.", 2 + n) for n in range(2)]
    assert told(one, two, *silent).coverage.plain["blind"] == []


def test_telling_again_changes_nothing_and_asks_as_much_for_many(
    gannet: Story, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    before = (gannet.facts, gannet.coverage.plain)
    with CaptureQueriesContext(_connection()) as captured:
        tell_stories([gannet.pk], now=NOW)
    again = Story.objects.select_related("coverage").get(pk=gannet.pk)
    assert (again.facts, again.coverage.plain) == before
    more = make_story([make_article("Another story", publisher=make_publisher("lantern"))])
    with django_assert_num_queries(len(captured)):
        tell_stories([gannet.pk, more.pk], now=NOW)
    assert Coverage.objects.count() == 2


def _connection():  # type: ignore[no-untyped-def]
    from django.db import connection

    return connection


def test_the_page_reads_what_was_told(gannet: Story) -> None:
    page = story_page(gannet.pk, by_country=None)
    assert page
    assert [country["name"] for country in page.countries] == ["Ostmark Isles", "Norland"]
    assert page.total == 4
    assert sum(bar.own for bar in page.bars) == 4
    assert sum(bar.copies for bar in page.bars) == 1
    by_time = story_page(gannet.pk, by_country=False)
    assert by_time
    assert (len(by_time.tellings), by_time.countries) == (4, ())


def test_a_strip_has_few_bars_and_loses_nobody() -> None:
    start = datetime(2026, 3, 2, 8, 20, tzinfo=UTC)
    for days in (0, 1, 5, 40, 400, 4000):
        moments = [start, start + timedelta(days=days) / 2, start + timedelta(days=days)]
        found = strip(moments, moments[:1])
        assert sum(found["own"]) == 3
        assert sum(found["copies"]) == 1
        assert len(found["own"]) == len(found["copies"]) <= 42
        assert datetime.fromisoformat(found["from"]) <= start
