"""The log-odds of `choose_story` for every report and every grouping of a neighbourhood at once."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from octavo.engine.clustering.core import Core, Focus
from octavo.engine.clustering.model import (
    EVENT_DAYS,
    FIGURES_COUNTED,
    NOTHING_SHARED,
    REACH_DAYS,
    YEAR_HELD,
    Model,
)
from octavo.engine.clustering.rows import (
    Matrix,
    Places,
    fill_rows,
    mark_own,
    number,
    products_of_vectors,
)
from octavo.engine.clustering.views import ArticleView

_NEVER = -99.0  # log-odds of what shares next to no word or lies too far apart in time
_GUESSED_AT, _GUESSED_MOST = 0.4, 1.0  # `guessed_closeness`, for whole matrices


class Neighbourhood:
    """Reports of one language, compared with each other once.

    The cosine of a report with the sum of a group's vectors needs the products of pairs of reports only: the mean of
    its row over the group, by the root of the sum over the group's square.
    """

    def __init__(self, reports: Sequence[ArticleView], model: Model) -> None:
        self._model = model
        vocabulary = number(word for report in reports for word in (*report.terms, *report.title_terms))
        terms = fill_rows([report.terms for report in reports], vocabulary)
        titles = fill_rows([report.title_terms for report in reports], vocabulary)
        names = fill_rows(
            [report.names for report in reports], number(word for report in reports for word in report.names)
        )
        self._terms, self._headlines, self._names = terms @ terms.T, titles @ terms.T, names @ names.T
        self._core_terms = Core([report.terms for report in reports], [report.words for report in reports])
        self._core_names = Core([report.names for report in reports], [report.words for report in reports])
        self._focus = Focus([report.focus for report in reports], [report.terms for report in reports])
        years = number(year for report in reports for year in report.years)
        self._years = fill_rows([dict.fromkeys(report.years, 1.0) for report in reports], years)
        self._named = np.array([bool(report.names) for report in reports], dtype=np.float64)
        figures = [dict.fromkeys(report.figures, 1.0) for report in reports]
        self._figures = fill_rows(figures, number(figure for report in reports for figure in report.figures))
        self._vectors = products_of_vectors(reports)
        times = [report.published.timestamp() / 86_400 if report.published else np.nan for report in reports]
        self._times = np.array(times)

    def log_odds(self, groups: Matrix, *, without: Places | None = None) -> Matrix:
        """Of each report (row) for each group (column of `groups`).

        `without` names the group each report is in: there it is judged against the others of the group; -99 where
        there are none.
        """
        terms = _cosine(self._terms, self._terms, groups, without)
        named = self._named @ groups - (
            mark_own(groups, without) * self._named[:, None] if without is not None else 0.0
        )
        names = np.where(
            (self._named[:, None] > 0) & (named > 0), _cosine(self._names, self._names, groups, without), terms
        )
        silence, length, undated, far = self._time(groups, without)
        agree, differ = self._same_years(groups, without)
        features = {
            "terms": terms,
            "vector": self._closeness(terms, groups, without),
            "names": names,
            "headline": _cosine(self._headlines, self._terms, groups, without),
            "figures": self._shared_figures(groups, without),
            "lacks_names": self._core_names.lacking(groups, without),
            "lacks_terms": self._core_terms.lacking(groups, without),
            "lacks_focus": self._focus.lacking(groups, without),
            "years_agree": agree,
            "years_differ": differ,
            "silence": silence,
            "length": length,
            "undated": undated,
        }
        odds: Matrix = sum(
            (self._model.weights[name] * value for name, value in features.items()),
            np.full(groups.shape, self._model.bias),
        )
        return np.where((terms < NOTHING_SHARED) | far, _NEVER, odds)

    def contrast(self, groups: Matrix) -> Matrix:
        """How clearly two groups tell of two events, 0 to nearly 1 (`Core.contrast`, over terms)."""
        return self._core_terms.contrast(groups)

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

    def _same_years(self, groups: Matrix, without: Places | None) -> tuple[Matrix, Matrix]:
        """Whether a report names a year that is the group's, and whether it names other years only."""
        held, sizes = (groups.T @ self._years)[None, :, :], groups.sum(axis=0)[None, :]
        if without is not None:
            own = mark_own(groups, without)
            held = held - own[:, :, None] * self._years[:, None, :]
            sizes = sizes - own
        named = self._years[:, None, :] > 0
        shared = named & (held > 0)
        agree = (shared & (held >= YEAR_HELD * sizes[:, :, None])).any(axis=2)
        differ = named.any(axis=2) & (held > 0).any(axis=2) & ~shared.any(axis=2)
        return np.asarray(agree, dtype=np.float64), np.asarray(differ, dtype=np.float64)

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
