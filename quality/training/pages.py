"""Labelled pages as rows of features, labels and weights."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from octavo.engine.extraction.features import measure
from octavo.engine.extraction.page import Page
from octavo.engine.extraction.site import Site
from octavo.engine.extraction.survey import survey
from octavo.engine.text.charset import decode
from quality.sets import SETS, Row, fold_of, labelled_pages
from quality.training.labels import Labels, label_by_body, label_by_segments

_LONGEST = 300  # words of a block that still add to its weight
_PAGE = 10.0  # what a page of known body weighs in all, for its words; and beside that _EACH for its blocks
_EACH = 3.0
_SEGMENT = 1.0  # what a labelled segment weighs


@dataclass(slots=True)
class Lesson:
    """One page to learn from."""

    fold: int
    features: NDArray[np.float64]  # blocks × features.NAMES
    labels: Labels
    weights: NDArray[np.float64]


def read_lessons(shared: Path) -> Iterator[Lesson]:
    """The pages of all four sets that have text."""
    for name in SETS:
        for row, body in labelled_pages(shared / "benchmarks" / "extraction" / name):
            lesson = _lesson(name, row, body)
            if lesson is not None:
                yield lesson


def _lesson(name: str, row: Row, body: bytes) -> Lesson | None:
    seen = survey(Page(decode(body, None), row["url"] or ""), Site())
    places, features = measure(seen.raws, seen.told, seen.containers, seen.region)
    if not places:
        return None
    texts = [seen.raws[at].text for at in places]
    if name == "trafilatura":
        labels, segments = label_by_segments(texts, row["with"], row["without"])
        return Lesson(fold_of(row), features, labels, segments * _SEGMENT)
    labels = _label_with_optional(texts, row["paragraphs"]) if name == "fundus" else label_by_body(texts, row["body"])
    return Lesson(fold_of(row), features, labels, _weigh(texts, labels))


def _label_with_optional(texts: list[str], paragraphs: list[str]) -> Labels:
    """Paragraphs in square brackets may be shown or not: nothing is learned from them."""
    labels = label_by_body(texts, "\n".join(paragraphs))
    optional = [text for text in paragraphs if text.startswith("[") and text.endswith("]")]
    if optional:
        labels[label_by_body(texts, "\n".join(optional)) == 1] = np.nan
    return labels


def _weigh(texts: list[str], labels: Labels) -> NDArray[np.float64]:
    """A block counts by its words, since the figures do, and a little by being there; each page counts alike."""
    words = np.array([len(re.findall(r"\w+", text)) for text in texts], np.float64)
    known = ~np.isnan(labels)
    total = max(50.0, words[labels == 1].sum())
    weights: NDArray[np.float64] = np.where(
        known, _EACH / max(20, known.sum()) + _PAGE * np.minimum(words, _LONGEST) / total, 0.0
    )
    return weights
