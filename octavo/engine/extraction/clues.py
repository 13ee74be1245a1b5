"""Elements of a page that speak about its article: headings, dates, names; and where each of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from selectolax.lexbor import LexborNode

from octavo.engine.extraction.page import Page

_MOST = 400  # elements looked at
_MOST_READ = 30_000_000  # characters of text, over all elements
_LONG = 400  # characters of a class name
_MOST_TEXT = 60_000  # characters
_NEAR = 5
_HIGH = 25  # ancestors looked at


@dataclass(slots=True)
class Clue:
    """One element. `names` are its class, id, itemprop, property and rel in lower case, parted by spaces."""

    node: LexborNode
    tag: str
    names: str
    attributes: dict[str, str | None]
    _text: str | None = None

    @property
    def text(self) -> str:
        """What it shows, white space folded, soft hyphens out."""
        if self._text is None:
            self._text = shown_text(self.node)
        return self._text


class Clues:
    """The clues of a page in document order, and the text that it shows. Each kind is looked for when it is needed."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.headline: LexborNode | None = None  # set once the title is known: what stands around it is trusted
        self._places: dict[int, float] = {}
        self._around: dict[int, int] = {}
        self._lines: list[str] | None = None

    @cached_property
    def headings(self) -> list[Clue]:
        return self._find(_HEADINGS)

    @cached_property
    def dates(self) -> list[Clue]:
        """Elements called dates, among all headings."""
        return self._find(_DATES)

    @cached_property
    def names(self) -> list[Clue]:
        return self._find(_NAMED)

    @property
    def lines(self) -> list[str]:
        """The page's visible text, a text node a line."""
        if self._lines is None:
            body = self.page.body
            text = body.text(separator="\n")[:_MOST_TEXT] if body is not None else ""
            self._lines = [line for raw in text.replace("\u00ad", "").split("\n") if (line := raw.strip())]
        return self._lines

    def settle(self, headline: LexborNode | None) -> None:
        """This element is the headline: its ancestors, nearest first, are the article's surroundings."""
        self.headline = headline
        self._places.clear()
        self._around.clear()
        node, step = headline, 0
        while node is not None and node.tag != "body" and step < _HIGH:
            self._around[node.mem_id] = step
            node, step = node.parent, step + 1

    def _find(self, places: str) -> list[Clue]:
        found = []
        last = None
        root = self._root() if places is not _HEADINGS else None
        # Each may hold the whole page's text.
        most = min(_MOST, _MOST_READ // (len(self.page.markup) + 1) + 5)
        for node in (root or self.page.tree).css(places)[: 2 * most]:
            if node.mem_id == last:  # one element that several selectors name
                continue
            last = node.mem_id
            attributes = node.attributes
            names = " ".join([value[:_LONG] for key in _NAMES if (value := attributes.get(key))]).lower()
            if (href := attributes.get("href")) and _AUTHOR_PAGE.search(href):
                names += " author-link"
            found.append(Clue(node, node.tag or "", names, attributes))
        return found

    def _root(self) -> LexborNode | None:
        """The surroundings of the headline up to `_NEAR` steps: a page's menus and footers are passed over."""
        node, step = self.headline, 0
        while node is not None and step < _NEAR:
            parent = node.parent
            if parent is None or parent.tag in ("body", "html", None):
                break
            node, step = parent, step + 1
        return node

    def distance(self, clue: Clue) -> float | None:
        """How many steps up from the headline it shares a surrounding with it; None: it stands in something else.

        Something else: comments, the menu, the footer, a box about the author. A list's item or another `article`
        counts as further away: they may be cards of other articles.
        """
        node: LexborNode | None = clue.node
        passed: list[tuple[int, float]] = []
        place, extra = float(_HIGH), 0.0
        while node is not None and node.tag not in ("body", "html") and len(passed) < _HIGH:
            key = node.mem_id
            if (around := self._around.get(key)) is not None:
                place = around
                break
            if (known := self._places.get(key)) is not None:
                place = known
                break
            if node.tag in _ELSEWHERE_TAGS:
                place = -1000.0
            elif passed:
                names = _names_of(node)
                if len(names) > 1 and _ELSEWHERE.search(names):
                    place = -1000.0
                elif node.tag in ("aside", "footer") or (len(names) > 1 and _PERHAPS.search(names)):
                    extra += 8.0
                elif node.tag in _CARDS:
                    extra += 4.0
            passed.append((key, extra))
            if place < 0:
                break
            node = node.parent
        for key, before in passed:
            self._places[key] = place + extra - before
        return None if place < 0 else place + extra

    def following(self, most: int = 16) -> list[str]:
        """The first lines of text after the headline."""
        return list(self._beside(most, forward=True))

    def preceding(self, most: int = 8) -> list[str]:
        """The last lines of text before the headline, nearest first."""
        return list(self._beside(most, forward=False))

    def _beside(self, most: int, *, forward: bool) -> Iterator[str]:
        node, steps = self.headline, 0
        while node is not None and node.tag != "body" and steps < 60 and most > 0:
            beside = node.next if forward else node.prev
            steps += 1
            if beside is None:
                node = node.parent
                continue
            node = beside
            tag = node.tag or ""
            text = (node.text_content or "") if tag == "-text" else "" if tag[:1] == "-" else node.text(separator="\n")
            lines = (text[:4000] if forward else text[-2000:]).replace("\u00ad", "").split("\n")
            for raw in lines if forward else reversed(lines):
                if line := " ".join(raw.split()):
                    yield line
                    most -= 1
                    if most <= 0:
                        return


def shown_text(node: LexborNode) -> str:
    """The text of an element, white space folded, soft hyphens out."""
    return " ".join(node.text(separator=" ").replace("\u00ad", "").replace("\u200b", "").split())


def _names_of(node: LexborNode) -> str:
    attributes = node.attributes
    return f"{(attributes.get('class') or '')[:_LONG]} {(attributes.get('id') or '')[:_LONG]}"


_AUTHOR_PAGE = re.compile(r"/(?:author|autor|auteur)s?/.")
_NAMES = ("class", "id", "itemprop", "property", "rel")
# Each place costs some 0.02 ms on an average page. Without the first letter, which may be a capital.
_HEADINGS = "h1, h2, h3, [itemprop~=headline], [class*=eadline], [class$=title], [class$=Title]"
_DATES = (
    "h1, h2, h3, time, date, [itemprop^=date], [property*=date], [class*=date], [class*=Date], [class*=atum], "
    "[class*=ublish], [class*=osted], [class*=reated], [class*=imestamp]"
)
_NAMED = (
    "[rel~=author], [itemprop], [class*=uthor], [class*=utor], [class*=uteur], [class*=yline], [class*=riter], "
    "[class*=edakteur], [class*=ontributor], [class~=fn], a[href*='/author/'], a[href*='/autor/']"
)
_CARDS = frozenset(["li", "article", "a", "td"])
_ELSEWHERE_TAGS = frozenset(["nav", "form", "figure", "figcaption"])
_ELSEWHERE = re.compile(
    r"(?i)\bcomments?(?![\w]*author-box)|kommentar|komment|related|recommend|\bnav\b|navbar|navigation|menu|"
    r"popular|latest|most-?read|newsletter|breadcrumb|carousel|slider|swiper|calendar|pagination|cookie|modal|popup|trending"
)
_PERHAPS = re.compile(
    r"(?i)sidebar(?!_*layout|__main)|footer|side-bar|(?<!elementor-)\bwidget|archive|prev|next|more-|-more|teaser|\bcard|-card|promo|upcoming|"
    r"signature|event-list|author-?(?:bio|box)|(?:^|\s)list(?:ing)?-item"
)
