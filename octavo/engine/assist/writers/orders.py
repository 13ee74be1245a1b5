"""Sentences that speak to a machine: orders planted in a report. They are neither sent to a model nor shown from one.

A fence and the check of evidence hold without this list. It keeps an order that stands word for word in a report, and
so has its evidence, from being put before a reader as news.
"""

from __future__ import annotations

import re
from functools import cache
from importlib import resources

_CODE = re.compile(r"```|</?[a-z!][^>]{0,80}>|\]\(|\{.{0,200}\}|\\n|\bdef \w+\(|^\s*import \w+$")


def is_order(text: str) -> bool:
    """Whether a sentence speaks to a model, or is code, rather than telling anything."""
    return _CODE.search(text) is not None or _patterns().search(text.lower()) is not None


@cache
def _patterns() -> re.Pattern[str]:
    lines = resources.files("octavo.engine.assist.writers").joinpath("orders.txt").read_text("utf-8").splitlines()
    return re.compile("|".join(f"(?:{line.partition(': ')[2]})" for line in lines if line and not line.startswith("#")))
