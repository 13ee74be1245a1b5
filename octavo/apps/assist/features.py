"""The table of what the panel offers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

LENGTHS = ("medium", "short", "long")  # the first of each list is the default
LANGUAGES = (
    "en", "hi", "ar", "ru", "fr", "de", "es", "pt", "bn", "el", "fa", "he", "id", "it", "ja", "ko", "nl", "pl", "sv",
    "ta", "th", "tr", "uk", "ur", "vi", "zh",
)  # fmt: skip
LONGEST_QUESTION = 400  # characters
LONGEST_EARLIER = 2_000  # of earlier questions and answers, as JSON
LONGEST_FREE = {"earlier": LONGEST_EARLIER}  # other texts: LONGEST_QUESTION


@dataclass(frozen=True, slots=True, kw_only=True)
class Feature:
    """Something the panel offers. `choices`: name -> values, the default first; `free`: names of texts of the reader's.

    `built_in`: whether the built-in writer can do it; `written`: whether a configured model may.
    """

    key: str
    scopes: tuple[str, ...] = ("article", "story")
    choices: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    free: tuple[str, ...] = ()
    needs: str = ""  # the one of `free` without which there is nothing to compose
    built_in: bool = True
    written: bool = True


FEATURES: Mapping[str, Feature] = {
    feature.key: feature
    for feature in (
        Feature(key="key_points", choices={"length": LENGTHS}),
        Feature(key="ask", scopes=("article", "story", "everything"), free=("question", "earlier"), needs="question"),
        Feature(key="compare", scopes=("story",)),
        Feature(key="timeline", written=False),
        Feature(key="background"),
        Feature(key="changes", scopes=("story",), free=("since",), needs="since"),
        Feature(key="simple", built_in=False),
        Feature(key="quiz", written=False),
        Feature(key="translate", scopes=("article",), choices={"language": LANGUAGES}, built_in=False),
        Feature(key="perspectives"),
    )
}
