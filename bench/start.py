"""Seconds from `octavo run --edition sample` on an empty data folder to a front page of twenty stories."""

from __future__ import annotations

import re
import subprocess
import sys
import time
from collections.abc import Sequence
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from bench.harness.database import temporary_folder
from bench.harness.processes import clean_environment, last_words, octavo, running
from bench.harness.records import ROOT, Asked, Bench, Failed, Figure, Result, Target
from octavo.faces.ops.running.ports import free_port

STORIES = 20
PATIENCE = 300.0  # seconds
_STORY = re.compile(rb'href="/story/(\d+)/')


def run(asked: Asked) -> Result:
    installed: list[float] = []
    python = Path(sys.executable)
    if asked.fresh:
        began = time.perf_counter()
        python = _install(temporary_folder() / "venv")
        installed.append(time.perf_counter() - began)
    runs = [_start(python) for _ in range(1 if asked.fresh else asked.passes)]
    first, all_of_it = [page for page, _ in runs], [full for _, full in runs]
    figures = [
        Figure(what="until a page", values=first, unit="s", count=len(runs), of="starts", less_is_better=True),
        Figure(
            what=f"until {STORIES} stories",
            values=all_of_it,
            unit="s",
            count=len(runs),
            of="starts",
            less_is_better=True,
        ),
    ]
    if asked.fresh:
        whole = [installed[0] + all_of_it[0]]
        figures += [
            Figure(what="virtual environment and packages", values=installed, unit="s", count=1, of="installation",
                   less_is_better=True),
            Figure(what=f"from nothing to {STORIES} stories", values=whole, unit="s", count=1, of="start",
                   less_is_better=True, target=Target(value=90, at_most=True)),
        ]  # fmt: skip
        return Result(figures=figures, notes=["Packages came from pip's cache, or from the index where it held none."])
    return Result(figures=figures, notes=["The environment was there already; `--fresh` makes one first."])


def _install(folder: Path) -> Path:
    """A virtual environment as `make run` makes it. Returns its Python."""
    python = folder / "bin/python"
    for command in (
        [sys.executable, "-m", "venv", str(folder)],
        [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", "install", "-q", "--require-hashes",
         "--no-deps", "-r", str(ROOT / "requirements.lock")],
    ):  # fmt: skip
        done = subprocess.run(command, env=clean_environment(), text=True, capture_output=True, check=False)
        if done.returncode:
            raise Failed(f"{' '.join(command[:4])} … ended with status {done.returncode}: {last_words(done.stderr)}")
    return python


def _start(python: Path) -> tuple[float, float]:
    """Seconds until the site answers with a page, and until its front page has its stories."""
    folder, port = temporary_folder(), free_port()
    environment = {**clean_environment(), "OCTAVO_DATA": str(folder / "data"), "OCTAVO_PORT": str(port)}
    log = folder / "run.log"
    began = time.perf_counter()
    page = None
    with running(octavo("run", "--edition", "sample", python=python), environment, log=log) as process:
        while time.perf_counter() - began < PATIENCE and process.poll() is None:
            stories = _stories(port)
            if stories is not None:
                page = page or time.perf_counter() - began
                if len(stories) >= STORIES:
                    return page, time.perf_counter() - began
            time.sleep(0.1)
    raise Failed(f"The front page never had {STORIES} stories: {last_words(log.read_text())}")


def _stories(port: int) -> Sequence[bytes] | None:
    """The numbers of the stories the front page links to; None while nobody answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        connection.request("GET", "/")
        answer = connection.getresponse()
        body = answer.read()
    except (OSError, HTTPException):
        return None
    finally:
        connection.close()
    return sorted(set(_STORY.findall(body))) if answer.status == 200 else None


BENCH = Bench(
    name="start", about="`octavo run --edition sample` on an empty data folder, until the news stands there", run=run
)
