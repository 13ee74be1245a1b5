"""Excerpts show why, start where a sentence does, and never lose or change text."""

from __future__ import annotations

from octavo.apps.search.excerpts import LENGTH, make_excerpt, mark

FILLER = "The ferry crosses the bay twice a day and nobody minds the wait. " * 20
TEXT = FILLER + "Engineers welded the third gate at night. Freight rates fell at once. " + FILLER


def _plain(pieces: tuple[tuple[str, bool], ...]) -> str:
    return "".join(text for text, _ in pieces)


def _mark_of(word: str) -> tuple[int, int, str]:
    return TEXT.index(word), TEXT.index(word) + len(word), word


def test_the_densest_stretch_is_shown_from_its_sentence_on() -> None:
    first = (4, 9, "ferry")
    pieces = make_excerpt(TEXT, [first, _mark_of("Engineers"), _mark_of("gate"), _mark_of("Freight")])
    assert _plain(pieces).startswith("… Engineers welded")
    assert [text for text, is_match in pieces if is_match] == ["Engineers", "gate", "Freight"]
    assert _plain(pieces).endswith(" …")
    assert len(_plain(pieces)) <= LENGTH + 4


def test_without_marks_the_opening_is_shown() -> None:
    assert _plain(make_excerpt(TEXT, [])).startswith("The ferry crosses")
    assert make_excerpt("Short.", []) == (("Short.", False),)
    assert _plain(make_excerpt("", [])) == ""


def test_marks_cut_a_title_without_loss() -> None:
    title = "Locks at Osterhaven reopen"
    assert mark(title, [(0, 5), (20, 26)]) == (("Locks", True), (" at Osterhaven ", False), ("reopen", True))


def test_a_text_without_spaces_is_cut_too() -> None:
    assert len(_plain(make_excerpt("東京都" * 400, [(600, 602, "東京")]))) <= LENGTH + 4
