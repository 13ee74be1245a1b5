"""Which words on a page are its article's headline."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from urllib.parse import unquote, urlsplit

from octavo.engine.extraction.clues import Clue, Clues
from octavo.engine.extraction.page import Page
from octavo.engine.extraction.structured import Stated
from octavo.engine.records import FeedItem

_LEAST = 3.0  # points at which a heading is believed before the page's data
_CERTAIN = 7.0  # points at which no other heading is looked at
_LOOKED_AT = 40
_LONGEST = 1000  # characters of a title


def read_title(page: Page, stated: Stated, item: FeedItem | None) -> str:
    """The headline as the page shows it, without the site's name; marks its element in the clues."""
    site = site_names(page, stated)
    tag = page.first("title")
    whole = " ".join(tag.text().replace("\u00ad", "").split()) if tag is not None else ""
    named = [
        title
        for one in (stated.text("headline"), stated.first(*_TITLES), whole, item.title if item else None)
        if one and (title := without_site(one, site)) and not _is_site(title, site)
    ]
    heading = _best_heading(stated.clues, named, site, page.address) if stated.clues else None
    if stated.clues:
        stated.clues.settle(heading.node if heading else None)
    if heading is not None:
        return _shown(heading, named, site)
    return next((title for title in named if len(title) > 2), "") or (item.title if item else "") or whole


def site_names(page: Page, stated: Stated) -> frozenset[str]:
    """What the site calls itself, folded: its stated names and its host's words."""
    host = (urlsplit(page.address).hostname or "").removeprefix("www.")
    names = [
        stated.first("og:site_name"), stated.first("application-name"), stated.first("apple-mobile-web-app-title"),
        *stated.people("publisher"), host, host.rsplit(".", 1)[0], host.rsplit(".", 2)[0],
    ]  # fmt: skip
    return frozenset(folded for name in names if name and len(folded := loose(name)) > 1)


def without_site(title: str, site: frozenset[str]) -> str:
    """Cut "… | The Site" and "The Site: …" off, where the part is the site's name or short beside the rest."""
    title = " ".join(title[:_LONGEST].split())
    while not title.isascii() and (wide := _WIDE_TAIL.search(title)):  # 标题_频道_网站
        title = title[: wide.start()]
    parts = _SEPARATOR.split(title)
    if len(parts) < 3:
        return title
    first, last = 0, len(parts) - 1
    while last > first:
        tail, separator = parts[last], parts[last - 1].strip()
        rest = "".join(parts[first : last - 1])
        if not (_names_site(tail, site) or (separator in "|»·•" and len(tail) < 0.4 * len(rest))):
            break
        last -= 2
    while first < last and _is_site(parts[first], site):
        first += 2
    return "".join(parts[first : last + 1]).strip()


def loose(text: str) -> str:
    """Letters and digits only, folded."""
    return _NO_WORD.sub("", text.casefold())


def _best_heading(clues: Clues | None, named: Sequence[str], site: frozenset[str], address: str) -> Clue | None:
    """The heading that is most likely the headline; None: none is likely."""
    if clues is None:
        return None
    wanted = [words for title in named[:3] if (words := _words(title))]
    path = urlsplit(address).path.rstrip("/")
    slug = _words(unquote(path.rsplit("/", 1)[-1]))
    best: tuple[float, Clue] | None = None
    seen = 0
    for clue in clues.headings:
        ranks = _RANKS.get(clue.tag, 0.0)
        called = bool(_CALLED.search(clue.names))
        if not ranks and not called:
            continue
        seen += 1
        if seen > _LOOKED_AT:
            break
        if not ranks and any(inner.mem_id != clue.node.mem_id for inner in clue.node.css(_INNER)[:2]):
            continue  # what holds the headline, with more
        text = clue.text
        if not 2 < len(text) < 400 or _is_site(text, site):
            continue
        points = ranks + (2.0 if called else 0.0) - 0.05 * seen + _fit(_words(text), wanted, slug)
        if best is not None and points + 0.5 <= best[0]:
            continue
        points += _standing(clues, clue)
        if best is None or points > best[0]:
            best = (points, clue)
            if points >= _CERTAIN:
                break
    return best[1] if best and best[0] >= (_LEAST if wanted else _LEAST / 2) else None


def _fit(words: frozenset[str], wanted: Iterable[frozenset[str]], slug: frozenset[str]) -> float:
    """How well a heading agrees with what the page states as its title, and with its address."""
    if not words:
        return -3.0
    shared = max((len(words & one) / max(len(words), len(one)) for one in wanted), default=0.0)
    within = max((len(words & one) / min(len(words), len(one)) for one in wanted), default=0.0)
    spelt = len(words & slug) / len(words) if len(slug) > 1 else 0.0
    return 3.0 * shared + (1.0 * within if len(words) > 1 else 0.0) + 1.5 * spelt - (1.0 if len(words) == 1 else 0.0)


