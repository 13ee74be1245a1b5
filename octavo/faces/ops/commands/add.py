"""`octavo add`: follow a feed, a site or a page."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from datetime import UTC, datetime

from octavo.faces.ops.running.errors import Failed

HELP = "Follows what an address leads to: a feed, the feeds a page names, or its news sitemap."


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("address", nargs="+", help="of a feed or a homepage, as https://example.org or example.org")


def run(asked: Namespace) -> int:
    from octavo.faces.ops.running.installation import open_installation

    open_installation("add")
    from octavo.apps.sources.discovery import add_source

    failed = []
    for address in asked.address:
        added = add_source(address, now=datetime.now(UTC))
        print(added.message)
        if added.feed is None:
            failed.append(address)
            for tried in added.tried:
                print(f"  tried {tried}")
    if failed:
        raise Failed(f"nothing to follow was found at {', '.join(map(repr, failed))}.")
    return 0
