"""Which sentences may stand on their own."""

from __future__ import annotations

import re

from octavo.engine.records import Sentence
from octavo.engine.text.tokens import UNSPACED_LETTER

_SHORTEST, _LONGEST = 6, 60  # words
_SHORTEST_UNSPACED = 12  # characters, for scripts without spaces


def stands_alone(sentence: Sentence) -> bool:
    """Whether a reader understands the sentence without its neighbours.

    No questions, no headings, no fragments of a quotation, nothing that points back with its first word, nothing a site
    says of itself.
    """
    text = sentence.text
    length = len(text.split())
    if not (_SHORTEST <= length <= _LONGEST) and not (
        length < _SHORTEST and UNSPACED_LETTER.match(text[-4:-1]) and len(text) >= _SHORTEST_UNSPACED
    ):
        return False
    if _QUESTION.search(text) or not _FINISHED.search(text):
        return False
    if text.count("“") != text.count("”") or text.count("«") != text.count("»") or text.count('"') % 2:
        return False
    return not (_QUOTED_WHOLE.match(text) or _POINTS_BACK.match(text) or _SELF.search(text))


_QUESTION = re.compile(r"[?？؟][\"”’»)]*$")
_FINISHED = re.compile(r"[.!…。।॥۔！][\"'”’»)\]]*$")
_QUOTED_WHOLE = re.compile(r"[\"“«„‘'][^\"”»“]*[\"”»“’']\.?$")
_POINTS_BACK = re.compile(
    r"(?:but|and|or|so|he|she|it|they|this|that|these|those|however|meanwhile|also|instead|still|then|yet|his|her|their|its"
    r"|mais|et|c[’']est|il|elle|ils|elles|cela|ce|cette|pero|y|él|ella|esto|ellos|aber|und|er|sie|es|dies|но|и|он|она|они|это"
    r"|लेकिन|और|वह|वे|उन्होंने|इस|उसने|لكن|وهو|وهي|هذا|هذه|كما)\b",
    re.IGNORECASE,
)
_SELF = re.compile(
    r"\b(?:also read|read more|read also|click here|sign up|subscribe|newsletter|follow us|all rights reserved"
    r"|copyright|advertisement|this article|download the app|cookies?)\b|यह भी पढ़|اقرأ أيضا|à lire aussi|lea también"
    r"|lesen sie auch",
    re.IGNORECASE,
)
