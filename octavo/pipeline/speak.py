"""Speak: recordings that readers asked for -> sound files, by the configured voice."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from octavo.apps.speech.actions import make_recordings


def run(ids: Sequence[int], now: datetime) -> None:
    """Reads each text aloud, in a child process with a time limit."""
    make_recordings(ids, now=now)
