"""Addresses of pictures on this site, signed, so that nobody makes Octavo fetch what no article shows."""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from hmac import compare_digest

from django.utils.crypto import salted_hmac

WIDTHS = (160, 320, 480, 640, 960, 1280, 1920)
PREFIX = "/picture/"

_SALT = "octavo.pictures"
_LONGEST = 2000  # of a picture's address, as everywhere


def picture_address(address: str, width: int) -> str:
    """The path on this site at which a publisher's picture is had, at least `width` pixels wide where it is.

    `address` is absolute; '' for one that is no address of the web.
    """
    if not address.startswith(("http://", "https://")) or len(address) > _LONGEST:
        return ""
    width = fitting_width(width)
    name = urlsafe_b64encode(address.encode()).decode().rstrip("=")
    return f"{PREFIX}{width}/{_signature(width, name)}/{name}"


def read_picture_address(width: int, signature: str, name: str) -> str | None:
    """The publisher's address behind a path of this site; None where the path is not ours."""
    if width not in WIDTHS or not compare_digest(signature.encode(), _signature(width, name).encode()):
        return None
    return urlsafe_b64decode(name + "=" * (-len(name) % 4)).decode()


def fitting_width(width: int) -> int:
    """The smallest width on offer that is no smaller, else the largest."""
    return next((offered for offered in WIDTHS if offered >= width), WIDTHS[-1])


def _signature(width: int, name: str) -> str:
    digest = salted_hmac(_SALT, f"{width}/{name}", algorithm="sha256").digest()
    return urlsafe_b64encode(digest[:15]).decode()  # 120 bits
