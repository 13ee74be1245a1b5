"""A status code and headers in, the right error out."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from octavo.engine.errors import Busy, Gone, OutsideError, Refused, ServerFailed
from octavo.engine.fetching.blockers import find_blocker, find_wall

# No host is believed to want a longer rest; it also keeps absurd numbers out of timedelta.
_LONGEST_WAIT = timedelta(days=7)
_BUSY = frozenset({408, 425, 429, 503})
_SENTENCES = {
    401: "The publisher's server asks for a login (401).",
    402: "The publisher's server asks for payment (402).",
    403: "The publisher's server refused us (403).",
    404: "There is nothing at this address (404).",
    410: "The publisher says this is gone for good (410).",
    429: "The publisher's server says we asked too often (429).",
    451: "Withheld for legal reasons (451).",
    503: "The publisher's server is overloaded or under maintenance (503).",
}


def judge_status(
    subject: str, status: int, headers: Mapping[str, str], body: bytes, *, conditional: bool
) -> OutsideError | None:
    """The error an answer stands for; None where it can be used.

    In: the final status (no redirect), headers with lower-case names, the start of the body (needed for 4xx and 503
    only), whether validators were sent. A bot wall that shows itself is a refusal whatever the status: asking again
    soon makes it worse.
    """
    wall = find_wall(headers)
    if wall and status != HTTPStatus.NOT_MODIFIED:
        return Refused(subject, f"{wall} stands before this publisher's server and wants proof of a person ({status}).")
    if 200 <= status < 300:
        return None
    if status == HTTPStatus.NOT_MODIFIED:
        return None if conditional else ServerFailed(subject, "The server says “unchanged” to a first question (304).")
    if status in _BUSY:
        return Busy(subject, _sentence(status), parse_retry_after(headers))
    if status in (404, 410):
        return Gone(subject, _sentence(status), forever=status == HTTPStatus.GONE)
    if 400 <= status < 500:
        blocker = find_blocker(headers, body)
        return Refused(subject, f"{blocker} refused us for the publisher ({status})." if blocker else _sentence(status))
    return ServerFailed(subject, _sentence(status))


def parse_retry_after(headers: Mapping[str, str], now: datetime | None = None) -> timedelta | None:
    """How long Retry-After asks us to wait: never negative, at most a week; None where it says nothing usable.

    A date counts from the answer's own Date header, so that the two clocks may differ; without one from `now`.
    """
    value = headers.get("retry-after", "").strip()
    if value.isascii() and value.isdigit():
        return min(timedelta(seconds=int(value[:7])), _LONGEST_WAIT) if len(value) < 8 else _LONGEST_WAIT
    until, since = _read_date(value), _read_date(headers.get("date", "")) or now
    if until is None or since is None:
        return None
    return min(max(until - since, timedelta(0)), _LONGEST_WAIT)


def _read_date(value: str) -> datetime | None:
    try:
        read = parsedate_to_datetime(value)
    except (ValueError, TypeError, OverflowError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)


def _sentence(status: int) -> str:
    if status in _SENTENCES:
        return _SENTENCES[status]
    if 500 <= status < 600:
        return f"The publisher's server failed ({status})."
    return f"The publisher's server answered with {status}, which is of no use."
