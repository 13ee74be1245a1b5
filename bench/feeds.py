"""Milliseconds a feed of the feed parser and of other parsers: the sample edition's feeds, and one of thirty items."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.harness.clock import take_turns
from bench.harness.peers import named, peer
from bench.harness.records import Asked, Bench, Failed, Figure, Result
from octavo.edition.build import build_edition
from octavo.engine.parsing import parse_feed

Parse = Callable[[bytes], object]
NOW = datetime(2026, 3, 7, 21, tzinfo=UTC)
EDITION, GENERATED = "edition", "30 items"
SECONDS = 0.4  # of CPU that a measured turn should last, at least: the clock ticks in milliseconds


def run(asked: Asked) -> Result:
    parsers, missing = _parsers()
    figures: list[Figure] = []
    notes = [f"{name}: not installed." for name in missing]
    for name, bodies in ((EDITION, _edition_feeds()), (GENERATED, [thirty_items()])):
        notes += _refusals(name, parsers, bodies)
        figures += _race(name, parsers, bodies, asked.passes)
    return Result(figures=figures, notes=notes)


def _race(name: str, parsers: Mapping[str, Parse], bodies: Sequence[bytes], passes: int) -> list[Figure]:
    works = {who: _repeated(parse, bodies, 1) for who, parse in parsers.items()}
    once = max(min(seconds) for seconds in take_turns(works, 2).values())  # the slowest, warm
    times = max(1, round(SECONDS / once))
    spent = take_turns({who: _repeated(parse, bodies, times) for who, parse in parsers.items()}, passes)
    return [
        Figure(
            what=f"{who}, {name}", values=[1000 * each / times / len(bodies) for each in seconds],
            unit="ms of user CPU a feed", count=len(bodies) * times, of="parses a pass", less_is_better=True,
            against=f"Octavo, {name}",
        )
        for who, seconds in spent.items()
    ]  # fmt: skip


def _repeated(parse: Parse, bodies: Sequence[bytes], times: int) -> Callable[[], None]:
    def work() -> None:
        for _ in range(times):
            for body in bodies:
                _parse(parse, body)

    return work


def _parse(parse: Parse, body: bytes) -> object | None:
    try:
        return parse(body)
    except Exception:  # a peer that cannot read a feed is told of in a note
        return None


def _refusals(name: str, parsers: Mapping[str, Parse], bodies: Sequence[bytes]) -> list[str]:
    found = {who: sum(_parse(parse, body) is None for body in bodies) for who, parse in parsers.items()}
    return [f"{who} could not read {count} of {len(bodies)} ({name})." for who, count in found.items() if count]


def _parsers() -> tuple[dict[str, Parse], list[str]]:
    parsers: dict[str, Parse] = {"Octavo": parse_feed}
    missing = []
    for package in ("feedparser", "fastfeedparser"):
        module = peer(package)
        if module is None:
            missing.append(package)
        else:
            parsers[named(package)] = module.parse
    return parsers, missing


def _edition_feeds() -> list[bytes]:
    """The sample edition's feeds in XML, which all parsers claim to read."""
    with TemporaryDirectory() as folder:
        build_edition(NOW, Path(folder))
        bodies = [path.read_bytes() for path in sorted((Path(folder) / "feeds").rglob("*")) if path.is_file()]
    bodies = [body for body in bodies if b"<rss" in body or b"<feed" in body or b"<rdf:RDF" in body]
    if not bodies:
        raise Failed("The sample edition was built without feeds.")
    return bodies


def thirty_items() -> bytes:
    """An RSS feed as a busy desk has it: thirty entries, each with a summary and some 2 kB of text."""
    items = "".join(_item(number) for number in range(30))
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:media="http://search.yahoo.com/mrss/"><channel>'
        "<title>Harbour Desk</title><link>https://harbour.example/</link><description>Ships and tides</description>"
        f"<language>en</language><ttl>15</ttl>{items}</channel></rss>\n"
    ).encode()


def _item(number: int) -> str:
    day = format_datetime(NOW - timedelta(hours=number))
    text = "".join(
        f"<p>Berth {berth} took ship {number + berth} of the month at high water, and the pilots counted "
        f'<a href="/tide/{berth}">{3 * berth + number} knots</a> &amp; a falling glass off the mole.</p>'
        for berth in range(12)
    )
    return (
        f"<item><title>Ship {number} comes in on the evening tide</title><link>https://harbour.example/news/{number}</link>"
        f'<guid isPermaLink="false">harbour-{number}</guid><pubDate>{day}</pubDate><dc:creator>Mara Quell</dc:creator>'
        f"<category>Harbour</category><category>Ships</category><description>Arrival {number} this month.</description>"
        f'<media:content url="https://harbour.example/pictures/{number}.jpg" medium="image" width="1200" height="800"/>'
        f"<content:encoded><![CDATA[{text}]]></content:encoded></item>"
    )


BENCH = Bench(name="feeds", about="parsing feeds, one process, bytes to records", run=run)
