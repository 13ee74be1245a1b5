"""A story's state in its row: what `place` compares with, and the columns that candidates are found by."""

from __future__ import annotations

import numpy as np

from octavo.apps.stories.models import Story
from octavo.engine.clustering import StoryView, to_plain
from octavo.engine.embedding import DIMENSIONS

KEPT_TERMS = 16
STATE_COLUMNS = ("memory", "centroid", "terms", "first_at", "last_at")


def write_state(row: Story, state: StoryView) -> None:
    """Brings a row (unsaved) in line with the state of its story."""
    row.memory = to_plain(state)
    length = float(np.linalg.norm(state.vector)) if state.vector is not None else 0.0
    if state.vector is not None and length:
        row.centroid = state.vector / length
    else:
        row.centroid = np.zeros(DIMENSIONS, dtype=np.float32)
    heaviest = sorted(state.terms.items(), key=lambda pair: (-pair[1], pair[0]))[:KEPT_TERMS]
    row.terms = [term[:80] for term, _ in heaviest]
