"""How well copies are recognised: texts made from real articles by known edits, against reports of the same affair.

python -m quality.copies [SHARED]
"""

from __future__ import annotations

import gzip
import json
import re
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any

from octavo.engine.neardup import compare_texts, estimate_resemblance, fingerprint
from octavo.engine.records import Likeness
from octavo.engine.text.addresses import slugify

_ARTICLES = 150  # each edited in every way
_NEGATIVES = 1_500  # pairs of each kind at most
_SEED = 20_240

Edit = Callable[[str, str, Random], str]  # text, another article's text, dice -> text that carries the first


def score_copies(shared: Path) -> dict[str, float]:
    """Pairwise precision, recall and F1 of "one carries the other's text", and recall by kind of edit.

    A pair counts as found when the fingerprints share a band (as the product's look-up needs) and the comparison of
    texts says EXACT, NEAR or PARTIAL. Negatives: articles that one question retrieved, and reports of one story.
    Also: F1 of the signatures alone at a resemblance of 0.5, and milliseconds per fingerprint and per comparison.
    """
    articles = _read(shared / "benchmarks/news/articles.jsonl.gz")
    dice = Random(_SEED)
    found: dict[str, list[bool]] = defaultdict(list)
    plain: dict[str, list[bool]] = defaultdict(list)
    spent = _Clock()
    for kind, first, second in [*_positives(articles, dice), *_negatives(shared, articles, dice)]:
        carried, alike = _judge(first, second, spent)
        found[kind].append(carried)
        plain[kind].append(alike)
    scores = {f"copies/{key}": value for key, value in _summary(found).items()}
    scores["copies/minhash_alone_f1"] = _summary(plain)["f1"]
    scores["copies/fingerprint_ms"] = spent.mean("fingerprint")
    scores["copies/compare_ms"] = spent.mean("compare")
    return scores


class _Clock:
    def __init__(self) -> None:
        self.spent: defaultdict[str, list[float]] = defaultdict(list)

    def run(self, name: str, work: Callable[..., Any], *given: Any) -> Any:
        begun = time.process_time()
        result = work(*given)
        self.spent[name].append(time.process_time() - begun)
        return result

    def mean(self, name: str) -> float:
        return 1_000 * sum(self.spent[name]) / max(len(self.spent[name]), 1)


def _judge(first: str, second: str, spent: _Clock) -> tuple[bool, bool]:
    ours, theirs = spent.run("fingerprint", fingerprint, first), spent.run("fingerprint", fingerprint, second)
    met = bool(set(ours.bands) & set(theirs.bands))
    comparison = spent.run("compare", compare_texts, first, second)
    return met and comparison.likeness is not Likeness.DIFFERENT, estimate_resemblance(ours, theirs) >= 0.5


def _summary(found: dict[str, list[bool]]) -> dict[str, float]:
    hits = sum(sum(each) for kind, each in found.items() if not kind.startswith("not_"))
    missed = sum(len(each) - sum(each) for kind, each in found.items() if not kind.startswith("not_"))
    wrong = sum(sum(each) for kind, each in found.items() if kind.startswith("not_"))
    precision, recall = hits / max(hits + wrong, 1), hits / max(hits + missed, 1)
    shares = {f"share_called_copy/{kind}": sum(each) / len(each) for kind, each in found.items()}
    return {"precision": precision, "recall": recall, "f1": 2 * precision * recall / (precision + recall), **shares}


def _positives(articles: Sequence[dict[str, Any]], dice: Random) -> Iterable[tuple[str, str, str]]:
    chosen = dice.sample([article for article in articles if 900 <= len(article["text"]) <= 12_000], _ARTICLES)
    for at, article in enumerate(chosen):
        other = chosen[(at + 1) % len(chosen)]["text"]
        for kind, edit in _EDITS.items():
            yield kind, article["text"], edit(article["text"], other, dice)


