"""An article's desk: what the publisher says, what the text speaks of, and where nothing is sure."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from octavo.catalogue.load import load_catalogue
from octavo.engine.desks import DESKS, FLOOR, assign_desk
from octavo.engine.desks.assign import filed_under
from octavo.engine.desks.lexicon import lexicon, section_desk

MATCH = "The striker scored twice and the goalkeeper saved a penalty. The coach praised the team after the match."
with Path(__file__).with_name("texts.tsv").open(encoding="utf-8", newline="") as file:
    TEXTS = {row["language"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


@pytest.mark.parametrize("language", sorted(TEXTS))
def test_every_language_of_the_catalogue_is_read(language: str) -> None:
    row = TEXTS[language]
    assert assign_desk(title=row["title"], text=row["text"], language=language).desk == row["desk"]


def test_the_catalogue_has_no_language_without_words() -> None:
    for language in {publisher.language for publisher in load_catalogue()}:
        found = lexicon(language)
        assert found is not None, language
        told = {
            desk for listed in (found.exact, found.begun, found.anywhere) for desks in listed.values() for desk in desks
        }
        assert told >= set(DESKS) - {"opinion"}, language


def test_the_publisher_is_believed_over_the_text() -> None:
    assert assign_desk(title="A day out", text=MATCH, language="en", section="Culture").desk == "culture"
    assert assign_desk(title="Vorfall", text="", language="de", section="Panorama").desk == "society"
    address = "https://ledger.example/news/world-news/123/locks-reopen"
    assert assign_desk(title="Locks reopen", text="", language="en", address=address).desk == "world"
    assert assign_desk(title="Schleusen offen", text="", language="de", feed_section="business").desk == "business"


def test_sections_that_say_nothing_say_nothing() -> None:
    for section in ("Home", "News", "General", "Top stories"):
        assert section_desk(section, "en") is None
    assert assign_desk(title="Notes", text="Nothing much.", language="en", section="News").desk is None


def test_opinion_is_said_by_the_publisher_only() -> None:
    text = "I think that the government is wrong, and my opinion is that ministers should resign."
    assert assign_desk(title="Why I worry", text=text, language="en").desk != "opinion"
    assert assign_desk(title="Why I worry | Opinion", text=text, language="en").desk == "opinion"
    assert assign_desk(title="Kommentar: Was nun?", text="", language="de").desk == "opinion"


def test_politics_elsewhere_is_world() -> None:
    title = "President of France names a new prime minister"
    text = (
        "France's president named a prime minister after the election. Parties in France, Germany and Italy took note."
    )
    assert assign_desk(title=title, text=text, language="en", country="us").desk == "world"
    assert assign_desk(title=title, text=text, language="en", country="fr").desk == "politics"


def test_nothing_is_said_without_words_and_confidence_is_a_share() -> None:
    assert assign_desk(title="", text="").desk is None
    assert assign_desk(title="Xyz", text="qwerty " * 50, language="eo") == (None, 0.0)
    found = assign_desk(title="Striker scores", text=MATCH, language="en")
    assert FLOOR <= found.confidence <= 1


def test_an_address_tells_its_last_section() -> None:
    assert filed_under("https://a.example/story/news/politics/2023/04/29/long-title-of-it/1/", "en") == "politics"
    assert filed_under("https://a.example/2022/10/19/long-title-of-a-story/", "en") is None
