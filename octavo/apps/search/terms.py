"""A question's pieces as PostgreSQL looks for them: in the word forms of every language that is asked."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.db import connection

from octavo.apps.search.asked import Piece
from octavo.apps.search.forms import all_of, any_of, config_of, index_words, loosened, phrase_literal, quoted

_AS_IS = ""  # stands for "no configuration": words are kept as they are


@dataclass(frozen=True, slots=True, kw_only=True)
class Term:
    """A word asked for: its lexeme in every language asked."""

    word: str
    lexemes: tuple[str, ...]

    @property
    def query(self) -> str:
        return any_of(_lexeme_query(lexeme) for lexeme in self.lexemes)


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """A question in PostgreSQL's terms; every query is `tsquery` text."""

    terms: tuple[Term, ...] = ()
    whole: str = ""  # every word and phrase, without what is excluded; '' where nothing can be looked for
    loose: str = ""  # every word, wherever it stands: what the index can tell alone
    required: str = ""  # what a match of some words must obey too: phrases and exclusions
    has_common_only: bool = False  # words were given, and all are too common to be indexed

    @property
    def lexemes(self) -> frozenset[str]:
        return frozenset(lexeme for term in self.terms for lexeme in term.lexemes)


def read_terms(pieces: Sequence[Piece], languages: Iterable[str]) -> Terms:
    """What to look for in articles of these languages. One query."""
    forms = _Forms(pieces, languages)
    wanted = [piece for piece in pieces if not piece.is_excluded]
    common = forms.common_words(wanted)
    kept = [piece for piece in wanted if piece.is_phrase or piece.text not in common]
    found = [forms.query(piece) for piece in kept]
    excluded = [query for piece in pieces if piece.is_excluded and (query := forms.query(piece))]
    must_not = [f"!({query})" for query in excluded]
    phrases = [query for piece, query in zip(kept, found, strict=True) if piece.is_phrase and query]
    words = dict.fromkeys(word for piece in kept for word in forms.words(piece) if word not in common)
    terms = (Term(word=word, lexemes=forms.lexemes(word)) for word in words)
    has_words = any(found)
    return Terms(
        terms=tuple(term for term in terms if term.lexemes),
        whole=all_of([*found, *must_not]) if has_words else "",
        loose=all_of(loosened(query) for query in found),
        required=all_of([*phrases, *must_not]),
        has_common_only=bool(wanted) and not has_words,
    )


class _Forms:
    """The forms of all pieces in all configurations, asked for at once."""

    def __init__(self, pieces: Sequence[Piece], languages: Iterable[str]) -> None:
        self.configs = tuple(dict.fromkeys(config_of(language) or _AS_IS for language in languages)) or (_AS_IS,)
        self._words = {
            (config, piece.text): index_words(piece.text, "en" if config == "english" else None)
            for config in self.configs
            for piece in pieces
        }
        asked = {(config, " ".join(found)) for (config, _), found in self._words.items() if found}
        asked |= {(config, word) for (config, _), found in self._words.items() for word in found}
        stemmed = sorted(pair for pair in asked if pair[0] != _AS_IS)
        self._queries: dict[tuple[str, str], str] = {}
        self._lexemes: dict[tuple[str, str], list[str]] = {}
        if stemmed:
            self._ask(stemmed)

    def _ask(self, pairs: Sequence[tuple[str, str]]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT config, given, phraseto_tsquery(config::regconfig, given)::text,"
                " tsvector_to_array(to_tsvector(config::regconfig, given))"
                " FROM unnest(%s::text[], %s::text[]) AS asked (config, given)",
                [[config for config, _ in pairs], [given for _, given in pairs]],
            )
            for config, given, query, lexemes in cursor.fetchall():
                self._queries[config, given] = query
                self._lexemes[config, given] = lexemes

    def query(self, piece: Piece) -> str:
        """The piece in every configuration; '' where it has only words that are not indexed."""
        found = ((config, self._words[config, piece.text]) for config in self.configs)
        return any_of(
            phrase_literal(words) if config == _AS_IS else self._queries.get((config, " ".join(words)), "")
            for config, words in found
        )

    def words(self, piece: Piece) -> list[str]:
        return list(dict.fromkeys(word for config in self.configs for word in self._words[config, piece.text]))

    def lexemes(self, word: str) -> tuple[str, ...]:
        found = (
            [word] if config == _AS_IS else self._lexemes.get((config, word), ())
            for config in self.configs
        )  # fmt: skip
        return tuple(dict.fromkeys(lexeme for lexemes in found for lexeme in lexemes))

    def common_words(self, pieces: Sequence[Piece]) -> set[str]:
        """The words that the question's own language leaves out of its index.

        A question is too short to tell its language by other means: it is the one that knows most of its words as
        grammar. "the" would else be a rare and telling word, since French articles hold it now and then.
        """
        dropped = {
            config: {piece.text for piece in pieces if not piece.is_phrase and self._is_common(config, piece)}
            for config in self.configs
        }
        most = max(map(len, dropped.values()), default=0)
        if not most:
            return set()
        return {word for words in dropped.values() if len(words) == most for word in words}

    def _is_common(self, config: str, piece: Piece) -> bool:
        words = self._words[config, piece.text]
        return config != _AS_IS and bool(words) and not self._queries.get((config, " ".join(words)))


def _lexeme_query(lexeme: str) -> str:
    return phrase_literal([lexeme]) or quoted(lexeme)
