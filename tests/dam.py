"""Reports of one fictional event for tests of the panel."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from octavo.engine.assist.composed import Composed, Part, Source

AT = datetime(2026, 3, 2, 6, 0, tzinfo=UTC)

WIRE = (
    "OSTERHAVEN (Signal Wire) - The Orrin Dam in northern Norland gave way before dawn on Monday, killing at least 11 "
    "people in the village of Brackwith, the county fire service said.\n\n"
    "About 9,300 people in the Sennet valley were evacuated by bus to the town of Aldersome during the morning. "
    "Fire chief Jonas Aldwick warned that the number would rise.\n\n"
    "Infrastructure Minister Caspar Wynne ordered 240 army engineers to the valley."
)
LEDGER = (
    "At least 14 people were killed when the Orrin Dam broke on Monday, police said.\n\n"
    "The mayor of Kelmarrow, Beatrix Omund, said that the sirens saved her town. "
    "Some 9,300 people in the Sennet valley were evacuated by bus to Aldersome.\n\n"
    "The dam cost 62 million crowns when it was built, and the Upland Water Board has run it since.\n\n"
    "Caspar Wynne rejected the demand of Beatrix Omund for a new siren. Mr Wynne said that the old one had worked."
)
OBSERVER = (
    "Velmora has offered Norland forty rescue specialists after the failure of the Orrin Dam.\n\n"
    "“A dam of this class is meant to hold,” said Leonie Straker, professor of hydrology at Pellworth University.\n\n"
    "The minister, Tadeus Orlan, promised six pumps and a field hospital with 40 beds for the people of the valley."
)


def source(
    article: int, text: str, publisher: str, country: str = "no", language: str = "en", **more: object
) -> Source:
    given: dict[str, object] = {"at": AT + timedelta(hours=article), "title": ""} | more
    return Source(article=article, text=text, publisher=publisher, country=country, language=language, **given)  # type: ignore[arg-type]


def reports() -> list[Source]:
    return [
        source(1, WIRE, "Signal Wire"),
        source(2, LEDGER, "Harbour Ledger"),
        source(3, OBSERVER, "Capital Observer", "ve"),
    ]  # fmt: skip


def of_kind(composed: Composed, kind: str) -> list[Part]:
    return [part for part in composed.parts if part.kind == kind]


def assert_verbatim(composed: Composed, *sources: Source) -> None:
    texts = {(each.article, each.version): each.text for each in sources}
    for cited in composed.sentences:
        span = cited.spans[0]
        assert texts[span.article, span.version][span.start : span.end] == cited.text
