"""The panel is judged on the edition without any labelled set."""

from __future__ import annotations

from quality.panel import missed_pairs, score_panel


def test_nothing_is_invented_on_the_edition():
    scores = score_panel(None)
    for what in ("verbatim", "quotations_verbatim", "proved", "wrong_untrue", "not_given_away"):
        assert scores[f"panel/edition/{what}"] == 1.0
    assert scores["panel/edition/figures_right"] >= 0.95
    assert scores["panel/hand/sentences"] >= 60
    assert scores["panel/hand/speakers_right"] >= 0.95
    assert scores["panel/hand/figures_right"] >= 0.95
    assert not [row for row in missed_pairs() if row[0] == "-"]
