"""What the tests of the commands share: a page, a folder that the database's user may reach, the command itself."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from octavo.faces.ops.cli import main

ROOT = Path(__file__).resolve().parents[3]
PARAGRAPHS = (
    "The ferry between Orrin and Lindholm sailed again on Wednesday after eleven days in dock, the harbour office "
    "said, with two hundred passengers on board.",
    "Engineers had replaced both propeller shafts, which cracked in a storm in February. The repair cost four million "
    "crowns, a third more than was planned, and the insurer pays half of that.",
    "Islanders had lived on a cargo boat that came twice a week. The shop in Lindholm ran out of flour on the ninth "
    "day, its keeper said, and the school closed for want of heating oil.",
)
PAGE = (
    '<!doctype html><html lang="en"><head><title>Ferry to Lindholm sails again - Harbour Herald</title>'
    '<meta property="og:title" content="Ferry to Lindholm sails again"><meta name="author" content="Mara Vint">'
    '<meta property="article:published_time" content="2026-03-04T10:00:00Z"></head>'
    '<body><nav><a href="/">Home</a></nav><article><h1>Ferry to Lindholm sails again</h1>'
    f"{''.join(f'<p>{text}</p>' for text in PARAGRAPHS)}</article><footer>All rights reserved</footer></body></html>"
)


class Said:
    """What a command came to: its exit status, and the words on either stream."""

    def __init__(self, status: int, out: str, err: str) -> None:
        self.status, self.out, self.err = status, out, err


Octavo = Callable[..., Said]


@pytest.fixture
def octavo(capsys: pytest.CaptureFixture[str]) -> Octavo:
    """The command in this process; on the test's own tables where the test has any."""

    def run(*arguments: str | Path) -> Said:
        capsys.readouterr()
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as ended:  # argparse has refused the arguments
            status = int(ended.code or 0)
        said = capsys.readouterr()
        return Said(status, said.out, said.err)

    return run


@pytest.fixture
def octavo_alone() -> Octavo:
    """The command as a process of its own, with these options and no others in its environment."""

    def run(*arguments: str | Path, **options: str | Path) -> Said:
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("OCTAVO_", "DATABASE_"))}
        environment = {**kept, **{f"OCTAVO_{name.upper()}": str(value) for name, value in options.items()}}
        command = [sys.executable, "-m", "octavo", *map(str, arguments)]
        done = subprocess.run(
            command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60, check=False
        )
        return Said(done.returncode, done.stdout, done.stderr)

    return run


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that every user may pass, as pytest's own is not: run by root, the database is a user of its own."""
    folder = Path(tempfile.mkdtemp(prefix="octavo-ops-"))
    folder.chmod(0o755)
    yield folder
    shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture
def page(tmp_path: Path) -> Path:
    """The file of one article."""
    file = tmp_path / "ferry.html"
    file.write_text(PAGE)
    return file
