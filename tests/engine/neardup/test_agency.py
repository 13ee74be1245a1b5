import pytest

from octavo.engine.neardup import find_agency


@pytest.mark.parametrize(
    ("authors", "text", "agency"),
    [
        (["AP"], "", "AP"),
        (["The Associated Press"], "", "AP"),
        (["Mara Dell, Reuters"], "", "Reuters"),
        (["By Mara Dell with AFP"], "", "AFP"),
        (["PTI"], "", "PTI"),
        (["Mara Dell / dpa"], "", "dpa"),
        ([], "NORSUND, March 3 (Reuters) - A ship ran aground.", "Reuters"),
        ([], "Norsund (dpa) – Ein Schiff ist gestrandet.", "dpa"),
        ([], "Norsund, 3 mars (AFP) — Un navire s'est échoué.", "AFP"),
        ([], "Norsund, 3 mar (EFE).- Un barco encalló.", "EFE"),
        ([], "NORSUND, March 3 /TASS/. A ship ran aground.", "TASS"),
        ([], "NORSUND, March 3 (Xinhua) -- A ship ran aground.", "Xinhua"),
        ([], "KUALA NORSUND, March 3 (Bernama) -- A ship.", "Bernama"),
        ([], "Norsund [India], March 3 (ANI): A ship ran aground.", "ANI"),
        ([], "नॉरसुंड, 3 मार्च (भाषा) एक जहाज़ फँस गया।", "PTI"),
        ([], "نورسوند (رويترز) - جنحت سفينة.", "Reuters"),
        ([], "PORT ALDER, March 3 (XNS) — A ship ran aground.", "XNS"),
        ([], "PORT ALDER (Signal Wire) — A ship ran aground.", "Signal Wire"),
        (["Signal Wire"], "", "Signal Wire"),
        (["Noor News Agency"], "", "Noor News Agency"),
        ([], "A ship ran aground.\n\nWith inputs from PTI", "PTI"),
        ([], "A ship ran aground.\n\n— Reuters", "Reuters"),
        ([], "A ship ran aground. (AP)", "AP"),
    ],
)
def test_agencies_are_read_from_bylines_datelines_and_credits(authors, text, agency):
    assert find_agency(authors, text) == agency


@pytest.mark.parametrize(
    ("authors", "text"),
    [
        ([], ""),
        (["Mara Dell"], "NORSUND — A ship ran aground, the coastguard said."),
        (["Paul Map"], "The map of the channel (see below) is wrong."),
        ([], "The ruling party (left) and its rival met on Monday."),
        ([], "Police said on Monday that Reuters had moved its office. Nothing else happened."),
        ([], "The company, which the minister (a former pilot) called careless, said nothing."),
        (["World News Desk"], "A ship ran aground."),
    ],
)
def test_what_is_no_agency(authors, text):
    assert find_agency(authors, text) is None
