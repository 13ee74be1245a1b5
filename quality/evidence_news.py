"""Real sentences, edited: what of them the evidence check blocks. None is true any more, whatever the edit."""

from __future__ import annotations

import calendar
import gzip
import json
import random
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from octavo.engine.assist.evidence import Passage, check
from octavo.engine.text.sentences import split_sentences
from quality.evidence_moves import moves

_ARTICLES = 400
_Change = Callable[[str, random.Random], str | None]


def score_news(shared: Path, seed: int = 7) -> dict[str, float]:
    """Share of edits blocked, by kind, and of sentences kept that were not edited but lost their opening phrase."""
    passed: Counter[str] = Counter()
    tried: Counter[str] = Counter()
    dice = random.Random(seed + 4)
    for kind, edited, sentence in edits(shared, seed):
        tried[kind] += 1
        passed[kind] += check(edited, [Passage(sentence, language="en")], language="en").supported
    for text in _texts(shared):
        for kind, edited, passage in moves(text, dice):
            tried[kind] += 1
            passed[kind] += check(edited, [Passage(passage, language="en")], language="en").supported
    scores = {"evidence/news/blocked": 1 - sum(passed.values()) / max(1, sum(tried.values()))}
    return scores | {f"evidence/news/blocked/{kind}": 1 - passed[kind] / tried[kind] for kind in sorted(tried)}


def edits(shared: Path, seed: int = 7) -> Iterator[tuple[str, str, str]]:
    """(kind, edited, as it was) of sentences of real articles, the same ones each time."""
    dice = random.Random(seed)
    for text in _texts(shared):
        sentences = [
            each.text
            for each in split_sentences(text[:4000], "en")
            if 60 < len(each.text) < 260 and each.text[-1] == "."
        ]
        for sentence in dice.sample(sentences, min(3, len(sentences))):
            for kind, change in _CHANGES.items():
                edited = change(sentence, dice)
                if edited and edited != sentence:
                    yield kind, edited, sentence


def _texts(shared: Path) -> Iterator[str]:
    with gzip.open(shared / "benchmarks" / "news" / "articles.jsonl.gz", "rt", encoding="utf-8") as lines:
        for number, line in enumerate(lines):
            if number % 15 == 0 and number < _ARTICLES * 15:
                yield json.loads(line)["text"]


def _number(sentence: str, dice: random.Random) -> str | None:
    found = list(re.finditer(r"(?<![\w.,$£€-])\d{1,3}(?![\w.,:-]|\s?(?:January|February|March))", sentence))
    if not found:
        return None
    match = dice.choice(found)
    return sentence[: match.start()] + str(int(match.group()) + dice.randint(1, 9)) + sentence[match.end() :]


def _magnitude(sentence: str, dice: random.Random) -> str | None:
    return _exchanged(
        sentence,
        (("million", "billion"), ("billion", "million"), ("thousand", "million"), ("percent", "percentage points")),
    )


def _name(sentence: str, dice: random.Random) -> str | None:
    found = list(re.finditer(r"(?<=[a-z,] )[A-Z][a-z]{3,}(?=[ ,.])", sentence))
    found = [match for match in found if match.group() not in _DAYS]
    if not found:
        return None
    match = dice.choice(found)
    return (
        sentence[: match.start()]
        + dice.choice(("Tarvelin", "Orsk", "Quellmann", "Bradshore"))
        + sentence[match.end() :]
    )


def _date(sentence: str, dice: random.Random) -> str | None:
    for place, day in enumerate(_DAYS):
        if re.search(rf"\b{day}\b", sentence) and day not in ("May", "March"):
            group = _DAYS[:7] if place < 7 else _DAYS[7:]
            other = dice.choice(
                [each for each in group if each != day and each not in ("May", "March") and each not in sentence]
            )
            return re.sub(rf"\b{day}\b", other, sentence, count=1)
    return None


def _negation(sentence: str, dice: random.Random) -> str | None:
    if " not " in sentence and " not only" not in sentence:
        return sentence.replace(" not ", " ", 1)
    match = re.search(r"\b(is|are|was|were|has|have|had|will|would|can|could|should) (?!not\b|no\b|also\b)", sentence)
    if not match or re.search(r"n['’]t|never|without|unless", sentence):
        return None
    return sentence[: match.end()] + "not " + sentence[match.end() :]


def _opposite(sentence: str, dice: random.Random) -> str | None:
    return _exchanged(sentence, _OPPOSITES)


def _quotation(sentence: str, dice: random.Random) -> str | None:
    match = re.search(r"[“\"]([^”\"]{12,})[”\"]", sentence)
    if not match:
        return None
    words = match[1].split()
    words.insert(len(words) // 2, "really")
    return sentence.replace(match[1], " ".join(words), 1)


def _swap(sentence: str, dice: random.Random) -> str | None:
    found = list(re.finditer(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b", sentence))
    if (
        len(found) < 2
        or found[0].group() == found[1].group()
        or re.search(r"\b(?:and|or|between|with)\b|,", sentence[found[0].end() : found[1].start()])
    ):
        return None
    one, other = found[:2]
    return (
        sentence[: one.start()]
        + other.group()
        + sentence[one.end() : other.start()]
        + one.group()
        + sentence[other.end() :]
    )


def _exchanged(sentence: str, pairs: tuple[tuple[str, str], ...]) -> str | None:
    for old, new in pairs:
        if re.search(rf"\b{old}\b", sentence):
            return re.sub(rf"\b{old}\b", new, sentence, count=1)
    return None


_DAYS = (*calendar.day_name, *calendar.month_name[1:])
_OPPOSITES = (
    ("more than", "less than"),
    ("less than", "more than"),
    ("before", "after"),
    ("after", "before"),
    ("rose", "fell"),
    ("fell", "rose"),
    ("won", "lost"),
    ("lost", "won"),
    ("increased", "decreased"),
    ("approved", "rejected"),
    ("higher", "lower"),
    ("lower", "higher"),
    ("opened", "closed"),
    ("accepted", "rejected"),
    ("largest", "smallest"),
    ("first", "last"),
    ("all", "some"),
    ("most", "few"),
)
_CHANGES: dict[str, _Change] = {
    "number": _number,
    "magnitude": _magnitude,
    "name": _name,
    "date": _date,
    "negation": _negation,
    "opposite": _opposite,
    "quotation": _quotation,
    "swap": _swap,
}
