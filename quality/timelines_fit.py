"""Learn what makes a day matter: logistic regression on the days of journalists' timelines.

python -m quality.timelines_fit: learns from all topics and writes `engine/assist/timeline/weights.txt`
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from datetime import date
from pathlib import Path

import numpy as np

from octavo.engine.assist.composed import Source
from octavo.engine.assist.timeline import choose
from octavo.engine.assist.timeline.choose import FEATURES, features_of, gather_days, weights_to_text
from octavo.engine.assist.timeline.reading import read_lines

_RIDGE = 3.0  # holds the weights of so few topics near to each other
_ROUNDS = 40
_A_TOPIC = 100.0  # what the days of a topic weigh together, however many

Lesson = tuple[Sequence[Source], Collection[date]]  # articles, and the days of their timeline


def fit_weights(lessons: Sequence[Lesson]) -> dict[str, float]:
    """The weights of the features, by Newton's method; the constant is of no use for an order and left out."""
    rows: list[tuple[float, ...]] = []
    wanted: list[float] = []
    weight: list[float] = []
    for sources, days in lessons:
        start, end = min(days), max(days)
        known = gather_days(read_lines(sources))
        found = features_of({when: day for when, day in known.items() if start <= when <= end})
        rows += found.values()
        wanted += [float(when in days) for when in found]
        weight += [_A_TOPIC / len(found)] * len(found)
    learned = _regress(np.array(rows), np.array(wanted), np.array(weight))
    return dict(zip(FEATURES, map(float, learned), strict=True))


def _regress(rows: np.ndarray, wanted: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """Weighted logistic regression with an L2 penalty on all but the constant."""
    known = np.hstack([rows, np.ones((len(rows), 1))])
    penalty = np.diag([*[_RIDGE] * rows.shape[1], 1e-6])
    found = np.zeros(known.shape[1])
    for _ in range(_ROUNDS):
        likely = 1 / (1 + np.exp(-known @ found))
        slope = known.T @ (weight * (wanted - likely)) - penalty @ found
        curve = (known * (weight * likely * (1 - likely))[:, None]).T @ known + penalty
        found = found + np.linalg.solve(curve, slope)
    return found[:-1]


def main() -> None:
    from quality.__main__ import SHARED
    from quality.timelines import read_topics

    weights = fit_weights([(topic.sources, topic.reference) for topic in read_topics(SHARED)])
    target = Path(choose.__file__).with_name("weights.txt")
    head = (
        "# Written by `python -m quality.timelines_fit`. Log-odds of a day for each feature (choose.py names them).\n"
    )
    target.write_text(head + weights_to_text(weights), "utf-8")
    print(weights_to_text(weights))


if __name__ == "__main__":
    main()
