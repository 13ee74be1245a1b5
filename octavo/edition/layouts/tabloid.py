"""A tabloid: gallery first, one ad between any two paragraphs, the headline three times, a wall of teasers."""

from __future__ import annotations

from html import escape

from octavo.edition.layouts.dress import Dress
from octavo.edition.layouts.pieces import bylines, feed_links, human_time, json_ld, link_tags, machine_time, open_graph
from octavo.edition.records import Page, Picture


class _Tabloid(Dress):
    def body(self) -> str:
        slot = f'<div class="mpu" data-slot="inline"><small>{escape(self.words["ad"])}</small></div>'
        return f"\n{slot}\n".join(self._node(node) for node in self.article.nodes)

    def paragraph(self, inner: str) -> str:
        return f'<div class="mol-para-with-font"><p>{inner}</p></div>'

    def broken(self, first: str, junk: str, second: str) -> str:
        return f'<div class="mol-para-with-font"><p>{first}{junk}{second}</p></div>'

    def promo(self) -> str:
        label, *ads, remove = (escape(string) for string in self.words.pick("promo", self.number))
        inner = "".join(f'<span class="adName">{ad}</span> ' for ad in ads)
        return (
            f'<span class="adspring-widget"><span class="hd">{label}</span> {inner}<span class="rm">'
            f"{remove}</span></span>"
        )

    def figure(self, picture: Picture) -> str:
        count = f'<span class="n">1/{5 + self.number % 9}</span>'
        return (
            f'<div class="artSplitter mol-img-group">{self.image(picture)}<div class="gal">{count} '
            f'{escape(self.words["gallery"])}</div><p class="imageCaption">{self.caption(picture)}</p></div>'
        )

    def also_read(self, headline: str) -> str:
        return (
            f'<div class="also"><h4>{escape(self.words["also_read"])}</h4><a href="/r/{self.number}.html">'
            f"{headline}</a></div>"
        )

    def video(self) -> str:
        return (
            f'<div class="vjs-player" data-id="{self.number}"><span>'
            f"{escape(self.words['watch'])}</span> 0:00 / 2:14</div>"
        )


def render(page: Page) -> str:
    """The article's page."""
    dress, article, words = _Tabloid(page), page.article, page.words
    puff = "".join(
        f'<div class="puff"><a href="{escape(a.address)}"><img src="/t.gif" alt="{escape(a.title)}"><strong>'
        f"{escape(a.title)}</strong></a></div>"
        for a in page.related[:8]
    )
    bullets = (
        f"<ul class='mol-bullets'><li><strong>{escape(article.standfirst)}</strong></li></ul>"
        if article.standfirst
        else ""
    )
    kind = {"video": "VideoObject"}.get(article.body_state, "NewsArticle")
    return f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>
{escape(article.title)} | {escape(article.publisher.name)} Online</title>
{link_tags(article)}{open_graph(article)}{feed_links(article.publisher)}
{json_ld(article, kind, name=article.title)}</head>
<body><div class="overlay consent"><h2>{escape(words["cookie_accept"])}</h2><p>{escape(words["cookie"])}</p></div>
<div class="page-header"><ul class="nav-primary">{dress.nav()}</ul><div class="trending">
{escape(words["most_read"])}: <ul>{dress.related_items(3, 3)}</ul></div></div>
<div id="js-article-text" class="article-text wide heading-tag-switch"><h1>{escape(article.title)}</h1>{bullets}
<p class="author-section byline-plain">{escape(words["by"])} <span class="author">
{bylines(article, "and").upper()}</span></p>
<p class="byline-section"><span class="pub">{escape(words["published"])}: <time datetime="{machine_time(article)}">
{human_time(page)}</time></span></p>
{dress.share()}
{dress.top_picture()}
<div itemprop="articleBody">
{dress.body()}
</div>
<div class="shareArticles"><h3>{escape(words["follow"])}</h3>{dress.share()}</div></div>
<div id="reader-comments"><h3>{escape(words["comments"])}</h3><ul>{dress.comment_items()}</ul></div>
<div class="beta">{puff}<ul>{dress.filler_items()}</ul><p>{escape(words["newsletter_head"])}</p></div>
<div class="page-footer"><ul>{dress.nav()}</ul>{escape(words["rights"])}</div></body></html>
"""
