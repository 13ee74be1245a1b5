"""Learns what each feature of a choice of sentences is worth, from summaries by editors.

python -m quality.summaries_fit [SHARED]    writes octavo/engine/assist/points/weights.txt, learned on both files

Every choice of up to three sentences of a story's candidates is judged (`Scene.judge`) and laid beside the editors'
summary; a ridge regression over the differences within a story tells what a feature adds to ROUGE-1 + 2 + L.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from pathlib import Path

import numpy as np
import numpy.typing as npt

from octavo.engine.assist.points import ALONE, FEATURES, Scene, Spoken, Told, Weights, read, weights_to_text
from octavo.engine.assist.points.choose import find_candidates, in_reading_order
from quality.rouge import rouge, rouge_words
from quality.summaries import Labelled, read_labelled

WEIGHTS = Path(__file__).resolve().parents[1] / "octavo/engine/assist/points/weights.txt"
_RIDGE = 0.3  # of a story's weight of 1
_MOST = 3  # sentences of a choice
_NARROW = 12  # candidates of a story: 298 choices
_KIND_FEATURES = {
    "several": [name for name in FEATURES if name != "fresh"],
    "plain": [name for name in FEATURES if name not in ("near", "about", "fresh")],
}
_FRESH = 0.12  # set: the labelled reports are of one day, so nothing can be learned of it
_SINGLE = dict(zip(ALONE, (1.2, -0.5, 0.5, 1.2, 0.08, -0.02, -0.08), strict=True))
_Matrix = npt.NDArray[np.float64]


def learn(stories: Sequence[Labelled]) -> Weights:
    """Weights of the three kinds of reading. One article's are set, for want of summaries of single long articles."""
    several = list(_judged((story.told, story.reference) for story in stories))
    return {
        "several": {**_regress(several, _KIND_FEATURES["several"]), "fresh": _FRESH},
        "plain": {**_regress(several, _KIND_FEATURES["plain"]), "fresh": _FRESH},
        "single": _SINGLE,
    }


_Judged = tuple[list[dict[str, float]], _Matrix]


def _judged(cases: Iterable[tuple[Sequence[Told], str]]) -> Iterator[_Judged]:
    """Features and ROUGE of every choice, story by story; stories without one left out."""
    for told, reference in cases:
        reading = read(told, longest=3_000, most=12)
        candidates = find_candidates(reading)[:_NARROW]
        if len(candidates) < 2:
            continue
        words = rouge_words(reference)
        scene = Scene(reading, candidates)
        features, reached = [], []
        for choice in _choices(candidates):
            features.append(scene.judge(choice))
            told_words = [word for one in choice for word in rouge_words(one.sentence.text)]
            reached.append(rouge(words, told_words).sum)
        if len(features) > 1:
            yield features, np.asarray(reached)


def _choices(candidates: Sequence[Spoken]) -> Iterator[list[Spoken]]:
    """In reading order; none with a sentence that lacks the one it points back to."""
    for size in range(1, _MOST + 1):
        for choice in combinations(candidates, size):
            if all(any(other.is_before(one) for other in choice) for one in choice if one.follows):
                yield in_reading_order(choice)


def _regress(judged: Iterable[_Judged], names: Sequence[str]) -> Mapping[str, float]:
    square, product = np.eye(len(names)) * _RIDGE, np.zeros(len(names))
    for features, reached in judged:
        rows = np.asarray([[each.get(name, 0.0) for name in names] for each in features])
        rows = rows - rows.mean(axis=0)
        square += rows.T @ rows / len(rows)
        product += rows.T @ (reached - reached.mean()) / len(rows)
    return {name: round(float(value), 4) for name, value in zip(names, np.linalg.solve(square, product), strict=True)}


def main() -> int:
    shared = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[2] / "shared"
    labelled = read_labelled(shared)
    WEIGHTS.write_text(weights_to_text(learn([story for stories in labelled.values() for story in stories])), "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
