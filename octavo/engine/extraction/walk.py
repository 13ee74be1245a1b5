"""One walk over a page's tree: everything that stands on it, as raw blocks in document order."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from selectolax.lexbor import LexborNode

from octavo.engine.extraction.furniture import is_promotion, is_residue
from octavo.engine.extraction.naming import Part, part_of
from octavo.engine.extraction.pictures import read_figure, read_picture
from octavo.engine.extraction.raw import Raw, Within, ends_sentence
from octavo.engine.extraction.shapes import holds_data, merge_items, split_text, table_block
from octavo.engine.extraction.tags import (
    BLOCKS,
    BOLD,
    BOXES,
    FURNITURE_ROLES,
    FURNITURE_TAGS,
    HEADINGS,
    HIDDEN_STYLE,
    IGNORED,
    INLINE,
    NAMING,
    PARAGRAPHS,
    PLAYER_ADDRESS,
    POST_ADDRESS,
    POST_CLASS,
    WITHIN,
)
from octavo.engine.records import BlockKind

_MAX_DEPTH = 140  # each takes up to six calls of the 1,000 that Python allows
_MAX_NODES = 50_000
_MAX_BLOCKS = 8_000
_LONG_NAMES = 1_000  # characters of an element's class, id and the like that are looked at
_RUNNING = 150  # characters in paragraphs, from which on a class name alone does not make furniture
_SHORT = 400  # characters in paragraphs of a page, up to which names are believed


Attributes = Mapping[str, str | None]
Element = tuple[str, Attributes]  # its tag and attributes


@dataclass(slots=True)
class Walk:
    """What a walk found: the blocks, and the elements they stand in by `mem_id`."""

    blocks: list[Raw]
    elements: dict[int, Element]


def walk_page(body: LexborNode) -> list[Raw]:
    """The raw blocks of `body`, without furniture."""
    return walk_by_rules(body, {}).blocks


def walk_by_rules(body: LexborNode, ruled: Mapping[int, bool], *, whole: bool = False) -> Walk:
    """The walk under a keeper's rules: `ruled` says of elements (`mem_id`) whether they are always or never shown.

    `whole`: furniture is walked too, as blocks of `Part.FURNITURE`.
    """
    walker = _Walker(body, ruled, whole=whole or any(ruled.values()))
    walker.visit(body, 0)
    walker.flush()
    return Walk(walker.blocks, walker.elements)


class _Walker:
    """State of the walk: the text of the block under way, and where in the tree it is."""

    def __init__(self, body: LexborNode, ruled: Mapping[int, bool], *, whole: bool) -> None:
        self.blocks: list[Raw] = []
        self.elements: dict[int, Element] = {}
        self.rules = ruled
        self.ruled: bool | None = None
        self.whole = whole
        self.prose = max(1, _prose_of(body))
        self.nodes = 0
        self.path: list[int] = []
        self.look = ""
        self.within = 0
        self.part = Part.PLAIN
        self.kind = BlockKind.PARAGRAPH
        self.level: int | None = None
        self.loose = True
        self.gap = False
        self.broken = False
        self.posted: str | None = None
        self.pieces: list[str] = []
        self.links: list[tuple[int, int, str]] = []  # piece numbers
        self.bold = 0  # characters of the block under way that are bold
        self.in_bold = 0
        self.href: str | None = None
        self.href_from = 0

    # ------------------------------------------------------------ elements

    def visit(self, node: LexborNode, depth: int) -> None:
        child = node.child
        while child is not None:
            tag = child.tag or "-"
            if tag == "-text":
                text = child.text_content
                if text and (self.pieces or not text.isspace()):
                    self.pieces.append(text)
                    if self.in_bold:
                        self.bold += len(text.strip())
            elif tag not in IGNORED and tag[0] != "-" and depth < _MAX_DEPTH and self.nodes < _MAX_NODES:
                self.nodes += 1
                self.enter(child, tag, depth + 1)
            child = child.next

    def enter(self, node: LexborNode, tag: str, depth: int) -> None:
        attributes = node.attributes
        if self.rules and node.mem_id in self.rules:
            self.obey(node, tag, attributes, depth)
            return
        part = self.judge(node, tag, attributes)
        if part is _FURNITURE or part is _COMMENTS:
            if tag != "a" or self.loose or not self.is_running(node):
                self.skip(node, tag, attributes, depth)
                return
            part = _PLAIN
        self.handle(node, tag, attributes, depth, part)

    def obey(self, node: LexborNode, tag: str, attributes: Attributes, depth: int) -> None:
        """An element that the keeper's rules name."""
        before, part = self.ruled, self.part
        self.flush()
        self.ruled, self.part = self.rules[node.mem_id], Part.PLAIN
        self.handle(node, tag, attributes, depth, Part.PLAIN)
        self.flush()
        self.gap = self.gap or self.ruled is False
        self.ruled, self.part = before, part

    def skip(self, node: LexborNode, tag: str, attributes: Attributes, depth: int) -> None:
        """Furniture: left out, or walked apart without a trace on what follows."""
        if tag not in INLINE:
            self.flush()
            if self.whole:
                before = (self.part, self.broken, self.posted)
                self.part = Part.FURNITURE
                self.container(node, tag, attributes, depth)
                self.part, self.broken, self.posted = before
        self.gap = True

    def handle(self, node: LexborNode, tag: str, attributes: Attributes, depth: int, part: Part) -> None:
        before = self.part
        apart = part is _CAPTION or part is _CREDIT
        if apart:
            self.flush()
        if part is not _PLAIN and before is not _FURNITURE:
            under = before is _CAPTION or before is _CREDIT
            if not (under and part is _BODY):
                self.part = part
        handler = _HANDLERS.get(tag)
        if handler is not None:
            handler(self, node, attributes, depth)
        elif not apart and (tag in INLINE or (tag not in BLOCKS and "-" not in tag)):
            self.inline(node, tag, attributes, depth)
        else:
            self.container(node, tag, attributes, depth)
        self.part = before

    def judge(self, node: LexborNode, tag: str, attributes: Attributes) -> Part:
        """What this element is; furniture that holds most of the page's prose is not furniture."""
        if not attributes:
            return self.weigh(node, _FURNITURE) if tag in FURNITURE_TAGS else _PLAIN
        names = attributes.get("class") or ""
        if len(attributes) > (1 if names else 0):
            names = " ".join([value for key in NAMING if (value := attributes.get(key))])
        part = part_of(names if len(names) < _LONG_NAMES else names[:_LONG_NAMES]) if names else _PLAIN
        if part is _BODY:
            return part
        if tag in FURNITURE_TAGS or attributes.get("role") in FURNITURE_ROLES or _is_hidden(attributes):
            part = _FURNITURE
        return self.weigh(node, part) if part is _FURNITURE or part is _COMMENTS else part

    def weigh(self, node: LexborNode, part: Part) -> Part:
        """Furniture and comments by name: believed, unless they hold too much of the page's running text."""
        prose = _prose_of(node) if self.prose > _SHORT else 0
        if part is _FURNITURE:
            return _PLAIN if prose > 0.5 * self.prose else _DOUBT if prose > _RUNNING else part
        return _PLAIN if self.prose - prose < 200 and prose > _SHORT else part

    def is_running(self, node: LexborNode) -> bool:
        """Whether an element stands within a sentence of the block under way: then its names do not make furniture."""
        after = node.next
        before = "".join(self.pieces[-3:]).rstrip()
        if after is not None and after.tag == "-text" and (after.text_content or "").strip(" \t\n\r\f|·•"):
            inside = True
        else:
            inside = bool(before) and not ends_sentence(before)
        return inside and not is_residue(text := node.text()) and not is_promotion(text)

    def container(self, node: LexborNode, tag: str, attributes: Attributes, depth: int) -> None:
        """A block element: text before and after it belongs to other blocks."""
        was = (self.loose, self.kind, self.level, self.broken, self.look, self.within)
        if self.pieces:
            self.flush()
        self.path.append(node.mem_id)
        self.elements[node.mem_id] = (tag, attributes)
        self.look = f"{tag}.{attributes.get('class') or ''}"
        self.within |= WITHIN.get(tag, 0)
        self.loose = tag not in PARAGRAPHS
        if tag in HEADINGS:
            self.kind, self.level = BlockKind.HEADING, int(tag[1])
        elif tag == "blockquote":
            self.kind = BlockKind.QUOTE
        self.broken = False
        self.visit(node, depth)
        if self.pieces:
            self.flush()
        self.path.pop()
        self.loose, self.kind, self.level, self.broken, self.look, self.within = was

    def inline(self, node: LexborNode, tag: str, attributes: Attributes, depth: int) -> None:
        href = attributes.get("href") if tag == "a" and self.href is None else None
        if href:
            self.href, self.href_from = href, len(self.pieces)
        first, blocks = len(self.pieces), len(self.blocks)
        self.in_bold += tag in BOLD
        self.visit(node, depth)
        self.in_bold -= tag in BOLD
        if tag in BOXES and len(self.blocks) == blocks and 1 < len(self.pieces) - first < 40:
            added = "".join(self.pieces[first:])
            if len(added) < 400 and is_promotion(added):  # an advertisement between two halves of a sentence
                del self.pieces[first:]
                self.links = [link for link in self.links if link[1] <= first]
                self.gap = True
        if href:
            self.end_link()
            self.href = None

    def end_link(self) -> None:
        """The open link reaches up to here; after a flush it goes on in the next block (a teaser card)."""
        if self.href and len(self.pieces) > self.href_from:
            self.links.append((self.href_from, len(self.pieces), self.href))
        self.href_from = 0

    def line_break(self, node: LexborNode, attributes: Attributes, depth: int) -> None:
        self.pieces.append("\n")

    def clock(self, node: LexborNode, attributes: Attributes, depth: int) -> None:
        """A `time`: may be the time of the live blog's post that follows."""
        self.posted = attributes.get("datetime") or self.posted
        self.inline(node, "time", attributes, depth)

    def rule(self, node: LexborNode, attributes: Attributes, depth: int) -> None:
        self.flush()

    def picture(self, node: LexborNode, attributes: Attributes, depth: int) -> None:
        self.put_picture(read_picture(node))

    def figure(self, node: LexborNode, attributes: Attributes, depth: int) -> None:
        raw = read_figure(node)
        if raw is None:  # a quotation, a table, a video in a figure
            self.container(node, "div", attributes, depth)
        else:
            self.put_picture(raw)

    def noscript(self, node: LexborNode, attributes: Attributes, depth: int) -> None:
        image = node.css_first("img")
        if image is not None:
            self.put_picture(read_picture(image))

    def put_picture(self, raw: Raw | None) -> None:
        """A picture: stands before the paragraph that it interrupts."""
        if raw is None:
            return
        last = self.blocks[-1] if self.blocks else None
        if last is not None and last.kind is BlockKind.IMAGE and last.address == raw.address:
            last.caption, last.alt = last.caption or raw.caption, last.alt or raw.alt
            return
        raw.path, raw.part, raw.ruled = tuple(self.path), self.part, self.ruled
        self.blocks.append(raw)

    def caption(self, node: LexborNode, attributes: Attributes, depth: int) -> None:
        before = self.part
        self.part = before if before is Part.FURNITURE else Part.CAPTION
        self.container(node, "p", attributes, depth)
        self.part = before

    def embed(self, node: LexborNode, attributes: Attributes, depth: int) -> None:
        address = attributes.get("src") or attributes.get("data-src") or ""
        source = node.css_first("source") if not address else None
        address = address or (source.attributes.get("src") if source else None) or ""
        if node.tag in ("video", "audio") or PLAYER_ADDRESS.search(address):
            self.flush()
            self.blocks.append(
                Raw(BlockKind.EMBED, address=address or None, path=tuple(self.path), part=self.part, alt=node.tag)
            )

    def quotation(self, node: LexborNode, attributes: Attributes, depth: int) -> None:
        names = attributes.get("class") or ""
        if not POST_CLASS.search(names):
            self.container(node, "blockquote", attributes, depth)
            return
        self.flush()
        links = [link.attributes.get("href") or "" for link in node.css("a[href]")]
        address = next((href for href in reversed(links) if POST_ADDRESS.search(href)), links[-1] if links else None)
        before = self.within
        self.within |= Within.POST
        self.container(node, "blockquote", attributes, depth)  # what the post says is part of the story
        self.within = before
        self.blocks.append(Raw(BlockKind.EMBED, address=address, path=tuple(self.path), part=self.part))

    def list_block(self, node: LexborNode, attributes: Attributes, depth: int) -> None:
        """A list: one block when its items are short runs of text, else the blocks its items hold."""
        self.flush()
        outer, self.blocks = self.blocks, []
        items: list[list[Raw]] = []
        self.path.append(node.mem_id)
        child = node.child
        while child is not None:
            if child.is_element_node and depth < _MAX_DEPTH and self.nodes < _MAX_NODES:
                self.nodes += 1
                self.enter(child, child.tag or "", depth + 1)
                self.flush()
                items.append(self.blocks)
                self.blocks = []
            child = child.next
        self.path.pop()
        self.blocks = outer
        level = 1 if node.tag == "ol" else None
        for raw in merge_items([item for item in items if item], level, tuple(self.path)):
            raw.look, raw.within = raw.look or self.look, raw.within or self.within
            self.blocks.append(raw)

    def table(self, node: LexborNode, attributes: Attributes, depth: int) -> None:
        rows = [] if _holds_table(node) else node.css("tr")  # tables of layout may be nested a hundredfold
        if not holds_data(node, rows):
            self.container(node, "div", attributes, depth)
            return
        self.flush()
        lines = []
        for row in rows[:500]:
            cells = [" ".join(cell.text(separator=" ").split()) for cell in row.css("td, th")]
            if any(cells):
                lines.append(cells)
        raw = table_block(lines, node, tuple(self.path), self.part)
        raw.look, raw.within, raw.ruled = "table", self.within, self.ruled
        self.blocks.append(raw)

    # ------------------------------------------------------------ text

    def flush(self) -> None:
        """Close the block under way."""
        if not self.pieces:
            return
        self.end_link()
        pieces, links, bold = self.pieces, self.links, self.bold
        self.pieces, self.links, self.bold = [], [], 0
        if len(self.blocks) >= _MAX_BLOCKS:
            return
        for text, kept in split_text(pieces, links):
            raw = Raw(
                self.kind, text, kept, self.level, tuple(self.path), self.part, ruled=self.ruled,
                look=self.look, within=self.within, loose=self.loose, bold=bold >= 0.9 * len(text), gap=self.gap,
                broken=self.broken,
            )  # fmt: skip
            self.blocks.append(raw)
            self.gap = False
            if self.posted and not is_residue(text):
                raw.posted, self.posted = self.posted, None
        self.broken = True  # what follows in the same element goes on after an interruption


