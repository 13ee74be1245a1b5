"""Matching: copies, who had the text first, paragraphs carried, in any order and any batches, at a fixed price."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

import pytest
from cast import NOW, make_article, make_publisher, make_story, make_version
from django.db import connection
from django.test.utils import CaptureQueriesContext

from octavo.apps.articles.models import Article, Commonplace, Copy, Print, Reuse
from octavo.apps.stories.actions import tell_stories
from octavo.pipeline import match

pytestmark = pytest.mark.django_db

WIRE = [
    "The container ship Gannet ran aground on the Skerry bank late on Monday with nineteen people aboard, they said.",
    "Two tugs from Port Alder failed to pull the vessel free at high water and will try again on Wednesday morning.",
    "Divers found a gash of eleven metres below the waterline, but the double hull had kept the fuel oil inside.",
    "The owner, Cormorant Lines, said that the crew were safe and that an inspector was on the way from Norsund.",
    "Fishing within five miles of the bank has been banned until the ship is refloated, which may take a week.",
    "Environment officials laid booms across the mouth of the estuary, where ten thousand waders spend the winter.",
]
OWN = [
    "Beachgoers woke on Tuesday to an odd sight: a ship the length of two football pitches, upright on the sand.",
    "Among those watching was Mara Dell, who runs the tea kiosk and had sold out of buns before ten in the morning.",
    "Salvage experts we asked put the bill for a week on the bank at three million crowns, before any fines.",
    "Unions have warned for months that pilots on this stretch of coast work shifts of sixteen hours and more.",
    "The harbour master would not be drawn on blame, and pointed to the inquiry that opens on Thursday.",
    "Insurers in Velgrad had already raised premiums for the channel after two near misses in the autumn.",
]


def article(slug: str, sentences: Sequence[str], minutes: int = 0, title: str = "Ship on the Skerry bank", **values):  # type: ignore[no-untyped-def]
    at = NOW + timedelta(minutes=minutes)
    return make_article(title, publisher=make_publisher(slug), text="\n\n".join(sentences), at=at, **values)


def run(*articles: Article, now: datetime = NOW) -> None:
    match.run([each.pk for each in articles], now)


def originals() -> dict[int, int]:
    return dict(Copy.objects.values_list("article_id", "original_id"))


def test_the_first_in_time_has_the_text_whoever_is_matched_first() -> None:
    first, second, third = (
        article(slug, WIRE, at) for slug, at in (("lantern", 0), ("dailycompass", 5), ("almina", 9))
    )
    run(third)
    run(second)
    assert originals() == {third.pk: second.pk}
    run(first)
    assert originals() == {third.pk: first.pk, second.pk: first.pk}


def test_copies_within_one_batch_are_found() -> None:
    first, second = article("lantern", WIRE), article("dailycompass", ["PORT ALDER (XNS) — " + WIRE[0], *WIRE[1:]], 5)
    run(second, first)
    assert originals() == {second.pk: first.pk}
    assert Copy.objects.get().likeness == "near"


def test_nobody_is_a_copy_of_a_copy() -> None:
    first = article("lantern", WIRE)
    edited = article("dailycompass", [*WIRE[:5], OWN[0]], 5)
    again = article("almina", [*WIRE[:4], OWN[0], OWN[1]], 9)
    for each in (again, edited, first):
        run(each)
    assert originals() == {edited.pk: first.pk, again.pk: first.pk}


def test_the_agency_itself_has_the_text_though_an_outlet_gives_an_earlier_time() -> None:
    early = article("lantern", WIRE, agency="Signal Wire")
    agency = article("signalwire", WIRE, 10, agency="Signal Wire")
    run(early)
    run(agency)
    assert originals() == {early.pk: agency.pk}


def test_a_rewrite_carries_paragraphs_of_the_earlier_one() -> None:
    rewrite = article("lantern", [*OWN[:3], *WIRE[1:4], *OWN[3:]], 30)
    source = article("dailycompass", WIRE)
    run(rewrite)
    run(source)
    reuse = Reuse.objects.get()
    assert (reuse.article_id, reuse.source_id) == (rewrite.pk, source.pk)
    assert 0.25 < reuse.share < 0.45
    assert originals() == {}


def test_an_outlet_that_repeats_its_own_background_reuses_nothing() -> None:
    run(article("lantern", WIRE), article("lantern", [*OWN[:3], *WIRE[1:4], *OWN[3:]], 30))
    assert not Reuse.objects.exists()


def test_two_reports_of_one_event_are_no_copies() -> None:
    run(article("lantern", WIRE), article("dailycompass", OWN, 5))
    assert (originals(), Reuse.objects.count()) == ({}, 0)


def test_one_notice_under_many_headlines_is_no_copy() -> None:
    notice = ["Subscribe to our letter and get the facts behind the news every morning, at no cost, for thirty days."]
    titles = ("Locks reopen at Osterhaven", "How the pears froze", "Why ministers walk")
    run(*(article(slug, notice, title=title) for slug, title in zip(("lantern", "almina", "x"), titles, strict=True)))
    assert originals() == {}


def test_an_edit_frees_a_copy_and_lets_the_others_stay_together() -> None:
    first, second, third = (
        article(slug, WIRE, at) for slug, at in (("lantern", 0), ("dailycompass", 5), ("almina", 9))
    )
    run(first, second, third)
    make_version(first, text="\n\n".join(OWN))
    run(first)
    assert originals() == {third.pk: second.pk}
    make_version(first, text="\n\n".join(WIRE))
    run(first)
    assert originals() == {third.pk: first.pk, second.pk: first.pk}


def test_matching_twice_changes_nothing() -> None:
    articles = [article("lantern", WIRE), article("almina", WIRE, 5), article("x", [*OWN[:3], *WIRE[1:4], *OWN[3:]], 9)]
    run(*articles)
    before = originals(), list(Reuse.objects.values_list("article", "source", "share"))
    run(*articles)
    assert (originals(), list(Reuse.objects.values_list("article", "source", "share"))) == before
    assert before[0]
    assert before[1]


def test_names_are_kept_with_the_print() -> None:
    one = article("lantern", WIRE)
    run(one)
    assert "Cormorant Lines" in Print.objects.get(article=one).names


def test_a_sentence_of_very_many_texts_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(match, "COMMON_FROM", 5)
    tail = "Write to our desk in confidence at any hour if you have seen something that we should know about."
    words = [f"{number} quays were counted on day {number} by the office of harbour {number}." for number in range(9)]
    run(*(article(f"p{number}", [words[number], tail], title=f"Quays {number}") for number in range(9)))
    assert Commonplace.objects.count() >= 1
    assert originals() == {}


def test_a_batch_of_one_and_of_64_ask_as_many_questions() -> None:
    many = [article(f"p{number}", [WIRE[number % 6], *OWN[number % 3 :]], number) for number in range(64)]
    run(*many)  # so that candidates are there for both
    with CaptureQueriesContext(
        connection,
    ) as of_64:
        run(*many)
    with CaptureQueriesContext(connection) as of_one:
        run(many[0])
    assert abs(len(of_64) - len(of_one)) <= 1, [query["sql"][:80] for query in of_64]
    assert len(of_64) <= 20


def test_a_story_counts_one_text_and_one_agency_once() -> None:
    reports = [
        article("lantern", WIRE),
        article("dailycompass", WIRE, 5),
        article("almina", [*OWN[:3], *WIRE[1:4], *OWN[3:]], 9),
        article("meridianpost", ["Tugs wait for the tide at Skerry."], 11, agency="XNS"),
        article("northgatetimes", ["Nobody was hurt on the Gannet."], 12, agency="XNS"),
        article("harbourledger", ["Our reporter spent the night on the quay."], 14),
    ]
    run(*reports)
    story = make_story(reports)
    tell_stories([story.pk], now=NOW)
    story.refresh_from_db()
    assert (story.outlets_count, story.independent_count) == (6, 3)
