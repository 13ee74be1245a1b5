"""Plants the faults that change what a page's body holds."""

from __future__ import annotations

import re
from typing import Literal, get_args

from octavo.edition.markup import plain
from octavo.edition.records import Junk, Node, Picture, Prose, Source, Span, Spans, Table

_BREAK_AFTER = re.compile(r"[,،;:]?\s")
_Box = Literal["also-read", "newsletter", "gallery", "share"]  # stands on a line of its own


def plant_faults(
    nodes: tuple[Node, ...], source: Source, image: Picture | None, number: int
) -> tuple[tuple[Node, ...], str]:
    """What the page shows of `nodes`, and its body state: full, teaser, paywalled, video or live."""
    if "video-only" in source.faults:
        return (Junk("video"),), "video"
    nodes = _plant_missing(nodes, source, number)
    if "caption-spliced" in source.faults and image:
        nodes = _split_paragraph(nodes, "figure", skip=1)
    if "paywall" in source.faults:
        return (*_opening(nodes, 2), Junk("paywall")), "paywalled"
    if "teaser" in source.faults:
        return (*_opening(nodes, 1), Junk("teaser")), "teaser"
    return nodes, "live" if "live" in source.faults else "full"


def _plant_missing(nodes: tuple[Node, ...], source: Source, number: int) -> tuple[Node, ...]:
    """Boxes that `faults` names but the body does not place."""
    for kind in get_args(_Box):
        if kind in source.faults and not any(isinstance(node, Junk) and node.kind == kind for node in nodes):
            nodes = _insert(nodes, Junk(kind), after=2 + number % 2)
    if "promo" in source.faults and not _has_promo(nodes):
        nodes = _split_paragraph(nodes, "promo", skip=number % 2)
    return nodes


def _has_promo(nodes: tuple[Node, ...]) -> bool:
    in_text = any(
        span.style == "promo" for node in nodes if isinstance(node, Prose) for line in node.lines for span in line
    )
    return in_text or any(isinstance(node, Junk) and node.kind == "promo" for node in nodes)


def _insert(nodes: tuple[Node, ...], junk: Junk, *, after: int) -> tuple[Node, ...]:
    """`junk` after the `after`th paragraph, or at the end."""
    seen = 0
    for index, node in enumerate(nodes):
        seen += isinstance(node, Prose) and node.kind == "paragraph"
        if seen == after:
            return (*nodes[: index + 1], junk, *nodes[index + 1 :])
    return (*nodes, junk)


def _opening(nodes: tuple[Node, ...], paragraphs: int) -> tuple[Node, ...]:
    """The nodes up to and with the given number of paragraphs."""
    kept: list[Node] = []
    for node in nodes:
        kept.append(node)
        paragraphs -= isinstance(node, Prose) and node.kind == "paragraph"
        if paragraphs == 0:
            break
    return tuple(node for node in kept if not isinstance(node, Table | Picture))


def _split_paragraph(nodes: tuple[Node, ...], style: str, *, skip: int) -> tuple[Node, ...]:
    """A break in the middle of a long paragraph that has none yet; the first `skip` ones are left alone."""
    fits = [
        index
        for index, node in enumerate(nodes)
        if isinstance(node, Prose) and node.kind == "paragraph" and len(plain(node.lines[0])) > 90
        and not any(span.is_break for span in node.lines[0])
    ]  # fmt: skip
    if not fits:
        return nodes
    at = fits[min(skip, len(fits) - 1)]
    node = nodes[at]
    assert isinstance(node, Prose)
    broken = Prose("paragraph", (_break_middle(node.lines[0], style),))
    return (*nodes[:at], broken, *nodes[at + 1 :])


def _break_middle(spans: Spans, style: str) -> Spans:
    """The spans with a break at the word boundary of plain running text that is nearest to the middle."""
    middle = sum(len(span.text) for span in spans) // 2
    start, best = 0, (10**9, 0, 0)  # distance, span, place in it
    for index, span in enumerate(spans):
        if not span.address and not span.style:
            for found in _BREAK_AFTER.finditer(span.text):
                best = min(best, (abs(start + found.end() - middle), index, found.end()))
        start += len(span.text)
    _, index, place = best
    text = spans[index].text
    mark = Span("", style="promo" if style == "promo" else "figure")
    return (*spans[:index], Span(text[:place]), mark, Span(text[place:]), *spans[index + 1 :])
