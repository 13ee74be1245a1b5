"""`octavo try evidence`: sentences against texts, one verdict a line; needs no database."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from octavo.faces.ops.commands.tried.lines import json_lines, say
from octavo.faces.ops.running.errors import Failed


def add(rooms: Any) -> None:
    """Adds the room to the parser of `octavo try`."""
    parser = rooms.add_parser("evidence", help="whether source texts say what a sentence says; needs no database")
    parser.add_argument("file", type=Path, metavar="FILE.jsonl[.gz]")
    parser.set_defaults(tried=run)


def run(asked: Namespace) -> int:
    """Each line has `sentence` and `sources` (texts, or objects with `text` and `date`); `id` and `language` are kept
    and used where given. Prints `supported`, `reason`, `detail` and `spans` ([source, start, end])."""
    from octavo.engine.assist.evidence import find_evidence

    for where, given in json_lines(asked.file):
        values = _values(given, where)
        verdict = find_evidence(values["sentence"], [_source(source, values) for source in values["sources"]])
        told: dict[str, Any] = {"id": values["id"]} if "id" in values else {}
        say(told | {
            "supported": verdict.supported, "reason": verdict.failure.value if verdict.failure else None,
            "detail": verdict.detail, "spans": [list(span) for span in verdict.spans],
        })  # fmt: skip
    return 0


def _values(values: Any, where: str) -> dict[str, Any]:
    if not isinstance(values, dict) or not isinstance(values.get("sentence"), str):
        raise Failed(f"{where}: a `sentence` is needed.")
    sources = values.get("sources")
    values["sources"] = [sources] if isinstance(sources, str) else sources
    if not isinstance(values["sources"], list) or not all(isinstance(each, str | dict) for each in values["sources"]):
        raise Failed(f"{where}: `sources` must be a list of texts.")
    return values


def _source(source: str | Mapping[str, Any], values: Mapping[str, Any]) -> Any:
    from octavo.engine.assist.evidence import Passage
    from octavo.engine.parsing.dates import parse_date

    given: Mapping[str, Any] = {"text": source} if isinstance(source, str) else source
    language = given.get("language") or values.get("language")
    date = given.get("date")
    return Passage(
        str(given.get("text") or ""), title=str(given.get("title") or ""), publisher=str(given.get("publisher") or ""),
        at=parse_date(date) if isinstance(date, str) and date else None,
        language=language if isinstance(language, str) else None,
    )  # fmt: skip
