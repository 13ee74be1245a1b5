"""What a page states about itself as data: JSON-LD and meta elements."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from octavo.engine.extraction.page import Page

Node = dict[str, Any]


@dataclass(slots=True)
class Stated:
    """The page's own statements. `article` is the JSON-LD of the article, empty when there is none."""

    article: Node = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()  # every JSON-LD type on the page
    meta: dict[str, list[str]] = field(default_factory=dict)  # lower-case name -> contents
    names: dict[str, Node] = field(default_factory=dict)  # "@id" -> node

    def first(self, *names: str) -> str | None:
        """The first non-empty meta content among these names."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), None)

    def text(self, key: str) -> str | None:
        """A text property of the article."""
        return plain_text(self.article.get(key))

    def people(self, key: str) -> list[str]:
        """Names behind a property that holds a name, a node, a reference, or a list of them."""
        return [name for one in _each(self.article.get(key)) if (name := self._name(one))]

    def _name(self, value: Any) -> str | None:
        if isinstance(value, dict):
            known = self.names.get(str(value.get("@id")), value)
            return plain_text(value.get("name") or known.get("name"))
        return plain_text(value)

    @property
    def body(self) -> str:
        """The article's text where the data carries it, markup and white space folded; else ''."""
        return _TAG.sub(" ", plain_text(self.article.get("articleBody")) or "")

    @property
    def is_free(self) -> bool | None:
        """What the data says of a paywall."""
        value = str(self.article.get("isAccessibleForFree", "")).lower()
        return {"true": True, "false": False}.get(value)


def read_stated(page: Page) -> Stated:
    """All statements of a page; what cannot be read is as if it were not there."""
    nodes = [node for source in page.structured for node in _load(source)]
    stated = Stated(meta=_read_meta(page))
    stated.names = {str(node["@id"]): node for node in nodes if "@id" in node}
    stated.kinds = frozenset(kind for node in nodes for kind in types_of(node))
    articles = [node for node in nodes if _is_article(node)]
    if articles:
        stated.article = max(articles, key=lambda node: (bool(node.get("headline")), len(node)))
    return stated


def types_of(node: Node) -> list[str]:
    return [str(kind).rsplit("/", 1)[-1] for kind in _each(node.get("@type"))]


def plain_text(value: Any) -> str | None:
    """A JSON-LD value as plain text: first of a list, entities resolved, tags off, white space folded."""
    if isinstance(value, list):
        value = value[0] if value else None
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name")
    if not isinstance(value, str | int):
        return None
    text = html.unescape(html.unescape(str(value)))  # many sites escape twice
    text = _MARKUP.sub(lambda tag: " " if tag[1].lower() in _PARTING else "", text)
    return " ".join(text.split()) or None


def _load(source: str) -> list[Node]:
    source = _WRAPPER.sub("", source.strip()).rstrip("; ")
    try:
        value = json.loads(source, strict=False)
    except (ValueError, RecursionError):
        try:
            value = json.loads(_TRAILING_COMMA.sub(r"\1", source), strict=False)
        except (ValueError, RecursionError):
            return []
    return list(_nodes(value, 0))


def _nodes(value: Any, depth: int) -> Iterator[Node]:
    if depth > 6:
        return
    if isinstance(value, list):
        for one in value[:200]:
            yield from _nodes(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "video", "itemListElement", "author", "publisher"):
            if isinstance(value.get(key), dict | list):
                yield from _nodes(value[key], depth + 1)


def _is_article(node: Node) -> bool:
    return any(
        kind.endswith(("Article", "BlogPosting", "Posting", "Report")) or kind == "Review" for kind in types_of(node)
    )


def _each(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _read_meta(page: Page) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for node in page.tree.css("meta[content]")[:400]:
        attributes = node.attributes
        content = " ".join(html.unescape(attributes.get("content") or "").split())
        for key in ("property", "name", "itemprop"):
            if name := attributes.get(key):
                found.setdefault(name.strip().lower(), []).append(content)
    return found


_TAG = re.compile(r"<[^>]{1,300}>")
_PARTING = frozenset(["p", "br", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"])
_MARKUP = re.compile(r"</?(p|br|div|li|h[1-6]|ul|ol|b|i|u|em|strong|a|span|img|figure)\b[^<>]{0,500}>", re.IGNORECASE)
_WRAPPER = re.compile(r"^\s*(?:<!--|//<!\[CDATA\[|<!\[CDATA\[|/\*.*?\*/)\s*|\s*(?:-->|//\]\]>|\]\]>)\s*$", re.S)
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
