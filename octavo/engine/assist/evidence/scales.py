"""Words of degree: adjectives in pairs, their forms, and words that compare without "than". English only."""

from __future__ import annotations

from functools import lru_cache

from octavo.engine.assist.evidence.reading import Reading, Token

_PAIRS = (
    "large big great huge sizeable/small little tiny", "wide broad/narrow", "long/short brief", "high tall/low",
    "fast quick swift rapid speedy/slow", "old/new young", "dear costly expensive pricey/cheap",
    "hot warm/cold cool chilly", "wet rainy/dry", "strong/weak", "heavy/light", "rich wealthy/poor",
    "near close/far distant", "early/late", "hard/easy soft", "deep/shallow", "safe/dangerous risky", "bright/dark",
    "loud/quiet", "thick/thin", "sharp steep/gentle mild", "busy/quiet", "happy/sad", "clean/dirty", "good/bad",
    "healthy/sick", "popular/unpopular", "smart/dull", "tight/loose", "severe/mild",
)  # fmt: skip
SIGN: dict[str, int] = {}
OTHER: dict[str, set[str]] = {}
ALIKE: dict[str, int] = {}
for _number, _pair in enumerate(_PAIRS):
    _sides = [set(side.split()) for side in _pair.split("/")]
    for _place, _side_words in enumerate(_sides):
        for _word in _side_words:
            SIGN.setdefault(_word, 1 - 2 * _place)
            OTHER.setdefault(_word, set()).update(_sides[1 - _place])
            ALIKE.setdefault(_word, _number)
_AMOUNTS = {ALIKE[_word] for _word in ("large", "high", "dear")}  # what "more" may be said for
_MUCH = {"more": 1, "better": 1, "further": 1, "less": -1, "fewer": -1, "worse": -1}
JOINED = {
    "before": ("time", -1), "after": ("time", 1), "following": ("time", 1),
    "ahead of": ("rank", 1), "behind": ("rank", -1), "overtook": ("rank", 1), "overtake": ("rank", 1),
    "overtaken by": ("rank", -1), "exceeds": ("much", 1), "exceeded": ("much", 1),
    "outpace": (f"{ALIKE['fast']}", 1), "outpaced": (f"{ALIKE['fast']}", 1),
    "outsold": ("much", 1), "outnumber": ("much", 1),
    "outnumbered": ("much", 1), "outnumbered by": ("much", -1), "instead of": ("choice", 1), "over": ("choice", 1),
}  # fmt: skip
MULTIPLES = {"times": 1, "twice": 1, "double": 1, "triple": 1, "half": -1, "third": -1}
AGO = frozenset(["ago", "after", "later", "before", "earlier", "old"])
CHOOSING = frozenset(["chosen", "chose", "choose", "prefer", "preferred", "prefers", "picked", "favoured", "selected"])


def sign_of(token: Token, reading: Reading) -> tuple[str, int] | None:
    """Scale and sign of a word of degree: "faster" 1, "cheaper" -1; "more" before another takes that one's."""
    fold = token.fold
    if fold in ("later", "earlier"):
        return ("time", 1 if fold == "later" else -1)
    base = base_of(fold)
    if base and (fold != base or _led(token, reading)):
        sign = SIGN[base]
        scale = "much" if ALIKE[base] in _AMOUNTS else f"{ALIKE[base]}"
        return (scale, -sign if _led(token, reading) in ("less", "least") else sign)
    return ("much", _MUCH[fold]) if fold in _MUCH else None


def _led(token: Token, reading: Reading) -> str:
    before = reading.tokens[token.at - 1].fold if token.at else ""
    return before if before in ("more", "less", "most", "least") else ""


@lru_cache(maxsize=8192)
def base_of(fold: str) -> str:
    """The adjective of a known pair that a word is a degree of: "wider" is "wide"; "" where it is none."""
    if fold in SIGN:
        return fold
    if fold in ("farther", "farthest", "furthest"):
        return "far"
    for ending in ("iest", "ier", "est", "er", "st", "r"):
        if fold.endswith(ending):
            stem = fold[: -len(ending)]
            for base in (stem + "y" if ending[0] == "i" else stem, stem[:-1] if stem[-2:-1] == stem[-1:] else ""):
                if base in SIGN:
                    return base
    return ""
