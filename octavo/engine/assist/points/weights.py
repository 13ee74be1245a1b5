"""What each feature of a choice of sentences is worth: learned from summaries by editors, kept as text."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib import resources

Weights = Mapping[str, Mapping[str, float]]  # kind of reading -> feature -> weight
KINDS = ("several", "plain", "single")
_HEAD = """\
# Written by `python -m quality.summaries_fit`. What each feature of a choice of sentences (scene.py) is worth:
# of several reports, of several in a language whose words have no vectors here, of one article.
"""


@cache
def shipped_weights() -> Weights:
    """The weights that come with Octavo."""
    return weights_from_text(resources.files("octavo.engine.assist.points").joinpath("weights.txt").read_text("utf-8"))


def weights_from_text(text: str) -> Weights:
    """Weights out of their lines "feature several plain single". Raises ValueError for a line that is none."""
    found: dict[str, dict[str, float]] = {kind: {} for kind in KINDS}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            feature, *values = line.split()
            for kind, value in zip(KINDS, values, strict=True):
                found[kind][feature] = float(value)
    return found


def weights_to_text(weights: Weights) -> str:
    """The same as text, what cannot be compared first."""
    features = list(dict.fromkeys(feature for kind in KINDS for feature in weights[kind]))
    rows = (
        f"{feature} " + " ".join(f"{weights[kind].get(feature, 0.0):.4f}" for kind in KINDS) for feature in features
    )
    return _HEAD + "".join(f"{row}\n" for row in rows)
