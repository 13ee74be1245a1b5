"""What a model wrote, as plain text."""

from __future__ import annotations

import html
import re
import unicodedata

import nh3

_ROUNDS = 3  # "&amp;lt;b&amp;gt;" hides a tag behind two


def plain_text(written: str) -> str:
    """One line of text: no markup, links, images or addresses, no unseen characters. Perhaps empty.

    Takes HTML out with nh3, then what Markdown makes links, pictures and emphasis of, then addresses.
    """
    text = written
    for _ in range(_ROUNDS):
        before, text = text, html.unescape(nh3.clean(html.unescape(text), tags=set(), clean_content_tags=_SILENT))
        if text == before:
            break
    text = _TAG.sub(" ", text)
    for pattern, instead in _MARKDOWN:
        text = pattern.sub(instead, text)
    text = _ADDRESS.sub("", text)
    seen = (
        letter if unicodedata.category(letter) not in _UNSEEN or letter in "\u200c\u200d" else " " for letter in text
    )
    text = " ".join("".join(seen).split())
    return _BEFORE_STOP.sub(r"\1", text).strip("*_`#> |").strip()


_SILENT = {"script", "style", "template", "iframe", "object", "noscript", "svg", "math", "title", "textarea"}
_UNSEEN = ("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")
_TAG = re.compile(r"</?[a-z!?][^>]*>?", re.IGNORECASE)
_MARKDOWN = (
    (re.compile(r"!\[[^\]]*\]\s?(?:\([^)]*\)?|\[[^\]]*\])"), ""),  # an image
    (re.compile(r"^\s*\[[^\]]+\]:\s*\S+.*$", re.MULTILINE), ""),  # where a reference leads
    (re.compile(r"\[([^\]]*)\]\s?\([^)]*\)?"), r"\1"),  # a link
    (re.compile(r"\[([^\]]+)\]\[[^\]]*\]"), r"\1"),  # a link by reference
    (re.compile(r"`{1,3}"), ""),
    (re.compile(r"\*{2,3}|(?<!\w)_{2,3}|_{2,3}(?!\w)|~~"), ""),
    (re.compile(r"^\s*(?:#{1,6}\s+|>\s+|[-*•]\s+|\d{1,2}[.)]\s+(?=\D))"), ""),
)
_ADDRESS = re.compile(
    r"\b(?:[a-z][a-z0-9+.-]{1,20}:(?://|(?=\S+@))|data:|javascript:|www\.)\S*"  # https://…, mailto:a@b, data:…
    r"|(?<![\w.])[\w.+-]+@[\w-]+(?:\.[\w-]+)+"  # somebody@somewhere
    r"|(?<![\w.@])(?:[a-z0-9][a-z0-9-]*\.)+(?:com|org|net|info|io|ai|ru|cn|example)\b(?::\d+)?(?:/\S*)?"
    r"|(?-i:(?<![\w.@])(?:[A-Za-z][A-Za-z0-9-]+\.)+[a-z]{2,24}(?![\w.-])(?::\d+)?(?:/\S*)?)",  # host.tld/path
    re.IGNORECASE,
)
_BEFORE_STOP = re.compile(r"\s+([.,;:!?…。।॥۔！？])")
