"""The feeds, read with Octavo's own parser."""

import pytest

from octavo.edition.sources import read_publishers
from octavo.engine.parsing import parse_feed
from octavo.engine.records import FeedKind

FEEDS = [(publisher, plan) for publisher in read_publishers().values() for plan in publisher.feeds]


@pytest.mark.parametrize(("publisher", "plan"), FEEDS, ids=[f"{p.slug}{plan.path}" for p, plan in FEEDS])
def test_a_feed_holds_what_the_truth_says(built, publisher, plan):
    address = f"https://{publisher.host}{plan.path}"
    answer = built.answers[address]
    document = parse_feed(answer.body, media_type=answer.media_type, address=address)
    rows = [row for row in built.rows if address in {feed["address"] for feed in row["feeds"]}]
    entries = {item.link.partition("utm_source")[0].rstrip("?&"): item for item in document.items}
    pages = {row["address"] for row in rows} | {row["amp_address"] for row in rows if row["amp_address"]}
    assert set(entries) == pages
    for row in rows:
        item = entries[row["address"]]
        assert item.title == row["title"]
        text = next(feed["text"] for feed in row["feeds"] if feed["address"] == address)
        assert (item.content is not None) == (text == "full")
        assert (item.published is None) == (row["date"] in ("missing", "relative"))


def test_every_form_is_in_use():
    forms = {plan.form for _, plan in FEEDS}
    assert forms == {"rss", "rss091", "rdf", "atom", "json", "sitemap"}
    assert {form.replace("rss091", "rss") for form in forms} == {kind.value for kind in FeedKind}