def _negatives(shared: Path, articles: Sequence[dict[str, Any]], dice: Random) -> Iterable[tuple[str, str, str]]:
    by_id = {article["id"]: article for article in articles}
    retrieved = []
    for question in _read(shared / "benchmarks/news/questions.jsonl.gz"):
        known = [by_id[each] for each in question["retrieved"] if each in by_id]
        # The same article fetched again stands under a near address and the same title: that is a copy.
        retrieved += [
            (a, b) for a, b in combinations(known, 2) if slugify(a["title"] or "", 30) != slugify(b["title"] or "", 30)
        ]
    for a, b in dice.sample(retrieved, min(_NEGATIVES, len(retrieved))):
        yield "not_same_question", a["text"], b["text"]
    # Not ecbplus: its stories hold wire copies of one another.
    stories: dict[str, list[str]] = defaultdict(list)
    for row in _read(shared / "benchmarks/stories/allsides.jsonl"):
        stories[row["label"]].append(row["text"])
    pairs = [pair for texts in stories.values() for pair in combinations(texts, 2)]
    for first, second in dice.sample(pairs, min(_NEGATIVES, len(pairs))):
        yield "not_same_story", first, second


def _read(path: Path) -> list[dict[str, Any]]:
    body = path.read_bytes()
    return [json.loads(line) for line in (gzip.decompress(body) if path.suffix == ".gz" else body).splitlines()]


def _headed(text: str, other: str, dice: Random) -> str:
    return f"PORT ALDER, March {dice.randint(1, 28)} (XNS) — {text}\n\nWith inputs from XNS"


def _cut(text: str, other: str, dice: Random) -> str:
    return text[: int(len(text) * dice.uniform(0.35, 0.7))].rpartition(". ")[0] + "."


def _tailed(text: str, other: str, dice: Random) -> str:
    return f"{text}\n\n" + "\n\n".join(dice.sample(_BOILERPLATE, 4))


def _respelled(text: str, other: str, dice: Random) -> str:
    for pattern, put in _SPELLINGS:
        text = re.sub(pattern, put, text)
    return text


def _trimmed(text: str, other: str, dice: Random) -> str:
    kept = [word for word in text.split(" ") if dice.random() > 0.04]
    return " ".join(kept)


def _new_lead(text: str, other: str, dice: Random) -> str:
    sentences = re.split(r"(?<=[.!?])\s+", text)
    fresh = re.split(r"(?<=[.!?])\s+", other)[: dice.randint(1, 3)]
    return " ".join(fresh + sentences[2:])


def _half_rewritten(text: str, other: str, dice: Random) -> str:
    """About half of the text's sentences in a frame of as many others."""
    sentences, fresh = (re.split(r"(?<=[.!?])\s+", each) for each in (text, other))
    kept = sentences[len(sentences) // 4 : 3 * len(sentences) // 4]
    return " ".join([*fresh[: len(kept) // 2], *kept, *fresh[len(kept) // 2 : len(kept)]])


_EDITS: dict[str, Edit] = {
    "agency_header": _headed,
    "truncation": _cut,
    "boilerplate_tail": _tailed,
    "spelling": _respelled,
    "words_dropped": _trimmed,
    "rewritten_lead": _new_lead,
    "half_rewritten": _half_rewritten,
}
_BOILERPLATE = (
    "Sign up for our morning letter and read the day before it begins.",
    "This story has been published from a wire feed without changes to the text; only the headline was edited.",
    "Follow the Harbour Courier for more from the coast, the city and the courts.",
    "All rights reserved. Nothing on this page may be stored, sold or sent on without leave of the publisher.",
    "Have you seen something we should know? Write to our desk in confidence at any hour.",
    "Our journalism is paid for by readers. Become a member from two crowns a month and support it.",
)
_SPELLINGS = (
    (r"(\w{3,})ize(d|s|r)?\b", r"\1ise\2"),
    (r"(\w{2,})ization\b", r"\1isation"),
    (r"\b(col|lab|hon|fav|neighb)or(\w*)\b", r"\1our\2"),
    (r"\bcenter(s|ed)?\b", r"centre\1"),
    (r"(\d)%", r"\1 per cent"),
    (r"\bU\.S\.", "US"),
    (r"\bpercent\b", "per cent"),
    (r"\btraveling\b", "travelling"),
    ("[“”]", '"'),
    ("’", "'"),
    (r"\btoward\b", "towards"),
)


if __name__ == "__main__":
    default = Path(__file__).resolve().parents[2] / "shared"
    for key, value in score_copies(Path(sys.argv[1]) if len(sys.argv) > 1 else default).items():
        print(f"{key:48} {value:.3f}")
