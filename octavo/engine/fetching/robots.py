"""robots.txt (RFC 9309): what a publisher asks of programs like us."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from protego import Protego

from octavo.engine.errors import Gone, OutsideError, Refused
from octavo.engine.records import Fetched

# RFC 9309 2.5: at least 500 KiB have to be read.
_MAX_BYTES = 512 * 1024
_TOKEN = re.compile(r"[A-Za-z_-]+")


@dataclass(frozen=True, slots=True)
class Robots:
    """A site's rules as they concern us. `crawl_delay` is in seconds, None where the site names none."""

    crawl_delay: float | None = None
    sitemaps: tuple[str, ...] = ()
    _rules: Protego | None = field(default=None, repr=False, compare=False)
    _token: str = ""
    _closed: bool = False

    def allows(self, address: str) -> bool:
        """Whether the site lets us fetch this address of its."""
        if self._rules is None:
            return not self._closed
        return bool(self._rules.can_fetch(address, self._token))


def robots_address(address: str) -> str:
    """Where the site of an http or https address keeps its robots.txt."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}/robots.txt"


def parse_robots(body: bytes, user_agent: str) -> Robots:
    """The rules for `user_agent`, of whose text only the product name counts ("Octavo/1.0 (+…)" -> "octavo").

    Never fails: what is no robots.txt (a web page, binary data) forbids nothing.
    """
    text = body[:_MAX_BYTES].decode("utf-8-sig", "replace").replace("\x00", "")
    token = _TOKEN.match(user_agent)
    name = token.group().lower() if token else "*"
    rules = Protego.parse(text)
    sitemaps = tuple(dict.fromkeys(line for line in rules.sitemaps if line.startswith(("http://", "https://"))))
    return Robots(rules.crawl_delay(name), sitemaps, rules, name)


def judge_robots(answer: Fetched | OutsideError, user_agent: str) -> Robots:
    """The rules that follow from the answer to a question for robots.txt (RFC 9309 2.3.1).

    None there or not shown to us (4xx): nothing is forbidden. Server failed or not reached: everything is, for now.
    """
    if isinstance(answer, Fetched):
        return parse_robots(answer.body, user_agent)
    return Robots(_closed=not isinstance(answer, Gone | Refused))
