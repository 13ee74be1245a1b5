"""Pages made to break their reader: each is read in bounded time and memory, and the process lives on.

They are read in the child that reads pages for a worker: the kernel bounds its memory, and its alarm ends what hangs.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from hostile import FEEDS, PAGES, TEXT, page

from octavo.engine.extraction import draft_from_item
from octavo.engine.extraction.site import Examined
from octavo.pipeline.extracting import Extractor, PageJob

SECONDS = 30.0  # the slowest takes three on a slow machine; what is not bounded takes minutes

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def reader() -> Iterator[Extractor]:
    extractor = Extractor()
    yield extractor
    extractor.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_hostile_page_is_read(reader: Extractor, name: str) -> None:
    (found,) = reader.read([PageJob(body=PAGES[name](), address="http://ledger.example/ports")], SECONDS)
    assert isinstance(found, Examined), str(found)


@pytest.mark.parametrize(
    "name",
    [
        "an attribute of 2 MB", "a class of 2 MB", "100,000 attributes", "nested JSON", "nested JSON, closed",
        "a graph within a graph", "a title of 5 MB", "100,000 metas", "broken UTF-16", "bytes of no encoding",
    ],
)  # fmt: skip
def test_what_is_odd_about_a_page_does_not_cost_its_text(reader: Extractor, name: str) -> None:
    (found,) = reader.read([PageJob(body=PAGES[name](), address="http://ledger.example/ports")], SECONDS)
    assert isinstance(found, Examined)
    assert TEXT.strip() in found.draft.text


def test_a_page_that_is_cut_off_anywhere_is_read(reader: Extractor) -> None:
    whole = page('<div class="a"><table><tr><td><a href="/x?a=1&amp;b">b</a></table><!-- c --><script>d</script></div>')
    jobs = [PageJob(body=whole[:end], address="http://ledger.example/ports") for end in range(len(whole))]
    assert all(isinstance(found, Examined) for found in reader.read(jobs, SECONDS))


@pytest.mark.parametrize("name", FEEDS)
def test_a_hostile_feeds_text_is_read(name: str) -> None:
    assert draft_from_item(FEEDS[name](), "http://ledger.example/ports").title == "Ports reopen"
