"""A magazine on a well-known blog system: block classes, related-posts plug-in, comment form, emoji scripts."""

from __future__ import annotations

from html import escape

from octavo.edition.layouts.dress import Dress
from octavo.edition.layouts.pieces import feed_links, human_time, json_ld, link_tags, machine_time, open_graph
from octavo.edition.records import Page, Picture


class _WordPress(Dress):
    def heading(self, inner: str, level: int) -> str:
        return f'<h{level} class="wp-block-heading">{inner}</h{level}>'

    def quote(self, inner: str) -> str:
        return f'<blockquote class="wp-block-quote is-layout-flow"><p>{inner}</p></blockquote>'

    def figure(self, picture: Picture) -> str:
        return (
            f'<figure class="wp-block-image size-large">{self.image(picture)}'
            f'<figcaption class="wp-element-caption">{self.caption(picture)}</figcaption></figure>'
        )

    def newsletter(self) -> str:
        words = self.words
        return (
            '<div class="wp-block-group has-background mailpoet_form"><form>'
            f"<p><strong>{escape(words['newsletter_head'])}</strong></p><p>{escape(words['newsletter_text'])}</p>"
            f'<input type="email"><input type="submit" value="{escape(words["newsletter_button"])}"></form></div>'
        )

    def also_read(self, headline: str) -> str:
        return (
            f'<p class="also"><em>{escape(self.words["also_read"])}: <a href="/?p={self.number}">{headline}</a>'
            f"</em></p>"
        )

    def promo(self) -> str:
        label, *ads, remove = (escape(string) for string in self.words.pick("promo", self.number))
        return (
            f'<div class="code-block code-block-3"><ins>{label}</ins> {"<br>".join(ads)} <a href="#">{remove}</a></div>'
        )


def render(page: Page) -> str:
    """The article's page."""
    dress, article, words = _WordPress(page), page.article, page.words
    name = escape(article.publisher.name)
    authors = ", ".join(
        f'<a rel="author" class="url fn n" href="/author/">{escape(a)}</a>' for a in article.source.authors
    )
    stamp = (
        f'<time class="entry-date published" datetime="{machine_time(article)}">{human_time(page, clock=False)}</time>'
        if article.stated
        else f"<span>{human_time(page)}</span>"
    )
    tags = " ".join(f'<a rel="tag" href="/tag/">{escape(tag)}</a>' for tag in article.source.keywords)
    excerpt = f'<div class="entry-excerpt">{escape(article.standfirst)}</div>' if article.standfirst else ""
    return f"""<!DOCTYPE html>
<html lang="{article.publisher.language}" prefix="og: https://ogp.me/ns#"><head><meta charset="UTF-8" />
<title>{escape(article.title)} &#8211; {name}</title>
{link_tags(article)}
{open_graph(article)}
{feed_links(article.publisher)}
{json_ld(article, "Article")}
<meta name="generator" content="BlogPress 6.4" /><style id="emoji">img.emoji{{display:inline}}</style></head>
<body class="post-template-default single single-post postid-{article.number} wp-embed-responsive">
<div id="page" class="site"><header id="masthead" class="site-header"><p class="site-title"><a href="/">{name}</a></p>
<p class="site-description">{escape(article.publisher.tagline)}</p><ul id="primary-menu" class="menu">
{dress.nav()}</ul></header>
<div id="content"><main>
<article id="post-{article.number}" class="post type-post status-publish format-standard hentry">
<header class="entry-header"><h1 class="entry-title">{escape(article.title)}</h1>{excerpt}
<div class="entry-meta">
{escape(words["by"])} {authors} &bull; {stamp} &bull; {escape(words["minutes"].format(4))}</div></header>
<div class="post-thumbnail">{dress.top_picture()}</div>
<div class="entry-content">
{dress.body()}
<div class="sharedaddy sd-sharing-enabled">{dress.share()}</div>
<div id="jp-relatedposts" class="jp-relatedposts"><h3>{escape(words["related"])}</h3><ul>
{dress.related_items(0, 3)}</ul></div>
</div><footer class="entry-footer">{escape(words["tags"])}: {tags}</footer></article>
<div id="comments" class="comments-area"><h2>{escape(words["comments"])}</h2><ol class="comment-list">
{dress.comment_items()}</ol></div>
</main><aside id="secondary" class="widget-area"><section class="widget"><h2>{escape(words["most_read"])}</h2>
<ul>{dress.related_items(2, 5)}{dress.filler_items()}</ul></section><section class="widget">
{escape(words["follow"])}</section></aside></div>
<footer id="colophon">{escape(words["rights"])}</footer></div>
<div id="cookie-notice">{escape(words["cookie"])} <button>{escape(words["cookie_accept"])}</button></div></body></html>
"""
