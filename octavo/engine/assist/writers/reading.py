"""Reading a model's answer while it comes: JSON objects, each given out as soon as its brace closes."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

_LONGEST = 8_000  # characters of one object


@dataclass(slots=True)
class ObjectReader:
    """Takes an answer piece by piece. What stands around objects (fences, commas, brackets, talk) is passed over.

    One object a line is what is asked for; an array of them, a list inside an object and objects over several lines
    are read as well, since small models give those.
    """

    _buffer: str = ""
    _opened: list[int] = field(default_factory=list)  # where objects began; -1: one of which an inner one was read
    _in_string: bool = False
    _escaped: bool = False

    def feed(self, piece: str) -> list[dict[str, Any] | None]:
        """The objects that `piece` completes; None for each that is no JSON."""
        found: list[dict[str, Any] | None] = []
        for letter in piece:
            if self._opened or letter == "{":
                self._buffer += letter
                self._step(letter, found)
        return found

    def close(self) -> int:
        """How many objects were left open at the end."""
        left = sum(start >= 0 for start in self._opened)
        self._reset()
        return left

    def _step(self, letter: str, found: list[dict[str, Any] | None]) -> None:
        if self._in_string:
            self._in_text(letter, found)
        elif letter == '"':
            self._in_string = True
        elif letter == "{":
            self._opened.append(len(self._buffer) - 1)
        elif letter == "}":
            self._end(found)
        if len(self._buffer) > _LONGEST:
            self._reset()
            found.append(None)

    def _in_text(self, letter: str, found: list[dict[str, Any] | None]) -> None:
        if self._escaped:
            self._escaped = False
        elif letter == "\\":
            self._escaped = True
        elif letter == '"':
            self._in_string = False
        elif letter == "\n":  # no JSON string holds one: the line broke off
            self._reset()
            found.append(None)

    def _end(self, found: list[dict[str, Any] | None]) -> None:
        start = self._opened.pop()
        if start < 0:  # a frame around what was given out already
            return
        written = self._buffer[start:]
        try:
            value = json.loads(written)
        except (ValueError, RecursionError):
            value = None
        if self._opened and isinstance(value, dict) and not _says_something(value):
            return  # a part of the object around it
        found.append(value if isinstance(value, dict) else None)
        self._opened = [-1] * len(self._opened)
        self._buffer = ""

    def _reset(self) -> None:
        self._buffer, self._opened, self._in_string, self._escaped = "", [], False, False


def _says_something(value: dict[str, Any]) -> bool:
    return "text" in value or "nothing" in value
