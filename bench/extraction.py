"""Pages a second of the article reader and of other readers, on real pages, in one process."""

from __future__ import annotations

import gzip
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bench.harness.clock import take_turns
from bench.harness.peers import named, peer
from bench.harness.records import SHARED, Asked, Bench, Figure, Result, Skipped
from octavo.engine.extraction import extract

Page = tuple[bytes, str]  # as it came over the wire, and its address
Read = Callable[[bytes, str], object]
OCTAVO = "Octavo: text, metadata, body state"


@dataclass(slots=True)
class _Reader:
    """A way to read all pages; remembers on how many of them it broke."""

    pages: Sequence[Page]
    read: Read
    reset: Callable[[], object] = lambda: None
    broke: set[str] = field(default_factory=set)

    def __call__(self) -> None:
        self.reset()
        for body, address in self.pages:
            self.once(body, address)

    def once(self, body: bytes, address: str) -> None:
        try:
            self.read(body, address)
        except Exception:  # whatever a peer raises on a page it cannot read is told, and costs it nothing
            self.broke.add(address)


def run(asked: Asked) -> Result:
    pages = _pages(asked.cut(0))
    reads, missing = _reads()
    readers = {name: _Reader(pages, read, _forgetter(name)) for name, read in reads.items()}
    for reader in readers.values():  # models and tables are loaded before the clock runs
        reader()
    spent = take_turns(readers, asked.passes)
    figures = [
        Figure(
            what=name, values=[len(pages) / seconds for seconds in spent[name]], unit="pages/s of user CPU",
            count=len(pages), of="pages", against=OCTAVO,
        )
        for name in reads
    ]  # fmt: skip
    broken = [f"{name} broke on {len(reader.broke)} pages." for name, reader in readers.items() if reader.broke]
    return Result(figures=figures, notes=[*(f"{name}: not installed." for name in missing), *broken])


def _pages(end: int | None) -> list[Page]:
    folder = SHARED / "benchmarks/extraction/aeb"
    if not folder.is_dir():
        raise Skipped("The labelled pages (shared/benchmarks/extraction/aeb) are not beside this checkout.")
    with gzip.open(folder / "truth.jsonl.gz", "rt", encoding="utf-8") as file:
        rows: list[dict[str, Any]] = [json.loads(line) for line in file][:end]
    return [(gzip.decompress((folder / f"pages/{row['id']}.html.gz").read_bytes()), row["url"] or "") for row in rows]


def _reads() -> tuple[Mapping[str, Read], list[str]]:
    """Each reader by its name, and the names of those that are not installed."""
    reads: dict[str, Read] = {OCTAVO: extract}
    missing = []
    for package, find in (
        ("trafilatura", _trafilatura), ("resiliparse", _resiliparse), ("newspaper4k", _newspaper),
        ("readability-lxml", _readability), ("lxml", _lxml), ("selectolax", _selectolax),
    ):  # fmt: skip
        found = find(named(package))
        reads |= found
        if not found:
            missing.append(package)
    return reads, missing


def _trafilatura(name: str) -> dict[str, Read]:
    module = peer("trafilatura")
    if module is None:
        return {}
    return {
        f"{name}, fast: text": lambda body, address: module.extract(body, url=address, fast=True),
        f"{name}: text": lambda body, address: module.extract(body, url=address),
        f"{name}: text, metadata": lambda body, address: module.bare_extraction(body, url=address, with_metadata=True),
    }


def _resiliparse(name: str) -> dict[str, Read]:
    trees, texts = peer("resiliparse.parse.html"), peer("resiliparse.extract.html2text")
    encodings = peer("resiliparse.parse.encoding")
    if trees is None or texts is None or encodings is None:
        return {}

    def read(body: bytes, address: str) -> object:
        tree = trees.HTMLTree.parse_from_bytes(body, encodings.detect_encoding(body))
        return texts.extract_plain_text(tree, main_content=True)

    return {f"{name}: text": read}


def _newspaper(name: str) -> dict[str, Read]:
    module = peer("newspaper")
    if module is None:
        return {}

    def read(body: bytes, address: str) -> object:
        article = module.Article(address or "https://page.example/", fetch_images=False)
        article.download(input_html=body.decode("utf-8", "replace"))
        article.parse()
        return article.text

    return {f"{name}: text, metadata": read}


def _readability(name: str) -> dict[str, Read]:
    module = peer("readability")
    return {f"{name}: HTML of the body": lambda body, address: module.Document(body).summary()} if module else {}


def _lxml(name: str) -> dict[str, Read]:
    module = peer("lxml.html")
    return {f"{name}: the tree alone": lambda body, address: module.document_fromstring(body)} if module else {}


def _selectolax(name: str) -> dict[str, Read]:
    module = peer("selectolax.lexbor")
    return {f"{name}: the tree alone": lambda body, address: module.LexborHTMLParser(body)} if module else {}


def _forgetter(name: str) -> Callable[[], object]:
    """What makes a reader forget the pages it has seen, so that a later pass is like the first."""
    if name == OCTAVO:
        return forget_ours
    traces = peer("trafilatura.meta") if name.startswith("trafilatura") else None
    return traces.reset_caches if traces else lambda: None


def forget_ours() -> None:
    """Empties the bounded caches of the engine; the unbounded ones hold its tables."""
    for name, module in list(sys.modules.items()):
        if name.startswith("octavo.engine."):
            for found in vars(module).values():
                if hasattr(found, "cache_clear") and (found.cache_info().maxsize or 0) > 1:
                    found.cache_clear()


BENCH = Bench(
    name="extraction",
    about="reading articles out of the pages of aeb (article-extraction-benchmark), one process, bytes to text",
    run=run,
)
