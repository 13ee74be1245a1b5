"""How a topic is written as a hashtag, and when two spellings are one."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Set
from functools import cache

from octavo.engine.entities.lists import listed, same_names
from octavo.engine.records import Hashtag
from octavo.engine.text.addresses import slugify
from octavo.engine.text.countries import country_of
from octavo.engine.text.stems import stem
from octavo.engine.text.tokens import words

_LONGEST = 40  # characters of a tag
_MOST_WORDS = 5


def is_junk(tag: str) -> bool:
    """Whether a publisher's tag names no topic: "breaking news", a day, a year, an agency, a web address, a single
    letter, a sentence."""
    spoken = [word for word in re.split(r"[\s/_]+", tag.casefold()) if word]
    if not spoken or len(tag) > _LONGEST or len(spoken) > _MOST_WORDS:
        return True
    if _ADDRESS.search(tag) or not any(_is_word(word) for word in words(tag)):
        return True
    if " ".join(spoken) in listed("outlets"):
        return True
    nothing = _nothing()
    return all(word.strip("#.,:!") in nothing or word.strip(".,").isdigit() for word in spoken)


@cache
def _nothing() -> frozenset[str]:
    return listed("junk") | listed("calendar") | listed("titles")


def _is_word(word: str) -> bool:
    return not word.isdigit() and (len(word) > 1 or word >= "\u3040")


def slug_of(tag: str, small: Set[str], language: str | None) -> str:
    """One slug for the spellings of a topic: case, Latin accents, hyphens, and relations-of-two words folded.

    `small` holds the words that the article writes without a capital: only these lose an English plural ("Elections"
    and "election" meet, "United States" stays).
    """
    spoken = words(_without_accents(tag))
    if len(spoken) == 3 and spoken[-1] in _BETWEEN:
        spoken = sorted(spoken[:2])  # "Russia-India relations" is what "India Russia" is
    if spoken and language in ("en", None):
        last = spoken[-1]
        single = last[:-3] + "y" if last.endswith("ies") else last[:-1]
        if len(last) > 4 and last.endswith("s") and not last.endswith(("ss", "us", "is")) and {last, single} & small:
            spoken[-1] = single
    return slugify(" ".join(spoken))


@cache
def _spellings() -> dict[str, str]:
    """British spellings, as the American ones."""
    return dict(pair.split("=") for pair in listed("spellings"))


def topic_key(slug: str, language: str | None) -> str:
    """What all spellings of a topic have in common, over all articles of a language: two slugs of one key are one
    topic. Never shown.

    Countries by whatever name, and the names of `same.txt`; else the words without endings, hyphens, a leading article
    and relations-of-two words, in the American spelling: "electric-vehicles", "electric-vehicle"; "cease-fire",
    "ceasefire"; "india-russia", "russia-india-relations".
    """
    code = (language or "")[:2]
    return _same(code).get(key := _plain_key(slug, code), key)


@cache
def _same(code: str) -> dict[str, str]:
    """Keys of other names -> the key of the topic."""
    found: dict[str, str] = {}
    for names in same_names(code):
        keys = [_plain_key(slug_of(name, frozenset(), None), code) for name in names]
        found |= dict.fromkeys(keys[1:], keys[0])
    return found


def _plain_key(slug: str, code: str) -> str:
    spoken = slug.split("-")
    if country := country_of(" ".join(spoken), code):
        return f"={country}"
    if len(spoken) == 3 and spoken[-1] in _BETWEEN:
        spoken = sorted(spoken[:2])
    if len(spoken) > 1 and spoken[0] in _ARTICLES.get(code, ()):
        spoken = spoken[1:]
    if code == "en":
        spoken = [_spellings().get(word, word) for word in spoken]
    spoken = [*spoken[:-1], stem(spoken[-1], code)] if code in _LAST_ONLY else [stem(word, code) for word in spoken]
    # "New York" and "Yorknew" are no risk worth a sign between words; "cease-fire" and "ceasefire" are the rule.
    return "".join(spoken)[:80]


def as_hashtag(name: str) -> Hashtag:
    """A name as a hashtag."""
    return Hashtag(slug=slug_of(name, frozenset(), None), name=show(name))


def show(tag: str) -> str:
    """The name after '#': words joined in CamelCase where the script has capitals, by underscores elsewhere."""
    parts = re.findall(r"[^\W_]+(?:[\u0300-\u036f\u0900-\u0dff][^\W_]*)*", tag.replace("’", "").replace("'", ""))
    if not any(part[0].lower() != part[0].upper() for part in parts):
        return "_".join(_spaced(tag))
    return "".join(part if part[0].isupper() else part[0].upper() + part[1:] for part in parts)


def _spaced(tag: str) -> list[str]:
    cleaned = "".join(char if unicodedata.category(char)[0] in "LMN" else " " for char in tag)
    return cleaned.split()


def _without_accents(text: str) -> str:
    """Latin letters without their marks; marks of other scripts stay, there they make other letters."""
    kept: list[str] = []
    for char in unicodedata.normalize("NFD", text):
        if unicodedata.category(char) == "Mn" and kept and kept[-1].isascii():
            continue
        kept.append(char)
    return unicodedata.normalize("NFC", "".join(kept))


_BETWEEN = frozenset(["relations", "relation", "ties", "relationship", "talks", "trade"])
_ARTICLES = {"en": ("the",), "fr": ("le", "la", "les"), "de": ("der", "die", "das"), "es": ("el", "la", "los", "las")}
_LAST_ONLY = frozenset(["en", "fr", "es", "pt", "it", "de", "nl", "sv", "da", "ro"])
_ADDRESS = re.compile(r"://|\bwww\.|\.(?:com|org|net|in|co|fr|de|es|ru|example|news|tv)\b", re.IGNORECASE)
