"""What a speaker and a verb of speech look like beside each other, in scripts with capitals."""

from __future__ import annotations

import re
from functools import cache

from octavo.engine.assist.saying.words import Saying

_CAPITAL = r"[A-ZÀ-ÖØ-ÞĀĂĄĆČĎĐĒĖĘĚĞĢĪİĶĻŁĽŃŅŇŌŐŘŚŞŠŢŤŪŮŰŹŻŽА-ЯЁЂ-ЏҐІЇЄΑ-Ω]"
_SHORT = r"(?:Mr|Mrs|Ms|Dr|Gov|Sen|Rep|Gen|Lt|Col|Prof|Rev|Sgt|Capt|St|Jr|Sr|M|Mme|Hr|Fr)\."
_WORD = rf"(?:{_SHORT}|{_CAPITAL}\.|(?:al|el|bin|ibn)-{_CAPITAL}[\w’'-]*|{_CAPITAL}[\w’'-]*)"
# Small words inside a name.
_LINK = r"(?:of the|of|for|de la|de los|de|del|da|do|dos|du|des|della|di|van der|van den|van|von|bin|ibn|al|el|y|&)"
SPACE = r"[ \u00a0]"
NAME = rf"{_WORD}(?:{SPACE}(?:{_LINK}{SPACE})?{_WORD}){{0,6}}"
APPOSED = r"(?:, ?[^,;:\"“”«»„]{2,90},)"
_CLOSE, _OPEN = r"[\"”»“’']", r"[\"“„«‘]"
# Between a speaker and the verb: what belongs to the verb, or the day.
_BETWEEN = (
    rf"(?:{SPACE}(?:has|have|had|also|later|then|again|still|now|already|once|never|[a-z]+ly|a|ont|avait|aussi|également"
    r"|ha|han|había|también|hat|haben|hatte|auch|já|tem|anche|heeft|ook|har|også|уже|также|też|tym|się|on \w+|am \w+"
    r"|le \w+|el \w+|на \w+|в \w+)){0,3}"
)
_SMALL = r"[^\W\d_A-ZÀ-ÞА-ЯІЇЄ][\w-]*(?:['’][a-zà-ÿ]+)*"
# "said fire chief", "said the mayor of": a role of small words before the name.
_ROLE = rf"(?:{_SMALL},?{SPACE}){{0,6}}(?:[ld]['’])?"
_SHORT_ROLE = rf"(?:(?:{_SMALL}{SPACE}){{0,5}}{_SMALL},?{SPACE})?(?:[ld]['’])?"
_THE = r"(?:l[ea]s?|the|der|die|das|el|la|o|a|il)?"
_HIS = r"(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir)"
_HIS_ANYWHERE = rf"(?:{_HIS}|[Ll]e|[Ll]a|[Ee]l|[Dd]er|[Dd]ie|[Oo]|[Ii]l)"
_HAS = r"(?:has|have|had|a|ont|ha|han|hat|haben|also|later)"


@cache
def compiled(words: Saying) -> dict[str, re.Pattern[str]]:
    """The patterns of a language. Each has the groups `name` and `role`, "unnamed" and "spokes" only `name`."""
    verb = rf"(?i:{words.verb})"
    name = rf"(?P<name>{NAME})"
    return {
        key: re.compile(pattern)
        for key, pattern in {
            "by": rf"(?i:{words.by}){SPACE}?(?P<role>{_THE}{SPACE}?{_SHORT_ROLE}){name}",
            "spokes": _spokesman(verb),
            "apposed": rf"(?P<role>{_HIS_ANYWHERE}{SPACE}[^,;:\"“”«»]{{2,60}}), {name}, ?{_BETWEEN}{SPACE}?{verb}",
            "before": rf"(?<![\w’'-]){name}(?P<role>{APPOSED}?){_BETWEEN}{SPACE}{verb}",
            "after": (
                rf"(?:{_CLOSE},?|,|[.…]\s?{_CLOSE}|[–—]){SPACE}?[–—]?{SPACE}?(?:(?:a|ha|hat|har|s['’]){SPACE})?{verb}"
                rf"(?:{SPACE}{_SMALL})?{SPACE}(?P<role>{_ROLE}){name}"
            ),
            "inverted": rf"\b{verb}{SPACE}(?P<role>{_ROLE}){name}",
            "last": rf"^{name},?(?P<role>) [^\n]*{verb}[.!]?$",
            "colon": (rf"(?:^|[.,;]{SPACE})(?P<role>(?:{_SMALL},?{SPACE}){{0,3}}){name}[^:\"“”«„]{{0,50}}: ?{_OPEN}"),
            "unnamed": _unnamed(words),
        }.items()
    }


def _spokesman(verb: str) -> str:
    """ "A spokesman for the minister, X, said"."""
    return (
        rf"(?P<name>\b{_HIS}?{SPACE}?(?:[\w-]+{SPACE}){{0,2}}spokes(?:wo)?(?:man|person)\b"
        rf"(?:{SPACE}(?:for|of){SPACE}[^\"“”;:]{{2,60}}?)?),?{_BETWEEN},?{SPACE}{verb}"
    )


def _unnamed(words: Saying) -> str:
    """ "The county fire service said", "police said"."""
    phrase = (
        rf"(?:{_HIS}|[Tt]wo|[Ss]everal){SPACE}(?:[\w’'-]+{SPACE}){{0,4}}?[\w’'-]+"
        rf"(?:{SPACE}(?:of|for){SPACE}(?:the{SPACE})?{NAME})?"
    )
    body = rf"(?i:(?:(?:l[ea]s?|la|los|die|der|a|as){SPACE}|l['’])?{words.body})"
    start = rf"(?:^|[\"”»],?{SPACE}|[,;–—]{SPACE}|\bthat{SPACE})"
    return rf"{start}(?P<name>{phrase}|{body})(?:{SPACE}{_HAS})?{SPACE}(?i:{words.core})"
