"""A site of another age: tables for layout, FONT tags, capital letters, a legacy charset, no machine-readable data."""

from __future__ import annotations

from html import escape

from octavo.edition.layouts.dress import Dress
from octavo.edition.layouts.pieces import bylines, feed_links, human_time
from octavo.edition.records import Page, Picture


class _Tables(Dress):
    def paragraph(self, inner: str) -> str:
        return f'<P ALIGN=JUSTIFY><FONT FACE="Verdana" SIZE=2>{inner}</FONT>'

    def broken(self, first: str, junk: str, second: str) -> str:
        return f'<P ALIGN=JUSTIFY><FONT FACE="Verdana" SIZE=2>{first}{junk}{second}</FONT>'

    def heading(self, inner: str, level: int) -> str:
        return f"<P><FONT SIZE={6 - level}><B>{inner}</B></FONT></P>"

    def figure(self, picture: Picture) -> str:
        image = f'<IMG SRC="{escape(picture.address)}" ALT="{escape(picture.alt)}" WIDTH=400 BORDER=0>'
        return (
            f"<TABLE ALIGN=RIGHT WIDTH=410><TR><TD>{image}<TR><TD><FONT SIZE=1>{self.caption(picture)}</FONT></TABLE>"
        )

    def promo(self) -> str:
        label, *ads, remove = (escape(string) for string in self.words.pick("promo", self.number))
        rows = "".join(f"<TR><TD><A HREF='http://ads.example/'>{ad}</A></TD></TR>" for ad in ads)
        return f"<TABLE BORDER=1 WIDTH=300 ALIGN=LEFT><TR><TD>{label}</TD></TR>{rows}<TR><TD>{remove}</TD></TR></TABLE>"

    def also_read(self, headline: str) -> str:
        return f"<P><B>{escape(self.words['also_read'])}: <A HREF='/news.asp?id=1'>{headline}</A></B>"


def render(page: Page) -> str:
    """The article's page."""
    dress, article, words = _Tables(page), page.article, page.words
    name = escape(article.publisher.name)
    menu = dress.nav().replace("<li>", "<TR><TD BGCOLOR=#DDDDEE>").replace("</li>", "</TD></TR>")
    by = f"<I>{escape(words['by'])} {bylines(article, 'and')}</I>" if article.source.authors else ""
    lines = f"<B>{escape(article.standfirst)}</B><BR>" if article.standfirst else ""
    return f"""<HTML><HEAD><META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset={article.publisher.charset}">
<TITLE>{name} - {escape(article.title)}</TITLE>
<META NAME="keywords" CONTENT="{escape(", ".join(article.source.keywords))}">
<LINK REL="canonical" HREF="{escape(article.address)}">
{feed_links(article.publisher)}</HEAD>
<BODY BGCOLOR=#FFFFFF TOPMARGIN=0><TABLE WIDTH=980 CELLPADDING=4><TR><TD COLSPAN=3><FONT SIZE=6><B>{name}</B></FONT>
<BR><FONT SIZE=1>{escape(article.publisher.tagline)} | {escape(words["contact"])} | {escape(words["search"])}</FONT>
</TD></TR>
<TR VALIGN=TOP><TD WIDTH=140><TABLE>{menu}</TABLE><FONT SIZE=1>{escape(words["hours"])}</FONT></TD>
<TD WIDTH=600><FONT SIZE=1>{human_time(page, weekday=True)}</FONT><BR><FONT SIZE=5><B>{escape(article.title)}</B>
</FONT><BR>
{by}<HR>{lines}{dress.top_picture()}
{dress.body()}
<HR><FONT SIZE=1>{dress.share()}</FONT></TD>
<TD WIDTH=200><FONT SIZE=2><B>{escape(words["most_read"])}</B><UL>
{dress.related_items(0, 6)}{dress.filler_items()}</UL></FONT>
<FONT SIZE=1>{escape(words["ad"])}</FONT></TD></TR>
<TR><TD COLSPAN=3><CENTER><FONT SIZE=1>{escape(words["rights"])} {name}</FONT></CENTER></TD></TR></TABLE></BODY></HTML>
"""
