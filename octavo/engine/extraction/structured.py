"""What a page states about itself as data: JSON-LD, meta and link elements."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from octavo.engine.extraction.clues import Clues
from octavo.engine.extraction.page import Page

Node = dict[str, Any]


@dataclass(slots=True)
class Stated:
    """The page's own statements. `article` is the JSON-LD of the article, empty when there is none."""

    article: Node = field(default_factory=dict)
    kinds: frozenset[str] = frozenset()  # every JSON-LD type on the page
    meta: dict[str, list[str]] = field(default_factory=dict)  # lower-case name -> contents
    names: dict[str, Node] = field(default_factory=dict)  # "@id" -> node
    nodes: list[Node] = field(default_factory=list)  # every node of the JSON-LD
    clues: Clues | None = None

    def first(self, *names: str) -> str | None:
        """The first non-empty meta content among these names."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), None)

    def text(self, key: str) -> str | None:
        """A text property of the article."""
        return plain_text(self.article.get(key))

    def elsewhere(self, key: str) -> str | None:
        """A text property of the page's other nodes (`WebPage`, `Recipe`, `VideoObject`), those of the page first."""
        ranked = sorted(self.nodes, key=lambda node: "WebPage" not in types_of(node))
        return next((text for node in ranked if (text := plain_text(node.get(key)))), None)

    def people(self, key: str) -> list[str]:
        """Names behind a property that holds a name, a node, a reference, or a list of them."""
        return [name for one in _each(self.article.get(key)) if (name := self._name(one))]

    def _name(self, value: Any) -> str | None:
        if isinstance(value, dict):
            known = self.names.get(str(value.get("@id")), value)
            name = value.get("name") or known.get("name")
            if not name:
                name = " ".join(str(known[key]) for key in ("givenName", "familyName") if known.get(key))
            return plain_text(name)
        return plain_text(self.names[value].get("name")) if value in self.names else plain_text(value)

    @property
    def body(self) -> str:
        """The article's text where the data carries it, markup and white space folded; else ''."""
        return _TAG.sub(" ", plain_text(self.article.get("articleBody")) or "")

    @property
    def is_free(self) -> bool | None:
        """What the data says of a paywall; None: nothing."""
        value = self.article.get("isAccessibleForFree", self.first("isaccessibleforfree"))
        free = _TRUTH.get(str(plain_text(value) if not isinstance(value, bool) else value).lower())
        if free is None:
            free = _TIERS.get((self.first(*_TIER_NAMES) or "").lower())
        return free


def read_stated(page: Page) -> Stated:
    """All statements of a page; what cannot be read is as if it were not there."""
    nodes = [node for source in page.structured for node in _load(source)]
    stated = Stated(meta=_read_meta(page), nodes=nodes, clues=Clues(page))
    for node in nodes:
        if isinstance(key := node.get("@id"), str) and len(node) > len(stated.names.get(key, ())):
            stated.names[key] = node
    stated.kinds = frozenset(kind for node in nodes for kind in types_of(node))
    articles = [node for node in nodes if _is_article(node)]
    if articles:
        stated.article = max(articles, key=lambda node: _fitness(node, page.address))
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
    text = str(value)
    if "&" in text:
        text = html.unescape(html.unescape(text))  # many sites escape twice
    if "<" in text:
        text = _MARKUP.sub(lambda tag: " " if tag[1].lower() in _PARTING else "", text)
    return " ".join(text.replace("\u00ad", "").split()) or None


def _load(source: str) -> list[Node]:
    source = _bare(source)
    if '"' not in source and "&quot;" in source:
        source = html.unescape(source)
    for mend in (str, _mended):
        try:
            return list(_nodes(json.loads(mend(source), strict=False), 0))
        except (ValueError, RecursionError):
            continue
    return _salvaged(source)


def _bare(source: str) -> str:
    """Without the comments that hide it from old browsers and from XML."""
    source = source.strip()
    while found := _OPENING.match(source):
        source = source[found.end() :].lstrip()
    while source.endswith(_CLOSINGS):
        source = source[: -max(len(end) for end in _CLOSINGS if source.endswith(end))].rstrip()
    return source.rstrip("; \n\t")


def _mended(source: str) -> str:
    return _STRAY_ESCAPE.sub(r"\\\\", _TRAILING_COMMA.sub(r"\1", _COMMENT.sub("", source)))


def _salvaged(source: str) -> list[Node]:
    """What can be read out of JSON that no parser takes: the plain facts of an article."""
    if not _ARTICLE_TYPE.search(source):
        return []
    node: Node = {"@type": "Article"}
    for key, value in _FACT.findall(source[:200_000]):
        node.setdefault(key, value.replace('\\"', '"').replace("\\/", "/"))
    if author := _AUTHOR.search(source):
        node["author"] = author[1] or author[2]
    return [node] if len(node) > 1 else []


