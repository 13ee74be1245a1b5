"""Which voice there is, and which recordings are made."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from django.conf import settings

from octavo.apps.speech.models import Recording, State
from octavo.apps.speech.saying import Said
from octavo.apps.speech.sound import MEDIA_TYPES
from octavo.apps.speech.voices import CannotSpeak, Voice, voice_of


def the_voice() -> Voice | None:
    """The voice of the options; None where there is none, or it does not work (see `voice_problem`)."""
    try:
        return voice_of(settings.OCTAVO["voice"])
    except CannotSpeak:
        return None


def voice_problem() -> str:
    """Why the configured voice cannot be used, one sentence; '' where it can, or none is configured."""
    try:
        voice_of(settings.OCTAVO["voice"])
    except CannotSpeak as error:
        return str(error)
    return ""


def recording_key(said: Said, voice: Voice) -> str:
    """Equal for the same text by the same voice."""
    plain = json.dumps([voice.name, said.pieces], ensure_ascii=False)
    return sha256(plain.encode("utf-8", "replace")).hexdigest()[:40]


def recording_of(said: Said) -> Recording | None:
    """The recording of this very text by today's voice; None where nobody asked for it, or its file had to go."""
    voice = the_voice()
    if voice is None:
        return None
    row = Recording.objects.defer("said").filter(key=recording_key(said, voice)).first()
    return None if row and row.state == State.MADE and file_of(row) is None else row


def recording_by_key(key: str) -> Recording | None:
    return Recording.objects.defer("said").filter(key=key).first()


def speaks(languages: Sequence[str]) -> bool:
    """Whether the voice speaks one of these languages."""
    voice = the_voice()
    return voice is not None and any(language[:2] in voice.languages for language in languages)


def file_of(row: Recording) -> Path | None:
    """The sound file; None where it is not there (yet, or any more)."""
    suffix = next((suffix for suffix, kind in MEDIA_TYPES.items() if kind == row.media_type), "")
    path = folder_of(row.key) / f"{row.key}{suffix}"
    return path if suffix and path.is_file() else None


def folder_of(key: str) -> Path:
    return Path(settings.OCTAVO.data) / "speech" / key[:2]
