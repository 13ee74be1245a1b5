"""The reader and the model: whether they let it be asked, and by what name their budget is kept. Our own cookies."""

from __future__ import annotations

from secrets import token_urlsafe

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase

from octavo.apps.assist.model_rules import ModelRules, model_rules, prepare

OFF_COOKIE, READER_COOKIE = "model", "reader"
YEAR = 365 * 24 * 3600


def configured() -> ModelRules | None:
    """The model that the options configure; None: there is none, and nothing is sent."""
    return model_rules(settings.OCTAVO)


def prepare_model() -> None:
    """At the start of a server."""
    prepare(settings.OCTAVO)


def is_off(request: HttpRequest) -> bool:
    """Whether this reader wants nothing sent to a model."""
    return request.COOKIES.get(OFF_COOKIE) == "off"


def may_write(request: HttpRequest) -> bool:
    """Whether a page may offer this reader what a model writes."""
    return configured() is not None and not is_off(request)


def reader_of(request: HttpRequest) -> str:
    """The random name that this reader's budget is kept under; "" before a model was first asked."""
    return str(request.get_signed_cookie(READER_COOKIE, default="", salt=READER_COOKIE, max_age=YEAR) or "")


def new_reader() -> str:
    return token_urlsafe(12)


def remember_reader(request: HttpRequest, answer: HttpResponseBase, reader: str) -> None:
    """Sets the name, signed, so that nobody can take another's; it says nothing of who the reader is."""
    answer.set_signed_cookie(
        READER_COOKIE, reader, salt=READER_COOKIE, max_age=YEAR, httponly=True, samesite="Strict",
        secure=request.is_secure(),
    )  # fmt: skip


def choose(request: HttpRequest, answer: HttpResponseBase, *, off: bool) -> None:
    if off:
        answer.set_cookie(OFF_COOKIE, "off", max_age=YEAR, httponly=True, samesite="Lax", secure=request.is_secure())
    else:
        answer.delete_cookie(OFF_COOKIE, samesite="Lax")
