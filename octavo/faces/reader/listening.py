"""Where sound files lie on this site."""

from __future__ import annotations

from octavo.apps.speech.models import Recording
from octavo.apps.speech.sound import MEDIA_TYPES


def audio_page(row: Recording) -> str:
    return f"/audio/{row.key}/"


def audio_path(row: Recording) -> str:
    """The file's address; '' while there is none."""
    suffix = next((suffix for suffix, kind in MEDIA_TYPES.items() if kind == row.media_type), "")
    return f"/audio/{row.key}{suffix}" if suffix else ""
