"""Real shapes of feeds, and beside each what we agreed it means."""

import dataclasses
import json
from pathlib import Path

import pytest

from octavo.engine.parsing import parse_feed
from octavo.engine.parsing.sniff import find_root
from octavo.engine.parsing.tolerant import read_tolerant

GOLDEN = Path(__file__).parents[2] / "golden" / "feeds"
FEEDS = sorted(path for path in GOLDEN.iterdir() if path.suffix in (".xml", ".json") and ".expected" not in path.name)
WELL_FORMED = ("wordpress", "rdf", "atom03", "atom10", "podcast_moved")


def as_plain(value):
    """JSON's types; empty fields left out, so that a new field does not touch every file."""
    if dataclasses.is_dataclass(value):
        fields = {field.name: getattr(value, field.name) for field in dataclasses.fields(value)}
        return {name: as_plain(field) for name, field in fields.items() if field not in (None, (), frozenset())}
    if isinstance(value, tuple | frozenset):
        return [as_plain(one) for one in (sorted(value) if isinstance(value, frozenset) else value)]
    return value.isoformat() if hasattr(value, "isoformat") else value


def address_of(path):
    return f"https://feeds.example/in/{path.name}"


@pytest.mark.parametrize("path", FEEDS, ids=lambda path: path.stem)
def test_feed_means_what_we_agreed(path):
    expected = json.loads(path.with_suffix("").with_suffix(".expected.json").read_text("utf-8"))
    assert as_plain(parse_feed(path.read_bytes(), address=address_of(path))) == expected


@pytest.mark.parametrize("name", WELL_FORMED)
def test_the_tolerant_parser_reads_the_same_records(name):
    """A feed that is broken one day must not come out as other items the next."""
    path = GOLDEN / f"{name}.xml"
    body = path.read_bytes()
    root = find_root(body)
    # feedparser does not know xml:base as we hand it over; the address of these feeds is their base.
    address = "https://courrier.example/politique/" if name == "atom10" else address_of(path)
    tolerant = read_tolerant(body[root.start :], root.name, address, address)
    strict = parse_feed(
        body.replace(b' xml:base="https://courrier.example/"', b"").replace(b' xml:base="politique/"', b""),
        address=address,
    )
    assert as_plain(tolerant)["items"] == as_plain(strict)["items"]
    assert (tolerant.kind, tolerant.title, tolerant.homepage) == (strict.kind, strict.title, strict.homepage)
    assert (tolerant.hub, tolerant.own_address, tolerant.moved_to) == (strict.hub, strict.own_address, strict.moved_to)
    assert (tolerant.ttl_minutes, tolerant.language) == (strict.ttl_minutes, strict.language)
