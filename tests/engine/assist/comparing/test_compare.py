"""Coverage of a story side by side."""

from __future__ import annotations

import random
from datetime import timedelta

from dam import AT, LEDGER, WIRE, assert_verbatim, of_kind, reports, source

from octavo.engine.assist import compare
from octavo.engine.assist.composed import Composed


def test_what_is_shared_what_differs_and_what_only_one_tells():
    sources = reports()
    composed = compare(sources)
    assert_verbatim(composed, *sources)
    shared = of_kind(composed, "shared")[0]
    assert "9,300" in shared.sentences[0].text
    assert (shared.detail["reports"], shared.detail["of"], shared.detail["articles"]) == (2, 3, [1, 2])
    assert {span.article for span in shared.sentences[0].spans} == {1, 2}
    (figures,) = of_kind(composed, "figures")
    assert figures.detail["values"] == [{"value": "11", "articles": [1]}, {"value": "14", "articles": [2]}]
    assert figures.detail["later"] is True
    assert "killed" in figures.label
    only = {part.detail["article"]: part for part in reversed(of_kind(composed, "only"))}
    assert "240 army engineers" in only[1].sentences[0].text
    assert only[3].label == "Capital Observer"
    assert only[3].detail["country"] == "ve"


def test_one_source_is_no_coverage():
    assert compare([]) == Composed()
    copied = [source(1, WIRE, "Signal Wire", origin=1), source(2, WIRE, "Meridian Post", origin=1)]
    assert compare(copied) == Composed()
    assert compare([source(1, WIRE, "Signal Wire"), source(2, WIRE, "Meridian Post")]) == Composed()  # carried unsaid


def test_the_order_of_the_sources_changes_nothing():
    sources = reports()
    first = compare(sources)
    random.Random(3).shuffle(sources)
    assert compare(sources) == first


def test_a_corrected_count_is_no_other_count():
    corrected = (
        "Police had put it higher, but 23 people were killed, they said. Later 21 people were killed, by their list."
    )
    one = source(1, f"{corrected} The dam broke on Monday.", "Meridian Post")
    other = source(2, "The flood killed 21 people when the dam broke on Monday.", "Signal Wire")
    assert of_kind(compare([one, other]), "figures") == []


def test_differing_at_one_time_is_not_later():
    sources = [
        source(1, "The blast at the mill killed 11 people on Monday, police said.", "Signal Wire", at=AT),
        source(2, "The blast at the mill killed 14 people on Monday, doctors said.", "Meridian Post", at=AT),
        source(3, "The blast at the mill killed 11 people, the mayor said.", "Lantern", at=AT + timedelta(hours=9)),
    ]
    (figures,) = of_kind(compare(sources), "figures")
    assert figures.detail["later"] is False


def test_counts_meet_across_languages():
    sources = [
        source(1, "Bei dem Dammbruch wurden am Montag 14 Menschen getötet.", "Uferbote", language="de"),
        source(2, "La rotura de la presa dejó el lunes 21 muertos en el valle.", "Faro", language="es"),
    ]
    (figures,) = of_kind(compare(sources), "figures")
    assert [value["value"] for value in figures.detail["values"]] == ["14", "21"]
    assert of_kind(compare(sources), "wording") == []


def test_wording_shows_both_sentences_and_the_words_that_judge():
    sources = [
        source(1, "A group of fighters took the Wadi Harun refinery on Monday and shut its northern gate.", "Lantern"),
        source(2, "A group of militants took the Wadi Harun refinery on Monday and shut its northern gate.", "Compass"),
    ]
    composed = compare(sources)
    (wording,) = of_kind(composed, "wording")
    assert wording.detail["words"] == [["fighters", 1], ["militants", 2]]
    assert len(wording.sentences) == 2


def test_one_leads_with_what_another_tells_last():
    words = [
        "north",
        "south",
        "east",
        "west",
        "upper",
        "lower",
        "inner",
        "outer",
        "harbour",
        "hill",
        "river",
        "station",
        "garden",
        "market",
        "castle",
        "bridge",
    ]
    first = " ".join(f"The council of district {word} met in the old hall and talked of roads." for word in words)
    second = " ".join(
        f"Rain fell on the {word} quarter while the children sang and the boats lay still." for word in words
    )
    fact = "Ilva Marrent sold the Kelmarrow lock to the Velgrad shipping company for 310 million crowns."
    sources = [source(1, f"{fact} {first}", "Lantern"), source(2, f"{second} {fact}", "Compass")]
    (order,) = of_kind(compare(sources), "order")
    assert (order.detail["first"], order.detail["last"]) == (1, 2)
    assert order.detail["places"][0] < 0.12 < 0.66 < order.detail["places"][1]


def test_silence_of_a_teaser_says_nothing():
    sources = [
        source(1, LEDGER, "Ledger"),
        source(2, "The Orrin Dam broke on Monday, police said.", "Post", whole=False),
    ]
    assert {part.detail["article"] for part in of_kind(compare(sources), "only")} <= {2}


def test_what_one_country_tells_alone():
    fact = "The Upland Water Board paid Rhona Tellick 412,000 crowns for the Sennet valley last year."
    sources = [
        source(1, f"The Orrin Dam broke on Monday. {fact}", "Ledger"),
        source(2, f"The Orrin Dam broke early on Monday. {fact}", "Post"),
        source(3, "The Orrin Dam broke on Monday and Velmora sent pumps to the valley.", "Observer", "ve"),
    ]
    (country,) = of_kind(compare(sources), "country")
    assert (country.label, country.detail["articles"]) == ("no", [1, 2])
