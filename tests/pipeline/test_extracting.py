"""Reading in a child process: what a page can do to it costs that page only, and nothing is left behind."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

import pytest

from octavo.engine.errors import ExtractionError
from octavo.engine.extraction import examine
from octavo.engine.extraction.site import Examined
from octavo.engine.records import FeedItem
from octavo.pipeline import extracting
from octavo.pipeline.extracting import Extractor, NoReader, PageJob, extract_pages
from octavo.pipeline.extractor import TIRED_MEMORY

HOST = "http://ledger.example"
LONG, SHORT = 60.0, 0.5  # seconds: never reached; reached on purpose
PAGE = (
    b'<!doctype html><html lang="en"><title>Ports reopen</title><article><h1>Ports reopen</h1>'
    + b"<p>The pilots went back to work on Thursday, and <a href='/office'>the harbour office</a> was glad.</p>" * 4
)


@pytest.fixture
def who() -> Iterator[Extractor]:
    extractor = Extractor("hooks:who")
    yield extractor
    extractor.close()


def jobs(*names: str) -> list[PageJob]:
    return [PageJob(body=PAGE, address=f"{HOST}/{name}") for name in names]


def test_a_page_is_read_as_it_is_in_this_process() -> None:
    known = {
        "charset": "utf-8",
        "item": FeedItem(guid="1", link=None, title="Ports reopen", published=datetime(2026, 3, 5, 12, tzinfo=UTC)),
        "fetched_at": datetime(2026, 3, 5, 13, tzinfo=UTC),
    }
    here = examine(PAGE, f"{HOST}/ports", **known)
    assert here.blocks
    assert extract_pages([PageJob(body=PAGE, address=f"{HOST}/ports", **known)]) == [here]
    assert extract_pages([]) == []


def test_one_child_reads_all_pages_in_order(who: Extractor, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(extracting, "MESSAGE_PAGES", 3)
    monkeypatch.setattr(extracting, "MESSAGE_BYTES", 2 * len(PAGE))
    names = [str(number) for number in range(8)]
    found = who.read(jobs(*names), LONG) + who.read(jobs("8"), LONG)
    assert [one.body for one in found if isinstance(one, Examined)] == [f"{HOST}/{name}" for name in [*names, "8"]]
    assert {one.draft.title for one in found if isinstance(one, Examined)} == {str(who.pid)}


def test_threads_get_their_own_pages(who: Extractor) -> None:
    batches = [[f"{batch}-{number}" for number in range(5)] for batch in range(6)]
    with ThreadPoolExecutor(6) as pool:
        found = list(pool.map(lambda names: who.read(jobs(*names), LONG), batches))
    assert [[one.body for one in batch if isinstance(one, Examined)] for batch in found] == [
        [f"{HOST}/{name}" for name in names] for names in batches
    ]


@pytest.mark.parametrize(
    ("name", "sentence", "seconds"),
    [
        ("spin", "Reading the page took longer than 0.5 seconds and was stopped.", SHORT),
        ("hang", "Reading the page took longer than 0.5 seconds and was stopped.", SHORT),
        ("crash", "The process that read the page broke down (signal 11).", LONG),
        ("broken", "The page broke its reader (RuntimeError: a library broke\x00).", LONG),
        pytest.param(
            "swell",
            "Reading the page took too much memory and was stopped.",
            LONG,
            marks=pytest.mark.skipif(sys.platform != "linux", reason="only Linux bounds a process's memory"),
        ),
    ],
)
def test_a_page_that_cannot_be_read_costs_that_page_only(
    who: Extractor, name: str, sentence: str, seconds: float
) -> None:
    before, bad, *after = who.read(jobs("before", name, "after", "last"), seconds)
    assert isinstance(bad, ExtractionError)
    assert (bad.subject, bad.retry) == (f"{HOST}/{name}", False)
    assert bad.reason.startswith(sentence)
    assert "try again" in bad.reason
    assert isinstance(before, Examined)
    assert [one.body for one in after if isinstance(one, Examined)] == [f"{HOST}/after", f"{HOST}/last"]


def test_what_the_parent_has_held_does_not_tire_the_child() -> None:
    held = b"x" * (TIRED_MEMORY + (50 << 20))
    extractor = Extractor("hooks:who")
    found = extractor.read(jobs(*"abc"), LONG)
    extractor.close()
    assert len(held) > TIRED_MEMORY
    assert len({one.draft.title for one in found if isinstance(one, Examined)}) == 1


def test_a_child_that_has_read_enough_is_replaced() -> None:
    extractor = Extractor("hooks:who", pages=3)
    found = extractor.read(jobs(*"abcdefgh"), LONG)
    extractor.close()
    titles = [one.draft.title for one in found if isinstance(one, Examined)]
    assert [titles.count(title) for title in dict.fromkeys(titles)] == [3, 3, 2]


def test_a_child_that_does_not_start_is_no_pages_fault(capfd: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(NoReader):
        Extractor("hooks:nothing").read(jobs("a"), LONG)
    assert "has no attribute 'nothing'" in capfd.readouterr().err


KILLED = """
import os, pickle, signal
from octavo.pipeline.extracting import Extractor, PageJob
extractor = Extractor("hooks:who")
extractor.read([PageJob(body=b"", address="/a")], 60.0)
{then}
os.kill(os.getpid(), signal.SIGKILL)
"""
BUSY = 'extractor._line.send_bytes(pickle.dumps((0.5, [(b"", "/hang", {})])))'


@pytest.mark.parametrize("then", ["", BUSY], ids=["idle", "busy"])
def test_a_child_ends_when_its_parent_is_killed(then: str) -> None:
    killed = subprocess.Popen(
        [sys.executable, "-c", KILLED.format(then=then)],
        stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, env={"PYTHONPATH": ":".join(filter(None, sys.path))},
    )  # fmt: skip
    _, said = killed.communicate(timeout=60)  # its end comes when the child, which shares it, has ended too
    assert (killed.returncode, said) == (-9, b"")


def test_a_captured_child_commands_nothing() -> None:
    with pytest.raises(extracting.pickle.UnpicklingError):
        extracting._Safe(extracting.io.BytesIO(b"cos\nsystem\n(S'true'\ntR.")).load()
