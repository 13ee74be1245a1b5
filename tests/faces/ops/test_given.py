"""What is given by hand: pages, folders, WARC files, JSON lines, addresses; shown, stored, or tried."""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fakes import FakeWeb
from line import drain

from octavo.apps.articles.models import Article
from octavo.apps.queue.queries import jobs_left
from octavo.engine.records import Draft
from octavo.pipeline.ingest import Summary

ADDRESS = "https://herald.example/ferry"


def values(out: str) -> list[dict]:
    return [json.loads(line) for line in out.splitlines()]


def report(name: str, title: str, text: str, address: str, hour: int) -> dict:
    publisher = address.split("/")[2]
    return {"id": name, "title": title, "text": text, "url": address, "publisher": publisher, "language": "en",
            "date": f"2026-03-04T{hour}:00:00Z"}  # fmt: skip


@pytest.fixture
def no_database(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever asks a database now, fails."""
    monkeypatch.setenv("DATABASE_URL", "postgresql:///none?host=/nowhere")
    monkeypatch.setattr("octavo.faces.ops.running.database.EmbeddedPostgres", None)


@pytest.fixture
def rubbish(tmp_path: Path) -> Path:
    file = tmp_path / "rubbish.html"
    file.write_bytes(bytes(range(255, -1, -1)) * 12)
    return file


@pytest.fixture
def cut(tmp_path: Path, page: Path) -> Path:
    """A page whose gzip data stop in the middle."""
    file = tmp_path / "cut.html.gz"
    packed = gzip.compress(page.read_bytes())
    file.write_bytes(packed[: len(packed) // 2])
    return file


@pytest.fixture
def lines(tmp_path: Path) -> Path:
    """Two articles, and between them a line that stops in the middle."""
    file = tmp_path / "articles.jsonl"
    whole = {"title": "Tides", "text": "The tide rose.\n\nIt fell again.", "url": "https://herald.example/tides",
             "authors": ["Mara Vint"], "publisher": "Harbour Herald", "language": "en",
             "date": "2026-03-04"}  # fmt: skip
    file.write_text(
        f'{json.dumps(whole)}\n{{"title": "Half a\n\n{json.dumps({"title": "Ships", "text": "Ships sail."})}\n'
    )
    return file


@pytest.fixture
def warc(tmp_path: Path, page: Path) -> Path:
    """A page, a picture and an error, as a crawler keeps them."""
    answers = [
        ("https://herald.example/ferry", "200 OK", "text/html; charset=utf-8", page.read_bytes()),
        ("https://herald.example/ferry.png", "200 OK", "image/png", b"\x89PNG"),
        ("https://herald.example/gone", "404 Not Found", "text/html", b"<p>Gone.</p>"),
    ]
    records = b""
    for address, status, kind, body in answers:
        http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {address}\r\nWARC-Date: 2026-03-05T10:00:00Z\r\n"
                f"WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-{len(records):012d}>\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n")  # fmt: skip
        records += head.encode() + http + b"\r\n\r\n"
    file = tmp_path / "crawl.warc.gz"
    file.write_bytes(gzip.compress(records))
    return file


@pytest.mark.usefixtures("no_database")
class TestTryText:
    def test_a_page(self, octavo, page: Path) -> None:
        said = octavo("try", "text", page)
        assert (said.status, said.err) == (0, "")
        (article,) = values(said.out)
        assert list(article) == [
            *("file", "title", "text", "authors", "published", "language", "state", "tags"),
            *("modified", "contributors", "licence", "free", "words", "reading_minutes"),
        ]
        assert (article["file"], article["title"]) == ("ferry.html", "Ferry to Lindholm sails again")
        assert (article["authors"], article["language"], article["state"]) == (["Mara Vint"], "en", "full")
        assert article["published"] == "2026-03-04T10:00:00+00:00"
        first, second, third = article["text"].split("\n\n")
        assert first.startswith("The ferry between Orrin and Lindholm sailed again")
        assert second.startswith("Engineers had replaced")
        assert third.endswith("for want of heating oil.")
        assert "Lindholm" in article["tags"]

    def test_a_packed_page_whatever_its_name(self, octavo, page: Path, tmp_path: Path) -> None:
        packed = tmp_path / "packed.html"
        packed.write_bytes(gzip.compress(page.read_bytes()))
        plain, unpacked = values(octavo("try", "text", page, packed).out)
        assert {**plain, "file": None} == {**unpacked, "file": None}

    def test_rubbish_has_a_state_too(self, octavo, page: Path, rubbish: Path, tmp_path: Path) -> None:
        empty = tmp_path / "empty.html"
        empty.write_bytes(b"")
        said = octavo("try", "text", rubbish, empty, page)
        assert said.status == 0
        assert [(article["file"], article["state"]) for article in values(said.out)] == [
            ("rubbish.html", "not_article"), ("empty.html", "empty"), ("ferry.html", "full"),
        ]  # fmt: skip

    def test_what_cannot_be_read_is_told_and_the_others_go_on(self, octavo, page: Path, cut: Path) -> None:
        missing = page.with_name("missing.html")
        said = octavo("try", "text", missing, cut, page)
        assert said.status == 1
        assert [article["file"] for article in values(said.out)] == ["ferry.html"]
        assert said.err == (
            f"octavo: {missing} cannot be read: No such file or directory.\n"
            f"octavo: {cut} is cut off: the end of the gzip data is missing.\n"
            "octavo: 2 of 3 files could not be read; the reasons stand above.\n"
        )

    def test_the_table_of_addresses(self, octavo, page: Path, tmp_path: Path) -> None:
        link = '<p>A <a href="/timetable">timetable</a> hangs in the harbour of Lindholm, and on the ferry itself.</p>'
        page.write_text(page.read_text().replace("</article>", f"{link}</article>"))
        table = tmp_path / "addresses.tsv"
        table.write_text(f"{page.name}\t{ADDRESS}\n")
        said = octavo("ingest", "--show", "--addresses", table, page)
        assert "[timetable](https://herald.example/timetable)" in said.out
        assert octavo("try", "text", page, "--addresses", table).status == 0

    def test_a_table_that_is_none(self, octavo, page: Path, tmp_path: Path) -> None:
        said = octavo("try", "text", page, "--addresses", page)
        assert said.status == 1
        assert "is no table of addresses: each line must hold a file name, a tab and an address." in said.err
        assert octavo("try", "text", page, "--addresses", tmp_path / "none.tsv").status == 1


class TestTryTags:
    def test_what_holds_no_article_is_told(self, octavo, lines: Path, tmp_path: Path) -> None:
        said = octavo("try", "tags", lines)
        assert (said.status, said.out) == (1, "")
        assert said.err.startswith(f"octavo: {lines}, line 2: this is no JSON: ")
        said = octavo("try", "tags", tmp_path / "none.jsonl")
        assert (said.status, "cannot be read: No such file" in said.err) == (1, True)

    @pytest.mark.slow
    def test_tags_are_one_across_the_file(self, octavo_alone, open_folder: Path) -> None:
        taught = (
            "The Norland Harbour Authority (NHA) closed the locks at Osterhaven. The Norland Harbour Authority gave no "
            "date. The striker of the harbour team scored in the match, the coach said."
        )
        rows = [
            {"id": "early", "title": "NHA waits", "text": "The NHA waits for divers. Divers of the NHA came late.",
             "url": "https://herald.example/sport/1"},
            *({"id": number, "title": "Norland Harbour Authority closes locks", "text": f"{taught} {number} ships.",
               "url": "https://herald.example/same", "publisher": "Herald"} for number in range(4)),
        ]  # fmt: skip
        file = open_folder / "taught.jsonl"
        file.write_text("\n".join(map(json.dumps, rows)))
        said = octavo_alone("try", "tags", file)
        assert said.status == 0, said.err
        found = values(said.out)
        assert [row["id"] for row in found] == ["early", 0, 1, 2, 3]
        assert all("norland-harbour-authority" in [tag["slug"] for tag in row["tags"]] for row in found)
        assert found[0]["desk"] == "sport"
        assert set(found[0]) == {"id", "tags", "desk", "desk_confidence"}
        assert set(found[0]["tags"][0]) == {"name", "slug", "weight"}


class TestTryStories:
    def test_a_line_that_is_no_article_is_refused_before_anything_starts(self, octavo, lines: Path) -> None:
        said = octavo("try", "stories", lines)
        assert (said.status, said.out) == (1, "")
        assert said.err.startswith(f"octavo: {lines}, line 2: this is no JSON: ")

    def test_files_that_hold_nothing(self, octavo, tmp_path: Path) -> None:
        said = octavo("try", "stories", tmp_path / "none.jsonl")
        assert (said.status, "cannot be read: No such file" in said.err) == (1, True)
        empty = tmp_path / "empty.jsonl"
        empty.write_text("\n\n")
        said = octavo("try", "stories", empty)
        assert (said.status, said.out, said.err) == (0, "", "")

    @pytest.mark.slow
    def test_one_line_an_article_in_the_order_given(self, octavo_alone, open_folder: Path, page: Path) -> None:
        (ferry,) = values(octavo_alone("try", "text", page).out)
        rival = (
            "After eleven days in dock the Lindholm ferry is back: on Wednesday it carried two hundred passengers from "
            "Orrin, the harbour office said.\n\nBoth propeller shafts of the ferry had cracked in the February storm. "
            "Replacing them cost four million crowns, of which the insurer pays half."
        )
        other = (
            "The chess club of Brantham won the league on Sunday with a draw on the last board.\n\nIts captain, who is "
            "sixteen, gave up a rook for a pawn and held the endgame for four hours."
        )
        rows = [
            report("a", ferry["title"], ferry["text"], "https://herald.example/1", 10),
            report("b", "Brantham wins chess league", other, "https://board.example/1", 11),
            report("c", "Lindholm ferry back after storm repair", rival, "https://gull.example/1", 12),
            report("d", ferry["title"], ferry["text"], "https://echo.example/1", 13),
            {"id": 5, "title": "Only a title"},
            {"text": "Only a text, and no more than that."},
        ]
        file = open_folder / "six.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows))
        said = octavo_alone("try", "stories", file, data=open_folder / "untouched")
        assert (said.status, said.err) == (0, "")
        told = values(said.out)
        assert [row["id"] for row in told] == ["a", "b", "c", "d", 5, None]
        a, b, c, d, *alone = (row["story"] for row in told)
        assert a == c == d
        assert len({a, b, *alone}) == 4
        assert [row["copy_of"] for row in told] == [None, None, None, "a", None, None]
        assert not (open_folder / "untouched").exists()


class TestTryRelated:
    def test_arguments_and_lines_that_are_wrong_are_told(self, octavo, lines: Path, tmp_path: Path) -> None:
        assert octavo("try", "related").status == 2
        said = octavo("try", "related", lines)
        assert (said.status, said.out) == (1, "")
        assert said.err.startswith(f"octavo: {lines}, line 2: this is no JSON: ")
        said = octavo("try", "related", tmp_path / "none.jsonl")
        assert (said.status, "cannot be read: No such file" in said.err) == (1, True)

    @pytest.mark.slow
    def test_each_list_says_why(self, octavo_alone, open_folder: Path) -> None:
        texts = {
            "a": "Ilva Marrent let the first ships into the Osterhaven locks at dawn, nine days after a hinge broke.",
            "b": "Grain sat in the rain until Ilva Marrent opened the Osterhaven locks to the first ships today.",
            "c": "The Osterhaven locks may shut again: Ilva Marrent asks for a new hinge before more ships come in.",
            "d": "The chess club of Brantham won the league on Sunday with a draw on the last board.",
        }
        titles = {"a": "Marrent opens the Osterhaven locks", "b": "Ships enter Osterhaven locks at last",
                  "c": "Osterhaven locks: Marrent warns of the hinge", "d": "Brantham wins chess league"}  # fmt: skip
        dates = {"a": "2026-03-02T08:00:00Z", "b": "2026-03-02T11:00:00Z", "c": "2026-03-12T08:00:00Z", "d": ""}
        rows = [{"id": key, "title": titles[key], "text": text, "date": dates[key], "url": f"https://{key}.example/1"}
                for key, text in texts.items()]  # fmt: skip
        file = open_folder / "four.jsonl"
        file.write_text("".join(json.dumps(row) + "\n" for row in rows))
        said = octavo_alone("try", "related", file, data=open_folder / "untouched")
        assert (said.status, said.err) == (0, "")
        told = {row["id"]: row["related"] for row in values(said.out)}
        assert list(told) == ["a", "b", "c", "d"]
        assert told["d"] == []
        found = {each["id"]: each for each in told["a"]}
        assert "d" not in found
        assert found["b"]["hours"] == 3.0
        assert {"Ilva Marrent"} <= set(found["b"]["names"])
        assert found["b"]["reason"].startswith("both name ")
        assert found["b"]["reason"].endswith("3 hours later")
        assert not (open_folder / "untouched").exists()


@pytest.mark.usefixtures("no_database")
class TestShow:
    def test_markdown(self, octavo, page: Path) -> None:
        said = octavo("ingest", "--show", "markdown", page)
        assert (said.status, said.err) == (0, "")
        title, facts, first, *_ = said.out.split("\n\n")
        assert title == "# Ferry to Lindholm sails again"
        assert facts.startswith("Mara Vint · 2026-03-04T10:00:00+00:00 · en · full: ")
        assert first.startswith("The ferry between Orrin")

    def test_the_form_may_be_left_out(self, octavo, page: Path) -> None:
        shown = octavo("ingest", page, "--show").out
        assert shown == octavo("ingest", "--show", page).out == octavo("ingest", "--show", "markdown", page).out
        assert octavo("ingest", "--show").status == octavo("ingest").status == 2

    def test_two_are_parted(self, octavo, page: Path) -> None:
        assert octavo("ingest", page, page, "--show").out.count("\n---\n# Ferry") == 1

    def test_json(self, octavo, lines: Path, page: Path) -> None:
        said = octavo("ingest", "--show", "json", page, lines)
        assert said.status == 1
        ferry, tides, ships = values(said.out)
        assert (ferry["title"], ferry["body_state"]) == ("Ferry to Lindholm sails again", "full")
        assert (tides["publisher"], tides["address"]) == ("Harbour Herald", "https://herald.example/tides")
        assert tides["published"].startswith("2026-03-04")
        assert [block["text"] for block in tides["blocks"]] == ["The tide rose.", "It fell again."]
        assert ships["address"].startswith("urn:text:")
        assert f"{lines}, line 2: this is no JSON: " in said.err
        assert said.err.endswith("octavo: 1 could not be taken in; the reasons stand above.\n")

    def test_a_warc_gives_its_pages(self, octavo, warc: Path) -> None:
        said = octavo("ingest", "--show", "json", warc)
        assert (said.status, said.err) == (0, "")
        assert [(draft["address"], draft["body_state"]) for draft in values(said.out)] == [(ADDRESS, "full")]

    def test_what_is_no_warc_is_told(self, octavo, warc: Path) -> None:
        warc.write_bytes(b"rubbish")
        said = octavo("ingest", "--show", "json", warc)
        assert (said.status, said.out) == (1, "")
        assert f"{warc}: This is not a WARC archive." in said.err

    def test_an_address(self, octavo, web: FakeWeb, page: Path) -> None:
        web.page("http://herald.example/ferry", page.read_text())
        web.feed("http://herald.example/feed", "<rss/>")
        said = octavo("ingest", "--show", "json", "http://herald.example/ferry")
        assert said.status == 0
        assert values(said.out)[0]["address"] == "http://herald.example/ferry"
        said = octavo("ingest", "--show", "http://herald.example/feed", "http://herald.example/none")
        assert (said.status, said.out) == (1, "")
        assert "http://herald.example/feed: this is no page but application/rss+xml." in said.err
        assert "octavo: 2 could not be taken in" in said.err

    def test_names_that_lead_nowhere(self, octavo, tmp_path: Path) -> None:
        (tmp_path / "notes.odt").write_text("x")
        (tmp_path / "folder").mkdir()
        said = octavo("ingest", "--show", tmp_path / "none", tmp_path / "notes.odt", tmp_path / "folder")
        assert (said.status, said.out) == (1, "")
        none, notes, folder, _ = said.err.splitlines()
        assert none.endswith("none: there is no such file or folder, and it is no http address.")
        assert ".odt: by its name this is no HTML, WARC or JSON lines (.html, .warc, .jsonl, each also .gz)." in notes
        assert "in this folder nothing is HTML" in folder


@pytest.mark.slow
def test_ingest_alone_brings_its_own_database_and_workers(octavo_alone, open_folder: Path, page: Path) -> None:
    """No Octavo runs: the articles still end in stories, and nothing is left running."""
    options = {"data": open_folder / "data", "workers": "1"}
    said = octavo_alone("ingest", page, **options)
    assert said.status == 0, said.err
    assert said.out.startswith("1 read, 1 new articles, 0 changed, ")
    assert not (open_folder / "data" / "postgres" / "postmaster.pid").exists()
    said = octavo_alone("status", **options)
    assert "articles  1 in 1 stories; 1 in the last hour, 1 in a day\n" in said.out
    assert (open_folder / "data" / "octavo.lock").read_text() == ""


@pytest.mark.django_db
class TestIngest:
    def test_counts_and_status_of_what_could_not_be_taken_in(
        self, octavo, page: Path, rubbish: Path, cut: Path, lines: Path
    ) -> None:
        said = octavo("ingest", "--no-wait", page, rubbish, cut, lines)
        assert said.status == 1
        summary, *rows = said.out.splitlines()
        assert summary.startswith("4 read, 4 new articles, 0 changed, ")
        assert [row.split(maxsplit=1) for row in rows[:2]] == [["3", "full"], ["1", "not_article"]]
        assert sorted(row.split(maxsplit=3)[:2] for row in rows[2:]) == [["1", "failed:"], ["1", "failed:"]]
        assert f"{cut}: this is cut off" in said.out
        assert f"{lines}, line 2: this is no JSON" in said.out
        assert said.err.endswith("octavo: 2 could not be taken in; the reasons stand above.\n")
        assert Article.objects.count() == 4

    def test_a_folder_goes_along_the_line(self, octavo, page: Path, tmp_path: Path) -> None:
        (tmp_path / "deep").mkdir()
        os.rename(page, tmp_path / "deep" / page.name)
        (tmp_path / "deep" / "notes.txt").write_text("not ours")
        said = octavo("ingest", "--no-wait", tmp_path)
        assert said.status == 0
        assert said.out.startswith("1 read, 1 new articles, 0 changed, ")
        assert jobs_left() > 0
        assert {"match", "place"} <= set(drain(datetime.now(UTC)))
        assert Article.objects.get().report.story.title

    def test_the_same_again_changes_nothing(self, octavo, lines: Path, page: Path) -> None:
        octavo("ingest", "--no-wait", lines, page)
        said = octavo("ingest", "--no-wait", lines, page)
        assert said.out.startswith("3 read, 0 new articles, 0 changed, ")
        assert Article.objects.count() == 3

    def test_characters_that_the_database_does_not_take(self, octavo, tmp_path: Path) -> None:
        file = tmp_path / "odd.jsonl"
        odd = {"title": "Ti\x00des \ud800", "text": "The\x00 tide.", "publisher": "He\x00rald", "authors": ["M\x00ara"],
               "language": "e\x00n", "url": "https://herald.example/\x00odd", "date": "\x00"}  # fmt: skip
        file.write_text(json.dumps(odd) + "\n")
        said = octavo("ingest", "--no-wait", file)
        assert (said.status, said.out.split(",")[0]) == (0, "1 read")
        assert Article.objects.get().title == "Tides"

    def test_what_the_database_refuses_is_told_and_counted(
        self, octavo, page: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def refuse(drafts: Iterator[Draft], summary: Summary, *, now: datetime) -> Iterator[int]:
            summary.drafts += 1
            summary.failures[f"DataError: {next(drafts).title}"] += 1
            yield 1

        monkeypatch.setattr("octavo.pipeline.ingest.ingest_drafts", refuse)
        said = octavo("ingest", "--no-wait", page)
        assert said.status == 1
        assert "failed: DataError: Ferry to Lindholm sails again\n" in said.out
        assert said.err.endswith("octavo: 1 could not be taken in; the reasons stand above.\n")


class TestTryAsk:
    def test_questions_that_are_none_are_refused(self, octavo, tmp_path: Path) -> None:
        assert octavo("try", "ask").status == 2
        file = tmp_path / "questions.jsonl"
        file.write_text('{"question": "Who?"}\n')
        said = octavo("try", "ask", file)
        assert (said.status, said.out) == (1, "")
        assert "without a corpus a question needs `sources`" in said.err
        file.write_text("{}\n")
        assert "a question needs a `question`" in octavo("try", "ask", file, file).err
        file.write_text("[\n")
        assert "this is no JSON" in octavo("try", "ask", file).err

    def test_each_question_over_its_own_sources(self, octavo, tmp_path: Path) -> None:
        texts = [
            "The ferry  Silver Tern ran aground.\n\nCaptain Edda Rourke, 52, left it last.",
            {"id": "b", "text": "Fog."},
        ]
        rows = [
            {"id": 1, "question": "Who was the captain of the Silver Tern?", "sources": texts},
            {"id": 2, "question": "Who salvaged the Silver Tern?", "sources": texts},
            {"id": 3, "question": "How old is she?", "sources": texts,
             "earlier": [["Who was the captain of the Silver Tern?", "Captain Edda Rourke, 52, left it last."]]},
        ]  # fmt: skip
        file = tmp_path / "questions.jsonl"
        file.write_text("\n".join(map(json.dumps, rows)))
        said = octavo("try", "ask", file)
        assert (said.status, said.err) == (0, "")
        first, second, third = values(said.out)
        sentence = "Captain Edda Rourke, 52, left it last."
        assert first == {"id": 1, "says": True, "sentences": [{"text": sentence, "spans": [[0, 37, 75]]}]}
        assert second == {"id": 2, "says": False, "sentences": []}
        assert third["sentences"][0]["text"] == sentence

    @pytest.mark.slow
    def test_a_corpus_through_the_true_search(self, octavo_alone, open_folder: Path) -> None:
        corpus, questions = open_folder / "corpus.jsonl", open_folder / "questions.jsonl"
        rows = [
            {"id": "a", "text": "The  ferry Silver Tern ran aground on the Marl Ledge.", "date": "2026-03-01"},
            {"id": "b", "text": "The Silver Tern was salvaged by tugs of Tessel Marine.", "date": "2026-04-01"},
        ]
        asked = "Which company salvaged the Silver Tern?"
        corpus.write_text("\n".join(map(json.dumps, rows)))
        questions.write_text("\n".join(json.dumps({"id": day, "question": asked, "as_of": day})
                                       for day in ("2026-03-31", "2026-04-01")))  # fmt: skip
        said = octavo_alone("try", "ask", corpus, questions)
        assert (said.status, said.err) == (0, "")
        before, after = values(said.out)
        assert before == {"id": "2026-03-31", "says": False, "sentences": []}
        assert after["sentences"][0] == {"text": rows[1]["text"], "spans": [["b", 0, len(rows[1]["text"])]]}
