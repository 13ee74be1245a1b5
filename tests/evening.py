"""A whole evening's news of the cast, for pages that need many stories at once. The stories lie in evening.tsv."""

from __future__ import annotations

import csv
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cast import NOW, make_article, make_copy, make_feed, make_publisher, make_story, make_vector, make_version

from octavo.apps.articles.models import Article
from octavo.apps.stories.models import Story
from octavo.engine.records import Block, BlockKind, Link

OUTLETS = {
    "en": ("harbourledger", "meridianpost", "dailycompass", "northgatetimes", "lantern"),
    "hi": ("prabhatsamvad",),
    "ar": ("almina",),
}
LEAD_TEXT = (
    "The last of the four gates swung open at 5.40 in the morning, and the horns of forty ships answered it.",
    "For nine days nothing larger than a rowing boat had passed between Osterhaven and the sea. A cracked hinge, found "
    "by a diver on his day off, had closed the busiest locks of Norland in the middle of the grain season.",
    "“We did not repair a gate, we rebuilt one,” said Ilva Marrent, the harbour's chief engineer, who slept in the "
    "control room for a week.",
    "The port put the loss at 310 million crowns. Growers inland call the figure too low: they count 460 million, "
    "because grain that waits in the rain is sold as feed.",
    "A report on the cause is due in May. Until then each gate is inspected by divers once a week, on working days.",
)  # fmt: skip
TOLD = (  # each outlet in its own words
    "What is known so far of {topic}: {title}. Officials answered no further questions on Saturday evening.",
    "{title}. Our reporter stood there when the news came, and spoke with three people who had waited for it.",
    "Nobody expected it so soon: {title}. A timeline of {topic}, and the figures that both sides give, lie below.",
    "After weeks of rumours about {topic} it is certain. {title}, the evening bulletin said in its first sentence.",
)
LEAD_KEYS = (
    "The last of the four gates swung open at 5.40 in the morning, and the horns of forty ships answered it.",
    "The port put the loss at 310 million crowns.",
    "A report on the cause is due in May.",
)


def evening_edition(now: datetime = NOW) -> list[Story]:
    """Some 27 stories in three languages; the first has every kind of block and key sentences, the second an edit."""
    with Path(__file__).with_suffix(".tsv").open(newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    stories = [_story(place, row, now) for place, row in enumerate(rows)]
    for slug in (*OUTLETS["en"], "signalwire", *OUTLETS["hi"], *OUTLETS["ar"]):
        make_feed(make_publisher(slug), now=now)
    make_feed(make_publisher("lantern"), now=now, section="Technology", address="https://lantern.example/tech.xml",
              failures=3, error_kind="Unreachable", error="The server did not answer within 20 seconds.")  # fmt: skip
    return stories


def _story(place: int, row: dict[str, str], now: datetime) -> Story:
    articles = [_report(place, number, row, now) for number in range(int(row["outlets"]))]
    wires = [make_publisher(slug) for slug in ("signalwire", "lantern")]
    copies = [make_copy(articles[-1], publisher=wire) for wire in wires[: int(row["copies"])]]
    if place == 1:
        make_version(
            articles[0], title=f"{row['title']}, doubling today's", text=f"{row['standfirst']}\n\nA new sentence."
        )
    return make_story([*articles, *copies])


def _report(place: int, number: int, row: dict[str, str], now: datetime) -> Article:
    """The first report of a story has its headline; the others came earlier and say less."""
    outlets, topics = OUTLETS[row["language"]], row["topics"].split(", ")
    publisher = make_publisher(outlets[(place + number) % len(outlets)])
    short = row["title"].partition(",")[0]
    told = row["standfirst"] if number == 0 else TOLD[number % len(TOLD)].format(title=short, topic=topics[0])
    values: dict[str, Any] = {"text": f"{told}\n\n{publisher.name} has more on {topics[0]}."}
    if place == number == 0:
        values = {"blocks": _lead_blocks(), "key_sentences": LEAD_KEYS}
    if number == 0:
        values |= {"authors": ["Ilka Vandermaat", "Tobin Reyle"], "standfirst": row["standfirst"]}
    return make_article(
        f"{row['title'].partition(',')[0]}: what {publisher.name} found" if number else row["title"],
        publisher=publisher, section=row["section"], topics=topics, vector=make_vector(place), language=row["language"],
        at=now - timedelta(minutes=int(row["minutes"]) + 9 * number),
        image=_image(row["picture"]) if number < 2 else None,
        **values,
    )  # fmt: skip


def _image(name: str) -> dict[str, object] | None:
    if not name:
        return None
    return {"address": f"https://pictures.example/{name}.jpg", "width": 1200, "height": 800,
            "credit": "Photograph: M. Oster", "caption": "The view from the eastern quay, after dawn."}  # fmt: skip


def _lead_blocks() -> list[Block]:
    first, second, third, fourth, fifth = LEAD_TEXT
    link = Link(start=fourth.index("310"), end=fourth.index(" crowns"), address="https://harbourledger.example/losses")
    table = ("Who counts\tLoss\tShips", "Port authority\t310 million\t40", "Growers' union\t460 million\t44")
    gates = ("Gates one and two were replaced.", "Gate three was welded.", "Gate four waits for May.")
    return [
        Block(kind=BlockKind.PARAGRAPH, text=first),
        Block(kind=BlockKind.PARAGRAPH, text=second),
        Block(kind=BlockKind.IMAGE, address="https://pictures.example/divers.jpg", credit="Photograph: M. Oster",
              caption="Divers inspected each hinge by hand.", alt="Two divers beside a steel gate"),
        Block(kind=BlockKind.HEADING, text="A week in the control room", level=2),
        Block(kind=BlockKind.QUOTE, text=third),
        Block(kind=BlockKind.PARAGRAPH, text=fourth, links=(link,)),
        Block(kind=BlockKind.TABLE, text="\n".join(table)),
        Block(kind=BlockKind.LIST, text="\n".join(gates)),
        Block(kind=BlockKind.EMBED, address="https://video.example/watch/12", caption="Video: the gate opens"),
        Block(kind=BlockKind.PARAGRAPH, text=fifth),
    ]  # fmt: skip
