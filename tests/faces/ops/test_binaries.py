"""Where the database's own user may not go, it gets programs of its own that run."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from octavo.faces.ops.running import binaries
from octavo.faces.ops.running.binaries import PROGRAMS, readable_programs


@pytest.fixture
def closed() -> Iterator[Path]:
    """The installed package and its libraries, behind a folder that only its owner may pass."""
    folder = Path(tempfile.mkdtemp())  # mode 700
    site = PROGRAMS.parents[2]
    package = PROGRAMS.parents[1]
    (folder / package.name).mkdir()
    shutil.copytree(PROGRAMS.parent, folder / PROGRAMS.parent.relative_to(site), symlinks=True)
    libraries = site / f"{package.name}.libs"
    if libraries.exists():
        shutil.copytree(libraries, folder / libraries.name)
    yield folder
    shutil.rmtree(folder)


def test_the_copy_runs_and_nothing_is_opened(closed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "PROGRAMS", closed / PROGRAMS.relative_to(PROGRAMS.parents[2]))
    programs = readable_programs(tmp_path)
    assert programs.is_relative_to(tmp_path)
    told = subprocess.run([programs / "initdb", "--version"], capture_output=True, text=True, check=True)
    assert "PostgreSQL" in told.stdout
    assert closed.stat().st_mode & 0o777 == 0o700
    assert readable_programs(tmp_path) == programs
