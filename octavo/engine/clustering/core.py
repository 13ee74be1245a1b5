"""What most reports of a group say, and who does not say it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set

import numpy as np

from octavo.engine.clustering.model import CORE
from octavo.engine.clustering.rows import Matrix, Places, fill_rows

_HARDLY = 0.1  # a word said by this share of a group's reports at most is not the group's


class Core:
    """Words held by most reports of a group, by weight. Words that one report alone holds are no group's: left out."""

    def __init__(self, weights: Sequence[Mapping[str, float]], words: Sequence[Set[str]]) -> None:
        columns = _shared(weights)
        known = [{word: value for word, value in row.items() if word in columns} for row in weights]
        self._weights = fill_rows(known, columns)
        self._held = np.asarray(self._weights > 0, dtype=np.float64)
        self._said = fill_rows([dict.fromkeys(columns.keys() & said, 1.0) for said in words], columns)

    def lacking(self, groups: Matrix, without: Places | None) -> Matrix:
        """Of each report and group: the share of the group's core that the report does not say, surer with its size.

        `without`: the group each report is in, whose core is then that of the others.
        """
        sizes = groups.sum(axis=0)
        heavy, held = groups.T @ self._weights, groups.T @ self._held
        core = np.where((held > 0) & (held >= CORE * sizes[:, None]), heavy, 0.0)
        lacking = _lacking(self._said @ core.T, core.sum(axis=1)[None, :], sizes[None, :])
        if without is not None:
            rows = np.arange(len(without))
            others = sizes[without] - 1
            heavy, held = heavy[without] - self._weights, held[without] - self._held
            core = np.where((held > 0.5) & (held >= CORE * others[:, None]), heavy, 0.0)
            lacking[rows, without] = _lacking((self._said * core).sum(axis=1), core.sum(axis=1), others)
        return lacking

    def contrast(self, groups: Matrix) -> Matrix:
        """Of two groups: what each has of its own, against what both hold; 0 where either has nothing of its own.

        A group's own are words of its core that hardly anybody of the other says. Of one event, later reports have new
        words, but those of the first reports do not vanish: so the lesser of the two counts.
        """
        sizes = groups.sum(axis=0)[:, None]
        core = np.where(groups.T @ self._held >= CORE * sizes, groups.T @ self._weights / sizes, 0.0)
        said = groups.T @ self._said / sizes
        own, shared = core @ (said <= _HARDLY).T, core @ (said >= CORE).T
        both = np.minimum(own, own.T)
        contrast: Matrix = _known(sizes) * _known(sizes).T * both / np.maximum(both + (shared + shared.T) / 2, 1e-9)
        return contrast


class Focus:
    """What each report is about, and which groups say that too."""

    def __init__(self, focus: Sequence[Mapping[str, float]], terms: Sequence[Mapping[str, float]]) -> None:
        columns = _shared([{**row, **own} for row, own in zip(focus, terms, strict=True)])
        self._shares = fill_rows([_shares(row, columns) for row in focus], columns)
        self._speaks = np.array([bool(row) for row in focus])
        self._held = fill_rows([dict.fromkeys(columns.keys() & row.keys(), 1.0) for row in terms], columns)

    def lacking(self, groups: Matrix, without: Places | None) -> Matrix:
        """Of each report and group: the share of the report's focus that no report of the group (but itself) holds."""
        held = self._held.T @ groups
        found: Matrix = self._shares @ (held > 0)
        if without is not None:
            rows = np.arange(len(without))
            found[rows, without] = (self._shares * (held.T[without] - self._held > 0.5)).sum(axis=1)
        return np.where(self._speaks[:, None], 1 - found, 0.0)


def _known(sizes: Matrix) -> Matrix:
    """How far the core of a group can be told: of a single report nobody knows what is at its core."""
    return 1 - 1 / np.maximum(sizes, 1.0)


def _lacking(said: Matrix, whole: Matrix, sizes: Matrix) -> Matrix:
    lacking: Matrix = _known(sizes) * np.where(whole > 1e-9, 1 - said / np.maximum(whole, 1e-9), 0.0)
    return lacking


def _shared(rows: Sequence[Iterable[str]]) -> dict[str, int]:
    """A column for each word of two rows or more."""
    counts = Counter(word for row in rows for word in row)
    return {word: at for at, word in enumerate(word for word, count in counts.items() if count > 1)}


def _shares(weights: Mapping[str, float], columns: Mapping[str, int]) -> dict[str, float]:
    """Weights as shares of their sum, those with a column."""
    whole = sum(weights.values())
    return {word: weight / whole for word, weight in weights.items() if word in columns}
