"""A business paper: schema.org microdata in the body instead of JSON-LD, a subscription band, a ticker."""

from __future__ import annotations

from html import escape

from octavo.edition.layouts.dress import Dress
from octavo.edition.layouts.pieces import feed_links, human_time, link_tags, machine_time, open_graph
from octavo.edition.records import Page, Picture


class _Microdata(Dress):
    def paragraph(self, inner: str) -> str:
        return f'<p class="n-content-body__p">{inner}</p>'

    def figure(self, picture: Picture) -> str:
        return (
            '<figure itemprop="image" itemscope itemtype="https://schema.org/ImageObject">'
            f'<picture><source srcset="{escape(picture.address)} 1200w">{self.image(picture)}</picture>'
            f'<meta itemprop="url" content="{escape(picture.address)}">'
            f'<figcaption itemprop="caption">{self.caption(picture)}</figcaption></figure>'
        )

    def paywall(self) -> str:
        words = self.words
        offers = "".join(f"<li><b>{price}</b> {escape(words['paywall_button'])}</li>" for price in ("1", "9", "29"))
        return (
            f'<div class="barrier" data-barrier="hard"><h2>{escape(words["paywall_head"])}</h2>'
            f"<p>{escape(words['paywall_text'])}</p><ul>{offers}</ul><p>{escape(words['paywall_note'])}</p></div>"
        )

    def broken(self, first: str, junk: str, second: str) -> str:
        return f'<p class="n-content-body__p">{first}</p>{junk}<p class="n-content-body__p">{second}</p>'


def render(page: Page) -> str:
    """The article's page."""
    dress, article, words = _Microdata(page), page.article, page.words
    authors = ", ".join(
        f'<a itemprop="author" itemscope itemtype="https://schema.org/Person" href="/people/{index}">'
        f'<span itemprop="name">{escape(name)}</span></a>'
        for index, name in enumerate(article.source.authors)
    )
    stamp = f'<time itemprop="datePublished" datetime="{machine_time(article)}">' if article.stated else "<time>"
    standfirst = f'<div class="topper__standfirst" itemprop="description">{escape(article.standfirst or "")}</div>'
    return f"""<!DOCTYPE html>
<html lang="en-GB" class="core no-js"><head><meta charset="utf-8"><title>
{escape(article.title)} — {escape(article.publisher.name)}</title>
{link_tags(article)}
{open_graph(article)}
{feed_links(article.publisher)}</head>
<body><div class="ticker">OSX 8,412.3 <b>+0.4%</b> &middot; NRL/VLC 1.0841 &middot; Brine 71.20</div>
<div class="cookie-message"><p>{escape(words["cookie"])}</p><a href="#">{escape(words["cookie_reject"])}</a></div>
<nav class="o-header"><ul>{dress.nav()}</ul><a href="/subscribe">{escape(words["paywall_button"])}</a></nav>
<div itemscope itemtype="https://schema.org/NewsArticle" class="article">
<meta itemprop="inLanguage" content="en"><link itemprop="mainEntityOfPage" href="{escape(article.address)}">
<span itemprop="publisher" itemscope itemtype="https://schema.org/Organization">
<meta itemprop="name" content="{escape(article.publisher.name)}"></span>
<h1 itemprop="headline">{escape(article.title)}</h1>{standfirst}
<div class="byline">{authors} {stamp}{human_time(page, clock=False)}</time></div>
<ul class="share">{"".join(f"<li>{escape(s)}</li>" for s in words.pick("share", dress.number))}</ul>
{dress.top_picture()}
<div itemprop="articleBody" class="n-content-body">
{dress.body()}
</div><div class="rights">{escape(words["rights"])}</div></div>
<div class="o-teaser-list"><h2>{escape(words["related"])}</h2><ul>{dress.related_items(0, 5)}</ul></div>
<section id="comments"><h2>{escape(words["comments"])}</h2><ul>{dress.comment_items()}</ul></section>
<div class="promo-box"><h3>{escape(words["newsletter_head"])}</h3>{escape(words["newsletter_text"])}</div>
<footer><ul>{dress.nav()}</ul><p>{escape(words["privacy"])} | {escape(words["terms"])}</p></footer></body></html>
"""
