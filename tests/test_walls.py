"""The walls in walls.py stand, and none of them leads in a circle."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from walls import APPS, ENGINE, LAYERS, ONE_HOME

ROOT = Path(__file__).resolve().parents[1] / "octavo"


def _under(name: str, places: str) -> bool:
    return any(f"{name}.".startswith(f"{place}.") for place in places.split())


def _names_imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def _complaint(here: str, name: str) -> str | None:
    for package, homes in ONE_HOME.items():
        if _under(name, package) and not _under(here, homes):
            return f"{package} lives only in {homes or 'the standard library'}"
    if not name.startswith("octavo."):
        return None
    there = name.removeprefix("octavo.")
    layer, room = here.split(".")[:2]
    to_layer, to_room = f"{there}.".split(".")[:2]
    if layer == to_layer:
        table = {"engine": ENGINE, "apps": APPS}.get(layer)
        fine = table is None or room == to_room or not to_room or to_room in table[room].split()
    else:
        fine = to_layer.startswith("__") or _under(there, LAYERS.get(f"{layer}.{room}", LAYERS.get(layer, "")))
    return None if fine else f"{layer}.{room} may not see {to_layer}.{to_room}"


def _modules() -> Iterator[tuple[Path, str]]:
    for path in sorted(ROOT.rglob("*.py")):
        here = path.relative_to(ROOT).with_suffix("").parts
        if len(here) > 1 and "migrations" not in here:
            yield path, ".".join(here)


def test_walls_stand() -> None:
    broken = [
        f"{here}: {name}: {why}"
        for path, here in _modules()
        for name in _names_imported(path.read_text())
        if (why := _complaint(here, name))
    ]
    assert not broken, "\n".join(broken)


def test_a_hole_is_seen() -> None:
    assert _complaint("engine.ranking.front", "octavo.engine.assist.summarise")
    assert _complaint("engine.text.tokens", "django.conf")
    assert _complaint("faces.reader.pages.front", "octavo.pipeline.steps")
    assert _complaint("apps.sources.actions", "aiohttp")
    assert _complaint("apps.sources.actions", "octavo.apps.articles.models")
    assert not _complaint("apps.articles.actions", "octavo.apps.sources.models")


def test_every_line_names_only_lines_above_it() -> None:
    for table in (ENGINE, APPS):
        above: set[str] = set()
        for room, sees in table.items():
            assert set(sees.split()) <= above, f"{room} looks below itself"
            above.add(room)


def test_every_room_stands_in_the_table() -> None:
    for layer, table in (("engine", ENGINE), ("apps", APPS)):
        rooms = {path.stem if path.is_file() else path.name for path in (ROOT / layer).iterdir()}
        assert {room for room in rooms if not room.startswith("__")} == set(table)