def _nodes(value: Any, depth: int) -> Iterator[Node]:
    if depth > 6:
        return
    if isinstance(value, list):
        for one in value[:200]:
            yield from _nodes(one, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in _NESTS:
            if isinstance(value.get(key), dict | list):
                yield from _nodes(value[key], depth + 1)


def _fitness(node: Node, address: str) -> tuple[bool, bool, bool, int]:
    """The article of the page before those that it only names."""
    whole = any(not kind.endswith(("Review", "WebPage")) for kind in types_of(node))
    path = address.split("://", 1)[-1].partition("?")[0].rstrip("/").partition("/")[2]
    named = (str(plain_text(node.get(key)) or "") for key in ("url", "@id"))
    main = node.get("mainEntityOfPage")
    page = str(main.get("@id") or "") if isinstance(main, dict) else str(main or "")
    ours = bool(path) and any(path in one for one in (*named, page))
    return (whole, ours, bool(node.get("headline")), len(node))


def _is_article(node: Node) -> bool:
    return any(
        kind.endswith(("Article", "BlogPosting", "Posting", "Report")) or kind == "Review" for kind in types_of(node)
    )


def _each(value: Any) -> list[Any]:
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def _read_meta(page: Page) -> dict[str, list[str]]:
    """Contents of `meta` and addresses of `link` elements (as "link:<rel>") by name: one pass of the head."""
    found: dict[str, list[str]] = {}
    for attributes in _head_attributes(page):
        content = attributes.get("content")
        if content is None:
            if (href := attributes.get("href")) and (rel := attributes.get("rel")):
                for one in rel.lower().split():
                    found.setdefault(f"link:{one}", []).append(href.strip())
            continue
        if "&" in content:
            content = html.unescape(content)
        content = " ".join(content.replace("\u00ad", "").split())
        for key in ("property", "name", "itemprop", "http-equiv"):
            if name := attributes.get(key):
                found.setdefault(name.strip().lower(), []).append(content)
    return found


def _head_attributes(page: Page) -> Iterable[dict[str, str | None]]:
    nodes = page.tree.css("meta[content], link[rel]")[:600]  # a stray element before them moves them to the body
    return (node.attributes for node in nodes)


_NESTS = (
    "@graph", "mainEntity", "mainEntityOfPage", "video", "itemListElement", "author", "publisher", "hasPart", "item",
    "isPartOf", "about",
)  # fmt: skip
_TRUTH = {"true": True, "false": False, "1": True, "0": False, "yes": True, "no": False}
_TIER_NAMES = ("article:content_tier", "og:article:content_tier", "content_tier", "content-tier", "paywall")
_TIERS = {
    "free": True, "open": True, "locked": False, "paid": False, "premium": False, "subscriber": False,
    "subscribers": False, "paywall": False, "true": False, "false": True,
}  # fmt: skip
_TAG = re.compile(r"<[^>]{1,300}>")
_PARTING = frozenset(["p", "br", "div", "li", "h1", "h2", "h3", "h4", "h5", "h6"])
_MARKUP = re.compile(r"</?(p|br|div|li|h[1-6]|ul|ol|b|i|u|em|strong|a|span|img|figure)\b[^<>]{0,500}>", re.IGNORECASE)
_OPENING = re.compile(r"<!--|//\s?<!\[CDATA\[|<!\[CDATA\[|/\*.{0,200}?\*/", re.S)
_CLOSINGS = ("-->", "//]]>", "// ]]>", "]]>", "/*]]>*/", "/* ]]> */")
_TRAILING_COMMA = re.compile(r",\s*([}\]])")
_COMMENT = re.compile(r"^[ \t]*//[^\n]*$|/\*[^*]{0,500}\*/", re.M)
_STRAY_ESCAPE = re.compile(r'\\(?!["\\/bfnrtu])')
_ARTICLE_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"\w*(?:Article|Posting)"')
_FACT = re.compile(
    r'"(headline|datePublished|dateModified|articleSection|isAccessibleForFree|inLanguage)"\s*:\s*'
    r'"?((?:[^"\\]|\\.){1,600}?)"?\s*[,}\]]'
)
_AUTHOR = re.compile(
    r'"author"\s*:\s*(?:\[\s*)?(?:"([^"]{2,100})"|\{[^{}]{0,300}?"name"\s*:\s*(?:\[\s*)?"([^"]{2,100})")'
)
