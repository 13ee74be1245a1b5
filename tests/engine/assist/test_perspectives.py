"""Several perspectives, each with who holds it."""

from __future__ import annotations

import random

from dam import LEDGER, WIRE, assert_verbatim, reports, source

from octavo.engine.assist import perspectives
from octavo.engine.assist.composed import Composed


def test_everybody_who_speaks_has_his_own_words():
    sources = reports()
    composed = perspectives(sources)
    assert_verbatim(composed, *sources)
    held = {part.label: part for part in composed.parts}
    assert held["Leonie Straker"].detail["role"] == "professor of hydrology at Pellworth University"
    assert held["Caspar Wynne"].detail["publishers"] == ["Harbour Ledger"]
    assert held["Jonas Aldwick"].detail["role"] == "Fire chief"
    assert all(1 <= len(part.sentences) <= 2 and part.detail["holder"] == part.label for part in composed.parts)


def test_who_opposes_another_stands_beside_him():
    labels = [part.label for part in perspectives([source(1, LEDGER, "Ledger")]).parts]
    parts = {part.label: part for part in perspectives([source(1, LEDGER, "Ledger")]).parts}
    assert parts["Caspar Wynne"].detail["against"] == "Beatrix Omund"
    assert abs(labels.index("Caspar Wynne") - labels.index("Beatrix Omund")) == 1


def test_who_is_quoted_by_most_reports_comes_first():
    other = "Fire chief Jonas Aldwick said the search would go on. Rowena Pike said the port would open."
    parts = perspectives([source(1, WIRE, "Wire"), source(2, other, "Post")]).parts
    assert parts[0].label == "Jonas Aldwick"
    assert parts[0].detail["publishers"] == ["Wire", "Post"]


def test_a_copy_adds_no_weight_and_order_changes_nothing():
    sources = reports()
    first = perspectives(sources)
    random.Random(2).shuffle(sources)
    assert perspectives(sources) == first


def test_nobody_speaks():
    assert perspectives([source(1, "The ferry ran aground on Thursday morning off the island.", "Post")]) == Composed()


def test_a_role_names_no_owner_that_stands_elsewhere():
    text = "The fund stands ready to buy the grain of every farm, its director, Vilem Tanek, announced."
    (part,) = perspectives([source(1, text, "Post")]).parts
    assert (part.label, part.detail["role"]) == ("Vilem Tanek", "director")


def test_a_word_is_no_view():
    text = "“Oh,” said Ottoline Fray, the flight director. The probe had come to rest on the comet."
    assert perspectives([source(1, text, "Post")]) == Composed()
