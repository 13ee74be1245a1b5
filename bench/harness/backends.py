"""CPU time of a PostgreSQL server: of one backend, and of all its processes together. Linux only."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from bench.harness.records import Skipped

PROC = Path("/proc")


def seconds_of(pid: int) -> float:
    """CPU time a process has spent, system calls included. Raises Skipped where the system does not tell."""
    try:
        return int((PROC / str(pid) / "schedstat").read_text().split()[0]) / 1e9
    except FileNotFoundError:
        raise Skipped("This system has no /proc that tells the CPU time of PostgreSQL's backends.") from None


def seconds_of_server(postmaster: int) -> float:
    """CPU time of all the server's processes, those that ended included."""
    ended = (PROC / str(postmaster) / "stat").read_text().rpartition(")")[2].split()[13:15]  # cutime, cstime
    running = sum(seconds_of(pid) for pid in _children(postmaster))
    return running + sum(map(int, ended)) / os.sysconf("SC_CLK_TCK")


def _children(parent: int) -> Iterator[int]:
    for folder in PROC.iterdir():
        if folder.name.isdigit():
            try:
                told = (folder / "stat").read_text().rpartition(")")[2].split()
            except OSError:  # it has just ended
                continue
            if int(told[1]) == parent:
                yield int(folder.name)
