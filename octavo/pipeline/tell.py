"""Tell: changed stories -> what the reader, the feeds out and (later) followers are told."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from octavo.apps.stories.actions import tell_stories


def run(ids: Sequence[int], now: datetime) -> None:
    """Chooses each story's headline, lead, picture and newest facts, and counts its outlets and independent reports."""
    tell_stories(ids, now=now)
