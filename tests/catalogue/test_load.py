import re
from collections import Counter
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from octavo import catalogue
from octavo.catalogue import load_catalogue

PUBLISHERS = load_catalogue()
FEEDS = [feed for publisher in PUBLISHERS for feed in publisher.feeds]
FOLDER = Path(catalogue.__file__).parent
SECTIONS = {
    "general",
    "national",
    "world",
    "politics",
    "business",
    "technology",
    "science",
    "sport",
    "culture",
    "opinion",
}

KINDS = {"agency", "public", "state", "newspaper", "magazine", "broadcaster", "online", "unknown"}

# Hosts that publishers use for their own feeds beside the domain of their homepage.
OWN_HOSTS = {
    "bbc-news": "feeds.bbci.co.uk",
    "sky-news": "feeds.skynews.com",
    "el-mundo": "e00-elmundo.uecdn.es",
    "expansion": "e00-expansion.uecdn.es",
    "expresso": "rss.impresa.pt",
}


def own_domain(host):
    """The part of a host that its owner registered; good enough for the hosts in the catalogue."""
    labels = host.split(".")
    return ".".join(labels[-3:] if labels[-2] in ("co", "com", "net", "org") else labels[-2:])


def test_there_is_enough_of_everything():
    assert len(FEEDS) >= 100
    assert len(PUBLISHERS) >= 50
    assert len({publisher.country for publisher in PUBLISHERS}) >= 18
    languages = {publisher.language for publisher in PUBLISHERS}
    assert languages >= {"en", "hi", "ar", "fr", "de", "es", "pt", "ru", "it", "ja"}
    names = {publisher.name for publisher in PUBLISHERS}
    assert names >= {"Hindustan Times", "The Economic Times", "The Times of India"}


def test_nothing_is_there_twice():
    for values in (
        [publisher.slug for publisher in PUBLISHERS],
        [publisher.name for publisher in PUBLISHERS],
        [publisher.homepage for publisher in PUBLISHERS],
        [feed.address.partition("://")[2].rstrip("/") for feed in FEEDS],
    ):
        assert [value for value, count in Counter(values).items() if count > 1] == []


@pytest.mark.parametrize("publisher", PUBLISHERS, ids=lambda publisher: publisher.slug)
def test_shapes(publisher):
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", publisher.slug)
    assert re.fullmatch(r"[a-z]{2}", publisher.language)
    assert publisher.section in SECTIONS
    assert publisher.kind in KINDS
    assert publisher.homepage.startswith("https://")
    assert publisher.feeds
    domain = own_domain(urlsplit(publisher.homepage).hostname)
    for feed in publisher.feeds:
        assert urlsplit(feed.address).scheme in ("http", "https")
        assert feed.address == feed.address.strip()
        assert feed.title
        assert feed.section in SECTIONS
        host = urlsplit(feed.address).hostname
        assert own_domain(host) == domain or host == OWN_HOSTS.get(publisher.slug), "a publisher's feed is its own"


def test_files_are_named_after_their_country_and_name_their_lists():
    for file in (FOLDER / "countries").iterdir():
        text = file.read_text("utf-8")
        assert text.startswith("# Feed addresses taken from ")
        assert f'code = "{file.stem}"' in text
