"""An HTML file -> a draft."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from octavo.engine.extraction import extract
from octavo.engine.records import Draft
from octavo.faces.ops.given.addresses import address_of
from octavo.faces.ops.given.files import read_page


def extract_file(file: Path, addresses: dict[str, str], *, now: datetime | None = None) -> Draft:
    """The draft of one HTML file, gzipped or not. Raises Unusable where it cannot be read."""
    return extract(read_page(file), address_of(file, addresses), fetched_at=now)
