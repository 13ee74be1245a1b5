"""The AMP twin of an article's page, whatever the site."""

from __future__ import annotations

from html import escape

from octavo.edition.layouts.dress import Dress
from octavo.edition.layouts.pieces import bylines, human_time, json_ld
from octavo.edition.records import Page, Picture


class _Amp(Dress):
    def image(self, picture: Picture) -> str:
        return (
            f'<amp-img src="{escape(picture.address)}" alt="{escape(picture.alt)}" width="1200" height="675" '
            'layout="responsive"></amp-img>'
        )

    def lazy(self, drawn: str) -> str:
        return drawn

    def promo(self) -> str:
        label, *ads, remove = (escape(string) for string in self.words.pick("promo", self.number))
        return f'<amp-embed type="adspring"><div placeholder>{label} {" ".join(ads)} {remove}</div></amp-embed>'


def render(page: Page) -> str:
    """The article's AMP page; its canonical address is the ordinary page."""
    dress, article, words = _Amp(page), page.article, page.words
    standfirst = f"<p class='lead'>{escape(article.standfirst)}</p>" if article.standfirst else ""
    return f"""<!doctype html><html amp lang="{article.publisher.language}"><head><meta charset="utf-8">
<title>{escape(article.title)}</title><link rel="canonical" href="{escape(article.address)}">
<meta name="viewport" content="width=device-width,minimum-scale=1">{json_ld(article)}
<style amp-boilerplate>body{{visibility:hidden}}</style></head><body>
<amp-sidebar id="menu"><ul>{dress.nav()}</ul></amp-sidebar><header><a href="/">{escape(article.publisher.name)}</a>
</header>
<article><h1>{escape(article.title)}</h1>{standfirst}<p class="by">{bylines(article, "&amp;")} {human_time(page)}</p>
{dress.top_picture()}
{dress.body()}
</article><amp-consent><div>{escape(words["cookie"])}</div></amp-consent>
<section class="more"><h2>{escape(words["related"])}</h2><ul>{dress.related_items(0, 4)}</ul></section>
<footer>{escape(words["rights"])}</footer></body></html>
"""
