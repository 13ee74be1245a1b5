"""Real questions over real news: 1,429 of a weekly quiz over 7,485 articles, each asked on its day.

python -m quality.news_questions [EVERY]

All articles go through the product's own storing and search, in a scratch database. A question is right where all words
that carry meaning of the right choice (the choices are shown to nobody) stand in the first three cited sentences.
Beside it, in the same run, BM25 over the same articles: the three sentences that share most words with the question, of
its first article and of its first ten; the three best by BM25 of those ten. `EVERY` takes each so-manieth question.
"""

from __future__ import annotations

import gzip
import json
import math
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from quality.scratch import empty, set_up

QUICK = 4  # every so-manieth question in `python -m quality`
SHOWN = 3
TOP = 10  # articles of the baseline
K1, B = 1.2, 0.75
Row = Mapping[str, Any]


def score_news_questions(shared: Path, every: int = QUICK) -> dict[str, float]:
    """Shares of questions, and the median ms of one."""
    folder = shared / "benchmarks/news"
    articles, questions = _read(folder / "articles.jsonl.gz"), _read(folder / "questions.jsonl.gz")[::every]
    set_up()
    empty()
    from octavo.faces.ops.given.lines import draft_from_values
    from octavo.pipeline.ask_alone import Put, ask_alone, hold_alone

    now = datetime.now(UTC)
    drafts = [draft_from_values(one, address=f"urn:news:{number}") for number, one in enumerate(articles)]
    hold_alone(drafts, [(str(one.get("url") or ""), "") for one in articles], now=now)
    answers, spent = [], []
    for row in questions:
        began = time.perf_counter()
        (said,) = ask_alone([Put(question=row["question"], at=_end_of(row["date"]))], now=now)
        spent.append(time.perf_counter() - began)
        answers.append([one.text for one in said])
    empty()
    plain = Bm25([(one["title"], one["text"], one["date"]) for one in articles])
    return {**judge(questions, answers, plain), "news_questions/median_ms": 1000 * sorted(spent)[len(spent) // 2]}


def judge(questions: Sequence[Row], answers: Sequence[Sequence[str]], plain: Bm25) -> dict[str, float]:
    """`found`: of all questions; `not_said`: answered with nothing; `found_of_said`: of those answered."""
    found = [_is_in(row, said[:SHOWN]) for row, said in zip(questions, answers, strict=True)]
    said = sum(bool(each) for each in answers)
    scores = {
        "found": sum(found) / len(questions),
        "not_said": 1 - said / len(questions),
        "found_of_said": sum(found) / max(said, 1),
    }
    for name in ("overlap_first", "overlap_ten", "bm25_ten"):
        scores[name] = sum(_is_in(row, plain.sentences(row, name)) for row in questions) / len(questions)
    return {f"news_questions/{name}": value for name, value in scores.items()}


def _is_in(row: Row, said: Iterable[str]) -> bool:
    from octavo.engine.text.tokens import content_words, words

    choice = row["choices"][int(row["answer"][0])]
    wanted = set(content_words(choice, "en") or words(choice))
    return bool(wanted) and wanted <= set(words(" ".join(said)))


class Bm25:
    """Articles as (title, text, day) found by BM25 over their words without endings, then their sentences."""

    def __init__(self, articles: Sequence[tuple[str, str, str]]) -> None:
        self.articles = articles
        self._postings: dict[str, list[tuple[int, int]]] = defaultdict(list)
        self._sizes: list[int] = []
        for number, (title, text, _) in enumerate(articles):
            counts = Counter(_terms(f"{title}\n{text}"))
            self._sizes.append(counts.total())
            for term, count in counts.items():
                self._postings[term].append((number, count))
        self._average = sum(self._sizes) / max(len(self._sizes), 1)

    def sentences(self, row: Row, how: str) -> list[str]:
        """The three sentences that say most of a question, of articles no later than it."""
        from octavo.engine.text.sentences import split_sentences

        asked = set(_terms(row["question"]))
        found = []
        for rank, number in enumerate(self._articles(asked, row["date"], 1 if how == "overlap_first" else TOP)):
            for place, sentence in enumerate(split_sentences(self.articles[number][1], "en")):
                counts = Counter(_terms(sentence.text))
                shared = [term for term in counts if term in asked]
                value = float(len(shared))
                if how == "bm25_ten":
                    value = sum(self._gain(term, counts[term], counts.total() / 14) for term in shared)
                found.append((-value, rank, place, sentence.text))
        return [text for *_, text in sorted(found)[:SHOWN]]

    def _articles(self, asked: Iterable[str], until: str, most: int) -> list[int]:
        scores: Counter[int] = Counter()
        for term in sorted(asked):
            for number, count in self._postings.get(term, ()):
                if self.articles[number][2] <= until:
                    scores[number] += self._gain(term, count, self._sizes[number] / self._average)  # type: ignore[assignment]
        return [number for number, _ in sorted(scores.items(), key=lambda pair: (-pair[1], pair[0]))[:most]]

    def _gain(self, term: str, count: int, size: float) -> float:
        held = len(self._postings.get(term, ()))
        rare = math.log(1 + (len(self.articles) - held + 0.5) / (held + 0.5))
        return rare * count * (K1 + 1) / (count + K1 * (1 - B + B * size))


def _terms(text: str) -> list[str]:
    from octavo.engine.text.stems import stem
    from octavo.engine.text.tokens import content_words

    return [stem(word, "en") for word in content_words(text, "en")]


def _end_of(day: str) -> datetime:
    return datetime.strptime(day, "%Y/%m/%d").replace(tzinfo=UTC) + timedelta(days=1, seconds=-1)


def _read(path: Path) -> list[dict[str, Any]]:
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return [json.loads(line) for line in file]


if __name__ == "__main__":
    for name, score in score_news_questions(
        Path(__file__).resolve().parents[2] / "shared", int(sys.argv[1]) if len(sys.argv) > 1 else 1
    ).items():
        print(f"{name:40} {score:.4f}")
