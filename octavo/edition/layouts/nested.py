"""A site clicked together in a page builder: sections in columns in widgets in containers, a dozen deep."""

from __future__ import annotations

from html import escape

from octavo.edition.layouts.dress import Dress
from octavo.edition.layouts.pieces import bylines, feed_links, human_time, link_tags, open_graph
from octavo.edition.records import Page


def _widget(kind: str, inner: str, depth: int = 3) -> str:
    """`inner` inside `depth` needless containers."""
    for level in range(depth):
        inner = f'<div class="el-element el-{kind}-{level} el-widget-wrap" data-settings="{{}}">{inner}</div>'
    return (
        f'<section class="el-section el-top-section el-{kind}"><div class="el-container el-column-gap">'
        f"{inner}</div></section>"
    )


class _Nested(Dress):
    def paragraph(self, inner: str) -> str:
        return f'<p style="text-align: justify;"><span style="font-weight: 400;">{inner}</span></p>'

    def broken(self, first: str, junk: str, second: str) -> str:
        style = '<span style="font-weight: 400;">'
        return f'<p style="text-align: justify;">{style}{first}</span></p>{junk}<p>{style}{second}</span></p>'

    def heading(self, inner: str, level: int) -> str:
        return f"<h{level}><span class='ez-toc-section'></span><b>{inner}</b></h{level}>"

    def promo(self) -> str:
        return _widget("shortcode", super().promo(), 2)

    def newsletter(self) -> str:
        return _widget("form", super().newsletter(), 4)

    def share(self) -> str:
        return _widget("share-buttons", super().share(), 2)


def render(page: Page) -> str:
    """The article's page."""
    dress, article, words = _Nested(page), page.article, page.words
    publisher = article.publisher
    meta = f"<span>{escape(words['by'])} {bylines(article, '–')}</span> <span>{human_time(page)}</span>"
    posts = f"<h4>{escape(words['related'])}</h4><ul class='el-posts'>{dress.related_items(0, 6)}</ul>"
    menus = "".join(f'<ul class="el-nav-menu {kind}">{dress.nav()}</ul>' for kind in ("el-main", "el-dropdown"))
    foot = (
        f"<p>{escape(words['most_read'])}</p><ul>{dress.filler_items()}{dress.related_items(3, 4)}</ul>"
        f"<p>{escape(words['rights'])}</p>"
    )
    popup = "".join(f"<p>{escape(words[key])}</p>" for key in ("cookie", "app", "cookie_reject"))
    body = f'<div class="el-widget-container">{dress.body()}</div>'
    standfirst = f"<h2 class='el-heading-title'>{escape(article.standfirst)}</h2>" if article.standfirst else ""
    return f"""<!DOCTYPE html><html lang="{publisher.language}"><head><meta charset="{publisher.charset}">
<title>{escape(article.title)} » {escape(publisher.name)}</title>{link_tags(article)}
{open_graph(article)}{feed_links(publisher)}</head><body class="el-default el-kit-7 el-page-{article.number}">
{_widget("header", f'<a href="/">{escape(publisher.name)}</a>{menus}', 5)}
<div data-el-type="single-post" class="el el-location-single post hentry">
{_widget("post-title", f'<h1 class="el-heading-title">{escape(article.title)}</h1>{standfirst}', 4)}
{_widget("post-info", meta, 3)}
{_widget("featured-image", dress.top_picture(), 3)}
{_widget("post-content", body, 6)}
{_widget("tags", f"{escape(words['tags'])}: {escape(', '.join(article.source.keywords))}", 2)}
{_widget("share", dress.share(), 2)}
{_widget("posts", posts, 5)}
{_widget("comments", f"<h3>{escape(words['comments'])}</h3><ul>{dress.comment_items()}</ul>", 3)}
</div>
{_widget("footer", foot, 4)}
{_widget("popup", popup, 4)}
</body></html>
"""
