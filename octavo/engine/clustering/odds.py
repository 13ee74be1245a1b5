"""The log-odds of `choose_story` for every report and every grouping of a neighbourhood at once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import numpy as np
import numpy.typing as npt

from octavo.engine.clustering.model import BIAS, EVENT_DAYS, FIGURES_COUNTED, REACH_DAYS, WEIGHTS, vectors_speak
from octavo.engine.clustering.views import ArticleView

Matrix = npt.NDArray[np.float64]
Places = npt.NDArray[np.intp]

_NEVER = -99.0  # log-odds of what shares no word or lies too far apart in time
_GUESSED_AT, _GUESSED_MOST = 0.4, 1.0  # `guessed_closeness`, for whole matrices


class Neighbourhood:
    """Reports of one language, compared with each other once.

    The cosine of a report with the sum of a group's vectors needs the products of pairs of reports only: the mean of
    its row over the group, by the root of the sum over the group's square.
    """

    def __init__(self, reports: Sequence[ArticleView]) -> None:
        vocabulary = _numbered(word for report in reports for word in (*report.terms, *report.title_terms))
        terms = _rows([report.terms for report in reports], vocabulary)
        titles = _rows([report.title_terms for report in reports], vocabulary)
        names = _rows([report.names for report in reports], _numbered(word for each in reports for word in each.names))
        self._terms, self._headlines, self._names = terms @ terms.T, titles @ terms.T, names @ names.T
        self._named = np.array([bool(report.names) for report in reports], dtype=np.float64)
        figures = [dict.fromkeys(report.figures, 1.0) for report in reports]
        self._figures = _rows(figures, _numbered(figure for report in reports for figure in report.figures))
        self._vectors = _vectors(reports)
        times = [report.published.timestamp() / 86_400 if report.published else np.nan for report in reports]
        self._times = np.array(times)
        self._guessed = np.array([report.guessed for report in reports])[:, None]

    def log_odds(self, groups: Matrix, *, without: Places | None = None) -> Matrix:
        """Of each report (row) for each group (column of `groups`).

        `without` names the group each report is in: there it is judged against the others of the group; -99 where
        there are none.
        """
        terms = _cosine(self._terms, self._terms, groups, without)
        named = self._named @ groups - (_own(groups, without) * self._named[:, None] if without is not None else 0.0)
        names = np.where(
            (self._named[:, None] > 0) & (named > 0), _cosine(self._names, self._names, groups, without), terms
        )
        silence, length, undated, far = self._time(groups, without)
        odds: Matrix = (
            BIAS
            + WEIGHTS["terms"] * terms
            + WEIGHTS["vector"] * self._closeness(terms, groups, without)
            + WEIGHTS["names"] * names
            + WEIGHTS["headline"] * _cosine(self._headlines, self._terms, groups, without)
            + WEIGHTS["figures"] * self._shared_figures(groups, without)
            + WEIGHTS["silence"] * silence
            + WEIGHTS["length"] * length
            + WEIGHTS["undated"] * undated
            + WEIGHTS["guessed"] * self._guessed
        )
        return np.where((terms <= 0) | far, _NEVER, odds)

    def _closeness(self, terms: Matrix, groups: Matrix, without: Places | None) -> Matrix:
        if self._vectors is None:
            return np.minimum(_GUESSED_MOST, _GUESSED_AT + terms)
        return _cosine(self._vectors, self._vectors, groups, without)

    def _shared_figures(self, groups: Matrix, without: Places | None) -> Matrix:
        held = self._figures.T @ groups
        shared: Matrix = self._figures @ (held > 0)
        if without is not None:
            rows = np.arange(len(without))
            others = held.T[without] - self._figures > 0
            shared[rows, without] = (self._figures * others).sum(axis=1)
        return np.minimum(shared, FIGURES_COUNTED)

    def _time(self, groups: Matrix, without: Places | None) -> tuple[Matrix, Matrix, Matrix, npt.NDArray[np.bool_]]:
        """ln(1 + days of silence), ln(1 + days too long), whether a time is missing, whether too far apart."""
        first = _earliest(self._times, groups, without)
        last = -_earliest(-self._times, groups, without)
        time = self._times[:, None]
        silence = np.maximum(np.maximum(first - time, time - last), 0.0)
        undated = ~np.isfinite(silence)
        silence[undated] = 0.0
        with np.errstate(invalid="ignore"):
            length = np.maximum(np.maximum(last, time) - np.minimum(first, time) - EVENT_DAYS, 0.0)
        length[undated | (silence == 0.0)] = 0.0
        return np.log1p(silence), np.log1p(length), undated.astype(np.float64), silence > REACH_DAYS


def _own(groups: Matrix, without: Places) -> Matrix:
    """1 where a report meets its own group."""
    own = np.zeros_like(groups)
    own[np.arange(len(without)), without] = 1.0
    return own


def _cosine(products: Matrix, squares: Matrix, groups: Matrix, without: Places | None) -> Matrix:
    """Cosine of each report with the sum of each group; `products` of report and report, `squares` within groups."""
    sums = squares @ groups
    lengths = np.broadcast_to((groups * sums).sum(axis=0), sums.shape).copy()
    shared = products @ groups
    if without is not None:
        rows = np.arange(len(without))
        lengths[rows, without] -= 2 * sums[rows, without] - np.diagonal(squares)
        shared[rows, without] -= np.diagonal(products)
    return np.where(lengths > 1e-9, shared / np.sqrt(np.maximum(lengths, 1e-9)), 0.0)


def _earliest(times: Matrix, groups: Matrix, without: Places | None) -> Matrix:
    """The earliest time in each group, infinite where there is none; for each report, itself left out of its group."""
    known = np.where(np.isnan(times), np.inf, times)[:, None]
    held = np.where(groups > 0, known, np.inf)
    earliest = np.broadcast_to(held.min(axis=0), groups.shape).copy()
    if without is not None:
        rows = np.arange(len(without))
        second = np.partition(held, 1, axis=0)[1] if len(held) > 1 else np.full(groups.shape[1], np.inf)
        is_first = held[rows, without] <= earliest[rows, without]
        earliest[rows, without] = np.where(is_first, second[without], earliest[rows, without])
    return earliest


def _numbered(words: Iterable[str]) -> dict[str, int]:
    return {word: place for place, word in enumerate(dict.fromkeys(words))}


def _rows(weights: Sequence[Mapping[str, float]], vocabulary: Mapping[str, int]) -> Matrix:
    rows = np.zeros((len(weights), len(vocabulary)))
    for row, weighed in zip(rows, weights, strict=True):
        row[[vocabulary[word] for word in weighed]] = list(weighed.values())
    return rows


def _vectors(reports: Sequence[ArticleView]) -> Matrix | None:
    """Products of the vectors; None where they say nothing."""
    vectors = [report.vector for report in reports if report.vector is not None]
    if not reports or len(vectors) < len(reports) or not vectors_speak(reports[0].language):
        return None
    stacked = np.stack(vectors).astype(np.float64)
    return stacked @ stacked.T
