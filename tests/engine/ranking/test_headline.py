import pytest

from octavo.engine.ranking import choose_headline
from octavo.engine.ranking.headline import is_plain

FERRY = "Ferry with 214 aboard runs aground off Hollin Island"
OTHERS = ["Ferry aground off Hollin Island, all 214 aboard rescued", "Hollin Island ferry aground: 214 aboard"]


def test_the_most_central_wins_and_length_gains_nothing():
    long = "The night the sea came in: one island, its harbour master and its only school in a long cold winter storm"
    assert choose_headline([long, FERRY, *OTHERS], "en") != 0
    assert choose_headline([FERRY], "en") == 0
    with pytest.raises(ValueError, match="no headline"):
        choose_headline([])


def test_a_text_has_one_vote_however_many_carry_it():
    wire = "Minister calls for calm on islands"
    titles = [wire, wire, wire, FERRY, *OTHERS]
    assert titles[choose_headline(titles, "en")] == wire  # by heads
    assert titles[choose_headline(titles, "en", sources=[1, 1, 1, 2, 3, 4])] != wire  # by sources


def test_the_leads_of_others_decide_between_two():
    titles = ["The creased vote: a paper story of Haverlund", "Haverlund recount cuts Sorby's lead to 63"]
    leads = [
        "A recount in Haverlund cut the lead of Anna Sorby to 63 votes.",
        "A recount in the province of Haverlund.",
    ]
    assert choose_headline(titles, "en", leads=leads) == 1


@pytest.mark.parametrize(
    "title",
    [
        "Live: the rescue off Hollin Island",
        "Opinion | A ferry is not a bus",
        "Gannet Spirit aground – video",
        "Was the captain warned?",
        "You won't believe what the tide left",
        "5 things to know about the Gannet Spirit",
        "How a ferry missed the channel",
        "Aground! Ferry hits the ledge",
        "Kommentar: Die Fähre und wir",
        "En direct : le ferry échoué",
        "वीडियो: नौका तट पर फँसी",
        "لماذا جنحت العبارة",
    ],
)
def test_what_is_not_plain(title):
    assert not is_plain(title)
    assert choose_headline([title, FERRY], "en") == 1
    assert choose_headline([title], "en") == 0  # where there is nothing else


@pytest.mark.parametrize(
    "title", [FERRY, "Live music returns to Norland", "Video shows ferry aground", "Direct flights to Karsk resume"]
)
def test_what_is_plain(title):
    assert is_plain(title)
