"""Whether Ask answers from the sources, and says so when they do not: questions over the sample edition.

`questions.jsonl` was written by readers of the edition: `scope` (an article, the story it reports, everything), `where`
(event and publisher of that article), `earlier` (questions asked before), `question`, `answer` (words of which one must
be among the first three cited sentences) and the events it is `held` in; or, with no answer, why it is `unsaid`. The
half called `test` was written before anything was tuned and is not looked at in tuning. Needs no labelled set.
"""

from __future__ import annotations

import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from quality.edition import NOW, run_edition

SHOWN = 3  # cited sentences among which the answer is looked for
FILE = Path(__file__).parent / "questions.jsonl"
Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Judged:
    """A question with whether it was dealt with rightly, and the seconds that took."""

    row: Row
    is_right: bool
    seconds: float
    shown: tuple[str, ...]


def score_questions(*, tell: bool = False) -> dict[str, float]:
    """Shares of each half and of both; the median and the 95th percentile of a question over everything, in ms."""
    judged = judge_questions()
    if tell:
        for each in judged:
            if not each.is_right:
                print(f"  {each.row['id']} {each.row['question']} -> {each.shown[:2]}")
    spent = sorted(each.seconds for each in judged if each.row["scope"] == "everything")
    scores = {}
    for half in ("tune", "test", "both"):
        some = [each for each in judged if half in ("both", each.row["half"])]
        scores[f"questions/{half}/answered"] = _share([each for each in some if each.row["answer"]])
        scores[f"questions/{half}/not_said"] = _share([each for each in some if not each.row["answer"]])
    scores["questions/median_ms"] = 1000 * spent[len(spent) // 2]
    scores["questions/p95_ms"] = 1000 * spent[int(len(spent) * 0.95)]
    return scores


def read_questions() -> list[Row]:
    return [json.loads(line) for line in FILE.read_text("utf-8").splitlines() if line]


def judge_questions() -> list[Judged]:
    """Every question put to the edition as the line leaves it, through the product's own search."""
    with run_edition() as (truth, _):
        events, places = _held(truth)
        return [_judge(row, events, places) for row in read_questions()]


def _share(judged: Sequence[Judged]) -> float:
    return sum(each.is_right for each in judged) / max(len(judged), 1)


def _held(truth: Sequence[Row]) -> tuple[dict[int, str], dict[str, int]]:
    """Article -> event and publisher, and back."""
    from octavo.apps.articles.models import Article
    from octavo.engine.text.addresses import address_key

    keys = dict(Article.objects.values_list("address_key", "pk"))
    events = {
        keys[key]: f"{row['event'].partition('/')[0]}/{row['publisher']}"
        for row in truth if (key := address_key(row["address"])) in keys
    }  # fmt: skip
    return events, {name: pk for pk, name in events.items()}


def _judge(row: Row, events: Mapping[int, str], places: Mapping[str, int]) -> Judged:
    began = time.perf_counter()
    *_, (spoken, spent) = _conversation(row, places, began)
    right = not spoken
    if row["answer"]:
        right = any(
            says(text, row["answer"]) and any(events[pk].startswith(tuple(row["held"])) for pk in articles)
            for text, articles in spoken[:SHOWN]
        )
    return Judged(row, right, spent, tuple(text for text, _ in spoken))


def _conversation(
    row: Row, places: Mapping[str, int], began: float
) -> Iterator[tuple[list[tuple[str, list[int]]], float]]:
    """The answers to the questions asked before and to the question itself, each with its seconds."""
    from octavo.apps.assist.asking import sources_for
    from octavo.apps.stories.queries import stories_of
    from octavo.engine.assist import answer

    article = places[row["where"]] if row["scope"] != "everything" else None
    story = stories_of([article])[article] if article and row["scope"] == "story" else None
    earlier: list[tuple[str, str]] = []
    for question in (*row.get("earlier", ()), row["question"]):
        began = time.perf_counter()
        sources = sources_for(question, article=None if story else article, story=story, earlier=earlier, now=NOW)
        found = list(answer(question, sources, asked_at=NOW, earlier=earlier).sentences)
        yield [(one.text, [span.article for span in one.spans]) for one in found], time.perf_counter() - began
        earlier.append((question, " ".join(one.text for one in found)))


def says(text: str, answers: Sequence[str]) -> bool:
    from octavo.engine.text.tokens import words

    spoken = f" {' '.join(words(text))} "
    return any(f" {' '.join(words(each))} " in spoken for each in answers)
