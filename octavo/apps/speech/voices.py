"""The voice of the options: a program that turns text into a WAV file, run as a child with a time limit."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

ESPEAK = "espeak-ng"
_PAUSE = "0.35"  # seconds of silence after a sentence of piper's
_KEPT = ("PATH", "LANG", "HOME", "TMPDIR", "ESPEAK_DATA_PATH", "PYTHONPATH")  # of the environment: no secrets


class CannotSpeak(Exception):
    """A text was not read aloud; the text of this is one sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Voice:
    """A program with what it needs. `languages`: the two-letter codes it speaks, with its own name for each."""

    name: str
    languages: Mapping[str, str]
    command: tuple[str, ...]  # `{voice}` and `{file}` are filled in; the text comes on stdin

    def speak(self, text: str, language: str, file: Path, *, seconds: float) -> None:
        """Writes a WAV file. Raises CannotSpeak."""
        own = self.languages.get(language[:2])
        if own is None:
            raise CannotSpeak(f"The voice {self.name} does not speak this language ({language or 'unknown'}).")
        filled = [part.replace("{voice}", own).replace("{file}", str(file)) for part in self.command]
        kept = {name: os.environ[name] for name in _KEPT if name in os.environ}
        try:
            done = subprocess.run(  # noqa: S603 - the operator named the program
                filled,
                input=text.encode("utf-8", "replace"),
                capture_output=True,
                timeout=seconds,
                env=kept,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise CannotSpeak(f"The voice {self.name} took longer than {seconds:.0f} seconds.") from None
        except OSError as error:
            raise CannotSpeak(f"The voice {self.name} cannot be started: {error.strerror}.") from None
        if done.returncode or not file.exists() or file.stat().st_size <= 44:  # 44 bytes: a header, and no sound
            said = " ".join(done.stderr.decode("utf-8", "replace").split())[-160:]
            raise CannotSpeak(f"The voice {self.name} gave no sound ({said or f'status {done.returncode}'}).")


def voice_of(option: str) -> Voice | None:
    """The voice that VOICE names; None for none. Raises CannotSpeak where it is not there."""
    if not option:
        return None
    return _espeak() if option == ESPEAK else _piper(Path(option))


@cache
def _espeak() -> Voice:
    program = shutil.which(ESPEAK)
    if program is None:
        raise CannotSpeak("OCTAVO_VOICE is espeak-ng, which is not installed.")
    listed = subprocess.run([program, "--voices"], capture_output=True, text=True, timeout=20, check=False).stdout  # noqa: S603
    return Voice(name=ESPEAK, languages=espeak_languages(listed.splitlines()),
                 command=(program, "-v", "{voice}", "-b", "1", "-s", "160", "-w", "{file}", "--stdin"))  # fmt: skip


def espeak_languages(lines: Iterable[str]) -> dict[str, str]:
    """Two-letter code -> voice, from what `espeak-ng --voices` prints: a language's plain voice, else its first."""
    found: dict[str, str] = {"zh": "cmn", "no": "nb"}
    for line in lines:
        code = line.split()[1] if len(line.split()) > 4 else ""
        if code == "en-gb" or (len(code) == 2 and code.isalpha()):
            found[code[:2]] = code
        elif code[2:3] == "-" and code[:2].isalpha():
            found.setdefault(code[:2], code)
    return found


@cache
def _piper(model: Path) -> Voice:
    if find_spec("piper") is None:
        raise CannotSpeak("OCTAVO_VOICE names a voice of piper, which is not installed: pip install 'octavo[voices]'.")
    try:
        about = json.loads(model.with_name(model.name + ".json").read_text("utf-8"))
        code = str(about.get("language", {}).get("code") or about["espeak"]["voice"])
    except (OSError, ValueError, KeyError, AttributeError):
        raise CannotSpeak("OCTAVO_VOICE names a voice without its .onnx.json file beside it.") from None
    if not model.exists():
        raise CannotSpeak("OCTAVO_VOICE names a file that does not exist.")
    # A program of its own, not a library in ours: piper is under the GPL, and a library that crashes takes us along.
    command = (sys.executable, "-m", "piper", "-m", str(model), "-f", "{file}", "--sentence-silence", _PAUSE)
    return Voice(name=f"piper {model.stem}", languages={code[:2].lower(): code}, command=command)
