"""JSON lines in and out of the rooms of `octavo try`. What cannot be read is refused with the file and the line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from octavo.faces.ops.running.errors import Failed


def json_lines(file: Path) -> Iterator[tuple[str, Any]]:
    """Each line of a file as where it stands and its value. Raises Failed."""
    from octavo.faces.ops.given.files import Unusable, read_text_lines

    try:
        for number, line in read_text_lines(file):
            where = f"{file}, line {number}"
            try:
                value = json.loads(line)
            except (ValueError, RecursionError) as error:
                raise Failed(f"{where}: this is no JSON: {error}.") from None
            yield where, value
    except Unusable as error:
        raise Failed(str(error)) from None


def articles_of(file: Path) -> list[dict[str, Any]]:
    """The articles of a file as values. A line that is none is refused before anything starts: raises Failed."""
    from octavo.faces.ops.given.files import Unusable
    from octavo.faces.ops.given.lines import read_values

    def refuse(where: str, why: str) -> None:
        raise Failed(f"{where}: {why}")

    try:
        return list(read_values(file, refuse))
    except Unusable as error:
        raise Failed(str(error)) from None


def say(values: Mapping[str, Any]) -> None:
    """Prints a line."""
    print(json.dumps(values, ensure_ascii=False))
