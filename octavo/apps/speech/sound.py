"""WAV files joined into one file: MP3 where an encoder is installed, else WAV."""

from __future__ import annotations

import wave
from collections.abc import Iterator, Sequence
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

BITRATE = 48  # kbit/s: a voice in mono sounds no better with more
_FRAMES = 1 << 18  # read at once
MEDIA_TYPES = {".mp3": "audio/mpeg", ".wav": "audio/wav"}


class Unlike(ValueError):
    """The parts have different rates or widths."""


def suffix() -> str:
    """The kind of file that `join` writes here."""
    return ".mp3" if find_spec("lameenc") else ".wav"


def join(parts: Sequence[Path], file: Path) -> float:
    """Writes the parts one after the other, by the file's own suffix. Returns seconds of listening. Raises Unlike."""
    with wave.open(str(parts[0])) as first:
        form = first.getparams()
    rate, channels, width = form.framerate, form.nchannels, form.sampwidth
    frames = (_mp3 if file.suffix == ".mp3" else _wav)(
        _read(parts, (channels, width, rate)), file, channels, width, rate
    )
    return float(frames / rate)


def _read(parts: Sequence[Path], form: tuple[int, int, int]) -> Iterator[bytes]:
    for part in parts:
        with wave.open(str(part)) as sound:
            if (sound.getnchannels(), sound.getsampwidth(), sound.getframerate()) != form:
                raise Unlike(part.name)
            while chunk := sound.readframes(_FRAMES):
                yield chunk


def _wav(chunks: Iterator[bytes], file: Path, channels: int, width: int, rate: int) -> int:
    with wave.open(str(file), "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(width)
        out.setframerate(rate)
        for chunk in chunks:
            out.writeframes(chunk)
        return out.getnframes()


def _mp3(chunks: Iterator[bytes], file: Path, channels: int, width: int, rate: int) -> int:
    if width != 2:
        raise Unlike("not 16 bit")
    encoder = import_module("lameenc").Encoder()
    encoder.set_bit_rate(BITRATE)
    encoder.set_in_sample_rate(rate)
    encoder.set_channels(channels)
    encoder.set_quality(5)
    encoder.silence()
    size = 0
    with file.open("wb") as out:
        for chunk in chunks:
            size += len(chunk)
            out.write(encoder.encode(chunk))
        out.write(encoder.flush())
    return size // (width * channels)
