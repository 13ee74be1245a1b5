"""One event in two languages; and what only looks like it."""

from __future__ import annotations

from itertools import combinations

from world import outline_of, paragraphs

from octavo.engine.linking import Pair, choose_counterparts, compare
from octavo.engine.linking.agree import rareness, same_figures, same_names
from octavo.engine.linking.counterparts import days_between


def all_pairs() -> list[tuple[bool, Pair]]:
    told = [(one.event, one.language, outline_of(one.event, one.language)) for one in paragraphs()]
    return [
        (a[0] == b[0], Pair(ids=(a[2].id, b[2].id), languages=(a[1], b[1]), log_odds=compare(a[2], b[2]).log_odds))
        for a, b in combinations(told, 2)
        if a[1] != b[1] and days_between(a[2], b[2]) < 4
    ]


def test_links_are_right_and_most_are_found():
    pairs = all_pairs()
    truth = {pair.ids for same, pair in pairs if same}
    chosen = choose_counterparts([pair for _, pair in pairs])
    assert len(chosen & truth) / len(chosen) >= 0.98
    assert len(chosen & truth) / len(truth) >= 0.92


def test_two_events_of_one_affair_are_not_one():
    assert compare(outline_of("mocanu-verdict", "fr"), outline_of("mocanu-hospital", "de")).log_odds < 0
    assert compare(outline_of("mwanza-ferry", "fr"), outline_of("mwanza-captain", "pt")).log_odds < 0


def test_two_events_of_one_kind_or_one_city_are_not_one():
    assert compare(outline_of("quake-arequipa", "en"), outline_of("quake-padang", "ar")).log_odds < 0
    assert compare(outline_of("tokyo-summit", "en"), outline_of("tokyo-fire", "ja")).log_odds < 0
    assert compare(outline_of("dhaka-dengue", "ar"), outline_of("dhaka-strike", "en")).log_odds < 0


def test_reasons_stand_in_both_texts():
    ours, theirs = outline_of("quake-padang", "ar"), outline_of("quake-padang", "ru")
    found = compare(ours, theirs)
    assert found.score > 0.9
    assert {"1150", "62"} <= set(found.figures)
    assert ("بوكيتينغي", "Букиттинги") in found.names
    for mine, other in found.names:
        assert mine in {*ours.names, *ours.words}
        assert other in {*theirs.names, *theirs.words}
    assert found.places == ("ID",)


def test_a_name_that_everybody_names_says_less():
    ours, theirs = outline_of("mocanu-verdict", "en"), outline_of("mocanu-verdict", "ru")
    common = dict.fromkeys(("nkn", "frr", "rsnk"), rareness(400))
    assert compare(ours, theirs, common).log_odds < compare(ours, theirs).log_odds
    assert rareness(1) == 1.0


def test_many_small_numbers_agree_by_chance():
    ours, theirs = outline_of("quake-arequipa", "en"), outline_of("quake-arequipa", "es")
    assert same_figures(ours, theirs)["718"] > same_figures(ours, theirs)["12"]


def test_each_name_counts_once():
    names = same_names(outline_of("locarno-prize", "en"), outline_of("locarno-prize", "it"))
    assert len({one.theirs for one in names}) == len(names)
    assert names == sorted(names, key=lambda one: -one.weight)


def test_only_the_best_of_a_language_is_chosen():
    sure, weak, even = (
        Pair(ids=(1, other), languages=("en", "fr"), log_odds=odds) for other, odds in ((2, 5.0), (3, 1.0), (4, 4.5))
    )
    assert choose_counterparts([sure, weak, even]) == {(1, 2), (1, 4)}
    assert choose_counterparts([weak]) == {(1, 3)}
    other_language = Pair(ids=(1, 5), languages=("en", "ar"), log_odds=0.5)
    assert (1, 5) in choose_counterparts([sure, other_language])
    assert choose_counterparts([]) == set()
