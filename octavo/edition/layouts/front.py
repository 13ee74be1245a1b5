"""Front and section pages: what a feed finder is pointed at, and what must never be taken for an article."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from octavo.edition.layouts.pieces import feed_links
from octavo.edition.records import Article, Furniture, Publisher


def render(publisher: Publisher, articles: Sequence[Article], words: Furniture, *, desk: str | None = None) -> str:
    """The list of `articles`, newest first, under the publisher's masthead; of one desk when `desk` is given."""
    direction = ' dir="rtl"' if publisher.language == "ar" else ""
    nav = "".join(f'<li><a href="/{key}">{escape(name)}</a></li>' for key, name in words.desks.items())
    cards = "\n".join(
        f'<div class="card"><h2><a href="{escape(article.address)}">{escape(article.title)}</a></h2>'
        f"<p>{escape(article.standfirst or '')}</p></div>"
        for article in articles
    )
    heading = f"<h1>{escape(words.desks[desk])}</h1>" if desk else f"<h1>{escape(publisher.name)}</h1>"
    return f"""<!DOCTYPE html><html lang="{publisher.language}"{direction}><head><meta charset="{publisher.charset}">
<title>{escape(publisher.name)} - {escape(publisher.tagline)}</title>
<meta property="og:type" content="website"><meta property="og:site_name" content="{escape(publisher.name)}">
{feed_links(publisher)}</head><body><header>{heading}<p>{escape(publisher.tagline)}</p><nav><ul>{nav}</ul></nav>
</header>
<main>
{cards}
</main><aside><h3>{escape(words["newsletter_head"])}</h3><p>{escape(words["newsletter_text"])}</p></aside>
<footer><a href="/about">{escape(words["about"])}</a> <a href="/contact">
{escape(words["contact"])}</a> {escape(words["rights"])}</footer>
</body></html>
"""
