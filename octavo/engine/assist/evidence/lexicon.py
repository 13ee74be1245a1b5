"""The words that decide: negators, modals, numbers, days, opposites ... of a language, from `words/*.txt`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from importlib import resources

from octavo.engine.assist.evidence.stems import root
from octavo.engine.entities.figures import spelled
from octavo.engine.entities.lists import listed
from octavo.engine.text.tokens import UNSPACED, stopwords, words

Labels = dict[str, str]  # what a word or phrase is -> a value ("number" -> "12"); most have none


@dataclass(eq=False)
class Lexicon:
    """The lists of a language. `labels` and `phrases` by folded words; groups by root."""

    language: str
    labels: dict[str, Labels] = field(default_factory=dict)
    phrases: dict[str, list[tuple[tuple[str, ...], Labels]]] = field(
        default_factory=dict
    )  # by first word, longest first
    irregular: dict[str, str] = field(default_factory=dict)
    endings: tuple[str, ...] = ()
    stopwords: frozenset[str] = frozenset()
    same: dict[str, frozenset[int]] = field(default_factory=dict)  # root -> the groups of one meaning it is in
    opposite: dict[str, dict[int, int]] = field(default_factory=dict)  # root -> group -> which side
    kinds: dict[str, frozenset[int]] = field(default_factory=dict)  # root -> sets of which a thing is only one
    by_root: dict[str, Labels] = field(default_factory=dict)  # of verbs, which come in many forms
    known: frozenset[str] = frozenset()  # roots of every word of these lists

    @property
    def spaced(self) -> bool:
        return self.language not in UNSPACED


_VALUED = {"magnitude", "fractions", "units", "rel"}
_VERBS = ("anyone", "say", "deny", "may", "will", "alleged", "light")
_COUNTED = {"weekdays": "weekday", "months": "month", "numbers": "number", "ordinals": "ordinal"}


@cache
def lexicon_of(language: str | None) -> Lexicon:
    """The lists of a language (ISO 639-1; a longer tag is cut); of an unknown one only units, days and months."""
    code = (language or "")[:2].lower()
    lexicon = Lexicon(language=code, stopwords=stopwords(code))
    groups: list[tuple[str, str]] = []
    for key, entries in _lines(code):
        if key in "=!^":
            groups.append((key, entries))
        elif key == "endings":
            lexicon.endings = tuple(sorted(entries.split(), key=lambda ending: (-len(ending), ending)))
        elif key == "irregular":
            for base, _, forms in (part.strip().partition("=") for part in entries.split("|")):
                lexicon.irregular |= dict.fromkeys(map(_fold, forms.split()), _fold(base))
        else:
            _label(lexicon, key, entries)
    _add_units(lexicon)
    _add_groups(lexicon, groups)
    for fold, labels in lexicon.labels.items():
        verbal = {label: "" for label in _VERBS if label in labels}
        if verbal and (fold not in lexicon.stopwords or "say" in labels):
            lexicon.by_root.setdefault(root(fold, lexicon), {}).update(verbal)
    for found in lexicon.phrases.values():
        found.sort(key=lambda phrase: -len(phrase[0]))
    return lexicon


def _lines(code: str) -> Iterator[tuple[str, str]]:
    file = resources.files("octavo.engine.assist.evidence").joinpath(f"words/{code}.txt")
    if not code or not file.is_file():
        return
    for line in file.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            key, _, entries = (line[0], "", line[1:]) if line[0] in "=!^" else line.partition(":")
            yield key.strip(), entries.strip()


def _label(lexicon: Lexicon, key: str, entries: str) -> None:
    for at, entry in enumerate(part.strip() for part in entries.split("|")):
        if not entry:
            continue
        if key in _VALUED:
            spelling, _, value = (part.strip() for part in entry.partition("="))
            _put(lexicon, spelling, key.removesuffix("s"), value)
        elif key == "tens":
            _put(lexicon, entry, "number", str(30 + 10 * at))
        elif key in _COUNTED:
            _put(lexicon, entry, _COUNTED[key], str(at + (key in ("months", "ordinals"))))
        else:
            _put(lexicon, entry, key, "")


def _put(lexicon: Lexicon, entry: str, label: str, value: str) -> None:
    folded = (
        tuple(_fold(part) for part in entry.replace("-", " ").replace("'", " ").split()) if entry != "n't" else (entry,)
    )
    if len(folded) == 1:
        lexicon.labels.setdefault(folded[0], {}).setdefault(label, value)
        return
    for phrase, labels in lexicon.phrases.setdefault(folded[0], []):
        if phrase == folded:
            labels.setdefault(label, value)
            return
    lexicon.phrases[folded[0]].append((folded, {label: value}))


def _add_units(lexicon: Lexicon) -> None:
    """Units, currencies and magnitudes as the figures of `engine.entities` know them: of every language, since they are
    read behind a number only."""
    known = spelled()
    for spelling, unit in known.units.items():
        _put(lexicon, spelling.rstrip("."), "unit", unit)
    for spelling, value in known.magnitudes.items():
        if lexicon.language not in ("de", "es") or spelling not in ("billion", "billón", "billones"):
            _put(lexicon, spelling, "magnitude", str(value))
    for day in listed("calendar"):
        if "weekday" not in (found := lexicon.labels.get(_fold(day), {})) and "month" not in found and len(day) > 3:
            _put(lexicon, day, "calendar", "")


def _add_groups(lexicon: Lexicon, groups: list[tuple[str, str]]) -> None:
    def roots(entries: str) -> list[str]:
        return [
            " ".join(root(_fold(word), lexicon) for word in entry.split())
            for entry in entries.split(",")
            if entry.strip()
        ]

    same: dict[str, set[int]] = {}
    kinds: dict[str, set[int]] = {}
    for number, (key, entries) in enumerate(groups):
        if key == "!":
            for side, part in enumerate(entries.split("/")):
                for each in roots(part):
                    lexicon.opposite.setdefault(each, {})[number] = side
        else:
            for each in roots(entries):
                (same if key == "=" else kinds).setdefault(each, set()).add(number)
    lexicon.same = {each: frozenset(found) for each, found in same.items()}
    lexicon.kinds = {each: frozenset(found) for each, found in kinds.items()}
    every = (*same, *kinds, *lexicon.opposite, *lexicon.labels, *lexicon.irregular, *lexicon.stopwords)
    lexicon.known = frozenset(root(word, lexicon) for each in every for word in each.split())


def _fold(word: str) -> str:
    return "".join(words(word)) or word.casefold()
