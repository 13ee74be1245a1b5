"""Who says what in a report: attributed speech, sentence by sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from octavo.engine.assist.saying.cased import Found, attribute_cased, without_quoted
from octavo.engine.assist.saying.naming import without_origin, without_title
from octavo.engine.assist.saying.patterns import NAME
from octavo.engine.assist.saying.uncased import attribute_uncased
from octavo.engine.assist.saying.words import Saying, saying
from octavo.engine.entities.lists import listed
from octavo.engine.ranking import find_voices
from octavo.engine.records import Sentence
from octavo.engine.text.countries import country_of

UNCASED = frozenset(["hi", "mr", "ne", "bn", "ur", "ar", "fa", "zh", "ja", "ko", "th"])
_FAR = 2  # sentences from a speech to that of the pronoun that stands for its speaker


@dataclass(frozen=True, slots=True, kw_only=True)
class Speech:
    """A sentence and who speaks in it.

    `holder`: the full name as the text has it elsewhere, or the words of a speaker without a name ("the water board").
    `role`: words beside the name; `opposing`: whether its verb denies, rejects, accuses.
    """

    sentence: Sentence
    holder: str
    role: str
    is_named: bool
    opposing: bool
    quoted: bool
    by_pronoun: bool


def find_speech(sentences: Sequence[Sentence], language: str | None) -> tuple[Speech, ...]:
    """Attributed speech in the sentences of one text, in order; none in a language without words of speech.

    "Mr Rao said" is of the one full name of the text that ends so; "she said" of who spoke directly before, in the same
    or the sentence before. A sentence whose speaker is not certain is left out.
    """
    words = saying((language or "")[:2])
    if words is None:
        return ()
    return tuple(_Hearing(sentences, words).all())


class _Hearing:
    """One pass over the sentences of a text, with who spoke last."""

    def __init__(self, sentences: Sequence[Sentence], words: Saying) -> None:
        self.sentences, self.words = sentences, words
        self.full, self.all_names = _full_names(sentences, words)
        self.persons = {name for name in self.full.values() if name}
        self.last: tuple[int, str] | None = None  # place and holder of the last speech of a person
        self.pronouns: dict[str, str] = {}  # holder -> the pronoun that has stood for him
        self.named: dict[str, None] = {}
        self.inside = False  # a quotation of sentences before

    def all(self) -> Iterator[Speech]:
        for place, sentence in enumerate(self.sentences):
            if place and sentence.start - self.sentences[place - 1].end > 1:
                self.inside = False
            within, self.inside = self.inside, self.inside ^ (_odd(sentence.text))
            if (within and self.inside) or "\t" in sentence.text:
                continue
            speech = self.hear(place, sentence)
            if speech is not None:
                yield speech

    def hear(self, place: int, sentence: Sentence) -> Speech | None:
        text, words = sentence.text, self.words
        quoted = _QUOTATION.search(text) is not None or _odd(text)
        if not quoted and not words.may_speak(text):
            return None
        found = _attribute(text, words)
        if found is None and quoted:
            found = _beside_quotation(text, self.full)
        if found is not None:
            return self.of(place, sentence, found, quoted)
        pronoun = _pronoun_speaks(text, words)
        holder = self.meant(place, text, pronoun) if pronoun else ""
        if not holder:
            return None
        self.last = place, holder
        self.pronouns.setdefault(holder, pronoun)
        return Speech(
            sentence=sentence, holder=holder, role="", is_named=True, quoted=quoted, by_pronoun=True,
            opposing=words.deny.search(without_quoted(text)) is not None,
        )  # fmt: skip

    def of(self, place: int, sentence: Sentence, found: Found, quoted: bool) -> Speech:
        holder = self.full.get(found.name) or (self._longer(found.name) if found.is_named else self._named_body(found))
        is_person = holder in self.persons or self.words.language in UNCASED
        self.last = (place, holder) if found.is_named and is_person and not _is_body(holder) else None
        # A word with a capital at the beginning of a sentence, and nowhere else: "Donors have pledged enough".
        proven = " " in holder or found.start > 2 or self.words.language in UNCASED or self._stands_inside(holder)
        return Speech(
            sentence=sentence, holder=holder, role=found.role, is_named=found.is_named and proven, quoted=quoted,
            by_pronoun=False, opposing=self.words.deny.search(found.verb) is not None,
        )  # fmt: skip

    def meant(self, place: int, text: str, pronoun: str) -> str:
        """Whom a pronoun means: who spoke in one of the two sentences before; else the one person named just before.

        Nobody where another person is named since, or another pronoun has stood for him.
        """
        if self.last is not None and place - self.last[0] <= _FAR:
            since = [sentence.text for sentence in self.sentences[self.last[0] + 1 : place]]
            holder = self.last[1]
        else:
            before = self.sentences[place - 1].text if place else ""
            named = {name for name in self.persons if name in before and self._is_person(name)}
            if len(named) != 1:
                return ""
            since, holder = [], named.pop()
        outside = [without_quoted(each) for each in (*since, text)]
        if any(name != holder and _last_word(name) in each for name in self.persons for each in outside):
            return ""
        return holder if self.pronouns.get(holder, pronoun) == pronoun else ""

    def _is_person(self, name: str) -> bool:
        """No body, and called by the last name alone elsewhere: "Sony Music Nashville" is not."""
        alone = re.compile(rf"(?<!{re.escape(name.rsplit(' ', 1)[0])} ){re.escape(_last_word(name))}\b")
        return not _is_body(name) and any(alone.search(sentence.text) for sentence in self.sentences)

    def _longer(self, name: str) -> str:
        """In scripts without capitals the name as it was introduced: the words of an earlier speaker that end so."""
        if self.words.language not in UNCASED:
            return name
        known = next((each for each in self.named if each.endswith(f" {name}")), name)
        self.named.setdefault(known)
        return known

    def _named_body(self, found: Found) -> str:
        """ "the board", where one name of the text begins or ends so: the Upland Water Board."""
        word = _last_word(found.name).lower()
        if word in _MANY or len(found.name.split()) > 3:
            return found.name
        named = {name for name in self.all_names if word in (name.split()[0].lower(), _last_word(name).lower())}
        return named.pop() if len(named) == 1 else found.name

    def _stands_inside(self, word: str) -> bool:
        return any(sentence.text.find(word) > 2 for sentence in self.sentences)


def is_said_by_pronoun(sentence: str, language: str | None) -> bool:
    """Whether "she said" is all that a sentence tells of its speaker."""
    words = saying((language or "")[:2])
    return words is not None and bool(_pronoun_speaks(sentence, words)) and _attribute(sentence, words) is None


def _attribute(sentence: str, words: Saying) -> Found | None:
    return (attribute_uncased if words.language in UNCASED else attribute_cased)(sentence, words)


def _pronoun_speaks(sentence: str, words: Saying) -> str:
    """The pronoun that speaks in a sentence; "" where none does."""
    outside = without_quoted(sentence)
    if words.language in ("hi", "ur"):
        pattern = rf"(?P<he>{words.he}) (?:ने |نے )?.{{0,60}}?{words.verb}"
    elif words.language == "ar":
        pattern = rf"^{words.verb}(?P<he>):? ?[«\"“]"  # "وقال: «"
    else:
        start = r"(?:^|[\"”»’,;:] ?|\. )"
        inverted = "" if words.language == "en" else rf"|{words.verb}(?: |-t-|-)(?P<him>{words.he})"
        inverted += r"|\ba-t-(?P<its>ils?|elles?) \w+é" if words.language == "fr" else ""
        pattern = rf"{start}(?P<he>{words.he})(?: \w+)? {words.verb}{inverted}"
    hit = re.search(pattern, outside, re.IGNORECASE)
    if hit is None:
        return ""
    found = hit.groupdict()
    return (found.get("he") or found.get("him") or found.get("its") or "-").lower()


def _is_body(name: str) -> bool:
    return any(word.lower() in listed("bodies") for word in name.split()) or country_of(name, "en") is not None


def _last_word(name: str) -> str:
    return name.rsplit(" ", 1)[-1]


def _odd(text: str) -> bool:
    """Whether a quotation begins or ends here whose other end stands in another sentence."""
    if text.count('"') % 2:
        return True
    return text.count("“") + text.count("„") > text.count("”") + (text.count("“") if "„" in text else 0) or (
        text.count("«") != text.count("»") or text.count("”") > text.count("“") + text.count("„")
    )


def _beside_quotation(sentence: str, full: dict[str, str]) -> Found | None:
    names = {*full, *full.values()} - {""}
    voices = find_voices(sentence, names)
    if len(voices) != 1:
        return None
    return Found(voices[0], "", True, sentence.find(voices[0]), "")


def _full_names(sentences: Sequence[Sentence], words: Saying) -> tuple[dict[str, str], frozenset[str]]:
    """Last names -> the one full name that ends so ("" where two do); and every name of two words and more."""
    if words.language in UNCASED:
        return {}, frozenset()
    counts: Counter[str] = Counter()
    for sentence in sentences:
        for hit in _NAMES.finditer(sentence.text):
            name, _ = without_title(without_origin(_OWNER.sub("", hit.group())))
            if 2 <= len(name.split()) <= 4 and not name.isupper() and "&" not in name:
                counts[name] += 1
    hosts: dict[str, str] = {}
    for name in counts:
        last = name.split()[-1]
        known = hosts.get(last)
        if known is None or known in name:
            hosts[last] = name
        elif name not in known:
            hosts[last] = ""
    return hosts, frozenset(counts)


_OWNER = re.compile(r".*(?:['’]s|s['’]) ")
_MANY = frozenset(["police", "officials", "people", "residents", "men", "women", "two"])
_NAMES = re.compile(rf"(?<![\w’'-]){NAME}")
_QUOTATION = re.compile(r"[\"“„«「『][^\"“”„«»「」『』\n]{12,}")
