"""Static files are collected anew whenever they differ from what was collected, whatever their age."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from octavo.faces.ops.commands.web import _collect_static


@pytest.fixture
def folders(tmp_path: Path, settings) -> tuple[Path, Path]:
    source, root = tmp_path / "source", tmp_path / "root"
    source.mkdir()
    (source / "one.css").write_text("a { color: red }")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], root
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "octavo.faces.reader.static_files.StaticFiles"},
    }
    return source, root


def names(root: Path) -> set[str]:
    return set(json.loads((root / "staticfiles.json").read_text())["paths"])


def test_an_older_file_of_a_newer_version_is_collected(folders: tuple[Path, Path]) -> None:
    source, root = folders
    _collect_static()
    assert names(root) == {"one.css"}
    (source / "two.css").write_text("b { color: blue }")
    os.utime(source / "two.css", (1_000_000_000, 1_000_000_000))
    _collect_static()
    assert names(root) == {"one.css", "two.css"}


def test_what_is_collected_already_is_left_alone(folders: tuple[Path, Path]) -> None:
    _source, root = folders
    _collect_static()
    before = (root / "staticfiles.json").stat().st_mtime_ns
    _collect_static()
    assert (root / "staticfiles.json").stat().st_mtime_ns == before
