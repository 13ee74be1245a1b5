"""Who holds an office: "the president of Karsk" is not "President Dovrin, on a visit to Karsk"."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.engine.assist.asking.matching import Matcher
from octavo.engine.assist.asking.passages import Passage
from octavo.engine.assist.asking.question import Question, names_in
from octavo.engine.assist.asking.wording import Phrase, wording_of
from octavo.engine.text.tokens import stopwords

_NAMED = 2  # words between an office and the name of who holds it
_OF = 3  # words between an office and what it is of, besides names


def is_office(question: Question, matcher: Matcher, language: str | None) -> bool:
    """Whether a question asks for the holder of an office: one of its first words that tell is one."""
    asked = _asked(matcher, language)
    return asked != question.counted and bool(_family(asked, language))


def leads(question: Question, matcher: Matcher, language: str | None) -> bool:
    """Whether it asks who leads, whatever the office is called."""
    return _asked(matcher, language) in wording_of(language).single("leads")


def holds_office(
    passage: Passage, matcher: Matcher, names: Sequence[int], clauses: Sequence[int], language: str | None
) -> bool:
    """Whether a sentence names someone beside the very office, and the office is of what is asked about.

    `names`: where names of persons stand; `clauses`: the number of each word's clause.
    """
    tokens = passage.tokens
    family = _family(_asked(matcher, language), language)
    plain = [at for at, word in enumerate(matcher.focus) if not word.is_name and not word.carried][:2]
    if not all(passage.held >> at & 1 for at in plain if matcher.focus[at].word in family):  # "prime minister"
        return False
    offices = [at for at, token in enumerate(tokens) if token in family]
    own = [at for at, word in enumerate(matcher.focus) if word.is_name and not word.carried]
    for at in offices:
        places = [one for one, place in enumerate(passage.places) if place in own]
        if not any(_between(name, at, {*places, *names}, tokens, language) <= _NAMED for name in names):
            continue
        said = {*names, *(one for one, place in enumerate(passage.places) if place >= 0)}
        if any(_is_of(one, at, tokens, said, language) for one in places):
            return True
        near = passage.beside | passage.title
        if at and tokens[at - 1] in wording_of(language).single("points"):
            near |= passage.anywhere
        if not all((near | passage.held) >> one & 1 for one in own) or (places and not _points(at, tokens, language)):
            continue
        if not _is_foreign(at, passage, names, clauses, language):
            return True
    return False


def _asked(matcher: Matcher, language: str | None) -> str:
    plain = [word.word for word in matcher.focus if not word.is_name and not word.carried][:2]
    return next((word for word in plain if _family(word, language)), "")


def _family(word: str, language: str | None) -> Phrase:
    wording = wording_of(language)
    if word in wording.single("leads"):
        return tuple(wording.single("leader"))
    return next((family for family in wording.lists.get("office", ()) if word in family), ())


def _is_of(place: int, office: int, tokens: Sequence[str], said: set[int], language: str | None) -> bool:
    """Whether only names and words of the question (`said`) and grammar stand between an office and what it is of."""
    common = stopwords(language)
    low, high = sorted((place, office))
    between = [at for at in range(low + 1, high) if at not in said]
    telling = [at for at in between if tokens[at] not in common]
    is_of = place > 0 and tokens[place - 1] in wording_of(language).single("of")  # "ministre velmoraine du Commerce"
    return len(between) <= _OF and (not telling or (is_of and telling == [office + 1]))


def _points(office: int, tokens: Sequence[str], language: str | None) -> bool:
    """Whether an office is of something said before: "its president", "the captain"."""
    return office > 0 and tokens[office - 1] in wording_of(language).single("points") | {"the"}


def _between(name: int, office: int, skipped: set[int], tokens: Sequence[str], language: str | None) -> int:
    """How many words that tell stand between a name and an office."""
    common = stopwords(language)
    low, high = sorted((name, office))
    return sum(at not in skipped and tokens[at] not in common for at in range(low + 1, high))


def _is_foreign(
    office: int, passage: Passage, names: Sequence[int], clauses: Sequence[int], language: str | None
) -> bool:
    """Whether an office is said to be someone else's: "the Illinois governor", "Governor Amy Hale of Illinois"."""
    tokens, of = passage.tokens, wording_of(language).single("of")
    named = set(names_in(passage.text))
    before = office - 1
    is_same = office > 0 and clauses[before] == clauses[office] and passage.places[before] < 0
    if is_same and (tokens[before] in named or before in names):
        return True
    at = office + 1
    while at < len(tokens) and (tokens[at] in named or at in names) and tokens[at] not in of:
        at += 1
    behind = [one for one in range(at + 1, min(at + 3, len(tokens))) if tokens[one] in named]
    return at < len(tokens) and tokens[at] in of and bool(behind) and passage.places[behind[0]] < 0
