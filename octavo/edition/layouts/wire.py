"""An agency's plain pages: paragraphs parted by line breaks in one block, a slug line, a code at the end."""

from __future__ import annotations

from html import escape

from octavo.edition.layouts.dress import Dress
from octavo.edition.layouts.pieces import bylines, feed_links, human_time, link_tags, machine_time
from octavo.edition.records import Page


class _Wire(Dress):
    def paragraph(self, inner: str) -> str:
        return f"{inner}<br><br>"

    def broken(self, first: str, junk: str, second: str) -> str:
        return f"{first}{junk}{second}<br><br>"

    def heading(self, inner: str, level: int) -> str:
        return f"<b>{inner.upper() if inner.isascii() and '<' not in inner and '&' not in inner else inner}</b><br><br>"

    def lazy(self, drawn: str) -> str:
        return f'<span class="lazy-chunk" data-chunk="{self.number}">{drawn}</span>'

    def also_read(self, headline: str) -> str:
        return f"[{escape(self.words['also_read'])}: <a href='/item/{self.number}'>{headline}</a>]<br><br>"


def render(page: Page) -> str:
    """The article's page."""
    dress, article, words = _Wire(page), page.article, page.words
    slugline = "-".join(word.upper() for word in " ".join(article.source.keywords).split()[:3])
    stamp = f'<meta name="dc.date.issued" content="{machine_time(article)}">' if article.stated else ""
    authors = "".join(f'<meta name="author" content="{escape(name)}">' for name in article.source.authors)
    standfirst = f"<p><i>{escape(article.standfirst)}</i></p>" if article.standfirst else ""
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>{escape(article.title)}</title>
{link_tags(article)}{stamp}{authors}
<meta name="news_keywords" content="{escape(", ".join(article.source.keywords))}">
{feed_links(article.publisher)}</head><body>
<table class="bar"><tr><td><a href="/">{escape(article.publisher.name)}</a></td><td><ul>{dress.nav()}</ul></td></tr>
</table>
<div class="item"><div class="slug">{escape(slugline)}</div><h1>{escape(article.title)}</h1>
<div class="credit-line">{escape(words["by"])} {bylines(article, "and")}</div><div class="stamp">
{human_time(page)}</div>{standfirst}
{dress.top_picture()}
<div class="copy">{dress.body()}</div>
<div class="ends">({escape(article.publisher.name)}) {article.number}</div>
</div><div class="also">{escape(words["related"])}<ul>{dress.related_items(0, 4)}</ul></div>
<div class="legal">{escape(words["rights"])} {escape(words["terms"])}. {escape(words["cookie"])}</div></body></html>
"""
