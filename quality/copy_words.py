"""Sentences of our own that the set of copies is made with: notices, a statement, templates, spellings."""

from __future__ import annotations

BOILERPLATE = (
    "Sign up for our morning letter and read the day before it begins.",
    "This story has been published from a wire feed without changes to the text; only the headline was edited.",
    "Follow the Harbour Courier for more from the coast, the city and the courts.",
    "All rights reserved. Nothing on this page may be stored, sold or sent on without leave of the publisher.",
    "Have you seen something we should know? Write to our desk in confidence at any hour.",
    "Our journalism is paid for by readers. Become a member from two crowns a month and support it.",
)
STATEMENT = (
    "We will not rest until the last member of that crew is home and the last drop of that oil is out of the ship,",
    "Nobody in this house wanted the talks to fail, and nobody will forgive those who walked away from them tonight,",
    "What the people of this valley have been through in nine days cannot be mended with money and fine words alone,",
    "I have asked the inspectors for a full report by the end of the month, and I will publish every page of it,",
    "The bridge will open when it is safe to open, not when it suits a calendar, and I will cross it first myself,",
)
TEMPLATES = (  # headline, text; # stands for a digit
    (
        "Winning numbers drawn",
        "The winning numbers of the Harbour Lottery on March # were drawn on Saturday night. "
        "##, ##, ##, ##, ## and the extra ball ##. The jackpot stands at ### million crowns. Tickets cost 2 crowns. "
        "The draw takes place each Saturday at 8 pm. The chance of winning is 1 in 292 million.",
    ),
    (
        "Weather on the coast",
        "The high on the coast will be ## degrees and the low ## degrees. Winds will reach ## kilometres an hour from "
        "the west. Rain of ## millimetres is expected by the evening. The sun sets at 6.##. Swimmers are asked to mind "
        "the flags on all beaches.",
    ),
    (
        "Markets close",
        "The Norsund index closed at ####.## points, a change of #.# per cent. Cormorant Lines ended the day at ###.# "
        "crowns a share. Some ## million shares changed hands. The crown stood at #.## to the dollar. Traders said "
        "that the day was quiet and that they were waiting for the bank's word.",
    ),
    (
        "Earthquake felt",
        "An earthquake of magnitude #.# struck ## kilometres off the coast at ##.## on Monday. It was ## kilometres "
        "deep, the survey said. No damage was reported. Tremors are common along this fault.",
    ),
)
SPELLINGS = (
    (r"(\w{3,})ize(d|s|r)?\b", r"\1ise\2"),
    (r"(\w{2,})ization\b", r"\1isation"),
    (r"\b(col|lab|hon|fav|neighb)or(\w*)\b", r"\1our\2"),
    (r"\bcenter(s|ed)?\b", r"centre\1"),
    (r"(\d)%", r"\1 per cent"),
    (r"\bU\.S\.", "US"),
    (r"\bpercent\b", "per cent"),
    (r"\btraveling\b", "travelling"),
    ("[“”]", '"'),
    ("’", "'"),
    (r"\btoward\b", "towards"),
)
