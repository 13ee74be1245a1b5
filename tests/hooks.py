"""A reader of pages for the tests of the child process: some addresses make it hang, crash or swell."""

from __future__ import annotations

import os
import re
import signal
from typing import Any

from octavo.engine.extraction import examine as true_examine
from octavo.engine.extraction.site import Examined
from octavo.engine.records import BodyState, Draft


def examine(body: bytes, address: str, **known: Any) -> Examined:
    """Does what the end of the address says; reads any other page as it should be read."""
    act = _ACTS.get(address.rpartition("/")[2])
    if act is not None:
        act()
    return true_examine(body, address, **known)


def who(body: bytes, address: str, **known: Any) -> Examined:
    """The same, but the title is the number of the process; nothing is read."""
    if act := _ACTS.get(address.rpartition("/")[2]):
        act()
    draft = Draft(address=address, title=str(os.getpid()), blocks=(), body_state=BodyState.EMPTY, body_reason="")
    return Examined(draft=draft, blocks=(), body=address, score=0.0)


def _spin() -> None:
    while True:
        pass


def _hang() -> None:
    re.fullmatch(r"(a|aa)+b", "a" * 200)  # in C, where no signal's handler in Python would ever run


def _crash() -> None:
    os.kill(os.getpid(), signal.SIGSEGV)


def _swell() -> None:
    bytearray(64 << 30)


def _break() -> None:
    raise RuntimeError("a library broke\x00")


_ACTS = {"spin": _spin, "hang": _hang, "crash": _crash, "swell": _swell, "broken": _break}
