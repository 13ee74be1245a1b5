import random
from datetime import UTC, datetime, timedelta

from octavo.engine.assist import Covering, NewFact, find_blind_spots, trace
from octavo.engine.assist.coverage import Silence
from octavo.engine.text.sentences import split_sentences

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
SHIP = "The container ship Gannet ran aground off Port Alder on Monday."
FUEL = "The ship was carrying about 380 tonnes of fuel when she struck the ledge."
FUEL_TOO = "About 380 tonnes of fuel were in her tanks as she struck the ledge, the coastguard said."
DULL = "The weather was calm and the sea was grey, as it often is there in spring."


def report(identity, text, *, country, hours=None, source=None, whole=True, kind=None):
    sides = {"country": country} | ({"kind": kind} if kind else {})
    at = MONDAY + timedelta(hours=identity if hours is None else hours)
    return Covering(id=identity, source=source or identity, text=text, at=at, language="en", whole=whole, sides=sides)


def norland(*more):
    return [report(1, f"{SHIP} {FUEL}", country="no"), report(2, f"{DULL} {FUEL_TOO}", country="no"), *more]


def silent(count, **values):
    return [report(10 + place, f"{SHIP} {DULL}", country="is", **values) for place in range(count)]


def test_what_one_side_tells_and_the_other_does_not():
    (spot,) = find_blind_spots(norland(*silent(3)))
    assert [told.id for told in spot.told] == [1, 2]
    assert spot.marks == ("380 tonnes",)
    assert spot.silent == (Silence(kind="country", side="is", reports=3),)
    first = spot.told[0].sentence
    assert f"{SHIP} {FUEL}"[first.start : first.end] == first.text == FUEL


def test_no_claim_where_anybody_of_the_side_mentions_it():
    for mention in ("She has 380 tonnes aboard.", "Her 380,000 litres are safe.", "Tanks: 380."):
        assert find_blind_spots(norland(*silent(2), report(20, f"{SHIP} {mention}", country="is"))) == ()


def test_who_carries_the_text_of_others_is_not_silent_but_no_voice_either():
    carrier = report(20, f"{SHIP} {FUEL}", country="is", source=1)
    assert find_blind_spots(norland(*silent(2)), carriers=[carrier]) == ()
    assert find_blind_spots(norland(*silent(1)), carriers=silent(3)[1:]) == ()
    assert find_blind_spots([norland()[0], *silent(2)], carriers=[report(20, FUEL_TOO, country="no")]) == ()


def test_no_claim_without_two_voices_and_two_later_whole_reports():
    alone = [report(1, f"{SHIP} {FUEL}", country="no"), report(2, f"{DULL} {FUEL_TOO}", country="no", source=1)]
    assert find_blind_spots([*alone, *silent(3)]) == ()  # one source
    assert find_blind_spots(norland(*silent(1))) == ()  # one report
    assert find_blind_spots(norland(*silent(3, whole=False))) == ()  # teasers
    assert find_blind_spots(norland(*silent(3, hours=-2))) == ()  # who wrote before could not know
    apart = [report(1, f"{SHIP} {FUEL}", country="no"), report(2, f"{DULL} {FUEL_TOO}", country="ka")]
    assert find_blind_spots([*apart, *silent(3)]) == ()  # no side has two


def test_the_same_number_of_something_else_is_not_told_by_two():
    other = report(2, f"{DULL} A museum in Velgrad opened with 380 paintings of horses.", country="no")
    assert find_blind_spots([report(1, f"{SHIP} {FUEL}", country="no"), other, *silent(3)]) == ()


def test_full_names_count_and_a_surname_is_a_mention():
    one = "Captain Edda Rourke left the ship last, with the log under her arm."
    two = "The last to leave the ship was Captain Edda Rourke, the log under her arm."
    told = [report(1, f"{SHIP} {one}", country="no"), report(2, f"{DULL} {two}", country="no")]
    (spot,) = find_blind_spots([*told, *silent(2)])
    assert spot.marks == ("Edda Rourke",)
    assert find_blind_spots([*told, *silent(2), report(20, "Rourke was silent.", country="is")]) == ()
    assert find_blind_spots([*told, *silent(2)], ignore=["Edda Rourke"]) == ()


def test_small_figures_and_days_are_no_claims():
    one, two = "Divers found 12 crates in the hold of the ship.", "In the hold of the ship divers found 12 crates."
    told = [report(1, f"{SHIP} {one}", country="no"), report(2, f"{DULL} {two}", country="no")]
    assert find_blind_spots([*told, *silent(3)]) == ()
    day = [text.replace("12 crates", "crates on March 28") for text in (one, two)]
    told = [report(1, f"{SHIP} {day[0]}", country="no"), report(2, f"{DULL} {day[1]}", country="no")]
    assert find_blind_spots([*told, *silent(3)]) == ()


def test_sides_of_two_kinds_that_are_the_same_reports_are_named_once():
    (spot,) = find_blind_spots([
        report(1, f"{SHIP} {FUEL}", country="no", kind="newspaper"),
        report(2, f"{DULL} {FUEL_TOO}", country="no", kind="newspaper"),
        *(report(10 + place, f"{SHIP} {DULL}", country="is", kind="state") for place in range(2)),
    ])  # fmt: skip
    assert [silence.kind for silence in spot.silent] == ["country"]


def test_the_order_of_reports_does_not_matter_and_there_is_an_end():
    reports = norland(*silent(3), *(report(30 + n, f"{SHIP} {FUEL} {DULL}", country="no") for n in range(500)))
    expected = find_blind_spots(reports, limit=2)
    random.Random(1).shuffle(reports)
    assert find_blind_spots(reports, limit=2) == expected
    assert find_blind_spots([]) == ()


def test_a_fact_is_traced_to_who_said_it_first():
    late = f"{DULL} {FUEL_TOO}"
    reports = [report(2, late, country="no"), report(1, f"{SHIP} {FUEL}", country="no"), *silent(1)]
    sentence = next(each for each in split_sentences(late, "en") if each.text == FUEL_TOO)
    told = trace(NewFact(id=2, sentence=sentence, news=("380",)), late, reports)
    assert [each.id for each in told] == [1, 2]
    assert told[0].sentence.text == FUEL
