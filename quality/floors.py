"""The floors: the least each score may be."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from pathlib import Path

FLOORS = Path(__file__).with_name("floors.json")
HELD = frozenset(
    [
        *("f1", "b3_f1", "pairwise_f1", "ari", "exact", "paragraphs", "with", "without", "title", "date", "authors"),
        *("octavo_rouge1", "octavo_rouge2", "octavo_rougeL"),
        *("found", "text_f1", "title_exact", "state_exact", "without_residue", "links_kept", "clean"),
        *("verbatim", "quotations_verbatim", "proved", "wrong_untrue", "not_given_away"),
        *("speakers_found", "speakers_right", "figures_right", "figures_found"),
        *("blocked", "kept", "linked", "within_shown"),
        *("shared", "first_shared", "accuracy", "coverage", "desks_accuracy", "desks_coverage"),
        *("stories_pairwise_f1", "stories_b3_f1", "copies_f1", "map", "ndcg10", "recall10"),
    ]
)
NOISE = 0.001  # scores may differ by this much between machines


def read_floors() -> dict[str, float]:
    """The floor of each score, by its name (`set.metric`)."""
    floors: dict[str, float] = json.loads(FLOORS.read_text())
    return floors


def find_fallen(scores: Mapping[str, float], floors: Mapping[str, float]) -> list[str]:
    """A sentence for each score below its floor; scores that were not taken this time are passed over."""
    return [
        f"{name} is {scores[name]:.4f}, below its floor {floor:.4f}"
        for name, floor in sorted(floors.items())
        if name in scores and scores[name] < floor - NOISE
    ]


def raise_floors(scores: Mapping[str, float], floors: Mapping[str, float]) -> dict[str, float]:
    """The floors with every score that is better now, cut to three decimals. Never lowers one."""
    cut = {name: math.floor(value * 1000) / 1000 for name, value in scores.items() if _is_judged(name)}
    return {**floors, **{name: max(value, floors.get(name, 0.0)) for name, value in cut.items()}}


def write_floors(floors: Mapping[str, float]) -> None:
    FLOORS.write_text(json.dumps(dict(sorted(floors.items())), indent=2) + "\n")


def _is_judged(name: str) -> bool:
    """Speeds and counts are reported, not held; nor are figures of which less is better, or a peer's."""
    return re.split(r"[./]", name)[-1] in HELD and "minhash" not in name
