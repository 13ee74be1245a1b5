"""The test files of feedparser, all of them, when they are at hand."""

import time
from contextlib import suppress
from pathlib import Path

import pytest

from octavo.engine.errors import Unreadable
from octavo.engine.parsing import parse_feed

ROOT = Path(__file__).parents[3]
CORPUS = ROOT.parent / "shared" / "benchmarks" / "feeds" / "feedparser"
pytestmark = pytest.mark.skipif(not CORPUS.is_dir(), reason="feedparser's test files are not beside this checkout")
SECONDS = 1.0


def test_no_file_crashes_or_holds_up():
    slow, count = [], 0
    for path in CORPUS.rglob("*"):
        if not path.is_file():
            continue
        count += 1
        start = time.process_time()
        with suppress(Unreadable):
            parse_feed(path.read_bytes(), address="https://feeds.example/feed")
        if time.process_time() - start > SECONDS:
            slow.append(path.name)
    assert count > 2000
    assert not slow


def test_every_well_formed_feed_with_entries_gives_items():
    empty = []
    for path in (CORPUS / "wellformed").rglob("*.xml"):
        body = path.read_bytes()
        markup = body.lower()
        if "cdf" in str(path.relative_to(CORPUS)) or not (b"<entry" in markup or b"<item" in markup):
            continue
        try:
            items = parse_feed(body, address="https://feeds.example/feed").items
        except Unreadable:
            items = ()
        if not items:
            empty.append(path.name)
    assert not empty
