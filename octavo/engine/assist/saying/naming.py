"""The name of a speaker, and what stands beside it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from importlib import resources

from octavo.engine.entities.lists import listed
from octavo.engine.text.tokens import stopwords

_LONGEST_ROLE, _SHORT_ROLE = 12, 9  # words; of one without an office, which may be the sentence going on


@cache
def words_for(key: str) -> frozenset[str]:
    """A line of `holders.txt`."""
    lines = resources.files("octavo.engine.assist.saying").joinpath("holders.txt").read_text("utf-8").splitlines()
    for line in lines:
        head, _, entries = line.partition(":")
        if head == key:
            return frozenset(entries.split())
    raise KeyError(key)


def without_title(name: str) -> tuple[str, str]:
    """A name without offices before it, and those: "Infrastructure Minister Caspar Wynne"."""
    spoken = name.split()
    while len(spoken) > 1 and spoken[0].lower() in words_for("beginnings"):  # "When Henrik Zetter said"
        spoken = spoken[1:]
    last = max((at for at in range(len(spoken) - 1) if _is_title(spoken, at)), default=-1)
    behind = spoken[last + 1 :]
    if behind[0].lower() in ("of", "for", "de", "del", "and", "und", "y"):
        return " ".join(spoken), ""  # "Ministry of ..." keeps its words
    title = " ".join(spoken[: last + 1])
    return " ".join(behind).removesuffix("’s").removesuffix("'s"), "" if _POLITE.fullmatch(title) else title


def _is_title(spoken: Sequence[str], at: int) -> bool:
    """No initial, and no "Sr." behind a name."""
    bare = spoken[at].lower().strip(".,")
    if at and (len(bare) == 1 or bare in ("sr", "jr", "da")):
        return False
    bare = bare.removesuffix("-elect")
    if spoken[at + 1].lower() in listed("bodies"):  # "General Mills", "Justice Department"
        return False
    return bare in listed("titles") or bare in words_for("offices") or bare.endswith(tuple(words_for("office_ends")))


def is_office(word: str) -> bool:
    """ "minister", "chief": a word that says what somebody is."""
    bare = word.lower().strip(".,")
    if bare in words_for("articles") or bare in words_for("no_name") or bare in stopwords("en"):
        return False  # the list of titles has what else stands before a name
    return bare in listed("titles") or bare in words_for("offices")


def role_of(written: str) -> str:
    """What words beside a name say its holder is; "" where they say something else: an age, what happened to him."""
    for piece in written.strip(" ,.").split(", "):
        role = piece.strip(" ,.")
        spoken = role.split()
        if not spoken or spoken[0].isdigit() or len(spoken) > _LONGEST_ROLE or _is_article(spoken[-1]):
            continue
        if any(map(is_office, spoken)):
            return _WHOSE.sub("", role)
        if _is_article(spoken[0]) and len(spoken) <= _SHORT_ROLE and any(map(str.islower, spoken[1:])):
            return role
        if spoken[0].lower() == "who" and len(spoken) > 2 and spoken[1].endswith("s"):  # "who runs the post office"
            return role
    return ""


def office_before(text: str, name: int) -> str:
    """ "Fire chief Jonas Aldwick": the words directly before a name (at `name`), where one of them is an office."""
    found: list[str] = []
    for word in reversed(text[:name].split()[-4:]):
        if not word[-1].isalpha() or _is_article(word) or word.lower() in words_for("no_name"):
            break
        found.insert(0, word)
    return " ".join(found) if any(map(is_office, found)) else ""


def whole_name(name: str, behind: str) -> str:
    """ "Fédération des mariniers", "Unión de Observatorios": a body's name goes on in small letters; an article before
    it, with the capital of a sentence's beginning, is not part of it."""
    first, _, rest = name.partition(" ")
    if rest and _is_article(first):
        name = rest
    if " " not in name and (more := _OF_SMALL.match(behind)):
        name += more.group()
    return name


def without_origin(name: str) -> str:
    """ "Tobias Krall of the Rural League" is a person; "Ministry of Trade" and "High Court of Norland" are none."""
    person, joined, _ = name.partition(" of ")
    spoken = person.split()
    if not joined or len(spoken) < 2 or is_office(spoken[-1]):
        return name
    return name if any(word.lower() in listed("bodies") for word in spoken) else person


def is_nobody(name: str, language: str) -> bool:
    """Whether a word with a capital is no name: a grammar word, a day, an outlet, a bare office."""
    lower = name.lower()
    return (
        len(name) < 2
        or lower in listed("calendar") | listed("outlets")
        or lower in words_for("no_name") | words_for("no_holder")
        or lower in stopwords(language)
    )


def _is_article(word: str) -> bool:
    return word.lower() in words_for("articles")


_OF_SMALL = re.compile(r" (?:(?:des|de la|de los|de las|del|della|dei|dos|das) |d['’])[a-zà-ÿ]+")
_WHOSE = re.compile(r"(?:its|his|her|their|our) ", re.IGNORECASE)  # away from its sentence nobody knows whose
_POLITE = re.compile(r"(?:Mr|Mrs|Ms|Miss|Mme|Mlle|M|Herr|Frau|Señora?|Sra?|Signora?|Dr|The)\.?", re.IGNORECASE)
