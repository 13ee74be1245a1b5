from octavo.engine.parsing import find_feeds, guess_feeds, guess_sitemaps

PAGE = """<html><head><base href="https://paper.example/en/">
<link rel="stylesheet" type="application/rss+xml" href="/style.css">
<link rel="alternate" type="application/rss+xml" title="Paper &raquo; Comments" href="/comments/feed/">
<link rel="alternate" hreflang="fr" href="https://paper.example/fr/">
<link rel="alternate" type="application/json" href="/wp-json/pages/1">
<link rel="alternate" type="application/rss+xml; charset=utf-8" title="Paper &amp; News" href="feed.xml">
<link rel="ALTERNATE" type="application/atom+xml" href="//paper.example/atom">
<link rel="alternate" type="application/feed+json" href="/feed.json"></head>
<!-- <link rel="alternate" type="application/rss+xml" href="/old.xml"> --><script>"<a href=/feed>"</script>
<body><a href="https://elsewhere.example/rss.xml">their RSS</a>
<a class=x href=/sport/rss>Sport</a><a href="javascript:feed">x</a>
<a href="/news?format=rss">News</a><a href="/stories/the-rss-war">A story</a><a href="/feed.xml#top">again</a>
<a href="mailto:feed@paper.example">mail</a></body></html>"""


def test_the_feeds_of_a_page_best_first():
    links = find_feeds(PAGE.encode(), "https://paper.example/en/index.html")
    assert [link.address.removeprefix("https://") for link in links] == [
        "paper.example/en/feed.xml",
        "paper.example/atom",
        "paper.example/feed.json",
        "paper.example/sport/rss",
        "paper.example/news?format=rss",
        "paper.example/feed.xml#top",
        "elsewhere.example/rss.xml",
        "paper.example/comments/feed/",
    ]
    assert links[0].title == "Paper & News"
    assert links[3].title == "Sport"
    assert {link.homepage for link in links} == {"https://paper.example/en/index.html"}


def test_nothing_is_found_in_nothing():
    empty = (b"", b"plain", b"\x00\xff\xfe" * 50, b"<p>no feed</p>", b"<a href='http://['>rss</a>")
    hostile = (b"<div>" * 500_000, b"<a " * 500_000, b"<!--" * 500_000, b"<link x=" * 300_000, b"<a " + b"x=" * 10**6)
    for body in (*empty, *hostile):
        assert find_feeds(body, "https://paper.example/") == ()


def test_usual_places():
    assert guess_feeds("https://paper.example/sport/?x=1")[:3] == (
        "https://paper.example/sport/feed",
        "https://paper.example/sport/rss.xml",
        "https://paper.example/feed",
    )
    assert guess_feeds("https://paper.example")[0] == "https://paper.example/feed"
    assert "https://paper.example/news-sitemap.xml" in guess_sitemaps("https://paper.example/a/b")
