import pytest

from octavo.engine.assist.sentences import bare, points_back, stands_alone, unbroken
from octavo.engine.records import Sentence


def sentence(text: str) -> Sentence:
    return Sentence(start=10, end=10 + len(text), text=text)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The council of Norsund voted for the new bridge on Monday.", "en"),
        ("“I will not sign it,” Mayor Orla Finch told the council on Monday.", "en"),
        ("So far the council of Norsund has spent nine million crowns.", "en"),
        ("Der Rat von Norsund stimmte am Montag für die neue Brücke.", "de"),
        ("नोर्सुंड की परिषद ने सोमवार को नए पुल के पक्ष में मतदान किया।", "hi"),
        ("صوت مجلس نورسوند يوم الاثنين لصالح الجسر الجديد.", "ar"),
        ("Men from the village rebuilt the bridge in nine days.", None),
    ],
)
def test_stands_alone(text: str, language: str | None) -> None:
    assert stands_alone(sentence(text), language)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("He voted for the new bridge on Monday.", "en"),
        ("“It is too dear for us,” she said on Monday.", "en"),
        ("We think the bridge of Norsund is far too dear.", "en"),
        ("COUNCIL OF NORSUND VOTES FOR THE NEW BRIDGE TODAY.", "en"),
        ("The mayor of Norsund at the bridge on Monday (Photo by Jan Orr/Getty Images).", "en"),
        ("Watch the whole debate on the bridge of Norsund here.", "en"),
        ("and the council of Norsund voted for the new bridge.", "en"),
        ("The council of Norsund voted for (the bridge on Monday.", "en"),
        ("Men rådet i Norsund röstade för den nya bron i går.", "sv"),
        ("Er stimmte am Montag für die neue Brücke von Norsund.", "de"),
        ("उन्होंने सोमवार को नए पुल के पक्ष में मतदान किया।", "hi"),
        ("وقال رئيس البلدية إن الجسر الجديد مكلف للغاية.", "ar"),
    ],
)
def test_does_not(text: str, language: str | None) -> None:
    assert not stands_alone(sentence(text), language)


@pytest.mark.parametrize(
    "head",
    ["NORSUND (Signal Wire) - ", "OSTERHAVEN, Md. — ", "(SW) - ", "BREAKING: ", "Why it matters: ", "Eilmeldung: "],
)
def test_datelines_and_labels_come_off(head: str) -> None:
    rest = "The council voted for the new bridge on Monday."
    found = bare(sentence(head + rest))
    assert (found.text, found.start, found.end) == (rest, 10 + len(head), 10 + len(head + rest))


def test_a_sentence_without_them_stays() -> None:
    whole = sentence("The council — all nine of it — voted for the new bridge on Monday.")
    assert bare(whole) is whole


def test_a_teaser_that_breaks_off_ends_at_its_last_clause() -> None:
    broken = sentence("The council of Norsund voted on Monday for a bridge of nine million crowns, which is the")
    found = unbroken(broken, "en")
    assert found.text == "The council of Norsund voted on Monday for a bridge of nine million crowns"
    assert found.end - found.start == len(found.text)
    whole = sentence("The council of Norsund voted on Monday, by nine votes to one, for the bridge.")
    assert unbroken(whole, "en") is whole


def test_a_quotation_points_back_where_its_speaker_does() -> None:
    assert points_back(sentence("“The bridge is too dear,” he said."), "en")
    assert not points_back(sentence("“He is wrong about the bridge,” Orla Finch said."), "en")
