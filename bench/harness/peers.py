"""Other libraries that do the same work, where they are installed."""

from __future__ import annotations

import importlib
import warnings
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType


def peer(module: str) -> ModuleType | None:
    """A peer's module; None where it, or something it needs, is not installed."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # newspaper4k misses the optional nltk
        try:
            return importlib.import_module(module)
        except ImportError:
            return None


def named(package: str) -> str:
    """A package with its version, as its figures are told."""
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return package
