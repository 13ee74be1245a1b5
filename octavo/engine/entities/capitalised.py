"""Names where names have capitals."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from octavo.engine.entities.lists import listed
from octavo.engine.text.countries import country_of
from octavo.engine.text.stems import stem
from octavo.engine.text.tokens import stopwords

_INFLECTED = frozenset(["ru", "uk", "pl"])  # names are declined: forms of one are folded together


def capitalised_names(text: str, language: str) -> Counter[str]:
    """Names and how often each is named, in order of appearance."""
    common = stopwords(language)
    small = {word for word in _SMALL.findall(text) if word.islower()}
    inside = set(_INSIDE.findall(text))
    counts: Counter[str] = Counter()
    for match in _RUN.finditer(text):
        before = text[max(0, match.start() - 12) : match.start()]
        begins = _BEGINS.search(before[-4:]) is not None
        if text[match.end() : match.end() + 1] == "." and match.group().split()[-1].lower() in _SHORT_OFFICES:
            continue  # "Florida Republican Gov. Ron DeSantis"
        # "California's Death Valley" names two things.
        for place, piece in enumerate(_POSSESSIVE_INSIDE.split(match.group())):
            spoken = piece.split()
            first = begins and place == 0
            if first and spoken and (spoken[0].lower() in common or spoken[0].lower() in small):
                spoken = spoken[1:]
            country, spoken = _country_first(spoken, language)
            name = _bare(spoken, common)
            if not country:
                country, name = _country_first(name, language)
            if country:
                counts[country] += 1
            if not name or (
                len(name) == 1 and _is_no_name(name[0], match, text, before, first, small, inside, language)
            ):
                continue
            counts[" ".join(name)] += 1
    if language in _INFLECTED:
        counts = _forms_folded(counts, language)
    return _short_forms_folded(counts, language)


def _is_no_name(
    word: str,
    match: re.Match[str],
    text: str,
    before: str,
    begins: bool,
    small: set[str],
    inside: set[str],
    language: str,
) -> bool:
    """Whether a single word only happens to have a capital."""
    lower = word.lower()
    return (
        len(word) < 2
        or lower in small
        or lower in listed("calendar")
        # At the beginning of a sentence any word has a capital: it must prove itself elsewhere.
        or (begins and not word.isupper() and word not in inside)
        or (text[match.end() : match.end() + 1] == "." and len(word) <= 4 and not word.isupper())
        or (language == "de" and (_GERMAN_ARTICLE.search(before) is not None or text.count(word) < 2))
    )


def _country_first(spoken: list[str], language: str) -> tuple[str, list[str]]:
    """ "Stati Uniti Joe Biden" names two: the country that a run begins with, and the rest where it is a full name."""
    for length in range(min(3, len(spoken) - 2), 0, -1):
        country = " ".join(spoken[:length])
        if country_of(country, language):
            return country, spoken[length:]
    return "", spoken


def _bare(spoken: list[str], common: frozenset[str]) -> list[str]:
    """Without offices and grammar words before the name, and connectors after it."""
    titles, bodies = listed("titles"), listed("bodies")

    def is_title(at: int) -> bool:
        """An office; not where the next word makes it part of a name ("General Motors", "Justice Department")."""
        after = _POSSESSIVE.sub("", spoken[at + 1].lower()) if at + 1 < len(spoken) else ""
        word = spoken[at].lower().strip(".")
        return (
            (word in titles or word.endswith(_OFFICE_ENDS)) and after not in bodies and after not in ("of", "de", "for")
        )

    # "UK Prime Minister Boris Johnson": what stands before an office belongs to it.
    last = max((at for at in range(len(spoken)) if is_title(at)), default=-1)
    if last >= 0 and (last + 1 < len(spoken) or all(word.lower() in titles or word.isupper() for word in spoken)):
        spoken = spoken[last + 1 :]
    while spoken and spoken[0].lower() in common:
        spoken = spoken[1:]
    while spoken and spoken[-1].islower():
        spoken = spoken[:-1]
    return [_POSSESSIVE.sub("", word).strip("-’'") if at == len(spoken) - 1 else word for at, word in enumerate(spoken)]


def _forms_folded(counts: Counter[str], language: str) -> Counter[str]:
    """The forms of a declined name ("Путина", "Путиным") counted for the shortest, of equals the commonest."""
    for name in [name for name in counts if len(name.split()) == 2]:
        if all(counts.get(word) for word in name.split()):  # "С Эрдоганом Путин обсудил"
            for word in name.split():
                counts[word] += counts[name]
            del counts[name]
    forms: dict[tuple[str, ...], list[str]] = {}
    for name in counts:
        forms.setdefault(tuple(stem(word.casefold(), language) for word in name.split()), []).append(name)
    folded: Counter[str] = Counter()
    for names in forms.values():
        shown = min(names, key=lambda name: (len(name), -counts[name]))
        folded[shown] = sum(counts[name] for name in names)
    return folded


def _short_forms_folded(counts: Counter[str], language: str) -> Counter[str]:
    """A surname counts for the full name that ends in it, where one such name is named as often as all others."""
    hosts: dict[str, Counter[str]] = {}
    for name in counts:
        *before, last = name.split()
        if before and "of" not in before and before[0].lower() not in _DIRECTIONS:
            hosts.setdefault(_root(last, language), Counter())[name] = counts[name]
    place = {name: number for number, name in enumerate(counts)}
    whole: Counter[str] = Counter()
    for name, count in counts.items():
        host = _host(name, count, hosts.get(_root(name, language)), language)
        # A person is introduced before the surname stands alone; "Utah" does not mean a later "Save Utah".
        if host == name and language in _INFLECTED and count == 1 and " " in name:
            # "Zdaniem Tuska": a capital at the beginning of a sentence, joined to a name known otherwise.
            root = _root(name.split()[-1], language)
            alone = any(_root(other, language) == root for other in counts if " " not in other)
            host = next(iter(hosts[root])) if alone and root in hosts else name
        introduced = place[host] <= place[name] or counts[host] * 3 >= count
        whole[host if introduced else name] += count
    if language not in _INFLECTED:
        return whole
    bare = {_root(name, language): name for name in counts if " " not in name}
    return Counter({_nominative(name, bare, language): count for name, count in whole.items()})


def _root(word: str, language: str) -> str:
    return stem(word.casefold(), language) if language in _INFLECTED else word


def _nominative(name: str, bare: dict[str, str], language: str) -> str:
    """ "Джо Байденом" with the surname as it stands alone, where that is shorter."""
    before, _, last = name.rpartition(" ")
    alone = bare.get(_root(last, language), last) if before else last
    return f"{before} {alone}".strip() if len(alone) < len(last) else name


def _host(name: str, count: int, hosts: Counter[str] | None, language: str) -> str:
    if not hosts or country_of(name, language):
        return name
    host, said = hosts.most_common(1)[0]
    rare = count > 12 * said and len(host.split()) > 3  # "Bank of India" once, India all over
    return name if rare or said * 2 < hosts.total() else host


def full_names(counts: Counter[str] | dict[str, int]) -> Iterator[tuple[str, str]]:
    """Surname and full name of everybody named by two or three words."""
    for name in counts:
        parts: Sequence[str] = name.split()
        if 2 <= len(parts) <= 3 and all(part[0].isupper() for part in parts):
            yield parts[-1], name


# "CSU-Chef Markus Söder", "GOP-led House".
_OFFICE_ENDS = (
    "-chef",
    "-chefin",
    "-politiker",
    "-politikerin",
    "-sprecher",
    "-sprecherin",
    "-minister",
    "-led",
    "-based",
    "-elect",
)
_SHORT_OFFICES = frozenset(
    ["gov", "rep", "reps", "sen", "sens", "gen", "lt", "sgt", "dr", "col", "capt", "atty", "prof", "mr", "mrs", "ms"]
)
_DIRECTIONS = frozenset(
    ["new", "north", "south", "east", "west", "northern", "southern", "eastern", "western", "central", "greater", "san",
     "los", "las", "saint", "st", "santa", "bank", "downtown", "upper", "lower", "great", "de", "new"]
)  # fmt: skip
_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĻŁĽŃŅŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽА-ЯЁЂ-ЏҐІЇЄΑ-Ω]"
# "iPad", "eBay" are names too.
_WORD = rf"(?:[ei]{_CAPITAL}\w+|(?:{_CAPITAL}\.){{2,}}|{_CAPITAL}[\w’'-]*\w|{_CAPITAL}\.?|al-{_CAPITAL}\w+)"
_LINK = r"(?:of the|of|for|de la|de los|de|del|da|do|dos|du|des|la|le|van der|van|von|bin|ibn|al|el|y|i)"
_RUN = re.compile(rf"(?<![\w’'-]){_WORD}(?:[  ](?:{_LINK}[  ])?{_WORD}){{0,5}}")
_SMALL = re.compile(r"(?<![\w-])[^\W\d_]\w*(?=\W)")
_BEGINS = re.compile(r"(?:^|[.!?…:\n—–-]\s*[\"'“«„(]*|[\"“«„(])\s*$")
_INSIDE = re.compile(rf"(?<=[\w,;:’'\"“»)-] )({_CAPITAL}[\w-]+)")
_POSSESSIVE_INSIDE = re.compile(r"(?:['’]s|s['’])\s")
# Turkish parts the ending of a name off: "Ankara'da".
_POSSESSIVE = re.compile(r"['’](?:s|[a-zçğıöşü]{1,5})?$")
_GERMAN_ARTICLE = re.compile(
    r"\b(?:de[rsmn]|die|das|eine?[rsmn]?|im|am|zu[mr]|vom|beim|keine?[rsmn]?|ihre?[rsmn]?|seine?[rsmn]?|diese?[rsmn]?|\w+e[rsmn]?)\s$",
    re.IGNORECASE,
)
