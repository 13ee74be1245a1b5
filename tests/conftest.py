"""Fixtures that every room's tests share."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from django.core.cache import cache
from fakes import FakeWeb
from pytest_django import Settings

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of public labelled sets; tests that need it are skipped where it is absent."""
    folder = ROOT.parent / "shared"
    if not folder.exists():
        pytest.skip("the labelled sets are not beside this checkout")
    return folder


@pytest.fixture
def web(settings: Settings) -> Iterator[FakeWeb]:
    """A web of our own under `.example`, for the true fetching."""
    with FakeWeb() as web:
        values = {**settings.OCTAVO.values, "fetch_routes": (web.route,), "fetch_gap": 0.0, "fetch_timeout": 5.0}
        settings.OCTAVO = replace(settings.OCTAVO, values=values)
        yield web


@pytest.fixture(autouse=True)
def _nothing_remembered() -> None:
    """No test sees what another one's pages have cached."""
    cache.clear()
