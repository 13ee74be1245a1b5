"""Reading pages where they can do no harm: in a child process that is stopped when a page takes too long.

A process starts one child at its first page and keeps it. A page that outlasts its time, eats too much memory or
breaks a library costs that page only: it gets an `ExtractionError`, and another child goes on with the rest.
"""

from __future__ import annotations

import atexit
import io
import os
import pickle
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from multiprocessing import Pipe
from multiprocessing.connection import Connection
from typing import Any, cast

from django.conf import settings

from octavo.engine.errors import ExtractionError
from octavo.engine.extraction.site import Examined, Site
from octavo.engine.records import FeedItem
from octavo.pipeline.extractor import Told, unpack

WORK = "octavo.engine.extraction:examine"
MESSAGE_PAGES, MESSAGE_BYTES = 32, 8 << 20  # sent at once; an answer comes for each page
START_SECONDS = 120.0  # to load the libraries, on a machine that does much else
GRACE_SECONDS = 5.0  # after a deadline, for the child's own alarm


class NoReader(Exception):
    """No child can be started: no page can be read now, whatever stands on it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageJob:
    """A page to read, and what is known of it: the arguments of `octavo.engine.extraction.examine`."""

    body: bytes
    address: str
    charset: str | None = None
    item: FeedItem | None = None
    fetched_at: datetime | None = None
    site: Site | None = None

    def arguments(self) -> tuple[bytes, str, dict[str, Any]]:
        known = {"charset": self.charset, "item": self.item, "fetched_at": self.fetched_at, "site": self.site}
        return self.body, self.address, known


def extract_pages(jobs: Sequence[PageJob]) -> list[Examined | ExtractionError]:
    """What stands on each page, in the order of `jobs`; an error where it could not be read. Raises NoReader."""
    return _shared.read(jobs, settings.OCTAVO["extract_seconds"]) if jobs else []


class Extractor:
    """A child process and what is asked of it, one caller at a time.

    `work` reads a page: `module:function`. After `pages` pages another child takes over, or after a very large one.
    """

    def __init__(self, work: str = WORK, *, pages: int = 10_000) -> None:
        self._work, self._pages = work, pages
        self._lock = threading.Lock()
        self._child: subprocess.Popen[bytes] | None = None
        self._line: Connection | None = None

    @property
    def pid(self) -> int | None:
        """The child's, while there is one."""
        return self._child.pid if self._child else None

    def read(self, jobs: Sequence[PageJob], seconds: float) -> list[Examined | ExtractionError]:
        """Reads pages in order, each within `seconds`. Raises NoReader."""
        found: list[Examined | ExtractionError] = []
        with self._lock:
            for part in _messages(jobs):
                done = 0
                while done < len(part):
                    answers = self._ask(part[done:], seconds)
                    found += answers
                    done += len(answers)
        return found

    def close(self) -> None:
        """Ends the child."""
        line, child, self._line, self._child = self._line, self._child, None, None
        if line is not None:
            line.close()
        if child is not None:
            with suppress(subprocess.TimeoutExpired):
                child.wait(1)
            child.kill()
            child.wait()

    def _ask(self, jobs: Sequence[PageJob], seconds: float) -> list[Examined | ExtractionError]:
        """Answers for the first of the jobs, one at least: up to the page that ended the child, or all."""
        line = self._line or self._start()
        found: list[Examined | ExtractionError] = []
        try:
            line.send_bytes(pickle.dumps((seconds, [job.arguments() for job in jobs]), pickle.HIGHEST_PROTOCOL))
            for job in jobs:
                if not line.poll(seconds + GRACE_SECONDS):
                    raise TimeoutError
                told = cast(Told, _Safe(io.BytesIO(line.recv_bytes())).load())
                found.append(_answer(job, told))
                if told[2]:  # the child is tired; what is left is for the next one
                    self.close()
                    break
        except (OSError, EOFError, pickle.UnpicklingError) as error:
            found.append(_lost(jobs[len(found)], self._end(error), seconds))
        return found

    def _start(self) -> Connection:
        ours, theirs = Pipe()
        # Each part of numpy would ask for memory for a thread of its own.
        environ = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path)), "OPENBLAS_NUM_THREADS": "1"}
        command = [
            sys.executable,
            "-m",
            "octavo.pipeline.extractor",
            str(theirs.fileno()),
            self._work,
            str(self._pages),
        ]
        with theirs:
            try:
                self._child = subprocess.Popen(  # noqa: S603 - our own module
                    command, pass_fds=[theirs.fileno()], stdin=subprocess.DEVNULL, env=environ
                )
            except OSError as error:
                raise NoReader(f"The process that reads pages cannot be started: {error.strerror}.") from error
        self._line = ours
        try:
            if not ours.poll(START_SECONDS):
                raise EOFError
            ours.recv_bytes()
        except (EOFError, ConnectionError):
            self._end(None)
            raise NoReader("The process that reads pages does not start; its own words are in the log.") from None
        return ours

    def _end(self, error: Exception | None) -> int:
        """Stops a child that is lost; returns how it ended: a signal's number, or 0."""
        child = self._child
        if child is not None:
            if not isinstance(error, EOFError | ConnectionError):  # it lives
                child.kill()
            with suppress(subprocess.TimeoutExpired):
                child.wait(GRACE_SECONDS)
        self.close()
        if isinstance(error, TimeoutError):
            return signal.SIGALRM
        return max(0, -child.returncode) if child is not None and child.returncode is not None else 0


