import json
from datetime import UTC, datetime, timedelta, timezone

import pytest

from octavo.engine.extraction import extract
from octavo.engine.extraction.dates import find_relative, find_written, parse_stated
from octavo.engine.extraction.people import read_people

ADDRESS = "https://www.harbourpost.example/world/ports-reopen"
NOW = datetime(2026, 3, 6, 12, tzinfo=UTC)
BODY = "".join(
    f"<p>Ships began to enter the harbour of Osterhaven again on Thursday, said pilot number {at} of the guild.</p>"
    for at in range(6)
)


def read(head="", before="", fetched_at=NOW, title="Ports reopen | Harbour Post"):
    article = f"<article><h1>Ports reopen</h1>{before}{BODY}</article>"
    markup = f"<html lang=en><head><title>{title}</title>{head}</head><body>{article}</body></html>"
    return extract(markup, ADDRESS, fetched_at=fetched_at)


def linked_data(**more):
    node = {"@context": "https://schema.org", "@type": "NewsArticle", "headline": "Ports reopen"} | more
    graph = {"@graph": [{"@type": "WebSite", "name": "Harbour Post"}, node]}
    return f'<script type="application/ld+json">{json.dumps(graph)}</script>'


def test_linked_data():
    draft = read(
        linked_data(
            datePublished="2026-03-05T14:05:00+01:00", dateModified="2026-03-05T16:00:00+01:00", articleSection="World",
            author=[{"@type": "Person", "name": "Ines Marlow"}, {"@type": "Person", "name": "Tomas Reed"}],
            publisher={"@type": "Organization", "name": "Harbour Post"}, keywords=["ports", "strike"],
            image={"url": "https://img.example/a.jpg", "width": 1200, "height": 675},
            description="Forty ships were waiting outside.",
        )
    )  # fmt: skip
    zone = timezone(timedelta(hours=1))
    assert draft.title == "Ports reopen"
    assert draft.published == datetime(2026, 3, 5, 14, 5, tzinfo=zone)
    assert draft.published.utcoffset() == timedelta(hours=1)
    assert draft.modified == datetime(2026, 3, 5, 16, tzinfo=zone)
    assert draft.authors == ("Ines Marlow", "Tomas Reed")
    assert (draft.publisher, draft.section, draft.keywords) == ("Harbour Post", "World", ("ports", "strike"))
    assert (draft.image.address, draft.image.width) == ("https://img.example/a.jpg", 1200)
    assert draft.standfirst == "Forty ships were waiting outside."
    assert draft.language == "en"


def test_broken_linked_data_is_as_if_not_there():
    draft = read('<script type="application/ld+json">{"@type": "NewsArticle", "headline": </script>')
    assert draft.title == "Ports reopen"


@pytest.mark.parametrize(
    ("before", "expected"),
    [
        ('<time datetime="2026-03-05T14:05:00Z">5 March</time>', datetime(2026, 3, 5, 14, 5, tzinfo=UTC)),
        ("<p class=date>Thursday, March 5, 2026 at 2:05 pm</p>", datetime(2026, 3, 5, 14, 5, tzinfo=UTC)),
        ("<p>By Ines Marlow, 5 March 2026, 14:05</p>", datetime(2026, 3, 5, 14, 5, tzinfo=UTC)),
        ("<div class=meta>3 hours ago</div>", NOW - timedelta(hours=3)),
        ('<time datetime="2027-03-05T14:05:00Z">5 March 2027</time>', None),
        ("", None),
    ],
)
def test_dates_on_the_page(before, expected):
    assert read(before=before).published == expected


def test_relative_dates_need_the_time_of_fetching():
    assert read(before="<div class=meta>3 hours ago</div>", fetched_at=None).published is None


def test_canonical_must_be_of_the_same_site():
    same = '<link rel="canonical" href="https://harbourpost.example/a/1">'
    assert read(same).canonical == "https://harbourpost.example/a/1"
    assert read('<link rel="canonical" href="https://elsewhere.example/a">').canonical is None
    assert read('<link rel="canonical" href="https://harbourpost.example/">').canonical is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-03-05T14:05:00.123456789Z", datetime(2026, 3, 5, 14, 5, 0, 123456, tzinfo=UTC)),
        ("2026-03-05 14:05:00 +0530", datetime(2026, 3, 5, 8, 35, tzinfo=UTC)),
        ("20260305", datetime(2026, 3, 5, tzinfo=UTC)),
        ("Thu, 05 Mar 2026 14:05:00 GMT", datetime(2026, 3, 5, 14, 5, tzinfo=UTC)),
        ("March 5, 2026", datetime(2026, 3, 5, tzinfo=UTC)),
        ("0000-00-00", None),
        ("soon", None),
        (None, None),
    ],
)
def test_parse_stated(text, expected):
    assert parse_stated(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "5 March 2026", "Mar 5th, 2026", "5. März 2026", "5 mars 2026", "5 de marzo de 2026", "5 de março de 2026",
        "5 marzo 2026", "5 марта 2026 г.", "5 मार्च 2026", "٥ مارس ٢٠٢٦", "05.03.2026", "2026年3月5日",
    ],
)  # fmt: skip
def test_written_dates(text):
    assert find_written(text, "de") == datetime(2026, 3, 5, tzinfo=UTC)


def test_a_date_that_reads_two_ways_is_none():
    assert find_written("4/3/2026", "en") is None
    assert find_written("14/3/2026", "en") == datetime(2026, 3, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "2 hours ago",
        "il y a 2 heures",
        "hace 2 horas",
        "vor 2 Stunden",
        "há 2 horas",
        "2 часа назад",
        "2 घंटे पहले",
        "منذ 2 ساعات",
    ],
)
def test_relative_dates(text):
    assert find_relative(text, NOW) == NOW - timedelta(hours=2)


@pytest.mark.parametrize(
    ("byline", "names"),
    [
        ("By Ines Marlow and Tomas Reed", ("Ines Marlow", "Tomas Reed")),
        ("INES MARLOW, Senior Staff Writer", ("Ines Marlow",)),
        ("Par Capucine Delorveau 17 novembre 2026, 06:15", ("Capucine Delorveau",)),
        ("Von Jörg Braun und Ana Silva", ("Jörg Braun", "Ana Silva")),
        ("ines@harbourpost.example", ()),
        ("Admin", ()),
        ("Harbour Post", ()),
        ("Signal Wire", ("Signal Wire",)),
    ],
)
def test_people(byline, names):
    assert read_people([byline], "Harbour Post") == names
