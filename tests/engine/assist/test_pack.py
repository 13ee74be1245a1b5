"""The evidence pack: the same bytes for the same pack, and no text of others that a reader's program would run."""

from __future__ import annotations

import csv
import io
import json
from datetime import UTC, datetime
from hashlib import sha256

from octavo.engine.assist.pack import Pack, Packed, Quoted, as_csv, as_json_ld, as_markdown

WHEN = datetime(2026, 3, 5, 12, tzinfo=UTC)


def make_pack(text: str = "21 people died.", quote: str = "At least 21 people died, the board said.") -> Pack:
    quoted = Quoted(
        text=quote, before="… on Friday.", after="", title="A *dam* <b>breaks</b>", publisher="Signal Wire",
        address="https://signalwire.example/1", published=WHEN, retrieved=WHEN, article=7, version=2, start=12, end=52,
        digest="ab" * 16,
    )  # fmt: skip
    return Pack(
        name="Key points", about="The dam", address="https://octavo.example/story/1/", asked={"length": "short"},
        writer="built-in 1", prompt="", written=WHEN, known=None, left_out={"number": 2},
        sentences=(Packed(heading="What most report", text=text, quoted=(quoted,)),), sources=((7, 2, "ab" * 16),),
    )  # fmt: skip


def test_json_ld_holds_the_quotation_its_place_and_its_hash():
    plain = json.loads(as_json_ld(make_pack()))
    [claim] = plain["hasPart"]
    [citation] = claim["citation"]
    assert citation["sha256"] == sha256(citation["text"].encode()).hexdigest()
    assert citation["oa:hasSelector"][1] == {"@type": "oa:TextPositionSelector", "oa:start": 12, "oa:end": 52}
    assert citation["isPartOf"]["sdDatePublished"] == "2026-03-05T12:00:00Z"
    assert "temporalCoverage" not in plain
    assert plain["additionalProperty"][0]["value"] == 2


def test_the_same_pack_gives_the_same_bytes():
    for form in (as_json_ld, as_markdown, as_csv):
        assert form(make_pack()) == form(make_pack())


def test_text_of_others_is_no_markup_in_markdown():
    page = as_markdown(make_pack(text="# Not a heading [here](http://evil.example) <script>")).decode()
    assert "\\# Not a heading \\[here\\]" in page
    assert "<script>" not in page.replace("\\<script\\>", "")
    assert "A \\*dam\\* \\<b\\>breaks" in page


def test_a_spreadsheet_runs_nothing_of_it():
    rows = list(csv.DictReader(io.StringIO(as_csv(make_pack(quote='=HYPERLINK("x")')).decode("utf-8-sig"))))
    assert rows[0]["quoted"] == '\'=HYPERLINK("x")'
    assert rows[0]["start"] == "12"


def test_an_empty_pack_says_so():
    empty = Pack(
        name="Ask", about="", address="", asked={}, writer="built-in 1", prompt="", written=WHEN, known=WHEN,
        left_out={}, sentences=(),
    )  # fmt: skip
    assert "The sources do not say." in as_markdown(empty).decode()
    assert "As known on: 2026-03-05T12:00:00Z" in as_markdown(empty).decode()
