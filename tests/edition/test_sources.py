import pytest

from octavo.edition.layouts import LAYOUTS
from octavo.edition.sources import read_articles, read_publishers

GOOD = '+++\ntitle = "A"\nday = 1\ntime = "09:00"\ndesk = "world"\n{more}+++\nSome words.\n'


@pytest.fixture
def write(tmp_path):
    def _write(more: str, event: str = "ports") -> None:
        file = tmp_path / event / "lantern.md"
        file.parent.mkdir()
        file.write_text(GOOD.format(more=more), "utf-8")

    return _write


def test_every_source_of_the_sample_is_read():
    publishers, articles = read_publishers(), read_articles()
    assert len(publishers) == 16
    assert {publisher.layout for publisher in publishers.values()} == set(LAYOUTS)
    assert {article.publisher for article in articles} == set(publishers)


def test_standalone_articles_have_events_of_their_own(write, tmp_path):
    write("", event="alone-pieces")
    assert read_articles(tmp_path)[0].event == "alone-pieces/lantern"


@pytest.mark.parametrize(
    ("more", "complaint"),
    [
        ("titel = 1\n", "unknown keys"),
        ('faults = ["prommo"]\n', "unknown faults"),
        ('[revision]\nreplace = ["absent", "x"]\n', "words that are not there"),
        ("day = 2\n", "overwrite"),
    ],
)
def test_a_wrong_source_is_refused_by_name(write, tmp_path, more, complaint):
    write(more)
    with pytest.raises(ValueError, match=rf"ports/lantern\.md: .*{complaint}"):
        read_articles(tmp_path)