def _messages(jobs: Sequence[PageJob]) -> Iterator[list[PageJob]]:
    """The jobs in parts of bounded size."""
    part: list[PageJob] = []
    size = 0
    for job in jobs:
        if part and (len(part) == MESSAGE_PAGES or size + len(job.body) > MESSAGE_BYTES):
            yield part
            part, size = [], 0
        part.append(job)
        size += len(job.body)
    if part:
        yield part


def _answer(job: PageJob, told: Told) -> Examined | ExtractionError:
    packed, broke, _ = told
    if packed is not None:
        return unpack(packed)
    assert broke is not None
    name, sentence, trace = broke
    if name == "MemoryError":
        return ExtractionError(job.address, f"Reading the page took too much memory and was stopped. {_NEXT}")
    said = f"{name}: {sentence}" if sentence else name
    error = ExtractionError(job.address, f"The page broke its reader ({said}). {_NEXT}")
    error.add_note(trace)
    return error


def _lost(job: PageJob, ended_by: int, seconds: float) -> ExtractionError:
    if ended_by == signal.SIGALRM:
        reason = f"Reading the page took longer than {seconds:g} seconds and was stopped. {_SLOW}"
    elif ended_by == signal.SIGKILL:
        reason = f"Something stopped the process that read the page, as a machine does that is short of memory. {_NEXT}"
    else:
        by = f" (signal {ended_by})" if ended_by else ""
        reason = f"The process that read the page broke down{by}. {_NEXT}"
    return ExtractionError(job.address, reason)


class _Safe(pickle.Unpickler):
    """Takes records and times only: a child that a page has captured must not command its parent."""

    def find_class(self, module: str, name: str) -> Any:
        found = super().find_class(module, name) if module in _TAKEN and "." not in name else None
        if isinstance(found, type):
            return found
        raise pickle.UnpicklingError(f"{module}.{name} is no part of an answer")


_TAKEN = frozenset({"octavo.engine.records", "octavo.engine.extraction.site", "datetime"})
_NEXT = "What the feed gives stands meanwhile; try again after an update of Octavo, or leave it."
_SLOW = "What the feed gives stands meanwhile; try again, or give pages more time with OCTAVO_EXTRACT_SECONDS."
_shared = Extractor()
atexit.register(_shared.close)
