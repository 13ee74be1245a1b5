from datetime import UTC, date, datetime, timedelta

import pytest
from facts import facts_of

from octavo.engine.extraction.dates import date_in_address, find_written, parse_stated
from octavo.engine.extraction.dating import in_own_zone

H1 = "<article><h1>Ports reopen after the strike</h1>"
DAY = date(2026, 3, 5)


def published(body, head="", **more):
    when = facts_of(body, head, **more)[1].published
    return when and when.date()


@pytest.mark.parametrize(
    ("body", "head"),
    [
        ("", "<meta property='article:published_time' content='2026-03-05T14:05:00+01:00'>"),
        ("", "<meta name='DC.date.issued' content='2026-03-05'>"),
        ("", "<meta name=parsely-pub-date content='2026-03-05T14:05:00Z'>"),
        ("", "<meta name=pubdate content='Thu, 05 Mar 2026 14:05:00 GMT'>"),
        ("", "<script type='application/ld+json'>{'broken': , \"@type\": \"NewsArticle\", "
             "\"datePublished\": \"2026-03-05T14:05:00Z\", }</script>"),
        ("", "<script type='application/ld+json'>{\"@graph\": [{\"@type\": \"WebPage\", "
             "\"datePublished\": \"2026-03-05\"}]}</script>"),
        (f"{H1}<span itemprop=datePublished content='2026-03-05'></span>", ""),
        (f"{H1}<time datetime='2026-03-05T08:00'>this morning</time>", ""),
        (f"{H1}<p class=post-date>5 March 2026</p>", ""),
        (f"{H1}<div class=Author_publicationTime__x>2026-03-05T08:10+02:00</div>", ""),
        (f"{H1}<h5><span>2026-03-05</span></h5>", ""),
        (f"{H1}<p>By Ines Marlow</p><p>Osterhaven, 5 March 2026 – Ships began to enter.</p>", ""),
        (f"{H1}<p>wurde am <nobr>5. März</nobr> <b>2026</b> um 10 Uhr</p>", ""),
        (f"<p>5 de marzo de 2026</p>{H1}<p>Los barcos.</p>", ""),
        (f"{H1}<p>05.03.26</p>", ""),
        (f"{H1}<p>05 | 03 | 2026</p>", ""),
        (f"{H1}<p>2026年3月5日 08:10</p>", ""),
        (f"{H1}<p>२०२६ में</p><p>5 मार्च 2026, 14:05 IST</p>", ""),
        (f"{H1}<p>٥ مارس ٢٠٢٦</p>", ""),
        (f"{H1}<p>5 марта 2026 г.</p>", ""),
        (f"{H1}<p>{'Long text. ' * 60}</p></article><p>Erstellt am: 05.03.2026</p>", ""),
    ],
)  # fmt: skip
def test_the_day_is_found(body, head):
    assert published(body or H1, head) == DAY


def test_the_address_dates_a_page_that_says_nothing():
    assert published(H1, address="https://a.example/2026/03/05/ports") == DAY
    assert published(H1, address="https://a.example/news/2026/3/5/ports") == DAY
    assert published(H1, address="https://a.example/a-2026/03/ports") is None


def test_dates_of_other_articles_and_comments_are_not_its_own():
    other = "<aside><time datetime='2026-01-01'>1 January 2026</time></aside>"
    comment = "<div class=comments><time datetime='2026-04-01'>1 April</time></div>"
    assert published(f"{other}{H1}<time datetime='2026-03-05'></time></article>{comment}") == DAY
    cards = "<ul>" + "<li><time datetime='2026-02-01'></time><a>More</a></li>" * 3 + "</ul>"
    assert published(f"<div>{H1}<p>By Ines</p><time datetime='2026-03-05'></time></article>{cards}</div>") == DAY


def test_a_change_is_told_from_the_publication():
    body = f"{H1}<span class=updated-date>7 March 2026</span><span class=date>5 March 2026</span>"
    dates = facts_of(body)[1]
    assert (dates.published.date(), dates.modified.date()) == (DAY, date(2026, 3, 7))


def test_the_day_of_the_crawl_is_never_taken():
    body = f"{H1}<p>Today is 6 March 2027</p>"
    assert published(body, fetched_at=datetime(2026, 3, 6, tzinfo=UTC)) is None


def test_a_moment_in_utc_falls_on_the_day_of_its_address():
    head = "<meta property='article:published_time' content='2026-03-06T02:30:00+00:00'>"
    when = facts_of(H1, head, address="https://a.example/2026/03/05/ports")[1].published
    assert when == datetime(2026, 3, 6, 2, 30, tzinfo=UTC)
    assert when.date() == DAY
    late = datetime(2026, 3, 4, 22, 30, tzinfo=UTC)
    assert in_own_zone(late, datetime(2026, 3, 5, tzinfo=UTC)).utcoffset() == timedelta(hours=2)
    assert in_own_zone(late, datetime(2026, 3, 9, tzinfo=UTC)) is late


@pytest.mark.parametrize(
    ("text", "language", "expected"),
    [
        ("3/4/2025", "en-US", date(2025, 3, 4)),
        ("3/4/2025", "en-GB", date(2025, 4, 3)),
        ("3/4/2025", "fr", date(2025, 4, 3)),
        ("03-04-2025", "en", None),
        ("1.2.25", "de", date(2025, 2, 1)),
        ("version 1.2.25.3", "de", None),
    ],
)
def test_the_order_of_day_and_month_is_the_regions(text, language, expected):
    when = find_written(text, language)
    assert (when and when.date()) == expected


def test_data_that_read_two_ways_are_none():
    assert parse_stated("03-09-2026", "en") is None


def test_dates_in_addresses():
    assert date_in_address("/20260305-ports").date() == DAY
    assert date_in_address("/local/2026-03/05/c_1.htm").date() == DAY
    assert date_in_address("/article/43634567") is None
