from time import process_time

import pytest
from facts import facts_of

from octavo.engine.extraction.headline import without_site


def title_of(body, head="", **more):
    return facts_of(body, head, **more)[0]


TITLE = "<title>Ports reopen after the strike | Harbour Post</title>"


@pytest.mark.parametrize(
    ("body", "head", "expected"),
    [
        ("<h1>Ports reopen after the strike</h1>", TITLE, "Ports reopen after the strike"),
        # the site's name is the first heading, the headline the second
        ("<h1><a href='/'>Harbour Post</a></h1><h2>Ports reopen after the strike</h2>", TITLE,
         "Ports reopen after the strike"),
        ("<header class=site-header><h1 class=site-title>News of the coast</h1></header>"
         "<article><h1>Ports reopen after the strike</h1></article>", TITLE, "Ports reopen after the strike"),
        # the page's own words before those for search engines
        ("<article><h1>The cranes move again at Osterhaven</h1></article>",
         "<meta property='og:title' content='Osterhaven: cranes move again — what it means'>",
         "The cranes move again at Osterhaven"),
        # no heading at all
        ("<p>Text</p>", TITLE, "Ports reopen after the strike"),
        ("<div class='entry-title'>Ports reopen after the strike</div>", "<title>Harbour Post</title>",
         "Ports reopen after the strike"),
        # kickers and soft hyphens
        ("<h1><span class=kicker>Strike</span> Ports re&shy;open after the strike</h1>", TITLE,
         "Ports reopen after the strike"),
        ("<h1>Local News | Ports reopen after the strike</h1>",
         "<meta property='og:title' content='Ports reopen after the strike'>", "Ports reopen after the strike"),
        # letters in elements of their own
        ("<h1>Ports re<b>o</b>pen after the strike</h1>", TITLE, "Ports reopen after the strike"),
        # other scripts
        ("<h1>港口罢工后重新开放</h1>", "<title>港口罢工后重新开放-海港邮报</title>", "港口罢工后重新开放"),
        ("<h1>बंदरगाह फिर खुले</h1>", "<title>बंदरगाह फिर खुले | समाचार</title>", "बंदरगाह फिर खुले"),
        ("<h1>عودة العمل في الميناء</h1>", "<title>عودة العمل في الميناء - الأخبار</title>", "عودة العمل في الميناء"),
        ("<h1>Порт снова открыт</h1>", "<title>Порт снова открыт — Новости</title>", "Порт снова открыт"),
    ],
)  # fmt: skip
def test_the_headline_is_what_the_page_shows(body, head, expected):
    assert title_of(body, head) == expected


def test_headings_of_other_articles_are_not_the_headline():
    body = (
        "<div class=related><h2>Bread prices rise</h2><h2>Trains late again</h2></div>"
        "<main><h2>Ports reopen after the strike</h2></main>"
    )
    assert title_of(body, TITLE) == "Ports reopen after the strike"


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("Ports reopen - Harbour Post", "Ports reopen"),
        ("Harbour Post: Ports reopen", "Harbour Post: Ports reopen"),
        ("Harbour Post | Ports reopen today", "Ports reopen today"),
        ("Ports reopen - and close again", "Ports reopen - and close again"),
        ("Ports reopen", "Ports reopen"),
    ],
)
def test_the_sites_name_is_cut_off(title, expected):
    assert without_site(title, frozenset(["harbourpost"])) == expected


def test_the_address_alone_is_no_title():
    assert title_of("<p>Text</p>") == ""


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("<div class=post-date>" * 20_000 + "5 March 2026 " * 100_000, ""),
        ("<div class=author>" * 20_000 + "Ines Marlow " * 100_000, ""),
        ("<h2>Ports</h2>" * 100_000, ""),
        (f"<p class='{'author-' * 300_000}'>Ines Marlow</p>", ""),
        ("", f"<title>{'港口_海港' * 200_000}</title>"),
        ("", "<script type='application/ld+json'>{" + "\n" * 1_000_000 + '"@type": "NewsArticle", </script>'),
    ],
)
def test_hostile_pages_take_bounded_time(body, head):
    started = process_time()
    facts_of(body, head)
    assert process_time() - started < 3
