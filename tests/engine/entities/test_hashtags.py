import csv
from pathlib import Path

import pytest

from octavo.engine.entities import find_hashtags
from octavo.engine.entities.tagging import is_junk, show, slug_of

TITLE = "Velmora and Karsk agree on a trade target"
TEXT = (
    "Velmora and Karsk agreed in Velgrad on Monday to double trade within five years. Karsk will buy grain from Velmora. "  # noqa: E501
    "The trade target was first named by Ilsa Korn. Ilsa Korn said that Velmora had an election to win, and that the "
    "trade target would stand whatever the election brings to Karsk."
)


def tags(**given):
    return {tag.slug: tag for tag in find_hashtags(TITLE, TEXT, language="en", **given)}


def test_names_phrases_and_pairs():
    found = tags()
    assert 3 <= len(found) <= 6
    assert found["karsk-velmora"].name == "KarskVelmora"
    assert {"velmora", "karsk"} <= set(found)
    assert all(0 < tag.weight <= 1 for tag in found.values())


def test_the_heaviest_come_first():
    weights = [tag.weight for tag in find_hashtags(TITLE, TEXT, language="en")]
    assert weights == sorted(weights, reverse=True)


def test_publishers_tags_are_believed_where_the_text_speaks_of_them():
    found = tags(keywords=["Elections", "Karsk-Velmora relations; trade targets", "Daily Compass News", "2026", "x"])
    assert "election" in found
    assert "karsk-velmora" in found
    assert not any("news" in slug or slug in ("2026", "x") for slug in found)


def test_stuffed_lists_are_cut():
    stuffed = [f"unrelated{letter} thing" for letter in "abcdefghij"]
    assert sum(slug.startswith("unrelated") for slug in tags(keywords=stuffed)) <= 4


def test_the_section_is_a_topic_where_little_else_is():
    (tag,) = find_hashtags("On rain", "It rained.", section="Culture", language="en")
    assert (tag.slug, tag.name) == ("culture", "Culture")
    assert find_hashtags("On rain", "It rained.", section="Home", language="en") == ()


def test_other_scripts():
    text = "कलेक्टर मीरा सहाय ने नाव भेजी। बाद में मीरा सहाय ने सेना बुलाई। नायापुर में पानी बढ़ा।"
    found = find_hashtags("नायापुर में बाढ़", text, keywords=["नायापुर बाढ़", "समाचार"], language="hi")
    assert "मीरा_सहाय" in {tag.name for tag in found}
    assert "नायापुर_बाढ़" in {tag.name for tag in found}
    assert "समाचार" not in {tag.name for tag in found}


@pytest.mark.parametrize(
    "tag",
    ["news", "Breaking News", "latest news today", "2024", "a", "", "hindustan.example", "https://x.example/a", "a b c d e f",  # noqa: E501
     "أخبار", "समाचार"],
)  # fmt: skip
def test_junk(tag):
    assert is_junk(tag)


@pytest.mark.parametrize("tag", ["Elections", "Karsk", "G20", "Climate change", "चुनाव", "الانتخابات"])
def test_no_junk(tag):
    assert not is_junk(tag)


def test_spellings_meet_in_one_slug():
    small = {"elections", "election"}
    assert slug_of("Elections", small, "en") == slug_of("election", small, "en") == "election"
    assert slug_of("United States", small, "en") == "united-states"
    assert slug_of("São Paulo", small, "pt") == slug_of("Sao Paulo", small, "pt")
    assert (
        slug_of("Karsk-Velmora relations", small, "en") == slug_of("Velmora Karsk ties", small, "en") == "karsk-velmora"
    )
    assert slug_of("йод", set(), "ru") != slug_of("иод", set(), "ru")


def test_how_tags_are_shown():
    assert show("trade target") == "TradeTarget"
    assert show("NATO summit") == "NATOSummit"
    assert show("Ilsa's home") == "IlsasHome"
    assert show("मीरा सहाय") == "मीरा_सहाय"
    assert show("تغير المناخ") == "تغير_المناخ"
    assert show("São Paulo") == "SãoPaulo"


def test_what_is_no_topic():
    text = (
        "OSTERHAVEN, March 3 (Signal Wire) - The locks of Osterhaven reopened on Tuesday, said Ilka Vandermaat.\n\n"
        "By Ilka Vandermaat\n\nRead more: Ten things about Norland\n\n"
        "Osterhaven waited nine days. Ships filled Osterhaven by Wednesday, Harbour Ledger was told. Reuters was there."
    )
    found = find_hashtags(
        "Osterhaven locks reopen | Harbour Ledger", text, keywords=["Tuesday", "News", "Reuters", "March", "2026"],
        language="en", publisher="Harbour Ledger", authors=["Ilka Vandermaat"],
    )  # fmt: skip
    assert found[0].slug == "osterhaven"
    slugs = {tag.slug for tag in found}
    banned = {"harbour-ledger", "tuesday", "wednesday", "reuters", "news", "march", "ilka-vandermaat", "2026"}
    assert not slugs & banned
    assert not any("thing" in slug or "signal" in slug for slug in slugs)


def test_offices_come_off_and_surnames_meet_the_full_name():
    text = (
        "Norland Prime Minister Ilsa Korn spoke on Monday. Korn said the dam would hold. Then Korn met Gov. Tam Reyle, "
        "and Reyle thanked Korn for the visit to the dam."
    )
    names = [tag.name for tag in find_hashtags("Korn says dam will hold", text, language="en")]
    assert "IlsaKorn" in names
    assert not any("Minister" in name or "Gov" in name or name == "Korn" for name in names)


def test_a_people_counts_for_its_country():
    text = "Chinese ships left the port. The Chinese captain said that Chinese sailors were tired. China sent a note."
    found = {tag.name for tag in find_hashtags("Chinese ships leave", text, language="en")}
    assert "China" in found
    assert "Chinese" not in found


with Path(__file__).with_name("texts.tsv").open(encoding="utf-8", newline="") as file:
    TEXTS = {row["language"]: row for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)}


@pytest.mark.parametrize("language", TEXTS)
def test_scripts_and_languages(language):
    row = TEXTS[language]
    found = {tag.name for tag in find_hashtags(row["title"], row["text"], language=language)}
    assert set(row["wanted"].split()) <= found
    assert not set(row["banned"].split()) & found
