"""A careful site: semantic article, JSON-LD, a mega menu, a newsletter box in every page."""

from __future__ import annotations

from html import escape

from octavo.edition.layouts.dress import Dress
from octavo.edition.layouts.pieces import bylines, feed_links, human_time, json_ld, link_tags, machine_time, open_graph
from octavo.edition.records import Page


class _Broadsheet(Dress):
    def broken(self, first: str, junk: str, second: str) -> str:
        return f"<p>{first}</p>\n{junk}\n<p>{second}</p>"

    def promo(self) -> str:
        label, *ads, remove = (escape(string) for string in self.words.pick("promo", self.number))
        cards = "".join(
            f"<li><a rel='sponsored nofollow' href='https://ads.example/{self.number}'>{ad}</a></li>" for ad in ads
        )
        return (
            f'<aside class="ad-slot" aria-label="{label}"><h5>{label}</h5><ul>{cards}</ul><small>{remove}</small>'
            f"</aside>"
        )

    def also_read(self, headline: str) -> str:
        return (
            f'<aside class="story-link"><span>{escape(self.words["also_read"])}</span> '
            f'<a href="/related/{self.number}">{headline}</a></aside>'
        )


def render(page: Page) -> str:
    """The article's page."""
    dress, article, words = _Broadsheet(page), page.article, page.words
    name = escape(article.publisher.name)
    time = f'<time datetime="{machine_time(article)}">{human_time(page)}</time>' if article.stated else human_time(page)
    standfirst = f'<p class="standfirst">{escape(article.standfirst)}</p>' if article.standfirst else ""
    byline = (
        f"<span class='byline'>{escape(words['by'])} {bylines(article, '&amp;')}</span>"
        if article.source.authors
        else ""
    )
    return f"""<!DOCTYPE html>
<html lang="{article.publisher.language}">
<head><meta charset="{article.publisher.charset}"><title>{escape(article.title)} | {name}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="{escape(article.standfirst or "")}">
{link_tags(article)}
{open_graph(article)}
{feed_links(article.publisher)}
{json_ld(article)}
<style>body{{font:18px/1.5 Georgia,serif}}.mega{{columns:4}}</style>
</head>
<body class="article-page">
<div id="consent" role="dialog"><p>{escape(words["cookie"])}</p><button>{escape(words["cookie_accept"])}</button></div>
<header class="masthead"><a href="/" class="logo">{name}</a><p>{escape(article.publisher.tagline)}</p>
<nav aria-label="main"><ul class="mega">{dress.nav()}</ul>
<div class="mega-panel"><h6>{escape(words["related"])}</h6><ul>{dress.related_items(2)}</ul><ul>{dress.nav()}</ul>
</div></nav>
<form action="/search"><input name="q" placeholder="{escape(words["search"])}"></form></header>
<main><article>
<header><h1>{escape(article.title)}</h1>{standfirst}
<div class="meta">{byline} {time}</div></header>
{dress.share()}
{dress.top_picture()}
<div class="article-body">
{dress.body()}
</div>
<footer><h4>{escape(words["tags"])}</h4><ul class="tags">
{"".join(f"<li>{escape(k)}</li>" for k in article.source.keywords)}</ul></footer>
</article>
<section class="newsletter"><h3>{escape(words["newsletter_head"])}</h3><p>{escape(words["newsletter_text"])}</p>
</section>
<section class="comments"><h3>{escape(words["comments"])}</h3><ol>{dress.comment_items()}</ol></section>
<aside class="rail"><h3>{escape(words["most_read"])}</h3><ol>{dress.related_items(0, 5)}{dress.filler_items()}</ol>
</aside></main>
<footer class="site"><ul>{dress.nav()}</ul><p>{escape(words["rights"])}</p><p>{escape(words["hours"])}</p></footer>
</body></html>
"""
