"""`octavo run` for real: an installation is started, killed in the middle, resumed, refused to a second, stopped."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from http.client import HTTPConnection, HTTPException
from pathlib import Path

import psycopg
import pytest

from octavo.faces.ops.running.ports import free_port

ROOT = Path(__file__).resolve().parents[3]
ENOUGH_STORIES = 20
FRONT_SECONDS, WHOLE_SECONDS, END_SECONDS = 90.0, 60.0, 20.0
COUNTS = {
    "articles": "SELECT count(*) FROM articles_article",
    "addresses": "SELECT count(DISTINCT address_key) FROM articles_article",
    "unread": "SELECT count(*) FROM articles_item WHERE read_at IS NULL",
    "placed": "SELECT count(DISTINCT article_id) FROM stories_report",
    "reports": "SELECT count(*) FROM stories_report",
    "to do": "SELECT count(*) FROM procrastinate_jobs WHERE status IN ('todo', 'doing') "
    "AND (scheduled_at IS NULL OR scheduled_at <= now())",
}


class Installation:
    """A data folder and a port of our own, and the `octavo run` processes that were started on them."""

    def __init__(self, data: Path) -> None:
        self.data = data
        self.port = free_port()
        self.log = data.with_suffix(".log")
        self.supervisor: subprocess.Popen[bytes] | None = None

    def octavo(self) -> subprocess.Popen[bytes]:
        """One more `octavo run`. Its words go to the log."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("OCTAVO_", "DATABASE_"))}
        environment = {**kept, "OCTAVO_DATA": str(self.data), "OCTAVO_PORT": str(self.port), "OCTAVO_WORKERS": "1"}
        with self.log.open("ab") as log:
            return subprocess.Popen(
                [sys.executable, "-m", "octavo", "run", "--edition", "sample"],
                cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=log, stderr=log, start_new_session=True,
            )  # fmt: skip

    def start(self) -> int:
        self.supervisor = self.octavo()
        return self.supervisor.pid

    def front_page(self) -> int | None:
        """How many stories the front page links to; None while the port is closed. Anything but a page fails."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.connect()
        except ConnectionRefusedError:
            return None
        try:
            connection.request("GET", "/")
            answer = connection.getresponse()
            body = answer.read().decode()
        finally:
            connection.close()
        assert answer.status == 200, f"{answer.status}: {body[:500]}"
        return len(set(re.findall(r'href="/story/(\d+)/', body)))

    def counts(self) -> dict[str, int]:
        with psycopg.connect(
            host=str(self.data / "run"), user="octavo", dbname="octavo", autocommit=True, connect_timeout=10
        ) as database:
            return {name: int((database.execute(asked).fetchone() or [0])[0]) for name, asked in COUNTS.items()}

    def processes(self) -> dict[int, str]:
        """All that belongs to it, by id: what names its folder, the supervisor, and what runs under either."""
        table = _processes()
        found = {pid for pid, (_, command) in table.items() if str(self.data) in command}
        if self.supervisor:
            found |= {self.supervisor.pid} & set(table)
        while more := {pid for pid, (parent, _) in table.items() if parent in found} - found:
            found |= more
        return {pid: table[pid][1] for pid in found}

    def words(self) -> str:
        return self.log.read_text()


def _processes() -> dict[int, tuple[int, str]]:
    """Every process that has not ended: its parent and its command."""
    columns = "pid=,ppid=,stat=,command="
    asked = subprocess.run(["ps", "-A", "-ww", "-o", columns], capture_output=True, text=True, check=True)
    rows = [line.split(None, 3) for line in asked.stdout.splitlines()]
    return {int(row[0]): (int(row[1]), row[3]) for row in rows if len(row) == 4 and not row[2].startswith("Z")}


def _until(what: Callable[[], bool], *, seconds: float, otherwise: Callable[[], object]) -> None:
    """Asks four times a second until it is so."""
    began = time.monotonic()
    while not what():
        assert time.monotonic() - began < seconds, otherwise()
        time.sleep(0.25)


@pytest.fixture
def octavo() -> Iterator[Installation]:
    folder = Path(tempfile.mkdtemp(prefix="octavo-run-"))
    folder.chmod(0o755)  # run by root, the database is a user of its own
    installation = Installation(folder / "data")
    yield installation
    for pid in installation.processes():
        try:
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            continue
    if installation.supervisor:
        installation.supervisor.wait()
    shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.slow
def test_run_killed_in_mid_edition_loses_and_doubles_nothing(octavo: Installation) -> None:
    octavo.start()
    _read_while_it_fills(octavo)
    before = _kill_in_mid_edition(octavo)

    octavo.start()
    _refused_beside(octavo)
    _ends_with_everything(octavo, before)
    _parts_come_back(octavo)
    _stops_in_order(octavo)


def _read_while_it_fills(octavo: Installation) -> None:
    """From the first moment the port is open, every answer is a page, at last one with the news."""
    _until(lambda: (octavo.front_page() or 0) >= ENOUGH_STORIES, seconds=FRONT_SECONDS, otherwise=octavo.words)


def _kill_in_mid_edition(octavo: Installation) -> dict[str, int]:
    """A worker, then the supervisor. All the others end by themselves. Returns the counts in between."""
    family = octavo.processes()
    (worker,) = (pid for pid, command in family.items() if "octavo worker" in command)
    os.kill(worker, signal.SIGKILL)
    counts = octavo.counts()
    assert counts["to do"] > 0, f"this was not the middle of the edition: {counts}"
    family |= octavo.processes()
    assert octavo.supervisor
    octavo.supervisor.kill()
    octavo.supervisor.wait()
    # A process that the dying ones have still started names the folder or hangs below one that does.
    _until(
        lambda: not family.keys() & _processes().keys() and not octavo.processes(),
        seconds=END_SECONDS,
        otherwise=octavo.processes,
    )
    return counts


def _refused_beside(octavo: Installation) -> None:
    """A second one on the same folder says who has it, and changes nothing."""
    assert octavo.supervisor
    _until(lambda: octavo.front_page() is not None, seconds=FRONT_SECONDS, otherwise=octavo.words)
    second = octavo.octavo()
    assert second.wait(timeout=20) == 1, octavo.words()
    holder = f"process {octavo.supervisor.pid}, http://127.0.0.1:{octavo.port}/"
    assert f"octavo: Octavo is running already on {octavo.data} ({holder}). Stop that one first" in octavo.words()
    assert octavo.supervisor.poll() is None


def _ends_with_everything(octavo: Installation, before: dict[str, int]) -> None:
    truth = [json.loads(line) for line in (octavo.data / "edition" / "truth.jsonl").read_text("utf-8").splitlines()]
    every = len({row["address"] for row in truth})
    assert every >= 110
    whole = {"articles": every, "addresses": every, "unread": 0, "placed": every, "reports": every, "to do": 0}
    assert before != whole
    _until(lambda: octavo.counts() == whole, seconds=WHOLE_SECONDS, otherwise=octavo.counts)
    assert (octavo.front_page() or 0) >= ENOUGH_STORIES


def _parts_come_back(octavo: Installation) -> None:
    """The database and the site are killed while the supervisor lives: it starts them again, and nothing is lost."""
    before = octavo.counts()
    for part, said in (
        (f"-D {octavo.data}", "the database has ended; it starts again"),
        ("octavo web", "site ended ("),
    ):
        (killed,) = (pid for pid, command in octavo.processes().items() if part in command)
        os.kill(killed, signal.SIGKILL)
        _until(lambda said=said: said in octavo.words(), seconds=END_SECONDS, otherwise=octavo.words)
    _until(lambda: bool(_answer(octavo.front_page)), seconds=END_SECONDS, otherwise=octavo.words)
    assert octavo.counts() == before


def _answer(ask: Callable[[], int | None]) -> int | None:
    """The answer of a site that may die or start while it is asked."""
    try:
        return ask()
    except (OSError, HTTPException):
        return None


def _stops_in_order(octavo: Installation) -> None:
    """Ctrl-C ends every part within seconds, the database in good order."""
    family = octavo.processes()
    assert len(family) > 4, family
    assert octavo.supervisor
    octavo.supervisor.send_signal(signal.SIGINT)
    assert octavo.supervisor.wait(timeout=END_SECONDS) == 0, octavo.words()
    _until(
        lambda: not family.keys() & _processes().keys() and not octavo.processes(),
        seconds=5,
        otherwise=octavo.processes,
    )
    assert "stopped; nothing is lost" in octavo.words()
    assert not (octavo.data / "postgres" / "postmaster.pid").exists()
    assert (octavo.data / "octavo.lock").read_text() == ""
