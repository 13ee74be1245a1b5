"""Growing a forest with scikit-learn, and writing it as the text that `engine.extraction.forest` reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from octavo.engine.extraction.features import NAMES
from octavo.engine.extraction.forest import MAX_LEAVES
from quality.training.pages import Lesson

TREES = 150
LEARNING_RATE = 0.08


def grow_forest(lessons: Sequence[Lesson], *, columns: Sequence[int] | None = None, trees: int = TREES) -> str:
    """The text of a forest; the same lessons give the same text. `columns`: learn from these features only."""
    from sklearn.ensemble import HistGradientBoostingClassifier

    features = np.vstack([lesson.features for lesson in lessons])
    labels = np.concatenate([lesson.labels for lesson in lessons])
    weights = np.concatenate([lesson.weights for lesson in lessons])
    told = weights > 0
    chosen = list(range(len(NAMES))) if columns is None else list(columns)
    model = HistGradientBoostingClassifier(
        learning_rate=LEARNING_RATE, max_iter=trees, max_leaf_nodes=MAX_LEAVES, min_samples_leaf=40,
        l2_regularization=1.0, early_stopping=False, random_state=0,
    )  # fmt: skip
    model.fit(features[told][:, chosen], labels[told], sample_weight=weights[told])
    return _write(model, [NAMES[column] for column in chosen])


def _write(model: Any, names: Sequence[str]) -> str:
    lines = [f"base {model._baseline_prediction.item():.5f}"]
    lines += [_write_node(trees[0].nodes, 0, names) for trees in model._predictors]
    return "\n".join(lines) + "\n"


def _write_node(nodes: Any, at: int, names: Sequence[str]) -> str:
    node = nodes[at]
    if node["is_leaf"]:
        return f"{node['value']:.4f}"
    yes, no = (_write_node(nodes, int(node[side]), names) for side in ("left", "right"))
    return f"({names[node['feature_idx']]}<={_short(float(node['num_threshold']))} {yes} {no})"


def _short(threshold: float) -> str:
    """Thresholds lie between two values that occur: five digits tell the two apart."""
    return f"{threshold:.5g}"
