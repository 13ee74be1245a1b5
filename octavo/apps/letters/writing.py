"""What stands in a letter: text and HTML without anything from elsewhere, and the headers that end it in one click."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP, EmailPolicy
from email.utils import format_datetime
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from octavo.apps.assist.briefing import Briefed
from octavo.apps.letters.models import Subscription


class _Unfolded(EmailPolicy):
    """The policy of SMTP, but for addresses longer than a line: it would write them as encoded words, which no mail
    service takes for an address."""

    def fold(self, name: str, value: Any) -> str:
        if name.casefold() in ("list-unsubscribe", "message-id"):
            return f"{name}: {value}{self.linesep}"
        return str(super().fold(name, value))

    def fold_binary(self, name: str, value: Any) -> bytes:
        return self.fold(name, value).encode("ascii", "surrogateescape")


_POLICY = _Unfolded(linesep=SMTP.linesep)


def site_address() -> str:
    """Where the links of letters lead."""
    return str(settings.OCTAVO["site_address"]).rstrip("/")


def letter_path(token: str) -> str:
    """The page that confirms, changes and ends a subscription."""
    return f"/briefing/letter/{token}/"


def briefing_letter(subscription: Subscription, briefed: Briefed, local: datetime) -> EmailMessage:
    """The briefing of a day, `local` being the time where the reader lives."""
    page = site_address() + letter_path(subscription.token)
    subject = _("%(site)s: your briefing of %(day)s") % {
        "site": settings.OCTAVO["site_name"], "day": date_format(local, "j F Y"),
    }  # fmt: skip
    message = _message(subscription.email, subject, "briefing", briefing_context(briefed, local) | {"letter": page})
    end = f"{page}unsubscribe"
    message["List-Unsubscribe"] = f"<{end}>"
    message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"  # RFC 8058
    message["List-Id"] = f"<briefing.{_host()}>"
    # The same for every try of one day: a server that got it twice shows it once.
    digest = sha256(f"{subscription.token}/{local.date()}".encode()).hexdigest()[:32]
    message["Message-ID"] = f"<briefing-{digest}@{_host()}>"
    message["Date"] = format_datetime(local)
    return message


def confirmation_letter(subscription: Subscription, now: datetime) -> EmailMessage:
    """Asks whether the address's owner wants the briefing. It names nobody's words but ours."""
    context = {"letter": site_address() + letter_path(subscription.token), "hour": f"{subscription.hour:02}:00",
               "zone": subscription.zone, "known": subscription.confirmed_at is not None}  # fmt: skip
    subject = _("%(site)s: do you want the briefing?") % {"site": settings.OCTAVO["site_name"]}
    message = _message(subscription.email, subject, "confirm", context)
    digest = sha256(f"{subscription.token}/{now.isoformat()}".encode()).hexdigest()[:32]
    message["Message-ID"] = f"<confirm-{digest}@{_host()}>"
    message["Date"] = format_datetime(now)
    return message


def briefing_context(briefed: Briefed, local: datetime) -> dict[str, Any]:
    """What the templates of a briefing are given."""
    return {"briefed": briefed, "day": local, "site": site_address(), "site_name": settings.OCTAVO["site_name"]}


def _message(to: str, subject: str, template: str, context: Mapping[str, Any]) -> EmailMessage:
    message = EmailMessage(policy=_POLICY)
    message["From"] = sender()
    message["To"] = to
    message["Subject"] = " ".join(subject.split())
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notice answers it
    whole = {"site": site_address(), "site_name": settings.OCTAVO["site_name"], **context}
    message.set_content(render_to_string(f"reader/letters/{template}.txt", whole), cte="quoted-printable")
    html = render_to_string(f"reader/letters/{template}.html", whole)
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    return message


def sender() -> Address:
    """Who letters are from: MAIL_FROM, under the site's name."""
    return Address(display_name=settings.OCTAVO["site_name"], addr_spec=settings.OCTAVO["mail_from"])


def _host() -> str:
    return urlsplit(site_address()).hostname or "octavo.invalid"
