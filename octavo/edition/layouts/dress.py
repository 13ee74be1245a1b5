"""The common way from nodes to HTML; every layout overrides the parts in which its site differs."""

from __future__ import annotations

import re
from datetime import datetime, timedelta
from html import escape

from octavo.edition.layouts.pieces import iso
from octavo.edition.records import Article, Junk, Node, Page, Picture, Post, Prose, Span, Spans, Table

_EMPTY_GIF = "data:image/gif;base64,R0lGODlhAQABAAAAACw="
_AMOUNT = re.compile(r"(?<![\w&#;])(\d[\d.,]*\s\w+)")


class Dress:
    """Draws the body of one page. Methods return HTML; texts are escaped here and nowhere else."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.article = page.article
        self.words = page.words
        self.number = page.article.number

    def body(self) -> str:
        """All nodes of the page in order."""
        return "\n".join(self._node(node) for node in self.article.nodes)

    def _node(self, node: Node) -> str:
        if isinstance(node, Prose):
            return self._prose(node)
        if isinstance(node, Table):
            return self.table(node)
        if isinstance(node, Picture):
            return self.figure(node)
        if isinstance(node, Post):
            return self.post(self.posted(node))
        return self._junk(node)

    def _prose(self, node: Prose) -> str:
        if node.kind == "heading":
            return self.heading(self.spans(node.lines[0]), node.level)
        if node.kind == "quote":
            return self.quote(self.spans(node.lines[0]))
        if node.kind == "list":
            tag = "ol" if node.ordered else "ul"
            return self.items(tag, [self.spans(line) for line in node.lines])
        return self._paragraph(node.lines[0])

    def _paragraph(self, spans: Spans) -> str:
        at = next((index for index, span in enumerate(spans) if span.is_break), None)
        if at is None:
            drawn = self.paragraph(self.spans(spans))
        else:
            junk = self.promo() if spans[at].style == "promo" else self.lead()
            drawn = self.broken(self.spans(spans[:at]), junk, self.spans(spans[at + 1 :]))
        return self.lazy(drawn) if "lazy" in self.article.faults else drawn

    def _junk(self, node: Junk) -> str:
        draw = {
            "newsletter": self.newsletter, "gallery": self.gallery, "share": self.share, "promo": self.promo,
            "paywall": self.paywall, "teaser": self.teaser, "video": self.video,
        }  # fmt: skip
        return self.also_read(self.headline(node)) if node.kind == "also-read" else draw[node.kind]()

    # ------------------------------------------------------------ running text

    def spans(self, spans: Spans) -> str:
        return "".join(self._span(span) for span in spans)

    def _span(self, span: Span) -> str:
        text = escape(span.text, quote=False)
        if "nobr" in self.article.faults:
            text = _AMOUNT.sub(r"<nobr>\1</nobr>", text)
        if span.address:
            return self.link(text, span.address)
        if span.is_break:
            return self.promo()
        return f"<strong>{text}</strong>" if span.style == "b" else f"<em>{text}</em>" if span.style == "i" else text

    def link(self, text: str, address: str) -> str:
        return f'<a href="{escape(address)}">{text}</a>'

    def paragraph(self, inner: str) -> str:
        return f"<p>{inner}</p>"

    def broken(self, first: str, junk: str, second: str) -> str:
        """A paragraph with junk in mid-sentence; browsers close `<p>` at the first block inside it."""
        return f"<p>{first}{junk}{second}</p>"

    def heading(self, inner: str, level: int) -> str:
        return f"<h{level}>{inner}</h{level}>"

    def quote(self, inner: str) -> str:
        return f"<blockquote><p>{inner}</p></blockquote>"

    def items(self, tag: str, items: list[str]) -> str:
        return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"

    def table(self, table: Table) -> str:
        head, *rows = [[escape(cell, quote=False) for cell in row] for row in table.rows]
        drawn = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
        return (
            f"<table><thead><tr>{''.join(f'<th>{cell}</th>' for cell in head)}</tr></thead><tbody>{drawn}</tbody>"
            f"</table>"
        )

    def lazy(self, drawn: str) -> str:
        return f'<div class="lazyload-wrapper" data-lazy-component="text" style="min-height:1px">{drawn}</div>'

    # ------------------------------------------------------------ pictures

    def lead(self) -> str:
        """The lead picture wherever it stands; '' without one."""
        image = self.article.image
        return self.figure(image) if image else ""

    def top_picture(self) -> str:
        """The lead picture at the top, unless it is spliced into a paragraph."""
        return "" if "caption-spliced" in self.article.faults else self.counter() + self.lead()

    def counter(self) -> str:
        """The picture counter of a gallery."""
        if "gallery-counter" not in self.article.faults:
            return ""
        return f'<div class="gallery-count"><span>1/{7 + self.number % 6}</span> {escape(self.words["gallery"])}</div>'

    def figure(self, picture: Picture) -> str:
        return f"<figure>{self.image(picture)}<figcaption>{self.caption(picture)}</figcaption></figure>"

    def image(self, picture: Picture) -> str:
        if "lazy" in self.article.faults:
            return (
                f'<img class="lazy" src="{_EMPTY_GIF}" data-src="{escape(picture.address)}" '
                f'alt="{escape(picture.alt)}"><noscript><img src="{escape(picture.address)}" alt=""></noscript>'
            )
        return f'<img src="{escape(picture.address)}" alt="{escape(picture.alt)}" width="1200" height="675">'

    def caption(self, picture: Picture) -> str:
        credit = f' <span class="credit">{escape(picture.credit)}</span>' if picture.credit else ""
        return escape(picture.caption or "", quote=False) + credit

    # ------------------------------------------------------------ furniture in the body

    def promo(self) -> str:
        label, *ads, remove = (escape(string) for string in self.words.pick("promo", self.number))
        cards = "".join(f'<a href="https://ads.example/c/{self.number}" rel="sponsored">{ad}</a> ' for ad in ads)
        return f'<div class="promoted"><span class="label">{label}</span>{cards}<button>{remove}</button></div>'

    def newsletter(self) -> str:
        words = self.words
        return (
            f'<div class="newsletter-signup"><h4>{escape(words["newsletter_head"])}</h4>'
            f"<p>{escape(words['newsletter_text'])}</p><button>{escape(words['newsletter_button'])}</button></div>"
        )

    def headline(self, junk: Junk) -> str:
        """The headline an "Also read" line advertises, escaped."""
        if junk.text:
            return escape(junk.text)
        return escape(self.page.related[0].title if self.page.related else self.words.pick("filler", self.number)[0])

    def also_read(self, headline: str) -> str:
        return (
            f'<p><strong>{escape(self.words["also_read"])}: <a href="/related/{self.number}">{headline}</a>'
            f"</strong></p>"
        )

    def share(self) -> str:
        buttons = "".join(f'<a href="#">{escape(s)}</a> ' for s in self.words.pick("share", self.number))
        return f'<div class="share-bar">{buttons}</div>'

    def gallery(self) -> str:
        total = 4 + self.number % 7
        slides = "".join(
            f'<div class="slide"><span>{index}/{total}</span> {escape(self.words["gallery_caption"])}</div>'
            for index in range(1, 4)
        )
        return f'<div class="gallery">{slides}<a href="#gallery">{escape(self.words["gallery"])}</a></div>'

    def paywall(self) -> str:
        words = self.words
        return (
            f'<div class="subscribe-wall"><h3>{escape(words["paywall_head"])}</h3><p>'
            f"{escape(words['paywall_text'])}</p>"
            f'<a class="button" href="/subscribe">{escape(words["paywall_button"])}</a>'
            f"<p>{escape(words['paywall_note'])}</p></div>"
        )

    def teaser(self) -> str:
        return f'<p><a class="more" href="/app/{self.number}">{escape(self.words["more"])}</a></p>'

    def video(self) -> str:
        return (
            f'<div class="player" data-video="{self.number}"><video poster="" controls src="/video/{self.number}.mp4">'
            f"</video><p>{escape(self.words['video_note'])}</p></div>"
        )

    def post(self, at: datetime) -> str:
        return f'<h3 class="post-time"><time datetime="{iso(at)}">{at:%H:%M}</time></h3>'

    def posted(self, post: Post) -> datetime:
        """When a live blog's post appeared, in the publisher's zone."""
        return live_time(self.article, post, self.page.now)

    # ------------------------------------------------------------ furniture around the body

    def nav(self) -> str:
        """Links to all sections, twice as many as anyone needs."""
        first = f'<li><a href="/">{escape(self.words["home"])}</a></li>'
        return first + "".join(f'<li><a href="/{d}">{escape(n)}</a></li>' for d, n in self.words.desks.items())

    def related_items(self, start: int = 0, count: int = 4) -> str:
        found = self.page.related[start : start + count]
        return "".join(f'<li><a href="{escape(a.address)}">{escape(a.title)}</a></li>' for a in found)

    def filler_items(self) -> str:
        found = self.words.pick("filler", self.number)
        return "".join(f'<li><a href="/x/{self.number}">{escape(text)}</a></li>' for text in found)

    def comment_items(self) -> str:
        voices = [self.words.pick("comments", self.number + n) for n in range(2)]
        return "".join(f"<li><b>{escape(name)}</b> <p>{escape(text)}</p></li>" for name, text in voices)


def live_time(article: Article, post: Post, now: datetime) -> datetime:
    """When a live blog's post appeared: as far from the article's own time as the source says, never after `now`."""
    clock, started = post.clock, article.source.time
    apart = timedelta(hours=clock.hour - started.hour, minutes=clock.minute - started.minute)
    return min(article.published + apart, now.astimezone(article.published.tzinfo).replace(second=0, microsecond=0))
