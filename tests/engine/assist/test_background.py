"""Who and what a story names, from the archive."""

from __future__ import annotations

from dam import assert_verbatim, reports, source

from octavo.engine.assist import background, names_of

EARLIER = (
    "Caspar Wynne, the infrastructure minister of Norland, opened the bridge at Stell on Friday. "
    "The band played for an hour and the mayor wore a hat."
)
LATER = "Caspar Wynne has asked parliament for 80 million crowns to mend the roads of the north."


def archive():
    return [source(90, EARLIER, "Lantern", at=None), source(91, LATER, "Compass")]


def test_the_archive_says_who_somebody_is_and_what_came_last():
    sources, held = reports(), archive()
    composed = background(sources, held)
    assert_verbatim(composed, *sources, *held)
    wynne = next(part for part in composed.parts if part.label == "Caspar Wynne")
    assert wynne.detail == {"mentions": 2, "since": held[1].at.date().isoformat()}
    assert [cited.spans[0].article for cited in wynne.sentences] == [90, 91]


def test_the_story_itself_is_no_archive():
    sources = reports()
    wynne = next(part for part in background(sources, sources).parts if part.label == "Caspar Wynne")
    assert wynne.detail["mentions"] == 0
    assert wynne.detail["since"] == sources[0].at.date().isoformat()


def test_a_name_inside_a_longer_one_is_another():
    text = "Northgate has a harbour and a market. The council of Northgate met on Monday in Northgate."
    held = [source(90, "The Northgate Pilots' Guild, the oldest of the islands, went on strike for a week.", "Lantern")]
    assert background([source(1, text, "Post")], held).parts == ()


def test_names_to_ask_an_archive_for():
    assert "Caspar Wynne" in names_of(reports())
    assert background([], archive()).parts == ()
