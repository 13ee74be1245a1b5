"""Which blocks of a page belong to its labelled body."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Labels = NDArray[np.float64]  # 1: part of the body, 0: not, NaN: cannot be told
_WINDOW = 4
_MOST, _SOME = 0.5, 0.25  # shares of a block's windows that are in the body


def label_by_body(texts: Sequence[str], body: str) -> Labels:
    """Labels of blocks by the body's whole text; every stretch of it is used once, the longest blocks first."""
    truth = _Truth(body)
    labels = np.zeros(len(texts))
    for at in sorted(range(len(texts)), key=lambda at: -len(texts[at])):
        labels[at] = truth.take(_tokens(texts[at]))
    return labels


def label_by_segments(texts: Sequence[str], wanted: Sequence[str], unwanted: Sequence[str]) -> tuple[Labels, Labels]:
    """Labels by short segments that the body holds or must not hold; and how many segments each block decides."""
    folded = [" ".join(text.split()) for text in texts]
    labels, weights = np.full(len(texts), np.nan), np.zeros(len(texts))
    for segments, value in ((unwanted, 0.0), (wanted, 1.0)):
        for segment in (" ".join(segment.split()) for segment in segments):
            hits = [at for at, text in enumerate(folded) if segment in text]
            if value and len(hits) > 1:  # one of them is enough
                hits = [max(hits, key=lambda at: len(folded[at]))]
            for at in hits:
                labels[at] = value
                weights[at] += 1
    return labels, weights


class _Truth:
    """The tokens of a body, and which of them are taken."""

    def __init__(self, body: str) -> None:
        self.tokens = _tokens(body)
        self.taken = np.zeros(len(self.tokens) + 1, bool)
        self.starts: dict[str, list[int]] = defaultdict(list)
        self.windows: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for at, token in enumerate(self.tokens):
            self.starts[token].append(at)
            self.windows[tuple(self.tokens[at : at + _WINDOW])].append(at)

    def take(self, tokens: list[str]) -> float:
        if not tokens:
            return np.nan
        if len(tokens) < _WINDOW:
            return self._take_short(tokens)
        found = [at for first in range(len(tokens) - _WINDOW + 1)
                 if (at := self._free(tuple(tokens[first : first + _WINDOW]))) is not None]  # fmt: skip
        share = len(found) / (len(tokens) - _WINDOW + 1)
        if share < _MOST:
            return np.nan if share > _SOME else 0.0
        for at in found:
            self.taken[at : at + _WINDOW] = True
        return 1.0

    def _take_short(self, tokens: list[str]) -> float:
        for at in self.starts.get(tokens[0], ()):
            end = at + len(tokens)
            if self.tokens[at:end] == tokens and not self.taken[at:end].any():
                self.taken[at:end] = True
                return 1.0
        return 0.0

    def _free(self, window: tuple[str, ...]) -> int | None:
        return next((at for at in self.windows.get(window, ()) if not self.taken[at : at + _WINDOW].all()), None)


def _tokens(text: str) -> list[str]:
    return re.findall(r"\w+", text.lower())
