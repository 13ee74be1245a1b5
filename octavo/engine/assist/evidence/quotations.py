"""Quotations stand word for word; addresses, markup and words to a machine never pass."""

from __future__ import annotations

import re

from octavo.engine.assist.evidence.ground import Ground
from octavo.engine.assist.evidence.reading import read
from octavo.engine.assist.evidence.verdict import Failure, Fault

_SHORTEST = 2  # characters


def check_form(sentence: str) -> Fault | None:
    """What no sentence may hold, whatever the sources say."""
    if found := _MARKUP.search(sentence):
        return Fault(Failure.MARKUP, f"It holds an address or markup: “{found.group()[:40]}”.")
    if found := _INSTRUCTION.search(sentence):
        return Fault(Failure.INSTRUCTION, f"It speaks to a machine: “{found.group()[:60]}”.")
    if sentence.rstrip("\"'”’» ").endswith(("?", "؟", "？")) and "“" not in sentence:
        return Fault(Failure.WORDING, "It is a question.")
    return None


def check_quotations(sentence: str, ground: Ground) -> Fault | None:
    """The first quotation that no passage holds verbatim, but for the style of quotes, spaces and a final comma."""
    quoted = quotations(sentence)
    if not quoted:
        return None
    texts = [_plain(passage.text) for passage in ground.passages]
    for each in quoted:
        plain = _plain(each).strip(" ,.;:!?…।،")
        if len(plain) < _SHORTEST:
            continue
        if not any(_holds(text, plain) for text in texts) and not _declined(plain, ground):
            return Fault(Failure.QUOTATION, f"“{each}” is not in the sources word for word.")
    return None


def _declined(plain: str, ground: Ground) -> bool:
    """A name in quotation marks, in another case than in the passages."""
    if ground.lexicon.language not in ("ru", "uk", "pl") or len(plain.split()) > 2 or not plain[0].isupper():
        return False
    return all(token.root in ground.roots for token in read(plain, ground.lexicon.language).tokens)


def quotations(text: str) -> list[str]:
    """What stands in quotation marks."""
    return [next(part for part in match.groups() if part is not None) for match in _QUOTED.finditer(text)]


def _holds(text: str, plain: str) -> bool:
    """Whole words, in the same case but for the first letter."""
    for form in {plain, plain[:1].lower() + plain[1:], plain[:1].upper() + plain[1:]}:
        at = text.find(form)
        while at >= 0:
            before, behind = text[at - 1 : at], text[at + len(form) : at + len(form) + 1]
            if not before.isalnum() and not behind.isalnum():
                return True
            at = text.find(form, at + 1)
    return False


def _plain(text: str) -> str:
    return " ".join(
        re.sub(r"[’‘`´ʼ]", "'", re.sub(r"[“”„«»‹›\"「」『』]", " ", text)).replace("–", "-").replace("—", "-").split()
    )


_QUOTED = re.compile(
    r"[“\"]([^“”\"]+)[”\"]|«\s?([^«»]+?)\s?»|„([^„“”]+)[“”]|「([^」]+)」|『([^』]+)』|(?<!\w)[‘']([^‘’']{3,}(?:[’']\w[^‘’']*)*)[’'](?!\w)"
)
_MARKUP = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]|(?:https?|ftp|javascript|data|file):\S|www\.\S|\]\(|!\[|\]\[|<[a-zA-Z/!][^>]*>?|&(?:lt|gt|#\d+);|`{1,3}|[{}\\]|\[\[|"
    r"\S+@\S+\.\w|\b[\w-]+\.(?:com|org|net|info|io|example|ru|cn|biz|xyz|top|site|online)\b(?:/\S*)?",
)
_INSTRUCTION = re.compile(
    r"\b(?:ignore|disregard|forget|override|bypass)\s+(?:\w+\s+){0,3}(?:instructions?|prompts?|rules|above|previous|prior|guidelines)\b"
    r"|\b(?:system|developer) (?:prompt|message)\b|\bas an? (?:ai|language model)\b|\byou are now\b"
    r"|\byour (?:instructions|system prompt)\b"
    r"|\b(?:reveal|print|repeat|output|show) (?:your|the) (?:system )?(?:prompt|instructions)\b|\bjailbreak\b"
    r"|^(?:assistant|system|user)\s*:|\bnew instructions?\s*:|\b(?:AI|assistant),? (?:please|you must|must)\b"
    r"|ignor(?:ez|iere|a|e) (?:\w+ ){0,3}(?:instructions|anweisungen|instrucciones|instruções)"
    r"|игнориру\w+ (?:\w+ ){0,3}инструкц"
    r"|تجاهل (?:\w+ ){0,3}التعليمات|निर्देशों को (?:अनदेखा|नज़रअंदाज)",
    re.IGNORECASE,
)
