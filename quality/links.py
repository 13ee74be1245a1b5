"""Links inside the labelled bodies, and how many of them the reader keeps: `python -m quality.links [SET ...]`.

A link counts where its words, together with the words around it, stand in the labelled body. Kept means that the same
words stand in our text; linked, that they are a `Link` of a block with the page's address. Named on the command line,
every lost link is told with its cause.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser, LexborNode

from octavo.engine.extraction import examine
from octavo.engine.extraction.assemble import absolute
from octavo.engine.extraction.forest import Forest
from octavo.engine.extraction.site import Examined, Judged
from octavo.engine.text.charset import decode
from quality.extraction import fold_forests
from quality.sets import Row, fold_of, labelled_pages

SETS = ("aeb", "fundus", "wcxb")  # those that label whole bodies
_AROUND = 3  # words on each side of a link


@dataclass(frozen=True, slots=True, kw_only=True)
class Anchor:
    """A visible link of a page: its words, and with the words around it."""

    words: tuple[str, ...]  # those it touches: it may end within one
    own: tuple[str, ...]
    inside: tuple[str, ...]  # ... that stand in its block
    around: tuple[str, ...]  # ... wherever they stand, where its block is hardly more than the link
    address: str | None  # None: it leads to no page


@dataclass(slots=True)
class Tally:
    """Links of a set, and what became of them; `lost` in words."""

    links: int = 0
    kept: int = 0
    linked: int = 0
    leading: int = 0  # links with an address of the web
    dropped: int = 0  # links that went with their block, as the judge decided
    lost: list[str] = field(default_factory=list)


def score_links(shared: Path, sets: Iterable[str] = SETS, *, tell: bool = False) -> dict[str, float]:
    """Shares named `links/<set>/<measure>`, and counts; cross-validated by site as the texts are.

    `kept` and `linked` as above; `within_shown`: linked, of the links whose block is shown. Only there could a text
    break at a link; the others went with blocks that the judge took for none of the article.
    """
    figures: dict[str, float] = {}
    forests = fold_forests()
    for name in sets:
        tally = _tally(shared / "benchmarks" / "extraction" / name, forests)
        figures[f"links/{name}/kept"] = tally.kept / max(1, tally.links)
        figures[f"links/{name}/linked"] = tally.linked / max(1, tally.leading)
        shown = tally.links - tally.dropped
        figures[f"links/{name}/within_shown"] = (shown - (len(tally.lost) - tally.dropped)) / max(1, shown)
        figures[f"links/{name}/links_count"] = float(tally.links)
        if tell:
            print("\n".join(f"{name} {line}" for line in tally.lost))
    return figures


def _tally(folder: Path, forests: Sequence[Forest]) -> Tally:
    tally = Tally()
    for row, body in labelled_pages(folder):
        address = row["url"] or "http://page.example/"
        anchors = labelled_links(decode(body, None), address, _truth(row))
        if anchors:
            examined = examine(body, address, forest=forests[fold_of(row)])
            count_kept(row["id"], anchors, examined, tally)
    return tally


def _truth(row: Row) -> str:
    if "paragraphs" in row:
        return "\n".join(row["paragraphs"])
    return str(row["body"])


def labelled_links(markup: str, address: str, truth: str) -> list[Anchor]:
    """The page's visible links that stand in the labelled body, each as often as it stands there."""
    labelled = _joined(_words(truth))
    found: list[Anchor] = []
    seen: Counter[str] = Counter()
    for anchor in read_anchors(markup, address):
        phrase = _joined(anchor.around)
        if seen[phrase] < labelled.count(phrase):
            seen[phrase] += 1
            found.append(anchor)
    return found


def count_kept(page: str, anchors: Sequence[Anchor], examined: Examined, tally: Tally) -> None:
    """Counts the anchors of a page into `tally`, by what the draft holds of them; the headline's own does not count."""
    draft = examined.draft
    text, title = _joined(_words(draft.text)), _words(draft.title)
    lines = {_words(line) for line in re.split(r"[\n\t]", draft.text)}
    ours = Counter(
        (_words(block.text[link.start : link.end]), link.address) for block in draft.blocks for link in block.links
    )
    for anchor in anchors:
        if anchor.words == title:
            continue
        tally.links += 1
        tally.leading += anchor.address is not None
        kept = _is_kept(anchor, text, lines)
        tally.kept += kept
        if anchor.address is None:
            linked = True
        elif linked := ours[anchor.own, anchor.address] > 0:
            ours[anchor.own, anchor.address] -= 1
            tally.linked += 1
        if not kept or not linked:
            cause = "text without link" if kept else _cause(anchor, examined.blocks)
            tally.dropped += cause.startswith(_DROPPED)
            tally.lost.append(f"{page}: {cause}: {' '.join(anchor.words)!r} in {_shown(anchor)}")


