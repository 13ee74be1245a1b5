"""Child processes that end with their parent, and are started again when they end by themselves."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from octavo.faces.ops.running.folder import mark_in_use

PARENT_PIPE = "OCTAVO_PARENT_PIPE"
GRACE_SECONDS = 12.0
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 30.0
HEALTHY_AFTER = 60.0  # seconds after which a death is not counted as one at birth


@dataclass(slots=True)
class Child:
    """One process: `site`, `worker 1`. `pause` doubles with each early death, so that a broken one does not spin."""

    name: str
    command: Sequence[str]
    environment: Mapping[str, str]
    process: subprocess.Popen[bytes] | None = None
    started: float = 0.0
    pause: float = 0.0
    not_before: float = 0.0
    resting: bool = False

    @property
    def alive(self) -> bool:
        return self.process is not None and self.process.poll() is None


@dataclass(frozen=True, slots=True)
class Death:
    """A child that ended by itself. `status` is negative for a signal; it starts again after `pause` seconds."""

    name: str
    status: int
    pause: float

    def __str__(self) -> str:
        how = f"signal {-self.status}" if self.status < 0 else f"status {self.status}"
        return f"{self.name} ended ({how}); it starts again{f' in {self.pause:.0f} s' if self.pause >= 1 else ''}"


class Children:
    """The children of one process. Their end of a pipe closes when it dies, however it dies.

    `data` is the folder whose database they use, `log` takes what they print (None: where their parent prints).
    """

    def __init__(self, data: Path, log: IO[bytes] | None = None) -> None:
        self._children: list[Child] = []
        self._read_end, self._write_end = os.pipe()
        self._in_use = mark_in_use(data)
        self._log = log

    def add(
        self,
        name: str,
        arguments: Sequence[str],
        environment: Mapping[str, str] | None = None,
        *,
        module: str = "octavo",
    ) -> None:
        """Starts a process of this Octavo with these arguments."""
        command = [sys.executable, "-m", module, *arguments]
        child = Child(name=name, command=command, environment=environment or os.environ)
        self._children.append(child)
        self._start(child)

    def _start(self, child: Child) -> None:
        child.process = subprocess.Popen(  # noqa: S603
            child.command,
            env={**child.environment, PARENT_PIPE: "0"},
            # The handle on the folder is only held: the lock on it lasts until the last child has ended.
            pass_fds=[self._in_use.fileno()],
            stdin=self._read_end,
            stdout=self._log,
            stderr=self._log,
            start_new_session=True,  # Ctrl-C reaches the parent only, which stops the others in order
        )
        child.started = time.monotonic()

    def revive(self) -> list[Death]:
        """Starts again what has died and whose pause is over. Returns the deaths seen."""
        deaths = []
        now = time.monotonic()
        for child in self._children:
            if child.process and (status := child.process.poll()) is not None:
                child.process = None
                if not child.resting:
                    early = now - child.started < HEALTHY_AFTER
                    child.pause = min(max(child.pause * 2, FIRST_PAUSE), LONGEST_PAUSE) if early else FIRST_PAUSE
                    child.not_before = now + child.pause
                    deaths.append(Death(child.name, status, child.pause))
            elif child.process is None and not child.resting and now >= child.not_before:
                self._start(child)
        return deaths

    def rest(self, names: str, resting: bool) -> None:
        """Lets the children whose name begins so finish and rest, or wakes them; `revive` starts them then."""
        for child in self._children:
            if child.name.startswith(names) and child.resting != resting:
                child.resting = resting
                child.not_before = 0.0
                if resting and child.process and child.alive:
                    child.process.send_signal(signal.SIGTERM)

    def any_alive(self) -> bool:
        return any(child.alive for child in self._children)

    def stop(self, hurry: Callable[[], bool] = lambda: False) -> None:
        """Asks all to finish, waits, and ends those that do not, at once when `hurry` says so."""
        running = [child.process for child in self._children if child.process and child.alive]
        for process in running:
            process.send_signal(signal.SIGTERM)
        until = time.monotonic() + GRACE_SECONDS
        while any(process.poll() is None for process in running) and time.monotonic() < until and not hurry():
            time.sleep(0.05)
        for process in running:
            if process.poll() is None:
                process.kill()
            process.wait()
        self._children.clear()
        self._in_use.close()
        for end in (self._read_end, self._write_end):
            os.close(end)


def follow_parent() -> None:
    """In a child: ends this process when its parent is gone. Does nothing for a process started by hand."""
    pipe = os.environ.pop(PARENT_PIPE, None)
    if pipe is None:
        return

    def watch() -> None:
        os.read(int(pipe), 1)  # returns when the other end is closed: nothing is ever written
        os.kill(os.getpid(), signal.SIGTERM)
        time.sleep(GRACE_SECONDS)
        os._exit(1)

    threading.Thread(target=watch, name="follow-parent", daemon=True).start()
