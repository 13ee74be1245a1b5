"""What differs between two versions of an article, word by word."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

# Words, spaces and single signs; \w would cut Indian scripts at their vowel signs.
_WORDS = re.compile(r"""\s+|[^\s,.;:!?…“”„"()«»।،؛؟、。]+|.""")
ALIKE = 0.4  # share of words below which two paragraphs are no longer one text changed
LONGEST = 4000  # characters of a paragraph that are compared word by word; longer ones are shown whole


@dataclass(frozen=True, slots=True)
class Change:
    """A changed paragraph, or how many stayed the same in between."""

    html: SafeString
    same: int = 0


def changed_words(old: str, new: str) -> SafeString:
    """The new text, with what went struck through and what came marked."""
    if len(old) + len(new) > LONGEST:
        return _replaced(old, new)
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    same = [token for a, _, size in matcher.get_matching_blocks() for token in before[a : a + size]]
    if _count_words(same) < ALIKE * max(_count_words(before), _count_words(after)):
        return _replaced(old, new)
    out = []
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        gone, come = "".join(before[i1:i2]), "".join(after[j1:j2])
        out.append(format_html("{}", come) if kind == "equal" else _gone(gone) + _come(come))
    return mark_safe("".join(out))  # noqa: S308 - every part was escaped


def marked_apart(old: str, new: str) -> tuple[SafeString, SafeString]:
    """Both texts, what went struck through in the old one, what came marked in the new one."""
    if len(old) + len(new) > LONGEST:
        return _gone(old), _come(new)
    before, after = _WORDS.findall(old), _WORDS.findall(new)
    left, right = SafeString(), SafeString()
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        gone, come = "".join(before[i1:i2]), "".join(after[j1:j2])
        left += format_html("{}", gone) if kind == "equal" else _gone(gone)
        right += format_html("{}", come) if kind == "equal" else _come(come)
    return left, right


def changed_paragraphs(old: Sequence[str], new: Sequence[str]) -> list[Change]:
    """Paragraph by paragraph; unchanged ones are counted only."""
    out: list[Change] = []
    for kind, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            out.append(Change(SafeString(), i2 - i1))
            continue
        pairs = min(i2 - i1, j2 - j1)
        out += [Change(changed_words(old[i1 + step], new[j1 + step])) for step in range(pairs)]
        out += [Change(_gone(text)) for text in old[i1 + pairs : i2]]
        out += [Change(_come(text)) for text in new[j1 + pairs : j2]]
    return out


def _count_words(tokens: Sequence[str]) -> int:
    return sum(any(sign.isalnum() for sign in token) for token in tokens)


def _replaced(old: str, new: str) -> SafeString:
    return format_html("<del>{}</del> <ins>{}</ins>", old, new)


def _gone(text: str) -> SafeString:
    return format_html("<del>{}</del>", text) if text else SafeString()


def _come(text: str) -> SafeString:
    return format_html("<ins>{}</ins>", text) if text else SafeString()
