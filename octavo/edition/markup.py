"""An article file's small Markdown -> nodes, and nodes -> the clean text they mean."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import time
from typing import Literal, cast

from octavo.edition.records import Clean, Junk, Node, Picture, Post, Prose, Span, Spans, Table

_INLINE = re.compile(
    r"\[(?P<text>[^\]\n]+)\]\((?P<address>https?://[^)\s]+)\)"
    r"|(?P<promo>\{\{promo\}\})"
    r"|\*\*(?P<b>[^*\n]+)\*\*"
    r"|(?<![*\w])\*(?P<i>[^*\s][^*\n]*)\*(?![*\w])"
)
_PICTURE = re.compile(r"!\[(?P<alt>[^\]]*)\]\([^)]*\)\s*(?P<caption>.*)", re.DOTALL)
_JUNK = re.compile(r"\{\{(?P<kind>newsletter|also-read|gallery|share|promo)(?::\s*(?P<text>[^}]*))?\}\}")
_HEADING = re.compile(r"(#{2,4})\s+(.+)")
_CLOCK = re.compile(r"(\d\d):(\d\d)(?:\s*[–—:·-]?\s*(.+))?")
_ORDERED = re.compile(r"\d+[.)]\s+")


def parse_body(body: str, *, live: bool = False) -> tuple[Node, ...]:
    """Nodes of a body in reading order. `live`: `### HH:MM` starts a post; posts come out newest first.

    Raises ValueError with the offending chunk for markup that is not in the edition's README.
    """
    nodes: list[Node] = []
    for chunk in re.split(r"\n\s*\n", body.strip()):
        nodes.extend(_parse_chunk(chunk.strip(), live=live))
    return _newest_first(nodes) if live else tuple(nodes)


def clean_text(nodes: Iterable[Node]) -> Clean:
    """The text of nodes without any furniture: lists one item a line, tables one row a line with tabs."""
    paragraphs: list[str] = []
    kinds: list[str] = []
    links: list[tuple[str, str]] = []
    posts: list[tuple[time, int]] = []
    for node in nodes:
        if isinstance(node, Post):
            posts.append((node.clock, len(paragraphs)))
        elif isinstance(node, Prose):
            paragraphs.append("\n".join(plain(line) for line in node.lines))
            kinds.append(node.kind)
            links += [(span.text, span.address) for line in node.lines for span in line if span.address]
        elif isinstance(node, Table):
            paragraphs.append("\n".join("\t".join(row) for row in node.rows))
            kinds.append("table")
    return Clean(paragraphs=tuple(paragraphs), kinds=tuple(kinds), links=tuple(links), posts=tuple(posts))


def plain(spans: Spans) -> str:
    """Running text without breaks, runs of white space made one space."""
    return " ".join("".join(" " if span.is_break else span.text for span in spans).split())


def parse_spans(text: str) -> Spans:
    """A line's links, emphasis and promoted blocks."""
    spans: list[Span] = []
    at = 0
    for found in _INLINE.finditer(text):
        if found.start() > at:
            spans.append(Span(text[at : found.start()]))
        if found["address"]:
            spans.append(Span(found["text"], address=found["address"]))
        elif found["promo"]:
            spans.append(Span("", style="promo"))
        else:
            spans.append(Span(found["b"], style="b") if found["b"] else Span(found["i"], style="i"))
        at = found.end()
    if at < len(text):
        spans.append(Span(text[at:]))
    return tuple(spans)


def _parse_chunk(chunk: str, *, live: bool) -> list[Node]:
    if not chunk:
        return []
    if junk := _JUNK.fullmatch(chunk):
        kind = cast(Literal["newsletter", "also-read", "gallery", "share", "promo"], junk["kind"])
        return [Junk(kind, " ".join((junk["text"] or "").split()))]
    lines = [line.strip() for line in chunk.split("\n")]
    if heading := _HEADING.fullmatch(lines[0]):
        return [*_heading(heading, live=live), *_parse_chunk("\n".join(lines[1:]), live=live)]
    if found := _PICTURE.fullmatch(chunk):
        return [Picture(" ".join(found["alt"].split()), " ".join(found["caption"].split()) or None)]
    if all(line.startswith("|") for line in lines):
        return [_table(lines)]
    return [_prose(lines)]


def _prose(lines: list[str]) -> Prose:
    if all(line.startswith(">") for line in lines):
        return Prose("quote", (parse_spans(" ".join(line.lstrip("> ") for line in lines)),))
    if all(line.startswith(("- ", "* ")) for line in lines):
        return Prose("list", tuple(parse_spans(line[2:].strip()) for line in lines))
    if all(_ORDERED.match(line) for line in lines):
        return Prose("list", tuple(parse_spans(_ORDERED.sub("", line, count=1)) for line in lines), ordered=True)
    text = " ".join(lines)
    if text.startswith(("# ", "- ", "|", "![", "+++")) or re.search(r"\{\{(?!promo\}\})", text):
        raise ValueError(f"not the edition's Markdown: {text[:80]!r}")
    return Prose("paragraph", (parse_spans(text),))


def _heading(found: re.Match[str], *, live: bool) -> list[Node]:
    text, level = found[2].strip(), len(found[1])
    if live and (clock := _CLOCK.fullmatch(text)):
        post = Post(time(int(clock[1]), int(clock[2])))
        return [post, Prose("heading", (parse_spans(clock[3]),), level=3)] if clock[3] else [post]
    return [Prose("heading", (parse_spans(text),), level=level)]


def _table(lines: list[str]) -> Table:
    rows = [[plain(parse_spans(cell.strip())) for cell in line.strip("|").split("|")] for line in lines]
    return Table(tuple(tuple(row) for row in rows if not all(re.fullmatch(r":?-+:?", cell) for cell in row)))


def _newest_first(nodes: list[Node]) -> tuple[Node, ...]:
    starts = [index for index, node in enumerate(nodes) if isinstance(node, Post)]
    if not starts:
        raise ValueError("a live blog without a post")
    posts = [nodes[a:b] for a, b in zip(starts, [*starts[1:], len(nodes)], strict=True)]
    clocks = [cast(Post, post[0]).clock for post in posts]
    if clocks == sorted(clocks):
        posts.reverse()
    return (*nodes[: starts[0]], *(node for post in posts for node in post))
