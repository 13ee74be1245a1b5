"""A right-to-left site: text straight in a div with double line breaks, dates in words, social embeds."""

from __future__ import annotations

from html import escape

from octavo.edition.layouts.dress import Dress
from octavo.edition.layouts.pieces import bylines, feed_links, human_time, json_ld, link_tags, open_graph
from octavo.edition.records import Page, Picture


class _RightToLeft(Dress):
    def paragraph(self, inner: str) -> str:
        return f'<p dir="rtl" style="text-align:right">{inner}</p>'

    def broken(self, first: str, junk: str, second: str) -> str:
        return f'<p dir="rtl" style="text-align:right">{first}{junk}{second}</p>'

    def figure(self, picture: Picture) -> str:
        return (
            f'<div class="main-img">{self.image(picture)}<div class="img-caption">{self.caption(picture)}</div></div>'
        )

    def also_read(self, headline: str) -> str:
        return (
            f'<div class="read-more-inline"><h5>{escape(self.words["also_read"])}</h5>'
            f'<ul><li><a href="/r/{self.number}">{headline}</a></li></ul></div>'
        )

    def link(self, text: str, address: str) -> str:
        return f'<a target="_blank" rel="noopener" href="{escape(address)}"><bdi>{text}</bdi></a>'


def render(page: Page) -> str:
    """The article's page."""
    dress, article, words = _RightToLeft(page), page.article, page.words
    publisher = article.publisher
    name = escape(publisher.name)
    data = json_ld(article) if publisher.charset == "utf-8" else ""
    standfirst = f'<div class="sub-title">{escape(article.standfirst)}</div>' if article.standfirst else ""
    by = f'<span class="writer">{escape(words["by"])} {bylines(article, "و")}</span>' if article.source.authors else ""
    tags = "".join(f"<a href='/tag'>#{escape(tag.replace(' ', '_'))}</a> " for tag in article.source.keywords)
    return f"""<!DOCTYPE html><html dir="rtl" lang="ar"><head><meta charset="{publisher.charset}"><title>
{escape(article.title)} - {name}</title>
{link_tags(article)}{open_graph(article)}{feed_links(publisher)}{data}</head>
<body><div class="breaking-bar"><b>{escape(words["live"])}</b><ul>{dress.related_items(4, 3)}</ul></div>
<div class="top"><a href="/">{name}</a><ul class="menu">{dress.nav()}</ul><form>
<input placeholder="{escape(words["search"])}"></form></div>
<div class="container"><div class="news-details"><div class="breadcrumb"><a href="/">
{escape(words["home"])}</a> / {escape(words.desks[article.source.desk])}</div>
<h1 class="title">{escape(article.title)}</h1>{standfirst}
<div class="info">{by} <span class="date">{human_time(page, weekday=True)}</span> <span>
{escape(words["minutes"].format(3))}</span></div>
{dress.share()}
{dress.top_picture()}
<div class="details-text" id="newsBody">
{dress.body()}
</div><div class="tags"><span>{escape(words["tags"])}</span> {tags}</div>
<div class="app-banner">{escape(words["app"])}</div></div>
<div class="sidebar"><h3>{escape(words["most_read"])}</h3><ol>{dress.related_items(0, 5)}{dress.filler_items()}</ol>
<div class="subscribe"><h4>{escape(words["newsletter_head"])}</h4><p>{escape(words["newsletter_text"])}</p></div>
</div></div>
<div class="comments"><h3>{escape(words["comments"])}</h3><ul>{dress.comment_items()}</ul></div>
<div class="footer"><p>{escape(words["rights"])}</p><p>{escape(words["hours"])}</p></div>
<div class="gdpr">{escape(words["cookie"])} <a>{escape(words["cookie_accept"])}</a></div></body></html>
"""
