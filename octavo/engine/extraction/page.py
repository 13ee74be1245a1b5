"""Markup -> tree, in bounded time whatever the markup is."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_CHARS = 20_000_000
_MANY_TAGS = 3_000  # below this even the worst nesting parses in well under a second
_MAX_DEPTH = 500
_LARGE = 3_000_000


class Page:
    """A parsed page without its scripts and styles; what scripts say of the article is in `structured`."""

    def __init__(self, markup: str, address: str) -> None:
        self.address = address if _is_whole(address) else "http://unknown.invalid/unknown"
        shallow = _shallow(markup[:MAX_CHARS])
        self.markup = shallow
        self.odd = len(shallow) != len(markup) or len(markup) > _LARGE  # not for libraries without such guards
        self.tree = LexborHTMLParser(shallow)
        self.structured: tuple[str, ...] = tuple(
            node.text() for node in self.tree.css('script[type*="ld+json"]') if len(node.text()) < 2_000_000
        )
        self.language: str | None = None
        root = self.tree.root
        if root is not None:
            self.language = root.attributes.get("lang") or root.attributes.get("xml:lang")
        self.tree.strip_tags(["script", "style", "template", "svg", "object", "canvas"])

    @property
    def body(self) -> LexborNode | None:
        return self.tree.body

    def first(self, selector: str) -> LexborNode | None:
        return self.tree.css_first(selector)


def _is_whole(address: str) -> bool:
    try:
        return bool(urlsplit(address).hostname)
    except ValueError:  # "http://[broken"
        return False


def _shallow(markup: str) -> str:
    """Markup without the tags that are nested deeper than any page needs.

    A parser must look through all open elements at every block (200,000 nested `div` took 170 s), and repeat all open
    formatting elements in every paragraph.
    """
    if markup.count("<") < _MANY_TAGS:
        return markup
    depth = {True: 0, False: 0}
    deepest = 0
    for tag in _NESTING.finditer(markup):
        block = tag["block"] is not None
        depth[block] = max(0, depth[block] - 1) if tag["close"] else depth[block] + 1
        deepest = max(deepest, depth[block])
    return markup if deepest <= _MAX_DEPTH else _cut_deep_tags(markup)


def _cut_deep_tags(markup: str) -> str:
    depth = {True: 0, False: 0}

    def keep(tag: re.Match[str]) -> str:
        block = tag["block"] is not None
        if tag["close"]:
            depth[block] = max(0, depth[block] - 1)
            return tag.group() if depth[block] < _MAX_DEPTH else ""
        depth[block] += 1
        return tag.group() if depth[block] <= _MAX_DEPTH else ""

    return _NESTING.sub(keep, markup)


_NESTING = re.compile(
    r"<(?P<close>/?)(?:(?P<block>address|article|aside|blockquote|center|details|dialog|dir|div|dl|fieldset|figcaption|"
    r"figure|footer|form|h[1-6]|header|hgroup|listing|main|menu|nav|ol|pre|search|section|summary|table|ul)|"
    r"(?:a|abbr|b|big|code|em|font|i|nobr|s|small|span|strike|strong|tt|u))(?=[\s/>])[^<>]{0,4000}>?",
    re.IGNORECASE,
)
