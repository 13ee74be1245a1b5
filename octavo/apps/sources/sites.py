"""Which addresses are of one publisher, told by the address alone."""

from __future__ import annotations

from urllib.parse import urlsplit

from octavo.engine.text.addresses import host_of

_SERVICE_WORDS = """
feeds.feedburner.com feeds2.feedburner.com feedburner.com feedproxy.google.com feedpress.me feeds.feedblitz.com
rss.beehiiv.com rss.app feeds.megaphone.fm feeds.acast.com feeds.simplecast.com feeds.transistor.fm
feeds.buzzsprout.com anchor.fm feeds.soundcloud.com youtube.com
"""
_SHARED_WORDS = """
medium.com substack.com dev.to tumblr.com write.as buttondown.com hashnode.com sites.google.com blogger.com
reddit.com github.com gitlab.com patreon.com bsky.app t.me facebook.com instagram.com x.com twitter.com
mastodon.social ghost.io wordpress.com
"""
_COMMON_WORDS = "feed feeds rss atom site view s r ~r c u user users channel profile public shows"
_LENT_WORDS = """
wordpress.com substack.com medium.com github.io gitlab.io tumblr.com ghost.io beehiiv.com typepad.com
livejournal.com over-blog.com hashnode.dev netlify.app vercel.app pages.dev blogspot.com
"""
_SECOND_WORDS = "co com org net gov gob gouv go gv ac edu or ne nom mil in info web blogspot"

_SERVICES = frozenset(_SERVICE_WORDS.split())  # carry the feeds of others, and name each one's home truly
_SHARED = _SERVICES | frozenset(_SHARED_WORDS.split())  # many publish under one host, each below a path of their own
_COMMON = frozenset(_COMMON_WORDS.split())  # parts of a path that say what is there, not whose it is
_LENT = frozenset(_LENT_WORDS.split())  # below these, every name is somebody else's
_SECOND_LEVEL = frozenset(_SECOND_WORDS.split())  # as in co.uk


def publisher_key(address: str) -> str:
    """The host without 'www.', and the first telling part of the path where many share the host ('medium.com/@ann').

    '' for what is no web address.
    """
    scheme, mark, _ = address.strip().partition("://")
    if mark and scheme.lower() not in ("http", "https"):
        return ""
    host = host_of(address).removeprefix("www.")
    if host not in _SHARED:
        return host
    path = urlsplit(address.strip() if mark else f"https://{address.strip()}").path
    telling = (part.lower() for part in path.split("/") if part and part.lower() not in _COMMON)
    part = next(telling, "")
    return f"{host}/{part}" if part else host


def is_shared(key: str) -> bool:
    """Whether a key names only the place that many publishers share."""
    return key in _SHARED


def is_feed_service(address: str) -> bool:
    """Whether an address is of a service that carries feeds for other sites."""
    return host_of(address).removeprefix("www.") in _SERVICES


def same_site(one: str, other: str) -> bool:
    """Whether the hosts of two addresses belong to one registered name."""
    return bool(host_of(one)) and _registered(host_of(one)) == _registered(host_of(other))


def _registered(host: str) -> str:
    """The last two labels; three below 'co.uk' and below names that are lent to many. A whole IP address is one."""
    labels = host.split(".")
    if ":" in host or labels[-1].isdecimal():
        return host
    country = len(labels[-1]) == 2 and len(labels) > 2 and labels[-2] in _SECOND_LEVEL
    lent = ".".join(labels[-2:]) in _LENT
    return ".".join(labels[-3 if country or lent else -2 :])
