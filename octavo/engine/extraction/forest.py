"""The learned part of the judge: a forest of small decision trees, kept as text that can be read.

A tree is written `(feature<=threshold yes no)`, where `yes` and `no` are trees or the points of a leaf. The points of
all trees and `base` add up to the log-odds that a block belongs to the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

import numpy as np
from numpy.typing import NDArray

MAX_LEAVES = 16  # of a tree: its leaves fit into the bits of a 16-bit number

Matrix = NDArray[np.float64]


@dataclass(slots=True)
class _Growing:
    """Columns of the splits, and the points of the leaves, while trees are read."""

    features: list[int] = field(default_factory=list)
    thresholds: list[float] = field(default_factory=list)
    masks: list[int] = field(default_factory=list)
    starts: list[int] = field(default_factory=list)
    points: list[list[float]] = field(default_factory=list)


class Forest:
    """Scores blocks, all trees and all blocks at once.

    Each split that a block fails rules out the leaves on its `yes` side; the leftmost leaf that stays is the block's
    (Lucchese et al., QuickScorer, SIGIR 2015).
    """

    def __init__(self, text: str, names: Sequence[str]) -> None:
        """`names` are the columns of the matrices to score. Raises ValueError for a text that is no forest of them."""
        places = {name: at for at, name in enumerate(names)}
        lines = [line for line in text.splitlines() if line and not line.startswith("#")]
        if not lines or not lines[0].startswith("base "):
            raise ValueError("A forest begins with a line `base NUMBER`.")
        self._base = float(lines[0].split()[1])
        growing = _Growing()
        for line in lines[1:]:
            growing.starts.append(len(growing.features))
            growing.points.append([])
            _read_tree(_TOKEN.findall(line), iter(range(MAX_LEAVES)), growing, places)
        self._feature = np.array(growing.features, np.intp)
        self._threshold = np.array(growing.thresholds, np.float32)[:, np.newaxis]
        self._mask = np.array(growing.masks, np.uint16)[:, np.newaxis]
        self._start = np.array(growing.starts, np.intp)
        points = np.zeros((len(growing.points), MAX_LEAVES))
        for row, found in zip(points, growing.points, strict=True):
            row[: len(found)] = found
        self._points = points.ravel()
        self._row = np.arange(len(points))[:, np.newaxis] * MAX_LEAVES

    def score(self, blocks: Matrix) -> NDArray[np.float64]:
        """How likely each row is part of the article, 0 to 1."""
        columns = np.ascontiguousarray(blocks.T, dtype=np.float32)  # a split looks at one feature of all blocks
        passed = columns[self._feature] <= self._threshold
        alive = np.bitwise_and.reduceat(np.where(passed, _ALL, self._mask), self._start, axis=0)
        points = self._points[_LOWEST[alive] + self._row].sum(axis=0) + self._base
        found: NDArray[np.float64] = 1.0 / (1.0 + np.exp(-points))
        return found


def _read_tree(tokens: list[str], leaves: Iterator[int], growing: _Growing, places: dict[str, int]) -> None:
    """Reads one tree from `tokens` (used up from the front); splits go to `growing` with what they rule out."""

    def read() -> int:
        """One subtree; returns its leaves as bits."""
        word = tokens.pop(0)
        if word != "(":
            growing.points[-1].append(float(word))
            return 1 << next(leaves)
        name, _, threshold = tokens.pop(0).partition("<=")
        yes = read()
        no = read()
        if tokens.pop(0) != ")":
            raise ValueError("A split of the forest has two branches.")
        growing.features.append(places[name])
        growing.thresholds.append(float(threshold))
        growing.masks.append(0xFFFF & ~yes)
        return yes | no

    try:
        read()
    except (KeyError, IndexError, StopIteration) as error:
        raise ValueError(f"A tree of the forest cannot be read: {error!r}") from None


@cache
def shipped_forest(names: tuple[str, ...]) -> Forest:
    """The forest that `make train-extraction` wrote."""
    return Forest(resources.files("octavo.engine.extraction").joinpath("forest.txt").read_text("ascii"), names)


_TOKEN = re.compile(r"[()]|[^()\s]+")
_ALL = np.uint16(0xFFFF)
_LOWEST = np.array([(number & -number).bit_length() - 1 for number in range(1 << MAX_LEAVES)], np.intp)
_LOWEST[0] = 0
