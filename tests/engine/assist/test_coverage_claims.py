"""Every blind spot that is claimed of the sample edition, checked again by other means."""

import re
from collections import defaultdict
from datetime import UTC, datetime, timedelta

from octavo.edition.sources import read_articles, read_publishers
from octavo.engine.assist import Covering, find_blind_spots


def stories():
    publishers, found = read_publishers(), defaultdict(list)
    for place, source in enumerate(read_articles()):
        publisher = publishers[source.publisher]
        if source.copy_of is None:
            at = datetime(2026, 3, source.day, source.time.hour, source.time.minute, tzinfo=UTC)
            found[source.event, publisher.language].append(
                Covering(id=place, source=place, text=source.body, at=at, language=publisher.language,
                         sides={"country": publisher.country, "kind": publisher.kind})
            )  # fmt: skip
    return found.values()


def test_all_claims_hold():
    claims = 0
    for reports in stories():
        held = {report.id: report for report in reports}
        for spot in find_blind_spots(reports):
            for told in spot.told:
                assert held[told.id].text[told.sentence.start : told.sentence.end] == told.sentence.text
            for silence in spot.silent:
                side = [report for report in reports if report.sides[silence.kind] == silence.side]
                first = held[spot.told[0].id].at
                assert silence.reports == sum(report.at > first for report in side) >= 2
                for mark in spot.marks:
                    shortest = re.search(r"\d[\d.,]*", mark) or re.search(r"\w+$", mark)
                    assert shortest
                    for report in side:
                        assert not re.search(rf"(?<!\w){re.escape(shortest.group())}(?!\w)", report.text, re.IGNORECASE)
                    claims += 1
    assert claims >= 1


def test_a_day_makes_no_difference_to_what_is_told():
    for reports in stories():
        later = [Covering(id=each.id, source=each.source, text=each.text, at=each.at + timedelta(days=1),
                          language=each.language, sides=each.sides) for each in reports]  # fmt: skip
        assert find_blind_spots(later) == find_blind_spots(reports)
