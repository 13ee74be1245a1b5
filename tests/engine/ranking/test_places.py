import pytest

from octavo.engine.ranking import PlacedReport, find_places
from octavo.engine.ranking.places import dateline


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("BRENIK, Velmora (Signal Wire) - Velmora and Karsk signed", ("Brenik", "Velmora")),
        ("VELGRAD - Velmora has offered help", ("Velgrad",)),
        ("PORT ALDER, March 3 (XNS) — A ship", ("Port Alder",)),
        ("Osterhaven (SW) — The locks", ("Osterhaven",)),
        ("Rivaine, le 3 mars — Le dernier train", ("Rivaine",)),
        ("Boca Blanca, 3 mar (EFE).- El agua", ("Boca Blanca",)),
        ("QASR MINA: The minister said", ("Qasr Mina",)),
        ("नयापुर, 3 मार्च (भाषा)। राजधानी", ("नयापुर",)),
        ("قصر مينا (سيغنال) - قال", ("قصر مينا",)),
        ("UPDATE: The minister said", ()),
        ("Dorrit Haim - a baker - thought it was a train", ()),
        ("Torsk (TRSK) shares rose", ()),
        ("The locks opened at dawn.", ()),
    ],
)
def test_datelines(text, places):
    assert dateline(text) == places


def report(source, title, text="Nothing here."):
    return PlacedReport(title=title, text=text, source=source)


def test_a_dateline_of_one_is_looked_for_in_all():
    reports = [report(1, "Dam fails", "BRACKWITH - The dam failed."), report(2, "Brackwith counts its dead")]
    assert find_places(reports) == ("Brackwith",)


def test_countries_of_publishers_count_where_they_are_named():
    reports = [report(1, "Norland cuts its rate"), report(2, "Rate cut", "The bank of Norland cut its rate.")]
    assert find_places(reports, known=["Norland", "Velmora"]) == ("Norland",)
    assert find_places([report(1, "Norlanders rejoice")], known=["Norland"]) == ()


def test_one_text_has_one_voice_and_one_passing_word_is_not_enough():
    passing = "A boat from Karsk lay in the harbour."
    assert find_places([report(1, "Boat", passing), report(1, "Boat", passing)], known=["Karsk"]) == ()
    assert find_places([report(1, "Boat", passing), report(2, "Boat", passing)], known=["Karsk"]) == ("Karsk",)
