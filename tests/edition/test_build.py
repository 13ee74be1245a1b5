"""The built edition: what the issue asks of it, and that page and truth agree."""

import html
import re
import shutil
from collections import Counter, defaultdict
from datetime import UTC, datetime

from octavo.edition.build import build_edition
from octavo.edition.records import FAULTS
from octavo.edition.sources import DESKS, SAMPLE

NOW = datetime(2026, 3, 4, 21, 0, tzinfo=UTC)  # as in conftest

HIDDEN = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL)


def shown(page: str) -> str:
    """The page's visible text, inline tags leaving no gap."""
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", HIDDEN.sub("", page))).replace("\xa0", " ").split())


def test_the_edition_is_as_large_and_varied_as_promised(built):
    rows = built.rows
    reporters = defaultdict(set)
    affairs = defaultdict(set)
    for row in rows:
        if not row["copy_of"]:
            reporters[row["event"]].add(row["publisher"])
        affairs[row["affair"]].add(row["event"])
    assert len(rows) >= 110
    assert len({row["publisher"] for row in rows}) >= 8
    assert sum(2 <= len(publishers) <= 7 for publishers in reporters.values()) >= 26
    assert sum(len(publishers) == 1 for publishers in reporters.values()) >= 8
    assert sum(len(events) >= 3 for affair, events in affairs.items() if affair) >= 2
    assert {row["desk"] for row in rows} == set(DESKS)
    assert {row["language"] for row in rows} == {"en", "hi", "ar", "fr", "es"}
    assert {fault for row in rows for fault in row["faults"]} == FAULTS


def test_articles_have_120_to_900_words(built):
    counts = {row["address"]: len(" ".join(row["whole"] or row["paragraphs"]).split()) for row in built.rows}
    written = {address: count for address, count in counts.items() if count}
    assert {address: count for address, count in written.items() if not 110 <= count <= 920} == {}


def test_every_state_wire_copy_and_revision_occurs(built):
    rows = built.rows
    assert Counter(row["body_state"] for row in rows).keys() == {"full", "teaser", "paywalled", "video", "live"}
    assert max(Counter(row["copy_of"] for row in rows if row["copy_of"]).values()) >= 3
    assert any(row["rewrite_of"] for row in rows)
    changes = [row["revised"] for row in rows if row["revised"]]
    titles = {row["title"] for row in rows}
    assert any(change["title"] not in titles for change in changes)
    assert any(row["revised"]["paragraphs"] != row["paragraphs"] for row in rows if row["revised"])


def test_pages_show_all_of_the_truth_and_the_residue(built):
    for row in built.rows:
        text = shown(built.text(row))
        for paragraph in row["paragraphs"]:
            for line in re.split(r"[\n\t]", paragraph):
                assert line[:20].strip() in text, (row["address"], line)
                assert line[-20:].strip() in text, (row["address"], line)
        assert row["residue"], row["address"]
        clean = "\n".join(row["paragraphs"])
        assert [string for string in row["residue"] if string in clean] == []
        page = built.text(row)
        for link in row["links"]:
            assert html.escape(link["address"]) in page


def test_macros_boxes_and_future_never_reach_a_reader(built):
    for row in built.rows:
        told = "\n".join([row["title"], row["standfirst"] or "", *row["paragraphs"], *(row["whole"] or ())])
        assert not re.search(r"\{|\}|\[\w[^\]]*\]\(", told), row["address"]
        assert datetime.fromisoformat(row["published"]) <= NOW
        assert all(datetime.fromisoformat(post["posted"]) <= NOW for post in row["posts"])


def test_copies_carry_the_wire_text(built):
    by_address = {row["address"]: row for row in built.rows}
    for row in built.rows:
        source = row["copy_of"] or row["rewrite_of"]
        if not source:
            continue
        wire = by_address[source]["whole"] or by_address[source]["paragraphs"]
        shared = set(wire) & set(row["whole"] or row["paragraphs"])
        assert len(shared) >= (len(wire) - 2 if row["copy_of"] else 2), row["address"]


def test_planted_breaks_stand_in_mid_sentence(built):
    """The heart of the matter: on the page the sentence is torn, in the truth it is whole."""
    torn = 0
    for row in built.rows:
        page = shown(built.text(row))
        torn += any(paragraph not in page for paragraph in row["paragraphs"] if "\n" not in paragraph)
    assert torn >= 10


def test_headers_and_bytes_disagree_only_where_planted(built):
    for row in built.rows:
        answer = built.answers[row["address"]]
        charset = answer.media_type.rpartition("charset=")[2] if "charset=" in answer.media_type else None
        meta = re.search(rb"charset=\"?([\w-]+)", answer.body)[1].decode().lower()
        assert (charset not in (None, meta)) == ("charset" in row["faults"]), row["address"]


def test_pictures_and_feeds_are_recorded(built):
    for row in built.rows:
        if row["image"]:
            assert built.answers[row["image"]["address"]].body.startswith(b"\xff\xd8")
        assert row["feeds"]
        for feed in row["feeds"]:
            assert feed["address"] in built.answers
    assert {"full", "summary", "none"} == {feed["text"] for row in built.rows for feed in row["feeds"]}


def test_the_second_phase_changes_the_revised_and_what_lists_them(built):
    revised = {row["address"] for row in built.rows if row["revised"]}
    pages = {row["address"] for row in built.rows}
    changed = set(built.revised)
    assert revised <= changed
    # Only what shows an edited headline may change besides.
    for address in (changed & pages) - revised:
        before, after = built.answers[address].body, built.revised[address].body
        assert before != after
    assert not any(address.endswith(".jpg") for address in changed)


def test_same_sources_and_moment_give_the_same_bytes(tmp_path):
    sample = tmp_path / "sample"
    shutil.copytree(SAMPLE / "publishers", sample / "publishers")
    for event in sorted((SAMPLE / "articles").iterdir())[-4:]:
        shutil.copytree(event, sample / "articles" / event.name)
    one = build_edition(NOW, tmp_path / "one", sample=sample)
    two = build_edition(NOW, tmp_path / "two", sample=sample)
    files = sorted(file.relative_to(one.folder) for file in one.folder.rglob("*") if file.is_file())
    assert len(files) > 20
    for file in files:
        assert (one.folder / file).read_bytes() == (two.folder / file).read_bytes()
