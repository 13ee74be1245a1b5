"""Real articles, worked out once, from whose parts a large database is grown: text, vector, terms, keys."""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import numpy as np
import numpy.typing as npt

from octavo.engine.clustering import ArticleView, rare_terms, view_article
from octavo.engine.embedding import article_text, embed
from octavo.engine.neardup import fingerprint
from octavo.engine.records import Fingerprint

SHORT = 400  # characters of a text too short to be taken
PARAGRAPHS = 3  # of each half of a grown article
PARAGRAPH = 320  # characters at most of one
BAND_KEYS = 16  # of a fingerprint's keys, those of the whole text; the others stand for single sentences
NOISE = 0.6  # how far a grown vector lies from its seed, in differences of two real ones: cosine about .85


@dataclass(frozen=True, slots=True, kw_only=True)
class Seed:
    """A real article with what the line makes of it."""

    title: str
    paragraphs: tuple[str, ...]
    host: str
    view: ArticleView
    fingerprint: Fingerprint
    terms: tuple[str, ...]


def read_articles(file: Path) -> list[dict[str, Any]]:
    """The articles of a set (`articles.jsonl.gz`), mixed by a fixed throw of dice, each with its `host`."""
    with gzip.open(file, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    rows = [row for row in rows if row["title"] and len(row["text"]) > SHORT]
    random.Random(4).shuffle(rows)
    for row in rows:
        row["host"] = (urlsplit(row["url"]).hostname or "nowhere.example").removeprefix("www.")
    return rows


def make_seeds(rows: Sequence[dict[str, Any]]) -> list[Seed]:
    """What the line makes of articles."""
    vectors = embed([article_text(row["title"], None, row["text"]) for row in rows])
    return [_seed(row, vector) for row, vector in zip(rows, vectors, strict=True)]


def _seed(row: dict[str, Any], vector: npt.NDArray[np.float32]) -> Seed:
    view = view_article(row["title"], row["text"], "en", None, row["host"], vector)
    return Seed(
        title=row["title"][:300], host=row["host"], view=view, fingerprint=fingerprint(row["text"]),
        paragraphs=tuple(part.strip() for part in row["text"].split("\n\n") if len(part.strip()) > 40),
        terms=tuple(term[:80] for term in rare_terms(view)),
    )  # fmt: skip


def differences(seeds: Sequence[Seed], count: int, dice: random.Random) -> list[tuple[int, npt.NDArray[np.float32]]]:
    """What moves a vector to a neighbouring event: another seed's number, and its difference to a third, scaled."""
    found = []
    for _ in range(count):
        one, other = dice.sample(range(len(seeds)), 2)
        first, second = seeds[one].view.vector, seeds[other].view.vector
        assert first is not None
        assert second is not None
        found.append((one, NOISE * (first - second)))
    return found


@dataclass(frozen=True, slots=True)
class Frequencies:
    """What stands in more than one seed: terms and sentence keys that growth must keep as frequent as they are."""

    terms: frozenset[str]
    keys: frozenset[int]

    @classmethod
    def of(cls, seeds: Sequence[Seed]) -> Frequencies:
        terms = Counter(term for seed in seeds for term in seed.terms)
        keys = Counter(key for seed in seeds for key in sentence_keys(seed))
        return cls(
            frozenset(term for term, count in terms.items() if count > 1),
            frozenset(key for key, count in keys.items() if count > 1),
        )


def sentence_keys(seed: Seed) -> tuple[int, ...]:
    return seed.fingerprint.bands[BAND_KEYS:]


def half(paragraphs: Sequence[str], *, second: bool) -> list[dict[str, str]]:
    """A few paragraphs as stored blocks, from the start of a text or from its middle."""
    start = len(paragraphs) // 2 if second else 0
    return [{"kind": "paragraph", "text": part[:PARAGRAPH]} for part in paragraphs[start : start + PARAGRAPHS]]


def mixed_view(one: ArticleView, other: ArticleView, vector: npt.NDArray[np.float32], **changes: Any) -> ArticleView:
    """The view of a grown article: half of each one's words, the given direction."""
    return replace(
        one,
        terms=_halves(one.terms, other.terms),
        title_terms=one.title_terms,
        names=_halves(one.names, other.names),
        figures=(*one.figures[::2], *other.figures[1::2]),
        vector=(vector / np.linalg.norm(vector)).astype(np.float32),
        **changes,
    )


def _halves(one: Any, other: Any) -> dict[str, float]:
    mixed = {**dict(list(other.items())[1::2]), **dict(list(one.items())[::2])}
    length = sum(weight * weight for weight in mixed.values()) ** 0.5 or 1.0
    return {key: weight / length for key, weight in sorted(mixed.items(), key=lambda pair: -pair[1])}
