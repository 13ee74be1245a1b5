import pytest

from octavo.engine.neardup import compare_texts
from octavo.engine.records import Likeness

WIRE = [
    "The container ship Gannet ran aground on the Skerry bank late on Monday with nineteen people aboard, the coastguard said.",  # noqa: E501
    "Two tugs from Port Alder failed to pull the vessel free at high water and will try again on Wednesday morning.",
    "Divers found a gash of eleven metres below the waterline, but the double hull had kept the fuel oil inside.",
    "The owner, Cormorant Lines, said that the crew were safe and that an inspector was on the way from Norsund.",
    "Fishing within five miles of the bank has been banned until the ship is refloated, which may take a week.",
    "Environment officials laid booms across the mouth of the estuary, where ten thousand waders spend the winter.",
    "The Gannet was carrying timber, paper and four hundred cars from Norsund to the southern ports when its steering failed.",  # noqa: E501
    "A similar grounding closed the same channel for three weeks in the winter nine years ago and cost two pilots their licences.",  # noqa: E501
]
OWN = [
    "Beachgoers woke on Tuesday to an odd sight: a ship the length of two football pitches, sitting upright on the sand.",  # noqa: E501
    "Among those watching was Mara Dell, who runs the tea kiosk and had sold out of buns before ten in the morning.",
    "Salvage experts we asked put the bill for a week on the bank at three million crowns, before any fines.",
    "Unions have warned for months that pilots on this stretch of coast work shifts of sixteen hours and more.",
    "The harbour master would not be drawn on blame, and pointed to the inquiry that opens on Thursday.",
    "Insurers in Velgrad had already raised premiums for the channel after two near misses in the autumn.",
]
QUOTE = "“We will not rest until the last member of that crew is home and the last drop of that oil is out of the ship,” she said."  # noqa: E501


def likeness(a, b):
    assert compare_texts(a, b) == compare_texts(b, a)
    return compare_texts(a, b).likeness


def text(*parts):
    return "\n\n".join(" ".join(part) for part in parts)


def test_the_same_words_are_an_exact_copy():
    assert likeness(text(WIRE), text(WIRE).replace("—", "-").upper()) is Likeness.EXACT


@pytest.mark.parametrize(
    "copy",
    [
        "PORT ALDER, March 3 (XNS) — " + text(WIRE),
        text(WIRE[:4]),
        text(WIRE, ["Sign up for our morning letter.", "Follow us for more from the coast and the courts."]),
        text(WIRE).replace("metres", "meters").replace("Monday", "Mon.").replace("per cent", "%"),
    ],
    ids=["agency header", "cut", "tail", "spelling"],
)
def test_the_same_text_with_edits_is_a_near_copy(copy):
    assert likeness(text(WIRE), copy) is Likeness.NEAR


def test_a_rewrite_that_carries_paragraphs_is_partial():
    comparison = compare_texts(text(WIRE), text(OWN[:3], WIRE[2:6], OWN[3:]))
    assert comparison.likeness is Likeness.PARTIAL
    assert 0.3 < comparison.contained < 0.8
    assert comparison.resemblance < comparison.contained


def test_two_reports_of_one_event_are_different():
    comparison = compare_texts(text(WIRE), text(OWN))
    assert comparison.likeness is Likeness.DIFFERENT
    assert comparison.contained < 0.1


def test_quoting_the_same_statement_is_no_copying():
    statement = [QUOTE.replace("oil", thing) for thing in ("oil", "paint", "ballast water", "anchor chain")]
    assert likeness(text(WIRE[:5], statement), text(OWN[:5], statement)) is Likeness.DIFFERENT


def test_short_texts():
    assert likeness("Rain is expected.", "rain is expected") is Likeness.EXACT
    assert likeness("Rain is expected on the coast.", "Snow will fall inland.") is Likeness.DIFFERENT
    assert compare_texts("", "") == compare_texts("", "Rain.")
    assert likeness("", "Rain.") is Likeness.DIFFERENT


def test_scripts_without_latin_letters():
    hindi = "नायापुर में तेज़ बारिश से नदी का पानी बढ़ गया। प्रशासन ने चार हज़ार लोगों को स्कूलों में पहुँचाया। राहत दल नावों से पहुँचे।"
    assert likeness(hindi, "नायापुर (समाचार): " + hindi) is Likeness.NEAR
