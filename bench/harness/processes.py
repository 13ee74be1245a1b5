"""Processes of a bench: started with the bench, ended with it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, nullcontext
from pathlib import Path
from typing import Any

from bench.harness.records import ROOT, Failed

GRACE_SECONDS = 30.0


def clean_environment() -> dict[str, str]:
    """This process's environment without the settings of any Octavo."""
    return {
        name: value for name, value in os.environ.items() if not name.startswith("OCTAVO_") and name != "DATABASE_URL"
    }


@contextmanager
def running(
    command: Sequence[str], environment: Mapping[str, str], *, log: Path | None
) -> Iterator[subprocess.Popen[str]]:
    """A process from the root of the checkout, asked to end at the end and killed when it does not.

    What it says goes to the end of `log`; without one, its input and output are pipes of text, to talk through.
    """
    with log.open("a") if log else nullcontext() as output:
        process = subprocess.Popen(
            command, env=dict(environment), cwd=ROOT, text=True, stdin=subprocess.DEVNULL if log else subprocess.PIPE,
            stdout=output or subprocess.PIPE, stderr=subprocess.STDOUT if output else None,
        )  # fmt: skip
    try:
        yield process
    finally:
        if process.stdin:
            process.stdin.close()
        process.terminate()
        try:
            process.wait(GRACE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def octavo(*arguments: str, python: str | Path = sys.executable) -> list[str]:
    """The command line of an Octavo command."""
    return [str(python), "-m", "octavo", *arguments]


def answer_of(module: str, *arguments: str, environment: Mapping[str, str]) -> Any:
    """Runs a module of the harness in a process of its own and returns the JSON of its last line."""
    done = subprocess.run(
        [sys.executable, "-m", module, *arguments],
        env=dict(environment),
        cwd=ROOT,
        text=True,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise Failed(f"{module} ended with status {done.returncode}: {last_words(done.stderr or done.stdout)}")
    return json.loads(done.stdout.splitlines()[-1])


def last_words(text: str, lines: int = 5) -> str:
    """The end of what a process said."""
    return "\n    ".join(line for line in text.splitlines()[-lines:]) or "it said nothing."
