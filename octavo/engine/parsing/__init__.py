"""RSS, Atom, JSON Feed, sitemap, OPML, WARC: bytes -> records; a file per format."""

from octavo.engine.parsing.feed import parse_feed
from octavo.engine.parsing.page import find_feeds, guess_feeds, guess_sitemaps
from octavo.engine.parsing.sitemap import parse_sitemap

__all__ = ["find_feeds", "guess_feeds", "guess_sitemaps", "parse_feed", "parse_sitemap"]
