"""Whose an address is: by host, by path where a host is shared, by name where there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest

from octavo.apps.sources.actions import publisher_for
from octavo.apps.sources.actions.publishers import publisher_from
from octavo.apps.sources.models import Kind, Publisher
from octavo.catalogue.load import CataloguePublisher, load_catalogue
from octavo.edition.catalogue import edition_sources

pytestmark = pytest.mark.django_db


def test_one_host_is_one_publisher() -> None:
    one = publisher_for("https://www.ledger.example/1", name="The Ledger")
    assert publisher_for("http://ledger.example/2", name="Ledger Online") == one
    assert (one.slug, one.host, one.homepage) == ("the-ledger", "ledger.example", "https://ledger.example/")


def test_what_has_no_host_is_known_by_name() -> None:
    ledger = publisher_for("urn:story:1", name="The Ledger")
    harbour = publisher_for("urn:story:2", name="Harbour Wire")
    assert ledger != harbour
    assert publisher_for("file:///archive/9.html", name="the ledger ") == ledger
    assert (ledger.slug, ledger.host, ledger.homepage) == ("the-ledger", "", "")
    assert publisher_for("urn:story:3").name == "urn:story"
    assert publisher_for("file:///archive/9.html").name == "file"


def test_a_publisher_without_a_host_is_not_the_site_of_that_name() -> None:
    site = publisher_for("https://ledger.example/", name="The Ledger")
    assert publisher_for("urn:story:1", name="The Ledger") != site


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("https://medium.com/@Ann/a-story-7", "medium.com/@ann"),
        ("https://medium.com/feed/@ann", "medium.com/@ann"),
        ("https://feeds.feedburner.com/LedgerNews", "feeds.feedburner.com/ledgernews"),
        ("https://ann.substack.com/feed", "ann.substack.com"),
        ("https://medium.com/", "medium.com"),
    ],
)
def test_shared_hosts_are_parted_by_path(address: str, host: str) -> None:
    assert publisher_for(address, name="Ann").host == host


def test_names_that_clash_get_slugs_of_their_own() -> None:
    hosts = ("ledger.example", "ledger.test", "the-ledger.example")
    slugs = [publisher_for(f"https://{host}/", name="The Ledger").slug for host in hosts]
    assert slugs == ["the-ledger", "the-ledger-2", "the-ledger-3"]
    assert publisher_for("https://ledger.test/x", name="The Ledger").slug == "the-ledger-2"


@pytest.mark.parametrize(
    ("address", "homepage", "host"),
    [
        ("https://feeds.ledger.example/rss", "https://www.ledger.example/", "ledger.example"),
        ("https://rss.ledger.co.uk/all", "https://ledger.co.uk/", "ledger.co.uk"),
        ("https://ours.co.uk/rss", "https://theirs.co.uk/", "ours.co.uk"),
        ("https://blog.example/rss", "https://ledger.example/", "blog.example"),
        ("https://ann.substack.com/feed", "https://bob.substack.com/", "ann.substack.com"),
        ("https://medium.com/feed/@ann", "https://medium.com/@bob", "medium.com/@ann"),
        ("https://medium.com/feed/@ann", "https://medium.com/", "medium.com/@ann"),
        ("https://feeds.feedburner.com/ledger", "https://ledger.example/", "ledger.example"),
        ("https://ledger.example/rss", "javascript:alert(1)", "ledger.example"),
    ],
)
def test_a_feed_s_word_about_its_home_counts_within_its_site(address: str, homepage: str, host: str) -> None:
    assert publisher_for(address, homepage=homepage).host == host


def test_nothing_is_too_long_or_without_a_slug() -> None:
    made = publisher_for(
        "https://medium.com/@" + "a" * 400, name="!" * 400, homepage="https://medium.com/@" + "a" * 3000
    )
    assert (len(made.host), len(made.name)) == (255, 200)
    assert made.slug
    made.full_clean(exclude=["language", "country", "country_name"])


def test_a_bundled_publisher_takes_no_row_of_another_host() -> None:
    source: CataloguePublisher = load_catalogue()[0]
    squatter = Publisher.objects.create(slug=source.slug, name="Else", host="else.example")
    made = publisher_from(source)
    assert (made == squatter, made.slug) == (False, f"{source.slug}-2")
    assert publisher_from(source) == made


def test_what_kind_a_publisher_is_is_added_to_one_that_was_known() -> None:
    source = load_catalogue()[0]
    publisher = publisher_from(replace(source, kind="unknown"))
    assert publisher.kind == Kind.UNKNOWN
    assert publisher_from(replace(source, kind="newspaper")).pk == publisher.pk
    publisher.refresh_from_db()
    assert publisher.kind == Kind.NEWSPAPER
    assert publisher_from(replace(source, kind="state")).kind == Kind.NEWSPAPER  # what is known stays


def test_the_catalogue_knows_the_same_kinds() -> None:
    assert {publisher.kind for publisher in (*load_catalogue(), *edition_sources())} <= set(Kind.values)
