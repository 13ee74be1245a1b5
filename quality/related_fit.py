"""`python -m quality.related_fit`: learns the weights of `engine/ranking/related_odds.py` from the judged pairs.

Logistic regression; each set is also judged by weights that have not seen it (allsides, the largest, in five parts by
its articles' ids). Prints the weights, and how often an accepted pair is related, by set, at several thresholds.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import numpy.typing as npt

from octavo.engine.ranking.related_odds import TELLING, compare, name_reason, shared_names
from quality.related_pools import Pair, judged_pairs, view_pairs

SHARED = Path(__file__).resolve().parents[2] / "shared"
SETS = ("allsides", "ecbplus", "news", "timelines")
_FOLDS = 5
_RIDGE = 0.3
Matrix = npt.NDArray[np.float64]


def main() -> int:
    if not SHARED.exists():
        print("The labelled sets are not here: a folder `shared` beside the checkout is needed.", file=sys.stderr)
        return 1
    pairs = [pair for pair in judged_pairs() if pair.set in SETS]
    names, features, told = _lessons(pairs)
    truth = np.array([pair.label != "unrelated" for pair in pairs])
    folds = np.array([_fold(pair) for pair in pairs])
    weights = _fit(features, truth)
    print({name: round(float(weight), 2) for name, weight in zip([*names, "bias"], weights, strict=True)})
    held = np.zeros(len(pairs))
    for fold in set(folds):
        held[folds == fold] = _chances(features[folds == fold], _fit(features[folds != fold], truth[folds != fold]))
    for count in (1, 2):
        for least in (0.6, 0.7, 0.8, 0.85, 0.9, 0.95, 0.97):
            taken = (held >= least) & (told == count)
            parts = []
            for name in SETS:
                here = (told == count) & np.array([pair.set == name for pair in pairs])
                parts.append(f"{name} {truth[taken & here].sum()}/{(taken & here).sum()} of {truth[here].sum()}")
            print(f"{count} telling names, chance {least}: " + ", ".join(parts))
    for place in np.argsort(-held):
        if told[place] and not truth[place] and held[place] > 0.8:
            print(round(float(held[place]), 2), told[place], pairs[place])
    return 0


def _lessons(pairs: Sequence[Pair]) -> tuple[list[str], Matrix, npt.NDArray[np.int64]]:
    """The features of pairs, and how many telling names each shares (0: no reason, 1, 2: two and more)."""
    seen = view_pairs(SHARED, pairs)
    rows, told = [], []
    for pair in pairs:
        one, other = seen[pair.set, pair.one], seen[pair.set, pair.other]
        theirs = replace(other.view, likeness=float(one.vector @ other.vector))
        shared = shared_names(one.view, theirs)
        rows.append(compare(one.view, theirs, shared))
        told.append(min(2, sum(weight >= TELLING for weight in shared.values())) if name_reason(shared) else 0)
    return list(rows[0]), np.array([list(row.values()) for row in rows]), np.array(told)


def _fold(pair: Pair) -> str:
    if pair.set != "allsides":
        return pair.set
    return str(int.from_bytes(hashlib.blake2b(pair.one.encode(), digest_size=4).digest()) % _FOLDS)


def _fit(features: Matrix, truth: npt.NDArray[np.bool_]) -> Matrix:
    """Weights and bias by Newton's method, the weights of standardised features held small."""
    mean, spread = features.mean(axis=0), features.std(axis=0) + 1e-9
    rows = np.c_[(features - mean) / spread, np.ones(len(features))]
    ridge = np.eye(rows.shape[1]) * _RIDGE
    ridge[-1, -1] = 1e-6
    weights = np.zeros(rows.shape[1])
    for _ in range(50):
        chances = 1 / (1 + np.exp(-np.clip(rows @ weights, -30, 30)))
        slope = rows.T @ (chances - truth) + ridge @ weights
        weights -= np.linalg.solve((rows.T * (chances * (1 - chances))) @ rows + ridge, slope)
    plain = weights[:-1] / spread
    return np.append(plain, weights[-1] - (plain * mean).sum())


def _chances(features: Matrix, weights: Matrix) -> Matrix:
    chances: Matrix = 1 / (1 + np.exp(-(features @ weights[:-1] + weights[-1])))
    return chances


if __name__ == "__main__":
    sys.exit(main())
