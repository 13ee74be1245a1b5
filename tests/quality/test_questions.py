"""The questions over the sample edition hold together, and the scorers of questions can fail."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

from octavo.edition.build import build_edition
from quality.news_questions import Bm25, judge
from quality.questions import read_questions, says


def test_every_answer_stands_in_an_article_of_its_event(tmp_path: Path) -> None:
    import json

    build_edition(datetime(2026, 3, 7, 21, 0, tzinfo=UTC), tmp_path)
    texts: dict[str, str] = {}
    for line in (tmp_path / "truth.jsonl").read_text().splitlines():
        row = json.loads(line)
        event = row["event"].partition("/")[0]
        texts[event] = texts.get(event, "") + "\n".join(row["paragraphs"]) + "\n"
    lacking = [
        row["id"] for row in read_questions()
        if row["answer"] and not any(says(texts[event], row["answer"]) for event in row["held"])
    ]  # fmt: skip
    assert lacking == []


def test_there_are_enough_of_each_sort() -> None:
    rows = read_questions()
    assert len({row["id"] for row in rows}) == len(rows)
    assert sum(bool(row["answer"]) for row in rows) >= 80
    assert sum(not row["answer"] for row in rows) >= 40
    assert sum("earlier" in row for row in rows) >= 15
    assert min(Counter(row["scope"] for row in rows).values()) >= 30
    assert all(row.get("where") for row in rows if row["scope"] != "everything")


def test_news_questions_are_judged_by_all_words_of_the_choice() -> None:
    rows = [
        {
            "question": "Who leads the harbour?",
            "choices": ["Ilva Marrent", "Jon Bay"],
            "answer": ["0"],
            "date": "2026/03/02",
        },
        {"question": "Who sank?", "choices": ["A", "Nobody Else"], "answer": ["1"], "date": "2026/03/02"},
    ]
    plain = Bm25([
        ("Harbour", "Ilva Marrent leads the harbour. It is old.", "2026/03/01"),
        ("Harbour", "Jon Bay leads the harbour leads.", "2026/03/03"),  # later than the question
    ])  # fmt: skip
    scores = judge(rows, [["Marrent leads.", "She is Ilva."], []], plain)
    assert scores["news_questions/found"] == 0.5
    assert scores["news_questions/not_said"] == 0.5
    assert scores["news_questions/found_of_said"] == 1.0
    assert scores["news_questions/overlap_first"] == scores["news_questions/overlap_ten"] == 0.5
    assert plain.sentences(rows[0], "bm25_ten")[0] == "Ilva Marrent leads the harbour."
