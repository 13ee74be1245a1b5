"""What every answer says to the browser, what a reader sees while the database is away, and paths without NUL."""

from __future__ import annotations

import logging

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.utils.cache import patch_vary_headers
from django.utils.deprecation import MiddlewareMixin

POLICY = "; ".join((
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "media-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
))  # fmt: skip

HEADERS = {
    "Content-Security-Policy": POLICY,
    # Publishers never learn where a reader came from. Not `no-referrer`: browsers then send `Origin: null` with our
    # own forms, which the check against forged requests must refuse.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
logger = logging.getLogger("octavo.reader")


class HeadersMiddleware(MiddlewareMixin):
    """Sets the headers; answers 503 with a page that helps when the database does not."""

    def process_request(self, request: HttpRequest) -> None:
        """Takes NUL out of a path: nothing is called so, and PostgreSQL refuses to look for it."""
        request.path_info = request.path_info.replace("\0", "")

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
        if response.headers.get("Content-Type", "").startswith("text/html"):
            # One address gives a page or a part of it, light or dark: no cache may take one for the other.
            patch_vary_headers(response, ("HX-Request", "HX-Target", "Cookie"))
        return response

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        if not isinstance(error, OperationalError | InterfaceError):
            return None
        logger.warning("The database did not answer for %s: %s", request.path, error)
        answer = render(None, "503.html", status=503)
        answer["Retry-After"] = "15"
        return answer
