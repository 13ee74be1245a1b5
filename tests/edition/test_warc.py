from datetime import UTC, datetime

from warcio.archiveiterator import ArchiveIterator

from octavo.edition.records import Answer
from octavo.edition.warc import read_warc, write_warc

NOW = datetime(2026, 3, 4, tzinfo=UTC)
ANSWERS = [
    Answer(address="https://a.example/", body=b"<p>\r\n\r\n\xff", media_type="text/html", headers={"X-A": "b: c"}),
    Answer(address="https://a.example/old", body=b"", media_type="text/html", status=301, headers={"Location": "/"}),
]


def test_what_is_written_is_read(tmp_path):
    write_warc(ANSWERS, tmp_path / "w.warc.gz", NOW)
    assert list(read_warc(tmp_path / "w.warc.gz")) == ANSWERS


def test_other_readers_understand_it(tmp_path):
    write_warc(ANSWERS, tmp_path / "w.warc.gz", NOW)
    with (tmp_path / "w.warc.gz").open("rb") as stream:
        seen = [
            (
                record.rec_type,
                record.rec_headers["WARC-Target-URI"],
                record.http_headers,
                record.content_stream().read(),
            )
            for record in ArchiveIterator(stream)
        ]
    assert [(kind, address, body) for kind, address, _, body in seen[1:]] == [
        ("response", answer.address, answer.body) for answer in ANSWERS
    ]
    assert [headers.get_statuscode() for _, _, headers, _ in seen[1:]] == ["200", "301"]