def _standing(clues: Clues, clue: Clue) -> float:
    """What the heading's surroundings say for or against it."""
    if _LOGO.search(clue.names):
        return -4.0
    points = 0.0
    node, step = clue.node.parent, 0
    while node is not None and node.tag != "body" and step < 12:
        tag = node.tag
        if tag in ("article", "main"):
            return points + 0.7
        if tag in ("nav", "footer", "aside"):
            return points - 3.0
        attributes = node.attributes
        names = f"{attributes.get('class') or ''} {attributes.get('id') or ''}"
        if len(names) > 1 and (_LOGO.search(names) or _APART.search(names)):
            points -= 1.5
        node, step = node.parent, step + 1
    return points


def _shown(heading: Clue, named: Sequence[str], site: frozenset[str]) -> str:
    """A heading's words: without the kicker, label or date before them where the page's data knows them without."""
    title = _without_kicker(heading)
    known = {word for one in named for word in _WORD.findall(one.casefold())}
    plain = " ".join(heading.node.text().replace("\u00ad", "").split())
    if plain != title and len(set(_WORD.findall(plain.casefold())) - known) < len(
        set(_WORD.findall(title.casefold())) - known
    ):
        title = plain  # "<b>C</b>ycle" is one word
    folded = loose(title)
    for one in named:
        short = loose(one)
        if len(short) > 11 and short != folded and folded.endswith(short):
            return one
    if len(title) > 60 or any(loose(part) in site for part in _SEPARATOR.split(title)):
        title = without_site(title, site)
    return title


def _without_kicker(heading: Clue) -> str:
    """A heading's text without the elements in it that are called kicker, label or date."""
    title = heading.text
    for node in heading.node.css(_KICKERS)[:4] if heading.node.child is not None else ():
        small = " ".join(node.text(separator=" ").replace("\u00ad", "").split())
        if node.mem_id != heading.node.mem_id and 0 < len(small) < 0.7 * len(title):
            if title.startswith(small):
                title = title[len(small) :].lstrip(" :|–—-·")
            elif title.endswith(small):
                title = title[: -len(small)].rstrip(" :|–—-·")
    return title


def _names_site(part: str, site: frozenset[str]) -> bool:
    folded = loose(part)
    if not folded or any(
        folded == name or (len(folded) > 3 and folded in name) or (len(name) > 4 and name in folded) for name in site
    ):
        return True
    words = _WORD.findall(part.casefold())
    return len(words) < 6 and any(len(word) > 3 and word in name for word in words for name in site)


def _is_site(text: str, site: frozenset[str]) -> bool:
    return len(text) < 60 and loose(text) in site


def _words(text: str) -> frozenset[str]:
    words = _WORD.findall(text.casefold())
    if len(words) < 3 and not text.isascii():  # scripts without spaces: by character
        return frozenset(letter for word in words for letter in word)
    return frozenset(words)


_TITLES = ("og:title", "twitter:title", "parsely-title", "dc.title", "dcterms.title", "sailthru.title", "title",
           "citation_title", "headline")  # fmt: skip
_RANKS = {"h1": 3.0, "h2": 1.2, "h3": 0.5}
_CALLED = re.compile(
    r"(?:entry|post|article|story|node|page|news|content|blog)[-_]{0,2}(?:title|headline|heading)|(?:^|\s)headline"
)
_INNER = "h1, h2, h3, p, div, time"
_KICKERS = (
    "[class*=kicker i], [class*=overline i], [class*=topline i], [class*=roofline i], [class*=dachzeile i], "
    "[class*=eyebrow i], [class*=suptitle i], [class*=supertitle i], [class*=pretitle i], [class*=hidden i], "
    "[class*=badge i], [class*=label i], [class*=category i], [class*=date i], [class*=prefix i], "
    "[class*=sr-only i], [class*=spitzmarke i], [class*=anchor], time, button, sup"
)
_LOGO = re.compile(r"(?i)logo|site[-_]?(?:title|name|brand)|brand(?:ing)?\b|masthead|blog[-_]?title|blogname")
_APART = re.compile(
    r"(?i)comment|related|sidebar|widget|recommend|popular|newsletter|\bcard|teaser|cookie|modal|popup|menu"
)
_SEPARATOR = re.compile(r"(\s+[|–—•·»«:-]{1,2}\s+|\s*[|»]\s+)")
_WIDE_TAIL = re.compile("(?<=[\u3040-\u9fff\uac00-\ud7a3？！。」』”）])\\s*[-_|—–]+[^-_|—–]{2,14}$")
_NO_WORD = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W_]+")
