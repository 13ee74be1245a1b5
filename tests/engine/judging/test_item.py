from dataclasses import replace

import pytest

from octavo.engine.judging import Known, Verdict, judge_item
from octavo.engine.judging.item import MAX_CHANGES
from octavo.engine.records import FeedItem

ITEM = FeedItem(guid="1", link="https://a.example/1", title="Harbour tolls rise")


@pytest.mark.parametrize(
    ("known", "verdict"),
    [
        (None, Verdict.NEW),
        (Known(digest=ITEM.digest), Verdict.SAME),
        (Known(digest=ITEM.digest, changes=999), Verdict.SAME),
        (Known(digest="other"), Verdict.CHANGED),
        (Known(digest="other", changes=MAX_CHANGES - 1), Verdict.CHANGED),
        (Known(digest="other", changes=MAX_CHANGES), Verdict.NOISY),
    ],
)
def test_verdicts(known, verdict):
    assert judge_item(ITEM, known) is verdict


def test_what_a_reader_would_not_see_is_no_change():
    known = Known(digest=ITEM.digest)
    assert judge_item(replace(ITEM, tags=("harbour",), image="https://a.example/i.jpg"), known) is Verdict.SAME
    assert judge_item(replace(ITEM, title="Harbour tolls fall"), known) is Verdict.CHANGED
