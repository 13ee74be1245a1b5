"""The headline of a story: the most central of its reports' own, never the longest."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from octavo.engine.text.tokens import UNSPACED_LETTER, content_words

SHORTEST, LONGEST = 4, 16  # words of a headline that says enough and no more
_MISFIT = 0.8  # what a shorter or longer one keeps
_IN_LEAD = 0.5  # what a word weighs that another source has in its lead, not in its headline
_LEAD = 500  # characters of a text that are its lead


def choose_headline(
    titles: Sequence[str],
    language: str | None = None,
    sources: Sequence[int] | None = None,
    leads: Sequence[str] = (),
) -> int:
    """The place of the title whose words the other sources share most; the earlier one of equals.

    `sources` is equal for reports that carry one text (None: each has its own); a source has one vote, however many
    outlets carry it. It shares a word that stands in one of its titles, or, at half the weight, in one of its `leads`
    (how each text begins; may be left out). Centrality is the mean share over a title's words, so a long one gains
    nothing by its length; titles outside 4 to 16 words lose a fifth. A title that asks, teases, exclaims or bears a
    label (live, opinion, video) is taken only where there is no plain one. Raises ValueError when there is no title.
    """
    if not titles:
        raise ValueError("a story without titles has no headline")
    voices = list(range(len(titles)) if sources is None else sources)
    worded = [frozenset(content_words(title, language)) for title in titles]
    opened = [frozenset(content_words(lead[:_LEAD], language)) for lead in leads] or worded
    titled, said = _held_by(worded, voices), _held_by(opened, voices)
    scores = []
    for title, words, voice in zip(titles, worded, voices, strict=True):
        shared = sum(
            len(titled[word] - {voice}) + _IN_LEAD * len(said[word] - titled[word] - {voice}) for word in words
        )
        fits = SHORTEST <= _length(title) <= LONGEST
        centrality = shared / len(words) if words else 0.0
        scores.append((is_plain(title), centrality * (1.0 if fits else _MISFIT) + (0.01 if fits else 0.0)))
    return max(range(len(titles)), key=lambda place: (scores[place], -place))


def _held_by(worded: Sequence[frozenset[str]], voices: Sequence[int]) -> defaultdict[str, set[int]]:
    """The sources that hold each word."""
    found: defaultdict[str, set[int]] = defaultdict(set)
    for voice, words in zip(voices, worded, strict=True):
        for word in words:
            found[word].add(voice)
    return found


def is_plain(title: str) -> bool:
    """Whether a headline says what happened: no question, tease or exclamation, no label before or after it."""
    bare = title.strip()
    return not (_LOUD.search(bare) or _LABEL.match(bare) or _TRAILING_LABEL.search(bare) or _TEASE.search(bare))


def _length(title: str) -> int:
    """Words; in scripts that leave no spaces about two characters make one."""
    unspaced = len(UNSPACED_LETTER.findall(title))
    return len(title.split()) + unspaced // 2


_LOUD = re.compile(r"[?？؟!！](?=[\"'”’»)]*(?:\s|$))|(?:\.\.\.|…)[\"”’»)]*$")
_LABELS = (
    r"live(?: updates?| blog)?|liveblog|watch|video|videos|photos?|gallery|podcast|listen|opinion|op-ed|editorial|"
    r"comment|commentary|column|analysis|explainer|explained|review|quiz|q&a|interview|exclusive|breaking(?: news)?|"
    r"update|updates|fact[ -]check|in pictures|in pics|newsletter|morning briefing|letters?|"
    r"en direct|direct|vidéo|tribune|éditorial|édito|chronique|analyse|décryptage|entretien|reportage|"
    r"en directo|directo|en vivo|última hora|vídeo|opinión|análisis|entrevista|"
    r"ao vivo|opinião|análise|ultima ora|diretta|in diretta|commento|"
    r"liveticker|live-ticker|ticker|kommentar|meinung|leitartikel|faktencheck|newsblog|eilmeldung|"
    r"онлайн|прямая трансляция|видео|мнение|колонка|"
    r"लाइव|वीडियो|संपादकीय|विचार|राय|مباشر|بث مباشر|فيديو|رأي|عاجل|بالفيديو|速報|動画|社説"
)
_LABEL = re.compile(rf"[\[(]?(?:{_LABELS})(?!\w)[\])]?\s*(?:[:|：｜-]|[–—])", re.IGNORECASE)
_TRAILING_LABEL = re.compile(rf"(?:\s[|–—-]|:|\()\s*(?:{_LABELS}|as it happened|in full)[\])]?$", re.IGNORECASE)
_TEASE = re.compile(
    r"\b(?:you won[’']?t believe|here[’']?s (?:why|what|how)|this is (?:why|what|how)|live updates|your|"
    r"what (?:we|you|to) (?:know|need|expect)|everything (?:we|you)|"
    r"(?:the )?\d+ (?:things|reasons|ways|takeaways|facts)|"
    r"what happens? next|goes viral|must[- ]see|this one|the real reason|voici (?:pourquoi|ce)|ce que l[’']on sait|"
    r"ce qu[’']il faut|lo que sabemos|esto es lo que|claves (?:de|del|para)|was wir wissen|was (?:man|sie) wissen|"
    r"so reagier\w+|что известно|вот (?:почему|что)|वायरल|जानें|जानिए|देखें|تعرف على|إليك)(?!\w)"
    r"|^(?:why|how|what|meet|inside|pourquoi|comment|warum|wie|por qué|cómo|почему|как|क्यों|कैसे|لماذا|كيف)\s",
    re.IGNORECASE,
)