def _prose_of(node: LexborNode) -> int:
    """Characters in paragraphs under an element."""
    return sum(len(one.text()) for one in node.css("p"))


def _holds_table(node: LexborNode) -> bool:
    """Whether there is a table within this one; `css` finds an element within itself."""
    child = node.child
    while child is not None:
        if child.is_element_node and child.css_first("table") is not None:
            return True
        child = child.next
    return False


def _is_hidden(attributes: Attributes) -> bool:
    style = attributes.get("style")
    return "hidden" in attributes or (bool(style) and HIDDEN_STYLE.search(style or "") is not None)


_PLAIN, _FURNITURE, _COMMENTS, _BODY = Part.PLAIN, Part.FURNITURE, Part.COMMENTS, Part.BODY
_CAPTION, _CREDIT, _DOUBT = Part.CAPTION, Part.CREDIT, Part.DOUBT
_HANDLERS = {
    "br": _Walker.line_break,
    "hr": _Walker.rule,
    "time": _Walker.clock,
    "img": _Walker.picture,
    "amp-img": _Walker.picture,
    "figure": _Walker.figure,
    "figcaption": _Walker.caption,
    "noscript": _Walker.noscript,
    "iframe": _Walker.embed,
    "video": _Walker.embed,
    "audio": _Walker.embed,
    "embed": _Walker.embed,
    "amp-youtube": _Walker.embed,
    "blockquote": _Walker.quotation,
    "ul": _Walker.list_block,
    "ol": _Walker.list_block,
    "table": _Walker.table,
}
