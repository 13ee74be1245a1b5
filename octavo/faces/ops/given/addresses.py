"""The addresses of pages that lie in files."""

from __future__ import annotations

from hashlib import sha256
from pathlib import Path

from octavo.faces.ops.running.errors import Failed


def read_addresses(table: Path | None) -> dict[str, str]:
    """A table of file name and address, parted by a tab. Raises Failed where it cannot be read."""
    if table is None:
        return {}
    try:
        lines = table.read_text("utf-8-sig", errors="replace").splitlines()
    except OSError as error:
        raise Failed(f"{table} cannot be read: {error.strerror}.") from None
    pairs = [line.split("\t", 1) for line in lines if "\t" in line]
    if lines and not pairs:
        raise Failed(f"{table} is no table of addresses: each line must hold a file name, a tab and an address.")
    return {name.strip(): address.strip() for name, address in pairs}


def address_of(file: Path, addresses: dict[str, str]) -> str:
    """The address of a page; where none is known one made up, the same at every reading and naming no folder."""
    made_up = f"file:///{sha256(str(file.resolve()).encode(errors='surrogateescape')).hexdigest()[:16]}/{file.name}"
    return addresses.get(file.name) or made_up
