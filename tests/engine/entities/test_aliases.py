"""What texts say to be one, and what all spellings of a topic share."""

from __future__ import annotations

import pytest

from octavo.engine.entities import Alias, find_aliases, find_hashtags, topic_key


@pytest.mark.parametrize(
    ("text", "language", "alias"),
    [
        ("The Norland Harbour Authority (NHA) said so.", "en", ("NHA", "Norland Harbour Authority")),
        ("The office of electric vehicles (EVs) opened.", "en", ("EV", "electric vehicles")),
        ("Die Norländische Zentralbank (NZB) senkt die Zinsen.", "de", ("NZB", "Norländische Zentralbank")),
        ("L'Office de pêche et de navigation (OPN) approuve.", "fr", ("OPN", "Office de pêche et de navigation")),
        ("Северная портовая служба (СПС) сообщила.", "ru", ("СПС", "Северная портовая служба")),
    ],
)  # fmt: skip
def test_acronyms_are_learned_from_brackets(text: str, language: str, alias: tuple[str, str]) -> None:
    assert find_aliases(text, (), language) == (Alias(*alias),)


def test_brackets_that_explain_nothing() -> None:
    assert find_aliases("The senator (RIGHT) spoke to the press (PDF) today (AFP).", (), "en") == ()


def test_surnames_that_stand_alone() -> None:
    text = "Ilsa Korn spoke. Later Korn left, and Korn was seen at the harbour."
    assert find_aliases(text, ["Ilsa Korn"], "en") == (Alias("Korn", "Ilsa Korn"),)
    assert find_aliases("Ilsa Korn spoke.", ["Ilsa Korn"], "en") == ()


def test_an_acronym_counts_for_its_meaning_in_its_own_text() -> None:
    text = "The Norland Harbour Authority (NHA) closed the locks. The NHA said ships must wait. The NHA gave no date."
    slugs = [tag.slug for tag in find_hashtags("NHA closes locks", text, language="en")]
    assert "norland-harbour-authority" in slugs
    assert "nha" not in slugs


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [
        ("en", "electric-vehicles", "electric-vehicle"),
        ("en", "cease-fire", "ceasefire"),
        ("en", "us", "united-states"),
        ("en", "india-russia", "russia-india-relations"),
        ("en", "the-gambia-harbour", "gambia-harbor"),
        ("en", "labour-party", "labor-party"),
        ("en", "cdc", "centers-for-disease-control"),
        ("ru", "владимир-путин", "владимира-путина"),
        ("pl", "sąd-najwyższy", "sądu-najwyższego"),
        ("ar", "البنك-المركزي", "بنك-المركزي"),
        ("fr", "élections", "élection"),
    ],
)
def test_spellings_of_one_topic_share_a_key(language: str, one: str, other: str) -> None:
    assert topic_key(one, language) == topic_key(other, language)


@pytest.mark.parametrize(
    ("language", "one", "other"),
    [("en", "india", "indiana"), ("en", "niger", "nigeria"), ("en", "georgia", "george"), ("de", "wahl", "wal")],
)
def test_different_topics_do_not(language: str, one: str, other: str) -> None:
    assert topic_key(one, language) != topic_key(other, language)
