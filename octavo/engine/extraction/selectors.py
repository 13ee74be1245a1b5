"""Elements of a page named by CSS selectors: found by them, and called by them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from selectolax.lexbor import LexborHTMLParser, SelectolaxError

from octavo.engine.extraction.raw import Raw
from octavo.engine.extraction.walk import Element

_CLASSES = 2  # of an element, in its name


def find_elements(tree: LexborHTMLParser, selectors: Iterable[str]) -> list[int]:
    """`mem_id` of what the selectors match, in their order. A selector that is none matches nothing."""
    found: list[int] = []
    for selector in selectors:
        try:
            found += [node.mem_id for node in tree.css(selector)]
        except (SelectolaxError, ValueError):
            continue
    return found


def name_block(raw: Raw, elements: Mapping[int, Element]) -> str:
    """A selector of the block's element, with its container's where its own name says little."""
    path = raw.path
    if not path:
        return "body"
    own = name_element(path[-1], elements)
    if len(path) > 1 and not _says_enough(own):
        return f"{name_container(path[:-1], elements)} > {own}"
    return own


def name_container(path: Sequence[int], elements: Mapping[int, Element]) -> str:
    """A selector of the last element of a path: from the nearest element with a name of its own downwards."""
    names: list[str] = []
    for element in reversed(path[-4:]):
        names.append(name_element(element, elements))
        if _says_enough(names[-1]):
            break
    return " > ".join(reversed(names)) or "body"


def name_element(element: int, elements: Mapping[int, Element]) -> str:
    """Tag with id or classes, those that look made by hand: numbers in a name change from page to page."""
    tag, attributes = elements.get(element, ("*", {}))
    identity = attributes.get("id") or ""
    if _STABLE.fullmatch(identity):
        return f"{tag}#{identity}"
    classes = [name for name in (attributes.get("class") or "").split() if _STABLE.fullmatch(name)]
    return tag + "".join(f".{name}" for name in classes[:_CLASSES])


def _says_enough(name: str) -> bool:
    return "." in name or "#" in name


_STABLE = re.compile(r"[A-Za-z][A-Za-z_-]{1,40}(?:\d{1,2})?")
