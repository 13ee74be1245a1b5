"""A news portal: the headline in two sizes, spans with styles in every paragraph, boxes that interrupt."""

from __future__ import annotations

from html import escape

from octavo.edition.layouts.dress import Dress
from octavo.edition.layouts.pieces import bylines, feed_links, human_time, json_ld, link_tags, open_graph
from octavo.edition.records import Page, Picture


class _Portal(Dress):
    def paragraph(self, inner: str) -> str:
        return f'<p><span style="font-size:18px;color:#222">{inner}</span>&nbsp;</p>'

    def broken(self, first: str, junk: str, second: str) -> str:
        return f'<p><span style="font-size:18px;color:#222">{first}</span></p>{junk}<p><span>{second}</span>&nbsp;</p>'

    def promo(self) -> str:
        label, *ads, remove = (escape(string) for string in self.words.pick("promo", self.number))
        cells = "".join(f'<div class="tbl-item"><a href="//ads.example/{self.number}">{ad}</a></div>' for ad in ads)
        return f'<div id="adspring-mid" class="trc_box"><div>{label}</div>{cells}<div>{remove}</div></div>'

    def figure(self, picture: Picture) -> str:
        return (
            f'<div class="storyimg"><span>{self.image(picture)}</span><span class="cap">'
            f"{self.caption(picture)}</span></div>"
        )

    def also_read(self, headline: str) -> str:
        return (
            f'<p><strong>{escape(self.words["also_read"])}: </strong><a href="/story/{self.number}.html">'
            f"<strong>{headline}</strong></a></p>"
        )


def render(page: Page) -> str:
    """The article's page."""
    dress, article, words = _Portal(page), page.article, page.words
    publisher = article.publisher
    strip = "".join(f'<a class="hot" href="{escape(a.address)}">{escape(a.title)}</a>' for a in page.related[:3])
    summary = f'<h2 class="summary">{escape(article.standfirst)}</h2>' if article.standfirst else ""
    tags = " ".join(f"<a href='/tag'>{escape(tag)}</a>" for tag in article.source.keywords)
    return f"""<!DOCTYPE html><html lang="{publisher.language}"><head><meta charset="{publisher.charset}">
<title>{escape(article.title)} | {escape(publisher.name)}</title>
<meta name="keywords" content="{escape(",".join(article.source.keywords))}">
{link_tags(article)}{open_graph(article)}{feed_links(publisher)}{json_ld(article)}</head><body>
<div class="adtop">{escape(words["ad"])}</div><div class="hdr"><a href="/">{escape(publisher.name)}</a><ul>
{dress.nav()}</ul></div>
<div class="hotstrip">{strip}</div>
<section class="story"><div class="bread"><a href="/">
{escape(words["home"])}</a> &gt; <a href="/{article.source.desk}">{escape(words.desks[article.source.desk])}</a></div>
<h1>{escape(article.title)}</h1>{summary}
<div class="auth">{escape(words["by"])} <b>
{bylines(article, "/")}</b> | {escape(words["updated"])} {human_time(page)}</div>
<div class="soc">{dress.share()}</div>
{dress.top_picture()}
<div class="story-detail" id="sp-body">
{dress.body()}
<div class="follow-box">{escape(words["follow"])}</div>
</div>
<div class="tagsbox">{escape(words["tags"])} {tags}</div>
<div class="newsletter"><p>{escape(words["newsletter_head"])}</p><p>{escape(words["newsletter_text"])}</p></div>
</section>
<section class="rhs"><h4>{escape(words["most_read"])}</h4><ul>{dress.related_items(0, 6)}{dress.filler_items()}</ul>
</section>
<section class="cmt"><h4>{escape(words["comments"])}</h4><ul>{dress.comment_items()}</ul></section>
<div class="ftr"><ul>{dress.nav()}</ul><p>{escape(words["rights"])}</p></div>
<div class="ck">{escape(words["cookie"])}<button>{escape(words["cookie_accept"])}</button></div></body></html>
"""
