"""Why an article is in the related list, and a check that the reason is true."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from octavo.engine.ranking.related_odds import TELLING, name_reason
from octavo.engine.ranking.related_views import Difference, Differs, Reason, Related, RelatedView
from octavo.engine.text.tokens import fold_name

SAME_TIME = 6.0  # hours: a report of another event so near in time came neither before nor since
AFFAIR_HOURS = 45 * 24.0  # further apart, two events that share names are only that
_MOST_NAMES = 3
_STEM = 5  # letters
_MOST_FIGURES = 2
_ACTORS_AMONG = 6  # an article is about the names it mentions most
_LEAST_BARE = 100.0  # a bare number below it is shared by chance
_NEARLY = 1.6  # two figures of one unit, at most so many times each other, may count the same thing


def told_names(article: RelatedView, other: RelatedView, shared: Mapping[str, float]) -> tuple[str, ...]:
    """The names to tell: those that stand in both texts, the most telling first, plain ones only beside such."""
    standing = [name for name in shared if stands(name, article.text) and stands(name, other.text)]
    order = {name: place for place, name in enumerate(standing)}
    told: dict[str, str] = {}
    for name in sorted(standing, key=lambda name: (shared[name] < TELLING, order[name])):
        told.setdefault(fold_name(name)[:_STEM], name)  # "Israeli" says nothing that "Israel" does not
    return tuple(told.values())[:_MOST_NAMES]


def shared_figures(article: RelatedView, other: RelatedView) -> tuple[str, ...]:
    """Figures that both give; of bare numbers only large ones."""
    theirs = set(other.figures)
    return tuple(figure for figure in article.figures if figure in theirs and _says_something(figure))[:_MOST_FIGURES]


def differences(article: RelatedView, other: RelatedView) -> tuple[Differs, ...]:
    """What sets two reports of one event apart; empty: nothing that can be told."""
    found: list[Differs] = []
    if article.country and other.country and article.country != other.country:
        found.append(Differs(Difference.COUNTRY, article.country, other.country))
    figure = _other_figure(article.figures, other.figures)
    if figure is not None:
        found.append(Differs(Difference.FIGURE, *figure))
    voice = next((name for name in other.voices if " " in name and not _named(name, article.text)), None)
    if voice is not None and stands(voice, other.text):
        found.append(Differs(Difference.VOICE, "", voice))
    return tuple(found)


def is_same_event(article: RelatedView, other: RelatedView) -> bool:
    """Whether both report one story, or stories that were found to tell of one event in two languages."""
    return other.story is not None and (other.story == article.story or other.story in article.counterparts)


def is_same_thread(article: RelatedView, other: RelatedView) -> bool:
    return article.thread is not None and article.thread == other.thread


def hours_between(article: RelatedView, other: RelatedView) -> float | None:
    """How much later the other one was published, in hours; None: a time is unknown."""
    if article.published is None or other.published is None:
        return None
    return (other.published - article.published).total_seconds() / 3_600


def are_actors(names: Iterable[str], article: RelatedView, other: RelatedView) -> bool:
    """Whether both articles are about two of these names, not only mention them."""
    ours, theirs = _about(article), _about(other)
    return sum(_among(fold_name(name), ours) and _among(fold_name(name), theirs) for name in names) >= 2


def stands(name: str, text: str) -> bool:
    """Whether a name stands in a text, word for word; case does not matter. `text` is as `fold_name` gives it."""
    folded = fold_name(name)
    return bool(folded) and f" {folded} " in f" {text} "


def verify_reason(article: RelatedView, other: RelatedView, related: Related) -> list[str]:
    """What is untrue of a reason; nothing where all of it is true.

    Both views hold their whole texts (folded, as `fold_name` does it) with all their figures, and say how rare the
    names of the reason are.
    """
    faults = [f"{name!r} does not stand in both" for name in related.names
              if not (stands(name, article.text) and stands(name, other.text))]  # fmt: skip
    faults += [f"{figure} is not given by both" for figure in related.figures
               if not (figure in article.figures and figure in other.figures)]  # fmt: skip
    hours = hours_between(article, other)
    if (hours is None) != (related.hours is None) or (hours is not None and abs(hours - (related.hours or 0)) > 0.1):
        faults.append(f"{hours} hours lie between them, not {related.hours}")
    if related.is_thread and not is_same_thread(article, other):
        faults.append("they are of no common thread")
    faults += [f"{each} is untrue" for each in related.differs if not _holds(each, article, other)]
    return faults + _kind_faults(article, other, related, hours)


def _kind_faults(article: RelatedView, other: RelatedView, related: Related, hours: float | None) -> list[str]:
    same = is_same_event(article, other)
    event = related.kind in (Reason.SAME_EVENT, Reason.OTHER_VIEW)
    rules = {
        "it tells of another event": event and not same,
        "nothing differs": related.kind is Reason.OTHER_VIEW and not related.differs,
        "it tells of the same event": not event and same,
        "it did not come later": related.kind is Reason.FOLLOW_UP and (hours is None or hours <= 0),
        "it did not come earlier": related.kind is Reason.BEFORE and (hours is None or hours >= 0),
        "no two names are told": related.kind is Reason.SAME_ACTORS and len(related.names) < 2,
        "no reason is told": not event and not (related.is_thread or related.names),
        "the names are in too many articles": not (event or related.is_thread)
        and not name_reason({name: article.rareness.get(name, 0.0) for name in related.names}),
        "it carries the article's own text": article.id in other.carried
        or other.id in article.carried
        or (other.copies is not None and other.copies == article.copies),
    }
    return [fault for fault, found in rules.items() if found]


def _holds(each: Differs, article: RelatedView, other: RelatedView) -> bool:
    if each.what is Difference.COUNTRY:
        return (each.ours, each.theirs) == (article.country, other.country) and each.ours != each.theirs
    if each.what is Difference.FIGURE:
        return each.ours in article.figures and each.theirs in other.figures and each.theirs not in article.figures
    return stands(each.theirs, other.text) and not stands(each.theirs, article.text)


def _other_figure(ours: Sequence[str], theirs: Sequence[str]) -> tuple[str, str] | None:
    """The first figure of ours and one of theirs that may count the same thing and differ; None: there are none."""
    for figure in ours:
        number, unit = _parts(figure)
        if not unit or figure in theirs or unit == "%":
            continue
        for other in theirs:
            their_number, their_unit = _parts(other)
            if their_unit == unit and other not in ours and 1 / _NEARLY <= number / (their_number or 1e9) <= _NEARLY:
                return figure, other
    return None


def _parts(figure: str) -> tuple[float, str]:
    number, _, unit = figure.partition(" ")
    return float(number), unit


def _says_something(figure: str) -> bool:
    number, unit = _parts(figure)
    return bool(unit) or number >= _LEAST_BARE


def _named(name: str, text: str) -> bool:
    """Whether a text names somebody, by the whole name or the last part of it."""
    return stands(name, text) or stands(name.split()[-1], text)


def _about(view: RelatedView) -> list[str]:
    return [fold_name(name) for name in view.names[:_ACTORS_AMONG]]


def _among(name: str, names: Iterable[str]) -> bool:
    return any(each == name or each.endswith(f" {name}") for each in names)
