import pytest

from octavo.engine.neardup import Sourced, independent_sources


def groups(*reports):
    return independent_sources([Sourced(id=number, **values) for number, values in enumerate(reports, 1)])


@pytest.mark.parametrize(
    ("reports", "expected"),
    [
        ([], []),
        ([{"publisher": "A"}, {"publisher": "B"}], [0, 1]),
        ([{"publisher": "A"}, {"publisher": "B", "original": 1}, {"publisher": "C"}], [0, 0, 1]),
        ([{"publisher": "A"}, {"publisher": "B", "sources": (1,)}, {"publisher": "C", "sources": (2,)}], [0, 0, 0]),
        ([{"publisher": "A", "agency": "AP"}, {"publisher": "B"}, {"publisher": "C", "agency": "AP"}], [0, 1, 0]),
        # The agency's own report credits nobody.
        ([{"publisher": "Reuters"}, {"publisher": "B", "agency": "Reuters"}], [0, 0]),
        # The text that both carry was first in an article that is no report of this story.
        ([{"publisher": "A", "original": 99}, {"publisher": "B", "original": 99}], [0, 0]),
        # Two reports that an outlet wrote itself count once; a wire text beside its own report is another source.
        ([{"publisher": "A"}, {"publisher": "A"}], [0, 0]),
        ([{"publisher": "A"}, {"publisher": "A", "agency": "AP"}, {"publisher": "B"}], [0, 1, 2]),
    ],
)
def test_reports_of_one_source_are_one_group(reports, expected):
    assert groups(*reports) == expected


def test_four_hundred_outlets_with_one_text_are_one_source():
    reports = [{"publisher": f"P{n}", "original": 1 if n else None} for n in range(400)]
    assert set(groups(*reports)) == {0}
