"""What the walk knows of HTML's elements: which part texts, which run within one, which are never an article."""

from __future__ import annotations

import re

from octavo.engine.extraction.raw import Within

NAMING = ("class", "id", "itemprop", "data-component", "data-testid", "data-block-type", "aria-label")
FURNITURE_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "dialog", "alertdialog", "menu", "menubar"}
)
FURNITURE_TAGS = frozenset({"nav", "footer", "form", "dialog", "menu", "amp-ad", "amp-sticky-ad", "aside"})
IGNORED = frozenset({
    "amp-analytics", "amp-consent", "button", "canvas", "datalist", "head", "input", "link", "map", "meta",
    "object", "option", "progress", "script", "select", "style", "svg", "template", "textarea", "wbr",
})  # fmt: skip
HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "li", "dd", "dt", "pre"})
BOXES = frozenset({"span", "ins", "small", "font", "a", "b", "strong", "em", "i"})
BOLD = frozenset({"b", "strong"})
INLINE = frozenset({
    "a", "abbr", "acronym", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "ins", "kbd", "label", "mark", "nobr", "q", "rp", "rt", "ruby", "s", "samp", "small", "span", "strike",
    "strong", "sub", "sup", "time", "tt", "u", "var",
})  # fmt: skip
BLOCKS = frozenset({
    "address", "amp-layout", "article", "aside", "blockquote", "body", "center", "dd", "details", "dir", "div",
    "dl", "dt", "fieldset", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hgroup", "li",
    "main", "menu", "nav", "p", "pre", "section", "summary", "tbody", "td", "tfoot", "th", "thead", "tr",
})  # fmt: skip
HIDDEN_STYLE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.I)
PLAYER_ADDRESS = re.compile(
    r"youtu\.?be|vimeo|dailymotion|twitter\.com|//x\.com|instagram|facebook\.com/plugins|tiktok|spotify|soundcloud|"
    r"brightcove|jwplayer|/embed/|player|datawrapper|flourish|infogram|documentcloud|google\.com/maps",
    re.I,
)
POST_CLASS = re.compile(
    r"twitter-(?:tweet|video)|instagram-media|tiktok-embed|bluesky-embed|fb-post|mastodon-embed|reddit-card", re.I
)
POST_ADDRESS = re.compile(r"/status/|/p/|/reel/|/video/|/posts?/|/@")
WITHIN = {
    "article": Within.ARTICLE, "main": Within.MAIN, "aside": Within.ASIDE, "footer": Within.FOOTER,
    "section": Within.SECTION, "li": Within.ITEM, "td": Within.CELL,
}  # fmt: skip
