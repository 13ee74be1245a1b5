"""The one door to the web: client, address guard, politeness, limits, caching headers, robots.

Every byte that leaves for another machine goes through `fetch` or `fetch_many`. Nothing else in Octavo opens a socket.
"""

from octavo.engine.fetching.client import fetch, fetch_many
from octavo.engine.fetching.guard import check_address
from octavo.engine.fetching.ranges import is_public
from octavo.engine.fetching.robots import Robots, judge_robots, parse_robots, robots_address
from octavo.engine.fetching.rules import Ask, FetchRules

__all__ = [
    "Ask",
    "FetchRules",
    "Robots",
    "check_address",
    "fetch",
    "fetch_many",
    "is_public",
    "judge_robots",
    "parse_robots",
    "robots_address",
]
