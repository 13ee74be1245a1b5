"""A script-built site: divs with hashed class names and nothing else, its data again in a script."""

from __future__ import annotations

import json
from html import escape

from octavo.edition.layouts.dress import Dress
from octavo.edition.layouts.pieces import bylines, feed_links, hashed, human_time, json_ld, link_tags, open_graph
from octavo.edition.records import Page, Picture


def _div(name: str, inner: str) -> str:
    return f'<div class="{hashed(name)} {hashed(name + "x")}">{inner}</div>'


class _Soup(Dress):
    def paragraph(self, inner: str) -> str:
        return _div("text", f'<p class="{hashed("p")}">{inner}</p>')

    def broken(self, first: str, junk: str, second: str) -> str:
        return _div("text", f'<p class="{hashed("p")}">{first}{junk}{second}</p>')

    def heading(self, inner: str, level: int) -> str:
        return _div("text", f'<h{level} class="{hashed("h")}"><span>{inner}</span></h{level}>')

    def promo(self) -> str:
        label, *ads, remove = (escape(string) for string in self.words.pick("promo", self.number))
        return _div("ad", f"<span>{label}</span><span>{'</span><span>'.join(ads)}</span><span>{remove}</span>")

    def figure(self, picture: Picture) -> str:
        counter = self.words["gallery"] if "gallery-counter" in self.article.faults else ""
        return _div("fig", self.image(picture) + _div("cap", self.caption(picture)) + _div("cnt", escape(counter)))

    def newsletter(self) -> str:
        words = self.words
        return _div("nl", f"<p>{escape(words['newsletter_head'])}</p><p>{escape(words['newsletter_text'])}</p>")

    def also_read(self, headline: str) -> str:
        return _div(
            "text", f"<p>{escape(self.words['also_read'])}: <a href='/r/{self.number}'><b>{headline}</b></a></p>"
        )


def render(page: Page) -> str:
    """The article's page."""
    dress, article, words = _Soup(page), page.article, page.words
    teasers = "".join(
        _div("card", f'<a href="{escape(a.address)}"><h3>{escape(a.title)}</h3></a><p>{escape(a.standfirst or "")}</p>')
        for a in page.related[:5]
    )
    state = {"page": "article", "id": article.number, "related": [a.title for a in page.related[:3]], "ads": True}
    data = json.dumps(state, ensure_ascii=False).replace("</", "<\\/")
    top = _div("h", f"<h1>{escape(article.title)}</h1>") + _div("sf", escape(article.standfirst or ""))
    meta = _div("by", f"{escape(words['by'])} {bylines(article, '+')}") + _div("dt", human_time(page, weekday=True))
    body = _div("bd", dress.top_picture() + dress.body())
    return f"""<!doctype html><html lang="{article.publisher.language}"><head><meta charset="{
        article.publisher.charset
    }">
<title>{escape(article.title)}</title>{link_tags(article)}{open_graph(article)}{feed_links(article.publisher)}{
        json_ld(article)
    }
<script>window.__STATE__={data};</script></head><body><div id="root">
{_div("cookie", f"<span>{escape(words['cookie'])}</span><button>{escape(words['cookie_accept'])}</button>")}
{_div("top", f'<a href="/">{escape(article.publisher.name)}</a>{_div("nav", f"<ul>{dress.nav()}</ul>")}')}
{
        _div(
            "grid",
            _div(
                "col",
                top
                + meta
                + _div("sh", dress.share())
                + body
                + _div("tags", " ".join(map(escape, article.source.keywords))),
            )
            + _div("rail", _div("rt", escape(words["most_read"])) + teasers + _div("app", escape(words["app"]))),
        )
    }
{_div("cm", f"<h2>{escape(words['comments'])}</h2><ul>{dress.comment_items()}</ul>")}
{_div("more", f"<h2>{escape(words['related'])}</h2><ul>{dress.related_items(1, 6)}{dress.filler_items()}</ul>")}
{_div("foot", f"<ul>{dress.nav()}</ul><span>{escape(words['rights'])}</span>")}
</div></body></html>
"""
