"""Names where nothing marks them but spaces and repetition."""

from __future__ import annotations

import unicodedata
from collections import Counter
from itertools import pairwise

from octavo.engine.entities.lists import light_words
from octavo.engine.text.countries import countries_named
from octavo.engine.text.stems import stem
from octavo.engine.text.tokens import stopwords, words

_HAMZA = frozenset(["ar", "ur", "fa"])
_SHORTEST_FORM = frozenset(["mr", "bn", "hi"])
_CUT = frozenset(["ko"])  # shown without the particle: a bare form is hardly ever written


def repeated_names(text: str, language: str) -> Counter[str]:
    """Words and pairs of words that a text repeats, in any form, and how often; countries from their first."""
    written = _as_written(text) if language in _HAMZA else {}
    spoken = [word for word in words(text) if not word[0].isdigit()]
    stems = [stem(word, language) for word in spoken]
    common = stopwords(language) | light_words(language)
    forms: dict[str, Counter[str]] = {}
    for word, root in zip(spoken, stems, strict=True):
        forms.setdefault(root, Counter())[word] += 1
    known = countries_named(language)
    is_content = {
        root: len(root) > 1 and root not in common and not any(form in common for form in said)
        for root, said in forms.items()
    }
    singles = Counter(root for root in stems if is_content[root] and (len(root) > 2 or language == "ko"))
    pairs = Counter(
        (a, b)
        for a, b in pairwise(stems)
        if a != b and is_content[a] and is_content[b] and a in singles and b in singles
    )
    triples = Counter(
        (a, b, c) for a, b, c in zip(stems, stems[1:], stems[2:], strict=False) if (a, b) in pairs and (b, c) in pairs
    )
    phrases: dict[tuple[str, ...], int] = {phrase: count for phrase, count in triples.items() if count >= 2}
    for pair, count in pairs.items():
        whole = max((said for triple, said in triples.items() if pair in (triple[:2], triple[1:])), default=0)
        if count >= 2 and whole * 1.5 < count:
            phrases[pair] = count
    found: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    for phrase, count in phrases.items():
        found[" ".join(_shown(root, forms, written, language) for root in phrase)] = count + 1  # the longer says more
        for root in phrase:
            inside[root] = max(inside[root], count)
    for root, count in singles.items():
        if (count >= 3 or root in known) and inside[root] * 2 < count:
            found[_shown(root, forms, written, language)] = count
    return found


def _shown(root: str, forms: dict[str, Counter[str]], written: dict[str, str], language: str) -> str:
    """How a word is written: bare where the text has it so."""
    if language in _CUT:
        return root
    said = forms[root]
    shown = min(said, key=lambda form: (form != root, len(form) if language in _SHORTEST_FORM else -said[form]))
    return written.get(shown, shown)


def _as_written(text: str) -> dict[str, str]:
    """Folded words -> how the text writes them: folding takes the hamza from Arabic letters."""
    found: dict[str, str] = {}
    for raw in text.split():
        clean = raw.strip(_SIGNS)
        folded = words(clean)
        if len(folded) == 1:
            found.setdefault(folded[0], clean)
    return found


_SIGNS = "".join(chr(code) for code in range(33, 0x3000) if unicodedata.category(chr(code))[0] in "PS")
