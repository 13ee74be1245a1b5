"""Plain text out of a feed's titles and names, and addresses out of its links."""

from __future__ import annotations

import html
import re
from urllib.parse import urljoin

from octavo.engine.parsing.limits import MAX_ADDRESS, MAX_NAME

_TAG = re.compile(
    r"</?(?:a|abbr|acronym|b|big|br|cite|code|del|div|em|figure|font|h[1-6]|i|img|ins|kbd|mark|p|q|s|small|span|strike"
    r"|strong|sub|sup|time|tt|u|var|wbr)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_LONGEST_LINE = 16_000  # characters of markup that become one line
_SPACES = re.compile(r"\s+")
_MAIL = r"[^\s@()<>]+@[^\s@()<>]+"
_PERSON = re.compile(rf"^{_MAIL}\s*\((.+)\)$|^\"?([^<>\"()]+?)\"?\s*[<(]{_MAIL}[>)]$|^{_MAIL}$()")
_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_SCHEME = re.compile(r"^[a-zA-Z][a-zA-Z0-9+.-]*:")


def storable(text: str) -> str:
    """The text without NUL and half characters, which JSON can spell and no database or encoder takes."""
    return _UNSTORABLE.sub("", text)


def plain_text(text: str | None) -> str:
    """One line of text: known tags away, entities decoded once more (many feeds escape titles twice)."""
    if not text:
        return ""
    text = text[:_LONGEST_LINE]
    if "<" in text:
        text = _TAG.sub("", text)
    if "&" in text:
        text = storable(_ENTITY.sub(lambda found: html.unescape(found[0]), text))
    return _SPACES.sub(" ", text).strip()


def person_name(text: str | None) -> str:
    """The name in "desk@paper.example (Ana Prat)" and "Ana Prat <desk@paper.example>"; else the text itself.

    A mail address alone is nobody's name, and not ours to show: "".
    """
    plain = plain_text(text)[:MAX_NAME]
    if "@" in plain and (match := _PERSON.match(plain)):
        return (match[1] or match[2] or "").strip()
    return plain


def web_address(link: str | None, base: str) -> str | None:
    """`link` made absolute against `base`; None when it leads nowhere on the web (javascript:, mailto:, nonsense)."""
    if not link:
        return None
    link = "".join(link.split()) if "\n" in link or "\t" in link else link.strip()
    if not link or len(link) > MAX_ADDRESS:
        return None
    if not link.lower().startswith(("http://", "https://")):
        if _SCHEME.match(link):
            return None
        try:
            link = urljoin(base, link)
        except ValueError:
            return None
        if not link.startswith(("http://", "https://")):
            return None
    return link.replace(" ", "%20")


def joined_base(base: str, own: str | None) -> str:
    """The base of links in an element whose xml:base is `own`, inside one whose base is `base`."""
    return web_address(own, base) or base if own else base


def html_of_text(text: str | None) -> str | None:
    """Plain text as HTML: escaped, paragraphs at blank lines. None for nothing."""
    if not text or not text.strip():
        return None
    paragraphs = [part.strip() for part in re.split(r"\n[ \t]*\n", text.strip())]
    if len(paragraphs) == 1:
        return html.escape(paragraphs[0], quote=False)
    return "".join(f"<p>{html.escape(part, quote=False)}</p>" for part in paragraphs if part)


def distinct(names: list[str]) -> tuple[str, ...]:
    """The names that are not empty, each once, in order."""
    return tuple(dict.fromkeys(name for name in names if name))
