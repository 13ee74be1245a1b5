import numpy as np

from octavo.engine.extraction.body import choose_region
from octavo.engine.extraction.containers import weigh_containers
from octavo.engine.extraction.features import NAMES, Told, measure
from octavo.engine.extraction.page import Page
from octavo.engine.extraction.walk import walk_page

ONE = "Ships began to enter the harbour again on Thursday, after pilots had ended their strike."
TWO = "The authority said that forty vessels were waiting, and that it would take a week to clear them."


def columns(markup, told=None):
    raws = walk_page(Page(f"<body>{markup}</body>", "https://harbourpost.example/").body)
    told = told or Told("Norland ports reopen")
    containers = weigh_containers(raws, told.title)
    places, table = measure(raws, told, containers, choose_region(raws, containers, told.title))
    assert table.shape == (len(places), len(NAMES))
    return [raws[at].text for at in places], dict(zip(NAMES, table.T, strict=True))


def test_a_page_without_text_has_no_rows():
    texts, found = columns("<img src=/a.jpg>")
    assert texts == []
    assert all(len(column) == 0 for column in found.values())


def test_what_a_block_says_of_itself():
    texts, found = columns(
        f'<main><article><p>{ONE}</p><p><a href="/x">All of it a link</a></p><blockquote class="twitter-tweet">'
        f"<p>{TWO}</p></blockquote></article></main>"
    )
    assert texts == [ONE, "All of it a link", TWO]
    assert found["linked"].tolist() == [0, 1, 0]
    assert found["ends"].tolist() == [1, 0, 1]
    assert found["article"].tolist() == [1, 1, 1]
    assert found["post"].tolist() == [0, 0, 1]
    assert found["weight"][0] == len(ONE)


def test_what_the_page_says_elsewhere_is_an_opinion_on_each_block():
    told = Told("Norland ports reopen", text=f"{ONE} {ONE}", description="")
    _, found = columns(f"<p>{ONE}</p><p>{TWO}</p><p>Short.</p>", told)
    assert found["stated"].tolist() == [1, 0, -1]  # part of it, not part of it, too short to say
    assert found["described"].tolist() == [-1, -1, -1]  # nothing is known


def test_neighbours_and_the_window_stop_at_the_rims():
    _, found = columns(f"<p>{ONE}</p><p>{TWO}</p>")
    assert found["before_weight"].tolist() == [0, len(ONE)]
    assert found["after_weight"].tolist() == [len(TWO), 0]
    assert found["around_running"].tolist() == [len(ONE) + len(TWO)] * 2


def test_after_a_closing_heading_that_no_like_text_follows_the_article_has_ended():
    _, ended = columns(f"<div><p>{ONE}</p><p>{TWO}</p></div><h3>Related stories</h3><aside2><p>{ONE[:60]}</p></aside2>")
    assert ended["ended"].tolist()[-1] == 1
    _, boxed = columns(f"<div><p>{ONE}</p><h4>Also read</h4><p>{TWO}</p></div>")
    assert boxed["ended"].tolist() == [0, 0, 0]
    assert boxed["closings"].tolist() == [0, 1, 1]


def test_places_are_counted_from_the_headline():
    _, found = columns(f"<h1>Norland ports reopen</h1><div><p>{ONE}</p><p>{TWO}</p></div>")
    assert found["after_headline"].tolist() == [0, 1, 2]
    _, without = columns(f"<div><p>{ONE}</p><p>{TWO}</p></div>")
    assert np.all(without["after_headline"] < -50)
