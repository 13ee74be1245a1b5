"""Giving a letter to the mail server that the operator named."""

from __future__ import annotations

import smtplib
import ssl
from dataclasses import dataclass, field
from email.message import EmailMessage
from ipaddress import ip_address
from urllib.parse import unquote, urlsplit

SECONDS = 20.0  # that one answer of the server may take


class NotSent(Exception):
    """The letter was not taken; the text is one sentence. `refused`: this address never will be."""

    def __init__(self, reason: str, *, refused: bool = False) -> None:
        super().__init__(reason)
        self.refused = refused


@dataclass(frozen=True, slots=True, kw_only=True)
class MailServer:
    """Where letters go out. `tls`: from the first byte on; else STARTTLS where the server offers it."""

    host: str
    port: int
    user: str = ""
    password: str = field(default="", repr=False)
    tls: bool = False

    @classmethod
    def of(cls, address: str) -> MailServer:
        """From `smtp://user:password@host:port` or `smtps://…`, which the table of options has checked."""
        parts = urlsplit(address)
        tls = parts.scheme == "smtps"
        port = parts.port or (465 if tls else 587 if parts.username else 25)
        return cls(host=parts.hostname or "", port=port, user=unquote(parts.username or ""),
                   password=unquote(parts.password or ""), tls=tls)  # fmt: skip

    @property
    def is_here(self) -> bool:
        """Whether it runs on this machine."""
        try:
            return self.host == "localhost" or ip_address(self.host).is_loopback
        except ValueError:
            return False


def send(message: EmailMessage, server: MailServer, *, seconds: float = SECONDS) -> None:
    """Gives a letter to the server. Raises NotSent, never with the address or the password in its text."""
    try:
        with _open(server, seconds) as post:
            if server.user:
                post.login(server.user, server.password)
            post.send_message(message)
    except smtplib.SMTPRecipientsRefused as error:
        code = next((code for code, _ in error.recipients.values()), 0)
        raise NotSent(f"The mail server does not take this address ({code}).", refused=code >= 550) from None
    except smtplib.SMTPAuthenticationError as error:
        raise NotSent(f"The mail server refuses the user or the password ({error.smtp_code}).") from None
    except smtplib.SMTPResponseException as error:
        raise NotSent(f"The mail server answered {error.smtp_code}.") from None
    except smtplib.SMTPException as error:
        raise NotSent(f"The mail server does not do what is needed ({type(error).__name__}).") from None
    except ssl.SSLError as error:
        raise NotSent(f"No safe connection to the mail server: {error.reason or 'its certificate'}.") from None
    except OSError as error:
        raise NotSent(f"The mail server cannot be reached: {error.strerror or 'no answer in time'}.") from None


def _open(server: MailServer, seconds: float) -> smtplib.SMTP:
    """A connection that is safe before a password goes through it."""
    safe = ssl.create_default_context()
    if server.tls:
        return smtplib.SMTP_SSL(server.host, server.port, timeout=seconds, context=safe)
    post = smtplib.SMTP(server.host, server.port, timeout=seconds)
    try:
        post.ehlo_or_helo_if_needed()
        if post.has_extn("starttls"):
            post.starttls(context=safe)
        elif server.user and not server.is_here:
            raise NotSent("The mail server offers no encryption, so the password was not sent.")
    except BaseException:
        post.close()
        raise
    return post
