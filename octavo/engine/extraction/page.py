"""Markup -> tree, in bounded time whatever the markup is."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

MAX_CHARS = 20_000_000
_MANY_TAGS = 3_000  # below this even the worst nesting parses in well under a second
_MAX_DEPTH = 500
_MANY_CHARS = 200_000  # shorter pages hold no tag that takes more than a few seconds
_LONG_TAG_CHARS = 10_000
_MANY_ATTRIBUTES = 300  # of one tag
_LARGE = 3_000_000


class Page:
    """A parsed page without its scripts and styles; what scripts say of the article is in `structured`."""

    def __init__(self, markup: str, address: str) -> None:
        self.address = address if _is_whole(address) else "http://unknown.invalid/unknown"
        shallow = _shallow(_short_tags(markup[:MAX_CHARS]))
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


def _short_tags(markup: str) -> str:
    """Markup without hundreds of attributes in one tag. A page that hides them better meets its deadline."""
    if len(markup) < _MANY_CHARS:
        return markup
    long = [part for part in markup.split(">") if len(part) > _LONG_TAG_CHARS]
    if not any(len(part) - part.rfind("<") > _LONG_TAG_CHARS for part in long):
        return markup
    return _LONG_TAG.sub(_with_few_attributes, markup)


def _with_few_attributes(tag: re.Match[str]) -> str:
    """A long tag with its first attributes only: a parser compares each with all before it (100,000 took minutes)."""
    for count, attribute in enumerate(_ATTRIBUTE.finditer(tag.group())):
        if count > _MANY_ATTRIBUTES:
            return tag.group()[: attribute.start()] + ">"
    return tag.group()


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


_LONG_TAG = re.compile(rf"<[a-z][^<>]{{{_LONG_TAG_CHARS - 10},}}+>?", re.IGNORECASE)
_ATTRIBUTE = re.compile(r"""[^\s=/>"'<]++(?:\s*+=\s*+(?:"[^"]*+"|'[^']*+'|[^\s>"']*+))?+""")
_NESTING = re.compile(
    r"<(?=[a-z/])(?P<close>/?)(?:(?P<block>address|article|aside|blockquote|center|details|dialog|dir|div|dl|fieldset|figcaption|"
    r"figure|footer|form|h[1-6]|header|hgroup|listing|main|menu|nav|ol|pre|search|section|summary|table|ul)|"
    r"(?:a|abbr|b|big|code|em|font|i|nobr|s|small|span|strike|strong|tt|u))(?=[\s/>])[^<>]{0,4000}>?",
    re.IGNORECASE,
)
