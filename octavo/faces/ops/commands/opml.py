"""`octavo opml`: import and export of the list of feeds."""

from __future__ import annotations

import sys
from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime
from pathlib import Path

from octavo.faces.ops.running.errors import Failed

HELP = "Imports feeds from an OPML file, or exports them, folders included."


def add_arguments(parser: ArgumentParser) -> None:
    ways = parser.add_subparsers(dest="way", required=True, metavar="import|export")
    importing = ways.add_parser("import", help="add the feeds of a file")
    importing.add_argument("file", type=Path)
    exporting = ways.add_parser("export", help="write the feeds to a file, or to the screen")
    exporting.add_argument("file", type=Path, nargs="?")


def run(asked: Namespace) -> int:
    if asked.way == "import":
        _import(asked.file)
    else:
        _export(asked.file)
    return 0


def _import(file: Path) -> None:
    from octavo.engine.errors import Unreadable
    from octavo.faces.ops.running.installation import open_installation

    try:
        body = file.read_bytes()
    except OSError as error:
        raise Failed(f"{file} cannot be read: {error.strerror}.") from None
    open_installation("opml")
    from octavo.apps.sources.opml import import_opml

    try:
        imported = import_opml(body, now=datetime.now(UTC))
    except Unreadable as error:
        raise Failed(f"{file} holds no list of feeds: {error.reason} Nothing was added.") from None
    print(f"{imported.added} feeds added, {imported.known} known already.")


def _export(file: Path | None) -> None:
    from octavo.faces.ops.running.installation import open_installation

    open_installation("opml")
    from octavo.apps.sources.opml import export_opml

    body = export_opml(now=datetime.now(UTC))
    if file is None:
        sys.stdout.buffer.write(body)
        sys.stdout.flush()
        return
    try:
        file.write_bytes(body)
    except OSError as error:
        raise Failed(f"{file} cannot be written: {error.strerror}.") from None
