"""How well one grouping agrees with another."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any


def compare_groupings(truth: Sequence[object], ours: Sequence[object]) -> dict[str, float]:
    """B3 precision, recall and F1 (Bagga and Baldwin 1998), pairwise F1, and the adjusted Rand index (Hubert 1985)."""
    both, gold, made = Counter(zip(truth, ours, strict=True)), Counter(truth), Counter(ours)
    count = len(truth)
    precision = sum(shared * shared / made[group] for (_, group), shared in both.items()) / count
    recall = sum(shared * shared / gold[label] for (label, _), shared in both.items()) / count
    together, in_gold, in_made = _pairs(both), _pairs(gold), _pairs(made)
    expected = in_gold * in_made / max(_pairs({None: count}), 1)
    spread = (in_gold + in_made) / 2 - expected
    return {
        "b3_precision": precision,
        "b3_recall": recall,
        "b3_f1": 2 * precision * recall / (precision + recall),
        "pairwise_f1": 2 * together / (in_gold + in_made) if in_gold + in_made else 1.0,
        "ari": (together - expected) / spread if spread else 1.0,
    }


def _pairs(counts: Mapping[Any, int]) -> float:
    return sum(count * (count - 1) / 2 for count in counts.values())
