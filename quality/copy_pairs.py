"""Pairs of texts of which it is known whether one carries the other's words: edits we make, reports we know."""

from __future__ import annotations

import gzip
import json
import re
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from itertools import combinations
from pathlib import Path
from random import Random
from typing import Any
from urllib.parse import urlsplit

from octavo.engine.text.addresses import slugify
from octavo.engine.text.sentences import split_sentences
from quality.copy_words import BOILERPLATE, SPELLINGS, STATEMENT, TEMPLATES

ARTICLES = 150  # each edited in every way
NEGATIVES = 1_500  # pairs of each kind at most
SEED = 20_240
EDITION_DAY = datetime(2026, 3, 7, 21, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Told:
    """A text under its headline."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts; `carried` says whether one carries words of the other, None that nobody can say."""

    kind: str
    carried: bool | None
    first: Told
    second: Told


Edit = Callable[[str, str, Random], str]  # text, another article's text, dice -> text that carries the first


def read_pairs(shared: Path) -> Iterator[Pair]:
    """All pairs, always the same ones."""
    dice = Random(SEED)
    articles = _without_notices(read_rows(shared / "benchmarks/news/articles.jsonl.gz"))
    yield from _edited(articles, dice)
    yield from _reports(shared, articles, dice)
    yield from _made(articles, dice)
    yield from _edition()


def read_rows(path: Path) -> list[dict[str, Any]]:
    body = path.read_bytes()
    return [json.loads(line) for line in (gzip.decompress(body) if path.suffix == ".gz" else body).splitlines()]


def _without_notices(articles: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Without a magazine's note about cookies that stands where thirty of the articles should be."""
    titles: dict[str, set[str]] = defaultdict(set)
    for article in articles:
        titles[article["text"][:200]].add(slugify(article["title"] or "", 20))
    return [article for article in articles if len(titles[article["text"][:200]]) < 4]


def _told(row: Mapping[str, Any]) -> Told:
    return Told(row["title"] or "", row["text"])


def _edited(articles: Sequence[dict[str, Any]], dice: Random) -> Iterator[Pair]:
    chosen = dice.sample([article for article in articles if 900 <= len(article["text"]) <= 12_000], ARTICLES)
    for at, article in enumerate(chosen):
        other = chosen[(at + 1) % len(chosen)]
        for kind, edit in EDITS.items():
            text = edit(article["text"], other["text"], dice)
            title = other["title"] if kind in ("new_headline", "paragraph_quoted") else article["title"]
            yield Pair(kind, True, _told(article), Told(title or "", text))


def _reports(shared: Path, articles: Sequence[dict[str, Any]], dice: Random) -> Iterator[Pair]:
    """Reports of one affair. Those of one outlet share paragraphs of background: of them nothing is claimed."""
    by_id = {article["id"]: article for article in articles}
    retrieved = []
    for question in read_rows(shared / "benchmarks/news/questions.jsonl.gz"):
        known = [by_id[each] for each in question["retrieved"] if each in by_id]
        # The same article fetched again stands under a near address and the same title: that is a copy.
        retrieved += [
            (a, b) for a, b in combinations(known, 2) if slugify(a["title"] or "", 30) != slugify(b["title"] or "", 30)
        ]
    for a, b in dice.sample(retrieved, min(2 * NEGATIVES, len(retrieved))):
        same = _outlet(a["url"]) == _outlet(b["url"])
        yield Pair("one_outlet" if same else "same_question", None if same else False, _told(a), _told(b))
    # Not ecbplus: its stories hold wire copies of one another.
    stories: dict[str, list[Told]] = defaultdict(list)
    for row in read_rows(shared / "benchmarks/stories/allsides.jsonl"):
        stories[row["label"]].append(_told(row))
    pairs = [pair for told in stories.values() for pair in combinations(told, 2)]
    for first, second in dice.sample(pairs, min(NEGATIVES, len(pairs))):
        yield Pair("same_story", False, first, second)


def _outlet(address: str) -> str:
    return ".".join((urlsplit(address).hostname or "").split(".")[-2:])


def _made(articles: Sequence[dict[str, Any]], dice: Random) -> Iterator[Pair]:
    """Statements that both quote, notices under many headlines, templates with other figures."""
    chosen = dice.sample([article for article in articles if 900 <= len(article["text"]) <= 12_000], 200)
    for at in range(0, 200, 2):
        first, second = chosen[at], chosen[at + 1]
        statement = "\n\n".join(f"“{said}” the minister said." for said in dice.sample(STATEMENT, 4))
        yield Pair(
            "same_statement", False, *(Told(_told(a).title, _put_in(a["text"], statement)) for a in (first, second))
        )
        notice = " ".join(dice.sample(BOILERPLATE, 5))
        yield Pair("same_notice", False, Told(first["title"] or "", notice), Told(second["title"] or "", notice))
        template = TEMPLATES[at // 2 % len(TEMPLATES)]
        yield Pair("same_template", False, *(Told(template[0], _filled(template[1], dice)) for _ in range(2)))


def _put_in(text: str, piece: str) -> str:
    """A piece after the second paragraph or so."""
    at = text.find("\n\n", min(400, len(text) // 2))
    return f"{text[:at]}\n\n{piece}{text[at:]}" if at > 0 else f"{text}\n\n{piece}"


def _filled(template: str, dice: Random) -> str:
    return re.sub(r"#+", lambda gap: str(dice.randint(10 ** (len(gap[0]) - 1), 10 ** len(gap[0]) - 1)), template)


def _edition() -> Iterator[Pair]:
    """Our own sample edition: copies and rewrites as it states them, other reports of one event, translations."""
    from octavo.edition.build import build_edition

    with tempfile.TemporaryDirectory() as folder:
        build_edition(EDITION_DAY, Path(folder))
        rows = [json.loads(line) for line in (Path(folder) / "truth.jsonl").read_text().splitlines()]
    events: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows:
        events[row["event"]].append(row)
    for reports in events.values():
        for a, b in combinations(reports, 2):
            related = _related(a, b)
            kind = "edition" if related or a["language"] == b["language"] else "translation"
            told = [Told(each["title"], "\n\n".join(each["paragraphs"])) for each in (a, b)]
            if all(each.text for each in told):
                yield Pair(f"{kind}_{'copy' if related else 'report'}" if kind == "edition" else kind, related, *told)


def _related(a: Mapping[str, Any], b: Mapping[str, Any]) -> bool:
    """Whether one carries the other's text, or both that of a third."""
    wires = [{row["address"], row["copy_of"] or row["rewrite_of"] or row["address"]} for row in (a, b)]
    return bool(wires[0] & wires[1])


# ---------------------------------------------------------------- edits


def _headed(text: str, other: str, dice: Random) -> str:
    return f"PORT ALDER, March {dice.randint(1, 28)} (XNS) — {text}\n\nWith inputs from XNS"


def _cut(text: str, other: str, dice: Random) -> str:
    return text[: int(len(text) * dice.uniform(0.35, 0.7))].rpartition(". ")[0] + "."


def _tailed(text: str, other: str, dice: Random) -> str:
    return f"{text}\n\n" + "\n\n".join(dice.sample(BOILERPLATE, 4))


def _respelled(text: str, other: str, dice: Random) -> str:
    for pattern, put in SPELLINGS:
        text = re.sub(pattern, put, text)
    return text


def _trimmed(text: str, other: str, dice: Random) -> str:
    return " ".join(word for word in text.split(" ") if dice.random() > 0.04)


def _new_lead(text: str, other: str, dice: Random) -> str:
    sentences = re.split(r"(?<=[.!?])\s+", text)
    fresh = re.split(r"(?<=[.!?])\s+", other)[: dice.randint(1, 3)]
    return " ".join(fresh + sentences[2:])


def _half_rewritten(text: str, other: str, dice: Random) -> str:
    """About half of the text's sentences in a frame of as many others."""
    sentences, fresh = (re.split(r"(?<=[.!?])\s+", each) for each in (text, other))
    kept = sentences[len(sentences) // 4 : 3 * len(sentences) // 4]
    return " ".join([*fresh[: len(kept) // 2], *kept, *fresh[len(kept) // 2 : len(kept)]])


def _quoted(text: str, other: str, dice: Random) -> str:
    """The other article with one paragraph of the text in it: sentences that follow one another, 40 words and more."""
    sentences = [each.text for each in split_sentences(text, "en")]
    start = dice.randrange(max(len(sentences) - 4, 1))
    paragraph: list[str] = []
    while start < len(sentences) and len(" ".join(paragraph).split()) < 40:
        paragraph.append(sentences[start])
        start += 1
    return _put_in(other, " ".join(paragraph))


EDITS: Mapping[str, Edit] = {
    "new_headline": lambda text, other, dice: text,
    "agency_header": _headed,
    "truncation": _cut,
    "boilerplate_tail": _tailed,
    "spelling": _respelled,
    "words_dropped": _trimmed,
    "rewritten_lead": _new_lead,
    "half_rewritten": _half_rewritten,
    "paragraph_quoted": _quoted,
}
