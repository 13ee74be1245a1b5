"""Asking for recordings, and making them."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.db import transaction

from octavo.apps.queue.actions import only_one_at_a_time, queue_step
from octavo.apps.speech.models import Recording, State
from octavo.apps.speech.queries import file_of, folder_of, recording_key, the_voice
from octavo.apps.speech.saying import Said
from octavo.apps.speech.sound import MEDIA_TYPES, Unlike, join, suffix
from octavo.apps.speech.voices import CannotSpeak, Voice

MOST_WAITING = 20  # recordings: readers wait for them, and a worker has other work
SECONDS = 300.0  # that one recording may take to be made
AGAIN_AFTER = timedelta(minutes=10)  # a failure
LOST_AFTER = timedelta(hours=2)  # twenty others would have been made by then
KEPT = timedelta(days=30)  # rows


def ask_for_recording(said: Said, *, now: datetime, address: str = "") -> Recording | None:
    """The recording of the text at an address, asked for where there is none.

    None: no voice, nothing that it could say, or too many wait.
    """
    voice = the_voice()
    if voice is None or not any(language[:2] in voice.languages for language, _ in said.pieces):
        return None
    key = recording_key(said, voice)
    with transaction.atomic():
        only_one_at_a_time("speech")
        row = Recording.objects.filter(key=key).first()
        if row is not None and not _is_wanted_again(row, now):
            return row
        if Recording.objects.filter(state=State.WAITING, asked_at__gt=now - LOST_AFTER).count() >= MOST_WAITING:
            return None
        row = row or Recording(key=key)
        row.title, row.address, row.said = said.title[:300], address[:300], [list(piece) for piece in said.pieces]
        row.state, row.error, row.asked_at = State.WAITING, "", now
        row.save()
        queue_step("speak", [row.pk])
    return row


def _is_wanted_again(row: Recording, now: datetime) -> bool:
    """A failure that is long ago, a file that had to make room, or one whose job was lost."""
    if row.state == State.WAITING:
        return row.asked_at < now - LOST_AFTER
    if row.state == State.FAILED:
        return row.asked_at < now - AGAIN_AFTER
    return row.state == State.MADE and file_of(row) is None


def make_recordings(ids: Sequence[int], *, now: datetime) -> None:
    """Reads texts aloud into files. What fails says why in its row."""
    Recording.objects.filter(asked_at__lt=now - KEPT).delete()
    for row in Recording.objects.filter(pk__in=list(ids), state=State.WAITING).order_by("pk"):
        try:
            _make(row, now)
        except (CannotSpeak, Unlike, OSError) as error:
            row.state = State.FAILED
            row.error = str(error)[:300] if isinstance(error, CannotSpeak) else "The file could not be written."
        row.save()


def _make(row: Recording, now: datetime) -> None:
    voice = the_voice()
    if voice is None:
        raise CannotSpeak("No voice is configured any more.")
    folder = folder_of(row.key)
    folder.mkdir(parents=True, exist_ok=True)
    file = folder / f"{row.key}{suffix()}"
    with tempfile.TemporaryDirectory(dir=folder, prefix=".new-") as made:
        whole = Path(made) / f"whole{file.suffix}"
        row.seconds = join(_parts(row, voice, Path(made)), whole)
        os.replace(whole, file)
    row.state, row.media_type, row.bytes = State.MADE, MEDIA_TYPES[file.suffix], file.stat().st_size
    row.made_at = now
    make_room(folder.parent, settings.OCTAVO["voice_max_mb"] << 20, keep=file)


def _parts(row: Recording, voice: Voice, folder: Path) -> list[Path]:
    """A sound file for each run of a language that the voice speaks; the others are left out."""
    runs = [(language, text) for language, text in row.said if language[:2] in voice.languages]
    if not runs:
        raise CannotSpeak(f"The voice {voice.name} speaks none of the languages of this text.")
    files = []
    for number, (language, text) in enumerate(runs):
        file = folder / f"{number}.wav"
        voice.speak(text, language, file, seconds=SECONDS / len(runs) + 5)
        files.append(file)
    return files


def make_room(folder: Path, room: int, *, keep: Path) -> None:
    """Removes the files that were made longest ago, until the folder holds no more than `room` bytes."""
    found = []
    for path in folder.glob("??/*.*"):
        try:
            state = path.stat()
        except OSError:
            continue
        if path.is_file() and path.suffix in MEDIA_TYPES:
            found.append((state.st_mtime, state.st_size, path))
    held = sum(size for _, size, _ in found)
    for _, size, path in sorted(found):
        if held <= room:
            return
        if path != keep:
            path.unlink(missing_ok=True)
            held -= size
