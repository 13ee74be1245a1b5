"""Records go to rows and come back the same."""

from __future__ import annotations

from datetime import UTC, datetime

from octavo.apps.articles.mapping import (
    article_values,
    blocks_from_plain,
    blocks_to_plain,
    draft_fields_without_column,
    image_from_plain,
    item_from_plain,
    item_to_plain,
)
from octavo.apps.articles.models import Article
from octavo.engine.records import Block, BlockKind, BodyState, Contributor, Draft, FeedItem, Image, Link

NOON = datetime(2026, 3, 5, 12, tzinfo=UTC)


def test_every_field_of_a_draft_has_a_column() -> None:
    assert draft_fields_without_column({field.name for field in Article._meta.get_fields()}) == set()


def test_blocks_come_back_the_same() -> None:
    blocks = (
        Block(kind=BlockKind.HEADING, text="The quay", level=2, posted=NOON),
        Block(
            kind=BlockKind.PARAGRAPH,
            text="Cranes stood idle.",
            links=(Link(start=0, end=6, address="https://a.example/"),),
        ),
        Block(
            kind=BlockKind.IMAGE, address="https://a.example/p.jpg", caption="Cranes", credit="T. Reed", alt="A quay"
        ),
    )
    assert blocks_from_plain(blocks_to_plain(blocks)) == blocks


def test_an_item_comes_back_the_same() -> None:
    item = FeedItem(guid="7", link=None, title="", published=NOON, authors=("Ines Marlow",), tags=("ports",))
    assert item_from_plain(item_to_plain(item)) == item


def test_an_image_comes_back_the_same() -> None:
    image = Image(address="https://a.example/p.jpg", caption="Cranes", width=1200, height=675)
    values = article_values(_draft(image=image))
    assert image_from_plain(values["image"]) == image


def test_what_postgresql_cannot_hold_is_left_out() -> None:
    values = article_values(_draft(title="A \x00title \ud800here", authors=("I\x00M",)))
    assert values["title"] == "A title ?here"
    assert values["authors"] == ["IM"]
    assert blocks_to_plain((Block(kind=BlockKind.PARAGRAPH, text="a\x00b"),))[0]["text"] == "ab"


def test_contributors_licence_and_length_are_kept() -> None:
    values = article_values(
        _draft(
            contributors=(Contributor(name="Jan\x00 Kern", role="translator"),), licence="CC BY 4.0", free=False,
            blocks=(Block(kind=BlockKind.PARAGRAPH, text="港口重新开放"),),
        )
    )  # fmt: skip
    assert values["contributors"] == [{"name": "Jan Kern", "role": "translator"}]
    assert (values["licence"], values["free"], values["words"], values["minutes"]) == ("CC BY 4.0", False, 6, 1)


def _draft(**values: object) -> Draft:
    return Draft(
        **{
            "address": "https://a.example/1",
            "title": "T",
            "blocks": (),
            "body_state": BodyState.EMPTY,
            "body_reason": "none",
            **values,
        }
    )  # type: ignore[arg-type]
