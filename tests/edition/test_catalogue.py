import pytest

pytest.importorskip("octavo.catalogue.load", reason="the catalogue room is not there")

from octavo.edition.catalogue import edition_sources


def test_all_publishers_and_feeds_are_offered(built):
    sources = edition_sources()
    assert len(sources) == 16
    assert all(source.country is None and source.country_name for source in sources)
    addresses = [feed.address for source in sources for feed in source.feeds]
    assert len(set(addresses)) == len(addresses) >= 20
    assert all(address in built.answers for address in addresses)
    assert all(source.homepage in built.answers for source in sources)
