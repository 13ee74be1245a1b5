"""What the words of a text are: phrases found, content told from grammar, names told from words with a capital."""

from __future__ import annotations

from itertools import zip_longest
from typing import TYPE_CHECKING

from octavo.engine.assist.evidence.lexicon import Labels
from octavo.engine.embedding import is_plain_word

if TYPE_CHECKING:
    from octavo.engine.assist.evidence.reading import Reading, Token

NOTHING: Labels = {}
_STOPPING = frozenset(["stop", "stops", "stopped", "cease", "ceases", "ceased", "quit", "quits"])


def find_phrases(reading: Reading) -> None:
    tokens, phrases = reading.tokens, reading.lexicon.phrases
    busy = 0
    for token, behind in zip_longest(tokens, tokens[1:]):
        if token.fold in _STOPPING and behind is not None and behind.fold.endswith("ing"):
            token.labels = {**token.labels, "deny": ""}  # "stopped buying": does not buy
        if token.at < busy or token.fold not in phrases:
            continue
        for folded, labels in phrases[token.fold]:
            end = token.at + len(folded)
            if tuple(other.fold for other in tokens[token.at : end]) == folded:
                token.labels = labels
                token.phrase = len(folded)
                for other in tokens[token.at + 1 : end]:
                    other.labels, other.inner = NOTHING, True
                busy = end
                break


BOUNDS = ("atleast", "upto", "over", "under", "nearly", "about", "only")
FUNCTION = (
    "not",
    "unnot",
    "passive",
    "by",
    "prep",
    "post",
    "break",
    "the",
    "pronoun",
    "of",
    "all",
    "most",
    "many",
    "some",
    "few",
    "than",
    "aux",
    *BOUNDS,
)


def classify(reading: Reading) -> None:
    lexicon = reading.lexicon
    rank = 0
    begins, more = -1, 0
    before: Token | None = None
    for token in reading.tokens:
        first = token.sentence != begins
        begins = token.sentence
        keyed = token.root in lexicon.opposite or token.root in lexicon.kinds
        function = token.inner or token.fold in lexicon.stopwords or token.has(*FUNCTION)
        token.content = (
            token.number or not function or (keyed and not token.inner and not token.has("prep", "the", *BOUNDS))
        )
        token.name = _is_name(token, before, first, reading)
        more += token.has("break") and before is not None and not first
        token.clause += more
        token.content = token.content or token.name
        if token.content:
            token.rank = rank
            rank += 1
        before = token
    following = rank
    for token in reversed(reading.tokens):  # function words stand before the next content word
        following = token.rank if token.content else following
        token.rank = token.rank if token.content else following


def _is_name(token: Token, before: Token | None, first: bool, reading: Reading) -> bool:
    """Whether a capital makes it a name. The first word of a sentence is one if it is no word that we know, or the next
    one is a name too; German nouns follow articles and adjectives, names mostly do not."""
    if (
        not token.capital
        or token.has("month", "weekday", "calendar")
        or (token.fold in reading.lexicon.stopwords and len(token.fold) < 4 and not token.text.isupper())
    ):
        return False
    if first or token.inner:
        return False
    return not (
        reading.lexicon.language == "de"
        and (
            token.root in reading.lexicon.known
            or (
                before is not None
                and (
                    before.has("the")
                    or (before.fold.endswith(("en", "er", "es", "e")) and not before.capital)
                    or before.number
                )
            )
        )
    )


def opens(token: Token, reading: Reading) -> bool:
    """Whether the first word of a sentence is a name."""
    if not token.capital or token.name or not token.content or token.has("month", "weekday", "calendar", "number"):
        return False
    first = token.at == 0 or reading.tokens[token.at - 1].sentence != token.sentence
    if not first or token.inner or token.fold in reading.lexicon.stopwords or token.root in reading.lexicon.known:
        return False
    if token.has("say", "may", "will", "deny", "alleged", "not", "magnitude", "unit"):
        return False
    if reading.lexicon.language == "de":
        return not is_plain_word(token.text)
    return not (token.text.isascii() and is_plain_word(token.fold)) and not _plural(token)


def _plural(token: Token) -> bool:
    return token.fold.endswith(("s", "ing", "ed", "ment", "tion", "es")) and len(token.fold) > 5
