from datetime import UTC, datetime, timedelta

import pytest

from octavo.engine.errors import Busy, Gone, OutsideError, Refused, ServerFailed
from octavo.engine.fetching.statuses import judge_status, parse_retry_after


def judge(status: int, body: bytes = b"", conditional: bool = False, **headers: str) -> OutsideError | None:
    fields = {name.replace("_", "-"): value for name, value in headers.items()}
    return judge_status("http://paper.example/a", status, fields, body, conditional=conditional)


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        (200, None), (203, None), (204, None), (206, None), (299, None),
        (400, Refused), (401, Refused), (402, Refused), (403, Refused), (405, Refused), (418, Refused),
        (451, Refused), (404, Gone), (410, Gone), (408, Busy), (425, Busy), (429, Busy), (503, Busy),
        (500, ServerFailed), (502, ServerFailed), (504, ServerFailed), (522, ServerFailed), (599, ServerFailed),
        (101, ServerFailed), (300, ServerFailed), (305, ServerFailed), (600, ServerFailed), (999, ServerFailed),
    ],
)  # fmt: skip
def test_every_status_has_its_error(status, kind):
    error = judge(status)
    assert type(error) is (kind or type(None))
    if error:
        assert error.subject == "http://paper.example/a"
        assert str(status) in error.reason
        assert error.reason.endswith(".")


def test_unchanged_is_an_answer_only_to_a_conditional_question():
    assert judge(304, conditional=True) is None
    assert isinstance(judge(304), ServerFailed)


def test_only_410_is_forever():
    assert judge(410).forever
    assert not judge(404).forever


def test_busy_tells_how_long():
    assert judge(429, retry_after="120").wait == timedelta(minutes=2)
    assert judge(503).wait is None


DATE = "Mon, 05 Feb 2024 10:00:00 GMT"
NOW = datetime(2024, 2, 5, 9, 59, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "date", "now", "wait"),
    [
        ("0", DATE, None, timedelta(0)),
        (" 120 ", "", None, timedelta(minutes=2)),
        ("99999999999999999999", "", None, timedelta(days=7)),
        ("604801", "", None, timedelta(days=7)),
        ("Mon, 05 Feb 2024 10:05:00 GMT", DATE, NOW, timedelta(minutes=5)),
        ("Mon, 05 Feb 2024 10:05:00 GMT", "", NOW, timedelta(minutes=6)),
        ("Mon, 05 Feb 2024 10:05:00 GMT", "rubbish", NOW, timedelta(minutes=6)),
        ("Monday, 05-Feb-24 10:05:00 GMT", DATE, None, timedelta(minutes=5)),
        ("Mon, 05 Feb 2024 10:05:00", DATE, None, timedelta(minutes=5)),
        ("Mon, 05 Feb 2024 09:00:00 GMT", DATE, None, timedelta(0)),
        ("Mon, 05 Feb 2099 10:00:00 GMT", DATE, None, timedelta(days=7)),
        ("Mon, 05 Feb 2024 10:05:00 GMT", "", None, None),
        ("", DATE, NOW, None),
        ("-5", DATE, NOW, None),
        ("1.5", DATE, NOW, None),
        ("٣", DATE, NOW, None),
        ("soon", DATE, NOW, None),
        ("Mon, 99 Feb 2024 10:05:00 GMT", DATE, NOW, None),
    ],
)
def test_retry_after(value, date, now, wait):
    assert parse_retry_after({"retry-after": value, "date": date}, now) == wait


@pytest.mark.parametrize(
    ("headers", "body", "name"),
    [
        ({"server": "cloudflare"}, b"", "Cloudflare"),
        ({"server": "Cloudflare"}, b"<script src='https://geo.captcha-delivery.com/x'>", "DataDome"),
        ({"x_datadome": "protected"}, b"", "DataDome"),
        ({"server": "AkamaiGHost"}, b"<H1>Access Denied</H1>", "Akamai"),
        ({}, b"https://errors.edgesuite.net/18.1", "Akamai"),
        ({}, b"<div id='px-captcha'></div>", "PerimeterX"),
        ({}, b"window._pxAppId = 'PX'", "PerimeterX"),
        ({"x_iinfo": "1-2"}, b"", "Imperva"),
        ({"server": "CloudFront"}, b"", "CloudFront"),
    ],
)
def test_a_refusal_names_who_refused(headers, body, name):
    error = judge(403, body, **headers)
    assert isinstance(error, Refused)
    assert error.reason == f"{name} refused us for the publisher (403)."


def test_an_unknown_refusal_names_nobody():
    assert judge(403, b"<h1>Forbidden</h1>", server="nginx").reason == "The publisher's server refused us (403)."


@pytest.mark.parametrize("status", [200, 202, 403, 429, 503])
@pytest.mark.parametrize(
    ("header", "value", "name"),
    [
        ("cf_mitigated", "challenge", "Cloudflare"),
        ("x_amzn_waf_action", "challenge", "AWS WAF"),
        ("x_vercel_mitigated", "challenge", "Vercel"),
    ],
)
def test_a_wall_that_shows_itself_is_a_refusal_whatever_the_status(status, header, value, name):
    error = judge(status, retry_after="5", **{header: value})
    assert isinstance(error, Refused)
    assert name in error.reason


def test_being_served_by_a_wall_is_no_refusal():
    assert judge(200, server="cloudflare", x_datadome="protected", x_kpsdk_ct="1", x_dd_b="1") is None
    assert isinstance(judge(503, server="cloudflare"), Busy)
