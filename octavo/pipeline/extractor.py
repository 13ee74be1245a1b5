"""A child process that reads pages for its parent: `python -m octavo.pipeline.extractor SOCKET WORK PAGES`.

It may be killed at any time. It stops itself, too: at a page's deadline by the kernel's alarm, which also ends code
that never comes back to Python; when the parent's end of the socket closes, however the parent ended.
"""

from __future__ import annotations

import logging
import pickle
import resource
import signal
import sys
import traceback
from collections.abc import Callable
from contextlib import suppress
from importlib import import_module
from multiprocessing.connection import Connection
from typing import Any

from octavo.engine.extraction.site import Examined, Judged
from octavo.engine.records import BlockKind, Draft

_KINDS = {kind.value: kind for kind in BlockKind}
MEMORY = 2 << 30  # bytes of address space; a page of 20 MB needs a quarter of it
TIRED_MEMORY = 600 << 20  # bytes held at some time, after which another child takes over

# What the parent sends: seconds for each page, and the pages as arguments of the work. What it gets for each page:
# (the result packed, None or name, sentence and traceback of what broke, whether another child should take over).
Asked = tuple[float, list[tuple[bytes, str, dict[str, Any]]]]
Packed = tuple[Draft, str, float, list[tuple[str, str, bool, str, str, int, float | None]]]
Told = tuple[Packed | None, tuple[str, str, str] | None, bool]


def main(socket: int, work: str, pages_of_a_life: int) -> None:
    """Reads pages until the parent is gone. `work` names what reads one, as `module:function`.

    After `pages_of_a_life` pages the parent is told to take another child.
    """
    _guard()
    module, _, name = work.partition(":")
    read = getattr(import_module(module), name)
    done = 0
    with Connection(socket) as parent, suppress(EOFError, OSError):
        parent.send_bytes(b"ready")
        while True:
            seconds, pages = pickle.loads(parent.recv_bytes())  # noqa: S301 - from our own parent
            for page in pages:
                done += 1
                signal.setitimer(signal.ITIMER_REAL, seconds)
                told = _read(read, page, done >= pages_of_a_life)
                signal.setitimer(signal.ITIMER_REAL, 0)
                parent.send_bytes(told)


def _guard() -> None:
    """Limits that the kernel keeps. Whoever stops the parent's group leaves it time to finish, with our help."""
    signal.signal(signal.SIGALRM, signal.SIG_DFL)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # elsewhere it is no limit, or cannot be set
        _, most = resource.getrlimit(resource.RLIMIT_AS)
        bound = MEMORY if most == resource.RLIM_INFINITY else min(MEMORY, most)
        resource.setrlimit(resource.RLIMIT_AS, (bound, most))
    logging.disable(logging.CRITICAL)  # what matters is told to the parent


def _read(read: Callable[..., Any], page: tuple[bytes, str, dict[str, Any]], tired: bool) -> bytes:
    """What the parent is told of a page, pickled."""
    body, address, known = page
    told: Told
    try:
        told = (pack(read(body, address, **known)), None, tired or _peak() > TIRED_MEMORY)
        return pickle.dumps(told, pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # whatever a page does to the libraries that read it
        text = "".join(traceback.format_exception(error))[-8_000:]
        told = (None, (type(error).__name__, str(error)[:500], text), isinstance(error, MemoryError))
    return pickle.dumps(told, pickle.HIGHEST_PROTOCOL)


def pack(found: Examined) -> Packed:
    """What a page's reader found, as plain values where there are many: a third of the time to send."""
    blocks = [(one.kind.value, one.text, one.kept, one.why, one.selector, one.fingerprint, one.score)
              for one in found.blocks]  # fmt: skip
    return found.draft, found.body, found.score, blocks


def unpack(packed: Packed) -> Examined:
    """The same again."""
    draft, body, score, blocks = packed
    judged = [
        Judged(kind=_KINDS[kind], text=text, kept=kept, why=why, selector=selector, fingerprint=digest, score=points)
        for kind, text, kept, why, selector, digest, points in blocks
    ]
    return Examined(draft=draft, blocks=tuple(judged), body=body, score=score)


def _peak() -> int:
    """The most memory this process has held, in bytes."""
    # On Linux `ru_maxrss` begins with what the parent held, so that a large parent's children would be tired at once.
    with suppress(OSError), open("/proc/self/status", "rb") as status:
        return next((int(line.split()[1]) * 1024 for line in status if line.startswith(b"VmHWM:")), 0)
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    main(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]))
