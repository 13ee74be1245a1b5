"""Adding feeds, keeping what polls found, sharing hosts between workers."""

from octavo.apps.sources.actions.feeds import (
    add_feed,
    claim_due_feeds,
    keep_polls,
    load_edition,
    remove_feed,
    retry_feed,
)
from octavo.apps.sources.actions.hosts import hold_host, keep_robots, reserve_hosts
from octavo.apps.sources.actions.publishers import publisher_for

__all__ = [
    "add_feed",
    "claim_due_feeds",
    "hold_host",
    "keep_polls",
    "keep_robots",
    "load_edition",
    "publisher_for",
    "remove_feed",
    "reserve_hosts",
    "retry_feed",
]
