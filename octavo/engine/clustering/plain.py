"""A story's state as values that JSON holds."""

from __future__ import annotations

import base64
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import numpy as np

from octavo.engine.clustering.views import StoryView


def to_plain(story: StoryView) -> dict[str, Any]:
    """`story` without its id (the row has it), for a JSON column. Weights keep four decimals; about 5 kB when full."""
    return {
        "language": story.language,
        "count": story.count,
        "first": story.first.isoformat() if story.first else None,
        "last": story.last.isoformat() if story.last else None,
        "vector": None if story.vector is None else base64.b64encode(story.vector.astype("<f4").tobytes()).decode(),
        "terms": _rounded(story.terms),
        "held": dict(story.held),
        "names": _rounded(story.names),
        "named": dict(story.named),
        "figures": dict(story.figures),
        "years": dict(story.years),
        "publishers": dict(story.publishers),
    }


def from_plain(plain: Mapping[str, Any], id: int | None = None) -> StoryView:  # noqa: A002
    """The story that `to_plain` wrote, under its row's id. Raises KeyError or ValueError on anything else.

    What states of older versions do not tell (how many reports hold a word) is taken as unknown: none.
    """
    vector = plain["vector"]
    return StoryView(
        id=id,
        language=plain["language"],
        count=plain["count"],
        first=datetime.fromisoformat(plain["first"]) if plain["first"] else None,
        last=datetime.fromisoformat(plain["last"]) if plain["last"] else None,
        vector=None if vector is None else np.frombuffer(base64.b64decode(vector), dtype="<f4").astype(np.float32),
        terms=plain["terms"],
        held=plain.get("held", {}),
        names=plain["names"],
        named=plain.get("named", {}),
        figures=plain["figures"],
        years=plain.get("years", {}),
        publishers=plain["publishers"],
    )


def _rounded(weights: Mapping[str, float]) -> dict[str, float]:
    return {key: round(value, 4) for key, value in weights.items()}
