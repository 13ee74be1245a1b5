"""How well search finds what answers a question: TIME 1963 (423 articles, 83 questions) through the true search.

python -m quality.search [SHARED]

The set is stored, embedded and indexed by the product's own actions in a scratch database.

The judgements count 425 articles, the file holds 423: two are missing after the 369th, so later judgements name the
article two places further on. `search/time/…` reads the numbers as places in the file, as the published baseline did
(BM25: MAP .594, nDCG@10 .654, recall@10 .722); `search/time_mended/…` puts them right.
"""

from __future__ import annotations

import gzip
import math
import re
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from pathlib import Path

from quality.scratch import empty, set_up

NOW = datetime(1970, 1, 1, tzinfo=UTC)  # years after: freshness decides nothing
MISSING_AFTER, MISSING = 369, 2
CUT = 10


def score_search(shared: Path) -> dict[str, float]:
    """MAP, nDCG@10 and recall@10 over all questions, under both readings; the median ms of one."""
    folder = shared / "benchmarks/retrieval/time"
    articles, questions, judged = read_articles(folder), read_questions(folder), read_judgements(folder)
    set_up()
    empty()
    places = _store(articles)
    found, spent = _ask(questions)
    empty()
    ranked = {number: [places[pk] for pk in ids] for number, ids in found.items()}
    mended = {number: [_judged_number(place) for place in ids] for number, ids in ranked.items()}
    scores = {f"search/time/{name}": score for name, score in measure(ranked, judged).items()}
    scores |= {f"search/time_mended/{name}": score for name, score in measure(mended, judged).items()}
    return scores | {"search/time/median_ms": sorted(spent)[len(spent) // 2] * 1000}


def read_articles(folder: Path) -> list[str]:
    """The texts, in order; lines are typesetting, not paragraphs."""
    parts = re.split(r"^\*TEXT [^\n]*\n", _read(folder / "TIME.ALL.gz"), flags=re.MULTILINE)[1:]
    return [" ".join(part.replace("*STOP", "").split()) for part in parts]


def read_questions(folder: Path) -> dict[int, str]:
    """Number -> question."""
    parts = re.split(r"^\*FIND", _read(folder / "TIME.QUE.gz"), flags=re.MULTILINE)[1:]
    split = (part.partition("\n") for part in parts)
    return {int(number): " ".join(text.replace("*STOP", "").split()) for number, _, text in split}


def read_judgements(folder: Path) -> dict[int, set[int]]:
    """Number of a question -> numbers of the articles that answer it."""
    rows = (line.split() for line in _read(folder / "TIME.REL.gz").splitlines())
    return {int(row[0]): {int(number) for number in row[1:]} for row in rows if row}


def measure(ranked: Mapping[int, Sequence[int]], judged: Mapping[int, set[int]]) -> dict[str, float]:
    """MAP over whole rankings, nDCG and recall of the first ten, averaged over questions. Gains are 0 or 1."""
    precision = gain = recall = 0.0
    for question, right in judged.items():
        found = ranked.get(question, ())
        hits = [place for place, number in enumerate(found, start=1) if number in right]
        precision += sum(count / place for count, place in enumerate(hits, start=1)) / len(right)
        best = sum(1 / math.log2(place + 1) for place in range(1, min(CUT, len(right)) + 1))
        gain += sum(1 / math.log2(place + 1) for place in hits if place <= CUT) / best
        recall += sum(place <= CUT for place in hits) / len(right)
    return {"map": precision / len(judged), "ndcg10": gain / len(judged), "recall10": recall / len(judged)}


def _store(texts: Sequence[str]) -> dict[int, int]:
    """Stores and indexes the texts. Returns id -> place in the file, from 1."""
    from django.db import transaction

    from octavo.apps.articles.actions import Reading, store_drafts, store_prints
    from octavo.apps.articles.models import Article, Print
    from octavo.apps.articles.queries import texts_of
    from octavo.apps.search.actions import index_articles
    from octavo.apps.sources.models import Publisher
    from octavo.engine.embedding import article_text, embed
    from octavo.engine.records import Block, BlockKind, BodyState, Draft

    publisher = Publisher.objects.create(slug="time", name="TIME", host="time.example")
    readings = [
        Reading(
            publisher=publisher,
            draft=Draft(
                address=f"https://time.example/{place}", title="", body_state=BodyState.FULL, body_reason="Of the set.",
                blocks=(Block(kind=BlockKind.PARAGRAPH, text=text),), language="en", published=NOW,
            ),
        )
        for place, text in enumerate(texts, start=1)
    ]  # fmt: skip
    with transaction.atomic():
        store_drafts(readings, now=NOW)
    held = texts_of(Article.objects.values_list("pk", flat=True))
    vectors = embed([article_text(each.article.title, None, each.text) for each in held])
    store_prints([
        Print(article=each.article, digest=each.article.digest, signature=b"", bands=[], shingles=0, terms=[],
              vector=vector.tolist())
        for each, vector in zip(held, vectors, strict=True)
    ])  # fmt: skip
    index_articles(held)
    return {each.article.pk: int(each.article.address.rpartition("/")[2]) for each in held}


def _ask(questions: Mapping[int, str]) -> tuple[dict[int, list[int]], list[float]]:
    """The ids that answer each question, best first, all pages; and the seconds each first page took."""
    from octavo.apps.search.asked import MAX_PAGE, SearchQuery
    from octavo.apps.search.queries import search

    found: dict[int, list[int]] = {}
    spent = []
    for number, words in questions.items():
        ids, cursor = [], ""
        while True:
            begun = time.perf_counter()
            page = search(SearchQuery(words=words, limit=MAX_PAGE, cursor=cursor), now=NOW)
            if not cursor:
                spent.append(time.perf_counter() - begun)
            ids += [hit.article.pk for hit in page.hits]
            if not page.next:
                break
            cursor = page.next
        found[number] = ids
    return found, spent


def _judged_number(place: int) -> int:
    return place if place <= MISSING_AFTER else place + MISSING


def _read(path: Path) -> str:
    with gzip.open(path, "rt", encoding="utf-8", errors="replace") as file:
        return file.read()


if __name__ == "__main__":
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared"
    for name, score in score_search(shared).items():
        print(f"{name:40} {score:.3f}")