def _is_kept(anchor: Anchor, text: str, lines: set[tuple[str, ...]]) -> bool:
    if anchor.inside == anchor.around:
        return _joined(anchor.inside) in text
    at = next(at for at in range(_AROUND + 1) if anchor.around[at : at + len(anchor.words)] == anchor.words)
    sides = (anchor.around[: at + len(anchor.words)], anchor.around[at:])
    return anchor.inside in lines or any(len(side) > len(anchor.words) and _joined(side) in text for side in sides)


def _cause(anchor: Anchor, blocks: Sequence[Judged]) -> str:
    """Why the words of a link are not in our text."""
    alone = anchor.inside != anchor.around  # its block is hardly more than the link
    for block in blocks:
        lines = [_words(line) for line in re.split(r"[\n\t]", block.text)] if alone else [_words(block.text)]
        if anchor.inside in lines if alone else _joined(anchor.inside) in _joined(lines[0]):
            return "kept by the judge, cut later" if block.kept else _DROPPED + block.why
    if any(_joined(anchor.words) in _joined(_words(block.text)) for block in blocks):
        return "read with other words around"
    return "never read"


def _shown(anchor: Anchor) -> str:
    return f"{' '.join(anchor.inside)!r} ({anchor.address})"


# ---------------------------------------------------------------- a page's links, read without the reader on trial


def read_anchors(markup: str, address: str) -> Iterator[Anchor]:
    """Every visible link of a page that has words."""
    page = _Text()
    body = LexborHTMLParser(markup).body
    if body is not None:
        page.walk(body)
    spans = [(found.start(), found.end()) for found in _WORD.finditer(page.text)]
    starts, ends = [start for start, _ in spans], [end for _, end in spans]
    words = [page.text[start:end].casefold() for start, end in spans]
    for begin, end, href in page.links:
        first, last = bisect_right(ends, begin), bisect_left(starts, end)  # words that the link touches
        if first < last:
            edge = bisect_right(page.edges, begin)
            block = (page.edges[edge - 1] if edge else 0, page.edges[edge] if edge < len(page.edges) else end)
            low, high = bisect_left(starts, block[0]), max(last, bisect_left(starts, block[1]))
            left, right = max(low, first - _AROUND), min(high, last + _AROUND)
            inside = tuple(words[left:right])
            if len(inside) - (last - first) < _AROUND:
                left = left if left < first else max(0, first - _AROUND)
                right = right if right > last else last + _AROUND
            yield Anchor(
                words=tuple(words[first:last]),
                own=_words(page.text[begin:end]),
                inside=inside,
                around=tuple(words[left:right]),
                address=absolute(href, address),
            )


class _Text:
    """The visible text of a page, where its blocks part, and where its links stand."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.length = 0
        self.edges: list[int] = []
        self.links: list[tuple[int, int, str]] = []

    @property
    def text(self) -> str:
        return "".join(self.pieces)

    def walk(self, node: LexborNode) -> None:
        child = node.child
        while child is not None:
            tag = child.tag or "-"
            if tag == "-text":
                self._add(child.text_content or "")
            elif tag[0] != "-" and tag not in _UNSEEN and not _is_hidden(child):
                self._element(child, tag)
            child = child.next

    def _element(self, node: LexborNode, tag: str) -> None:
        block, begin = tag not in _INLINE, self.length
        if block:
            self._part()
        self.walk(node)
        if block:
            self._part()
        if tag == "a" and (href := node.attributes.get("href")):
            self.links.append((begin, self.length, href))

    def _part(self) -> None:
        self._add("\n")
        self.edges.append(self.length)

    def _add(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)


def _is_hidden(node: LexborNode) -> bool:
    attributes = node.attributes
    return "hidden" in attributes or bool(_HIDDEN.search(attributes.get("style") or ""))


def _words(text: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(text.casefold()))


def _joined(words: Iterable[str]) -> str:
    return f" {' '.join(words)} "


_DROPPED = "dropped, "
_WORD = re.compile(r"\w+")
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
_UNSEEN = frozenset({"head", "noscript", "script", "style", "svg", "template", "textarea", "select", "option"})
_INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i", "ins",
    "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike", "strong", "sub",
    "sup", "time", "tt", "u", "var", "wbr",
})  # fmt: skip


def main(sets: Sequence[str]) -> None:
    shared = Path(__file__).resolve().parents[2] / "shared"
    if not shared.is_dir():
        raise SystemExit("The labelled sets are not here: a folder `shared` beside the checkout is needed.")
    for name, value in score_links(shared, sets or SETS, tell=True).items():
        print(f"{name:32} {value:9.4f}")


if __name__ == "__main__":
    main(sys.argv[1:])
