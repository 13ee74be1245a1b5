"""A broadcaster: data-component sections with long class names, live posts, players, a rail of clips."""

from __future__ import annotations

from datetime import datetime
from html import escape

from octavo.edition.layouts.dress import Dress
from octavo.edition.layouts.pieces import bylines, feed_links, human_time, json_ld, link_tags, machine_time, open_graph
from octavo.edition.records import Page, Picture, Post

_KINDS = {"video": "VideoObject", "live": "LiveBlogPosting"}


def _block(kind: str, inner: str) -> str:
    return (
        f'<div data-component="{kind}-block" class="ssrcss-{len(kind)}x-RichTextComponentWrapper ep2nwvo0">'
        f"{inner}</div>"
    )


class _Broadcast(Dress):
    def body(self) -> str:
        if self.article.body_state != "live":
            return super().body()
        posts: list[list[str]] = [[]]
        for node in self.article.nodes:
            if isinstance(node, Post):
                posts.append([])
            posts[-1].append(self._node(node))
        opening, *drawn = ("\n".join(post) for post in posts)
        stream = "".join(f'<li><article class="lx-stream__post-container">{post}</article></li>' for post in drawn)
        return f'{opening}<ol class="lx-stream">{stream}</ol>'

    def paragraph(self, inner: str) -> str:
        return _block("text", f'<p class="ssrcss-1q0x1qg-Paragraph">{inner}</p>')

    def broken(self, first: str, junk: str, second: str) -> str:
        return self.paragraph(first) + junk + self.paragraph(second)

    def heading(self, inner: str, level: int) -> str:
        return _block("subheadline", f"<h{level}>{inner}</h{level}>")

    def promo(self) -> str:
        return _block("ad", super().promo())

    def figure(self, picture: Picture) -> str:
        return _block("image", super().figure(picture))

    def post(self, at: datetime) -> str:
        share = escape(self.words.pick("share", self.number)[0])
        return f'<time datetime="{at.isoformat()}">{at:%H:%M}</time><span class="lx-share">{share}</span>'

    def video(self) -> str:
        return (
            f'<div data-component="media-block"><div class="smp" aria-label="{escape(self.words["watch"])}">'
            f"<span>{escape(self.words['video_note'])}</span></div></div>"
        )


def render(page: Page) -> str:
    """The article's page."""
    dress, article, words = _Broadcast(page), page.article, page.words
    kind = _KINDS.get(article.body_state, "ReportageNewsArticle")
    more = {"name": article.title, "uploadDate": machine_time(article)} if kind == "VideoObject" else {}
    banner = f'<div class="live-banner">{escape(words["live"])}</div>' if article.body_state == "live" else ""
    clips = "".join(f"<li><span>{n + 1}:0{n}</span> {escape(a.title)}</li>" for n, a in enumerate(page.related[:4]))
    standfirst = f"<p><b>{escape(article.standfirst)}</b></p>" if article.standfirst else ""
    return f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>
{escape(article.title)} - {escape(article.publisher.name)}</title>
{link_tags(article)}{open_graph(article)}{feed_links(article.publisher)}{json_ld(article, kind, **more)}</head>
<body><a class="skip" href="#main">{escape(words["home"])}</a><section class="ssrcss-consent"><p>
{escape(words["cookie"])}</p></section>
<header role="banner"><nav><ul>{dress.nav()}</ul></nav></header>
<main id="main"><div class="ssrcss-ArticleWrapper">{banner}
<div data-component="headline-block"><h1 id="main-heading" tabindex="-1">{escape(article.title)}</h1></div>
<div data-component="byline-block"><span class="TextContributorName">{bylines(article, "and")}</span>
<time datetime="{machine_time(article)}">{human_time(page)}</time>{dress.share()}</div>
<div data-component="standfirst">{standfirst}</div>
{dress.top_picture()}
{dress.body()}
<div data-component="topic-list"><h2>{escape(words["tags"])}</h2><ul>
{"".join(f"<li>{escape(k)}</li>" for k in article.source.keywords)}</ul></div>
<div data-component="links-block"><h2>{escape(words["related"])}</h2><ul>{dress.related_items(0, 4)}</ul></div></div>
<aside><h2>{escape(words["watch"])}</h2><ul>{clips}</ul><h2>{escape(words["most_read"])}</h2><ol>
{dress.related_items(2, 5)}{dress.filler_items()}</ol></aside></main>
<footer><p>{escape(words["app"])}</p><p>{escape(words["rights"])}</p></footer></body></html>
"""
