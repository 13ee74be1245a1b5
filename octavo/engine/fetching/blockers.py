"""Recognises who turned us away: the bot walls that stand before publishers' servers."""

from __future__ import annotations

from collections.abc import Mapping

# Header name, the start of its value ('' for any), who sends it. These say "you were stopped", whatever the status.
_STOPPED = (
    ("cf-mitigated", "", "Cloudflare"),
    ("x-amzn-waf-action", "", "AWS WAF"),
    ("x-vercel-mitigated", "", "Vercel"),
)
# Words in the page of a refusal. Looked for in lower case, the surest first.
_WORDS = (
    (b"captcha-delivery.com", "DataDome"),
    (b"px-captcha", "PerimeterX"),
    (b"_pxappid", "PerimeterX"),
    (b"perimeterx", "PerimeterX"),
    (b"_incapsula_resource", "Imperva"),
    (b"incident id:", "Imperva"),
    (b"cf-chl-", "Cloudflare"),
    (b"challenge-platform", "Cloudflare"),
    (b"cf-error-details", "Cloudflare"),
    (b"attention required! | cloudflare", "Cloudflare"),
    (b"errors.edgesuite.net", "Akamai"),
    (b"awswafintegration", "AWS WAF"),
    (b"sucuri website firewall", "Sucuri"),
    (b"ddos-guard", "DDoS-Guard"),
    (b"within.website/x/cmd/anubis", "Anubis"),
    (b"wordfence", "Wordfence"),
    (b"kpsdk", "Kasada"),
    (b"request could not be satisfied", "CloudFront"),
)
# Whose server it is; with a refusal in hand that names the wall, on its own it says nothing.
_SERVERS = (
    ("x-datadome", "", "DataDome"),
    ("x-dd-b", "", "DataDome"),
    ("x-kpsdk-ct", "", "Kasada"),
    ("x-iinfo", "", "Imperva"),
    ("x-sucuri-id", "", "Sucuri"),
    ("server", "cloudflare", "Cloudflare"),
    ("server", "akamaighost", "Akamai"),
    ("server", "ddos-guard", "DDoS-Guard"),
    ("server", "datadome", "DataDome"),
    ("server", "cloudfront", "CloudFront"),
)


def find_wall(headers: Mapping[str, str]) -> str | None:
    """Who says in the headers (lower-case names) that this answer is a challenge and not the page; None: nobody."""
    return _find_header(headers, _STOPPED)


def find_blocker(headers: Mapping[str, str], body: bytes) -> str | None:
    """Who stands behind a refusal, from its headers and the start of its body; None where nobody is recognised."""
    page = body.lower()
    named = (name for word, name in _WORDS if word in page)
    return find_wall(headers) or next(named, None) or _find_header(headers, _SERVERS)


def _find_header(headers: Mapping[str, str], signs: tuple[tuple[str, str, str], ...]) -> str | None:
    for header, start, name in signs:
        if headers.get(header, "\n").lower().startswith(start) and header in headers:
            return name
    return None
