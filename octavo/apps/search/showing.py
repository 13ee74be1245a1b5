"""Titles and excerpts of results with the words asked for marked, in every form they take."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from octavo.apps.articles.queries import ArticleText
from octavo.apps.search.asked import Piece
from octavo.apps.search.excerpts import Mark, Pieces, make_excerpt, mark
from octavo.apps.search.forms import config_of, index_words, stem_dictionary
from octavo.apps.search.terms import Terms

_LOOKED_AT = 12_000  # characters of a text

# A letter, digit or mark of any script: whatever is no space, no punctuation.
_LETTER = r"[^\s!-/:-@\[-`{-~«»“”‘’„…—–।。、，؟،؛]"
_FOREIGN = r"[^\x00-\x7f\s«»“”‘’„…—–।。、，؟،؛]"

_Word = tuple[int, int, str]  # start, end, as it stands

# Kana, Han, Thai, Lao, Burmese, Khmer: a run of them is many words.
_UNSPACED = re.compile("[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """What a list shows of a found article, as (text, is it asked for) pieces."""

    title: Pieces
    excerpt: Pieces


def show(texts: Sequence[ArticleText], pieces: Sequence[Piece], terms: Terms) -> dict[int, Shown]:
    """Title and excerpt of each article. One query, for the word forms that only PostgreSQL can tell."""
    marker = _Marker(pieces, terms)
    split = {
        found.article.pk: (
            marker.look(found.article.language, found.article.title),
            marker.look(found.article.language, found.text[:_LOOKED_AT]),
        )
        for found in texts
    }
    marker.ask()
    return {found.article.pk: _show_one(found, *split[found.article.pk], marker) for found in texts}


def _show_one(found: ArticleText, title: Sequence[_Word], body: Sequence[_Word], marker: _Marker) -> Shown:
    article = found.article
    marks = marker.marks(article.language, body) or marker.unspaced(found.text[:_LOOKED_AT])
    titled = marker.marks(article.language, title) or marker.unspaced(article.title)
    told = found.text if marks else article.standfirst or found.text
    return Shown(
        title=mark(article.title, [(start, end) for start, end, _ in titled]), excerpt=make_excerpt(told, marks)
    )


class _Marker:
    """Knows which words of a text were asked for."""

    def __init__(self, pieces: Sequence[Piece], terms: Terms) -> None:
        self._lexemes = {lexeme: term.word for term in terms.terms for lexeme in term.lexemes}
        # Stemming changes ends, so only words with the same first letters are worth a question.
        self._openings = {lexeme[:2] for lexeme in self._lexemes}
        self._pattern = _opening_pattern(self._openings)
        wanted = (piece.text for piece in pieces if not piece.is_excluded)
        self._unspaced = [_folded(text) for text in wanted if _UNSPACED.search(text)]
        self._known: dict[tuple[str | None, str], str] = {}
        self._seen: set[tuple[str | None, str]] = set()
        self._open: dict[tuple[str, str], list[tuple[str | None, str]]] = {}

    def look(self, language: str | None, text: str) -> list[_Word]:
        """The words of a text that may be forms of those asked for; which are is known after `ask`."""
        found = [
            (match.start(), match.end(), match.group())
            for match in self._pattern.finditer(text)
            if not _UNSPACED.search(match.group())
        ]
        config = config_of(language)
        for key in {(language, word) for _, _, word in found} - self._seen:
            self._seen.add(key)
            for form in index_words(key[1], language):
                if not config and form in self._lexemes:
                    self._known[key] = self._lexemes[form]
                elif config and form[:2] in self._openings:
                    self._open.setdefault((stem_dictionary(config), form), []).append(key)
        return found

    def ask(self) -> None:
        """Has the noted words stemmed."""
        if not self._open:
            return
        asked = list(self._open)
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT dictionary, word, ts_lexize(dictionary::regdictionary, word)"
                " FROM unnest(%s::text[], %s::text[]) AS asked (dictionary, word)",
                [[dictionary for dictionary, _ in asked], [word for _, word in asked]],
            )
            for dictionary, word, lexemes in cursor.fetchall():
                which = next((self._lexemes[lexeme] for lexeme in lexemes or () if lexeme in self._lexemes), None)
                for key in self._open[dictionary, word] if which else ():
                    self._known[key] = which or ""

    def marks(self, language: str | None, words: Iterable[_Word]) -> list[Mark]:
        """Those of a text's words that were asked for."""
        found = ((start, end, self._known.get((language, word))) for start, end, word in words)
        return [(start, end, which) for start, end, which in found if which]

    def unspaced(self, text: str) -> list[Mark]:
        """Where the pieces asked for stand in a text that has no spaces between its words."""
        found: list[Mark] = []
        folded = _folded(text) if self._unspaced else ""
        if len(folded) != len(text):
            return []  # places in the folded text would not be places in the text
        for piece in self._unspaced:
            found.extend((match.start(), match.end(), piece) for match in re.finditer(re.escape(piece), folded))
        return sorted(found, key=lambda mark: mark[:2])


def _opening_pattern(openings: Iterable[str]) -> re.Pattern[str]:
    """Words that begin so; letters beyond ASCII may be accented forms, so they all count."""
    begins = sorted(re.escape(opening[0]) + "".join(f"(?:{re.escape(second)}|{_FOREIGN})" for second in opening[1:])
                    for opening in openings if opening.isascii())  # fmt: skip
    return re.compile(f"(?<!{_LETTER})(?:{'|'.join([*begins, _FOREIGN])}){_LETTER}*(?:[.,]{_LETTER}+)*", re.IGNORECASE)


def _folded(text: str) -> str:
    return unicodedata.normalize("NFKC", text).casefold()
