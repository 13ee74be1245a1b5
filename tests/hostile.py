"""Pages made to break their reader, by name: each is built when it is asked for."""

from __future__ import annotations

from collections.abc import Callable

from octavo.engine.records import FeedItem

HEAD = "<!doctype html><html lang=en><head><title>Ports reopen</title></head><body>"
TEXT = "The pilots of Osterhaven went back to work on Thursday after three days in which no ship entered the harbour. "
PROSE = f"<article><h1>Ports reopen</h1>{f'<p>{TEXT}</p>' * 5}</article>"


def page(inside: str, head: str = "") -> bytes:
    """A page with an article, and with something else before and after it."""
    return f"{HEAD.replace('</head>', head + '</head>')}{inside}{PROSE}{inside[:1000]}".encode("utf-8", "surrogatepass")


def _nested(tag: str, count: int = 200_000) -> bytes:
    return page(f"<{tag}>" * count + TEXT)


def _json_ld(value: str) -> bytes:
    return page("", f'<script type="application/ld+json">{value}</script>')


_FORMATS = "<a href=/x><b><i><u><font>"
_ENTRY = '{"@type":"NewsArticle","headline":"Ports","author":{"name":"Ann Lee"}}'

PAGES: dict[str, Callable[[], bytes]] = {
    # size
    "20 MB of paragraphs": lambda: page(f"<p>{TEXT}</p>" * (20_000_000 // 117)),
    "20 MB of text in one block": lambda: page(f"<p>{TEXT * (20_000_000 // len(TEXT))}"),
    "20 MB of angle brackets": lambda: page("<p>" + "<" * 20_000_000),
    "one word": lambda: page("<p>" + "a" * 5_000_000),
    "spaces": lambda: page("<p>" + " " * 5_000_000),
    "comments": lambda: page("<!-- - -->" * 500_000),
    "an unclosed comment": lambda: page("<!--" + "-" * 5_000_000),
    "an unclosed script": lambda: page("<script>" + "</scrip" * 700_000),
    "entities": lambda: page("<p>" + "&amp;&#x1F600;" * 350_000),
    "words of another alphabet": lambda: page("<p>" + "हाथी " * 300_000),
    # nesting
    **{f"200,000 nested {tag}": lambda tag=tag: _nested(tag) for tag in (
        "div", "span", "table", "ul", "blockquote", "p", "b", "a href=/x", "section", "ul><li", "table><tr><td",
        "dl><dd", "x-y", "svg", "math", "template", "select", "button", "figure", "noscript", "form", "h2", "nobr",
        "ruby", "object",
    )},
    "unclosed formatting in many paragraphs": lambda: page(f"<p>{_FORMATS}word" * 20_000),
    "formatting closed in the wrong order": lambda: page("<b><p><i><div></b>word</i>" * 20_000),
    "links within links": lambda: page("<a href=/x><div><a href=/y><p>word" * 20_000),
    "tables in the wrong places": lambda: page("<table><b><tr>word<td><table></tr>" * 10_000),
    "closing tags that close nothing": lambda: page("</p></div></b></br>" * 200_000),
    # attributes
    "an attribute of 2 MB": lambda: page(f'<div title="{"a " * 1_000_000}"><p>{TEXT}</div>'),
    "a class of 2 MB": lambda: page(f'<div class="{"a" * 2_000_000}"><p>{TEXT}</p></div>'),
    "a class of a million words": lambda: page(f'<div class="{"ad-a " * 400_000}"><p>{TEXT}</p></div>' * 3),
    "a style of 2 MB": lambda: page(f'<p style="{"display " * 250_000}">{TEXT}'),
    "an address of 2 MB": lambda: page(
        f'<p>{TEXT}<a href="/{"../" * 700_000}">{TEXT}</a><img src="/{"a/" * 1_000_000}">'
    ),
    "100,000 attributes": lambda: page(f"<div {' '.join(f'a{n}=1' for n in range(100_000))}><p>{TEXT}</div>"),
    "a srcset of 2 MB": lambda: page(f'<p>{TEXT}<img srcset="{"/a.jpg 100w, " * 150_000}">'),
    "a date of 1 MB": lambda: page(f'<time datetime="{"2" * 1_000_000}">{"1 " * 500_000}</time><p>{TEXT}'),
    # numbers
    "a million tiny elements": lambda: page("<i>a</i>" * 1_000_000),
    "a million empty elements": lambda: page("<br><wbr>" * 500_000),
    "500,000 links": lambda: page("<a href=/x>a</a> " * 500_000),
    "100,000 paragraphs of a word": lambda: page("<p>word" * 100_000),
    "100,000 headings": lambda: page("<h2>Ports reopen</h2>" * 100_000),
    "100,000 paragraphs alike": lambda: page(f"<p>{TEXT}</p>" * 50_000),
    "100,000 quotations": lambda: page(f"<blockquote>{TEXT}</blockquote>" * 50_000),
    "100,000 pictures": lambda: page("<figure><img src=/a.jpg><figcaption>A ship</figcaption></figure>" * 50_000),
    "100,000 furniture boxes": lambda: page("<div class=share><p>Share</p></div>" * 100_000),
    "100,000 rows": lambda: page("<table>" + "<tr><td>1<td>2<td><a href=/x>3</a>" * 100_000),
    "100,000 columns": lambda: page("<table><tr>" + "<td>1" * 100_000 + "<tr>" + "<td>2" * 100_000),
    "100,000 items": lambda: page("<ul>" + "<li>one <a href=/x>two</a>" * 100_000),
    "100,000 bylines": lambda: page("<p class=byline>By Ann Lee</p>" * 100_000),
    "100,000 dates": lambda: page("<time class=date>5 March 2026</time>" * 100_000),
    "100,000 metas": lambda: page("", '<meta property="og:title" content="Ports">' * 100_000),
    "100,000 posts": lambda: page('<blockquote class="twitter-tweet"><a href="/status/1">x</a></blockquote>' * 30_000),
    # data
    "nested JSON": lambda: _json_ld("[" * 900_000),
    "nested JSON, closed": lambda: _json_ld('{"a":' * 100_000 + "1" + "}" * 100_000),
    "a graph within a graph": lambda: _json_ld('{"@graph":[' * 900 + _ENTRY + "]}" * 900),
    "a million articles in JSON": lambda: _json_ld(f"[{','.join([_ENTRY] * 25_000)}]"),
    "10,000 scripts of JSON": lambda: page("", f'<script type="application/ld+json">{_ENTRY}</script>' * 10_000),
    "a number of 1 MB in JSON": lambda: _json_ld(f'{{"@type":"NewsArticle","wordCount":{"1" * 1_000_000}}}'),
    "a body of 1.9 MB in JSON": lambda: _json_ld(f'{{"@type":"NewsArticle","articleBody":"{TEXT * 17_000}"}}'),
    "authors of 1.9 MB in JSON": lambda: _json_ld(f'{{"@type":"NewsArticle","author":"{"Ann Lee, " * 200_000}"}}'),
    # text
    "a title of 5 MB": lambda: page("").replace(b"<title>", b"<title>" + b"Ports reopen | " * 333_000, 1),
    "a headline of 5 MB": lambda: page(f"<h1>{'Ports reopen ' * 380_000}</h1>"),
    "a byline of 5 MB": lambda: page(f"<p class=byline>By {'Ann Lee and ' * 400_000}</p>"),
    "a caption of 5 MB": lambda: page(
        f"<figure><img src=/a.jpg><figcaption>{'A (AP Photo/ ' * 400_000}</figcaption></figure>"
    ),
    "a description of 5 MB": lambda: page("", f'<meta name=description content="{TEXT * 45_000}">'),
    "NUL bytes": lambda: page("<p>" + "\0" * 5_000_000 + "<p\0>a\0b"),
    "unpaired surrogates": lambda: page(f"<p>{TEXT}&#xD800;\ud800\udfff &#xDFFF;" * 1000),
    "broken UTF-16": lambda: b"\xff\xfe" + page("").decode().encode("utf-16-le")[:-1] + b"\xd8\x00\xd8",
    "UTF-16 without a mark, odd": lambda: b"\0" + page("").decode().encode("utf-16-le") * 50,
    "bytes of no encoding": lambda: page("").replace(b"ports", b"\x80\xff\xfe") + bytes(range(128, 256)) * 40_000,
    "mojibake of 5 MB": lambda: page("<p>" + "Ã©â€™Ã " * 400_000),
    "seven-bit shifts": lambda: b'<meta charset="iso-2022-jp">' + b"\x1b$B" * 1_000_000 + page(""),
}  # fmt: skip

# What a feed may hold: read in the worker itself.
FEEDS: dict[str, Callable[[], FeedItem]] = {
    name: lambda markup=markup: FeedItem(guid="1", link=None, title="Ports reopen", content=markup())
    for name, markup in {
        "200,000 nested div": lambda: "<div>" * 200_000 + TEXT,
        "200,000 nested quotations": lambda: "<blockquote>" * 200_000 + TEXT,
        "unclosed formatting": lambda: f"<p>{_FORMATS}word" * 20_000,
        "5 MB of text": lambda: f"<p>{TEXT * 45_000}",
        "100,000 attributes": lambda: f"<p {' '.join(f'a{n}=1' for n in range(100_000))}>{TEXT}",
        "escaped tags": lambda: "&lt;p" * 1_000_000,
    }.items()
}
