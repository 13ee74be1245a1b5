"""Reports as rows of matrices."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from octavo.engine.clustering.model import vectors_speak
from octavo.engine.clustering.views import ArticleView

Matrix = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]


def number(words: Iterable[str]) -> dict[str, int]:
    """A column for each word, in order of first sight."""
    return {word: place for place, word in enumerate(dict.fromkeys(words))}


def fill_rows(weights: Sequence[Mapping[str, float]], vocabulary: Mapping[str, int]) -> Matrix:
    """A row of weights for each report. Every word must have its column."""
    filled = np.zeros((len(weights), len(vocabulary)))
    for row, weighed in zip(filled, weights, strict=True):
        row[[vocabulary[word] for word in weighed]] = list(weighed.values())
    return filled


def products_of_vectors(reports: Sequence[ArticleView]) -> Matrix | None:
    """Products of the vectors; None where they say nothing."""
    vectors = [report.vector for report in reports if report.vector is not None]
    if not reports or len(vectors) < len(reports) or not vectors_speak(reports[0].language):
        return None
    stacked = np.stack(vectors).astype(np.float64)
    return stacked @ stacked.T


def mark_own(groups: Matrix, without: Places) -> Matrix:
    """1 where a report meets its own group."""
    own = np.zeros_like(groups)
    own[np.arange(len(without)), without] = 1.0
    return own
