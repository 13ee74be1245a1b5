"""The whole sample edition, built once for all tests of this room."""

import json
from dataclasses import dataclass
from datetime import UTC, datetime

import pytest

from octavo.edition.build import Edition, build_edition
from octavo.edition.records import Answer
from octavo.edition.warc import read_warc

NOW = datetime(2026, 3, 4, 21, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Built:
    edition: Edition
    answers: dict[str, Answer]
    revised: dict[str, Answer]
    rows: list[dict]

    def text(self, row: dict) -> str:
        """The page's HTML, decoded as its bytes truly are."""
        body = self.answers[row["address"]].body
        for charset in ("utf-8", {"ar": "windows-1256"}.get(row["language"], "windows-1252")):
            try:
                return body.decode(charset)
            except UnicodeDecodeError:
                continue
        raise AssertionError(row["address"])


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> Built:
    edition = build_edition(NOW, tmp_path_factory.mktemp("edition"))
    return Built(
        edition,
        {answer.address: answer for answer in read_warc(edition.warc)},
        {answer.address: answer for answer in read_warc(edition.revised)},
        [json.loads(line) for line in edition.truth.read_text("utf-8").splitlines()],
    )
