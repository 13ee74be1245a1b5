"""Scores of titles, dates and authors on the two public sets that hold them: `python -m quality.metadata [--peers]`.

How truth and answers are compared, alike for everybody:
- **title**: the same words, whatever the case, the punctuation, HTML entities and the form of accents.
- **date**: the same day. `date_on_page` counts only days that stand somewhere on the page or in its address, in any
  writing: some are in neither (a misprint, or the page was taken down and read again). `date_either` also takes the
  day of the last change, which part of the truth of `wcxb` names.
- **authors**: F1 of two sets of names. Both truth and answers come as lists and as strings ("A and B", "A, B; C"),
  so both are parted at the same signs and words; "By", brackets, academic titles, degrees and offices that follow a
  name ("Dr.", "MD", "Dietitian") are left out.
"""

from __future__ import annotations

import argparse
import html
import re
import time
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from statistics import fmean

from octavo.engine.extraction import extract
from octavo.engine.extraction.words import lines_of
from octavo.engine.records import Draft
from octavo.engine.text.charset import decode
from quality.sets import Row, labelled_pages

SETS = ("wcxb", "trafilatura")


@dataclass(frozen=True, slots=True)
class Told:
    """What a program says of a page; days as ISO 8601."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: str | None = None
    modified: str | None = None


Teller = Callable[[str, str], Told]


def score_metadata(shared: Path, tell: Teller | None = None) -> dict[str, float]:
    """Figures named `metadata/<set>/<measure>`."""
    figures: dict[str, float] = {}
    for name in SETS:
        rows, pages = zip(*read_pages(shared, name), strict=True)
        started = time.process_time()
        told = [(tell or tell_octavo)(page, row["url"] or "") for row, page in zip(rows, pages, strict=True)]
        seconds = time.process_time() - started
        found = score_told(rows, told) | _score_days(rows, pages, told)
        figures |= {f"metadata/{name}/{measure}": value for measure, value in found.items()}
        figures[f"metadata/{name}/milliseconds"] = 1000 * seconds / len(rows)
    return figures


def read_pages(shared: Path, name: str) -> Iterator[tuple[Row, str]]:
    """Each row of a set's truth with its page, decoded."""
    for row, page in labelled_pages(shared / "benchmarks" / "extraction" / name):
        yield row, decode(page, None)


def score_told(rows: Iterable[Row], told: Iterable[Told]) -> dict[str, float]:
    """Titles equal, days equal, authors as a set: over the pages whose truth has them."""
    titles, days, authors = [], [], []
    for row, one in zip(rows, told, strict=True):
        if row.get("title"):
            titles.append(plain(row["title"]) == plain(one.title))
        if row.get("date"):
            days.append(one.published == row["date"][:10])
        if row.get("author"):
            authors.append(set_f1(names_of(row["author"]), names_of(one.authors)))
    return {"title": fmean(titles or [0]), "date": fmean(days or [0]), "authors": fmean(authors or [0])}


def _score_days(rows: Iterable[Row], pages: Iterable[str], told: Iterable[Told]) -> dict[str, float]:
    on_page, either = [], []
    for row, page, one in zip(rows, pages, told, strict=True):
        day = (row.get("date") or "")[:10]
        if not day:
            continue
        either.append(day in (one.published, one.modified))
        if holds_day(f"{row['url']} {page}", day):
            on_page.append(one.published == day)
    return {"date_on_page": fmean(on_page or [0]), "date_either": fmean(either or [0])}


def plain(text: str) -> str:
    """The words of a text, folded."""
    whole = unicodedata.normalize("NFKC", html.unescape(text)).replace("\u00ad", "").casefold()
    return " ".join(re.findall(r"\w+", whole))


def names_of(named: str | Sequence[str]) -> frozenset[str]:
    """The names in an answer or in the truth, folded."""
    found = set()
    for one in [named] if isinstance(named, str) else named:
        text = _BRACKETS.sub(" ", _BY.sub("", unicodedata.normalize("NFKC", html.unescape(one))))
        for at, part in enumerate(_APART.split(text)):
            name = plain(_ACADEMIC.sub("", f"{part} "))
            if name and not (at and (_DEGREE.fullmatch(part.strip()) or _OFFICE.search(part))):
                found.add(name)
    return frozenset(found)


def set_f1(truth: frozenset[str], ours: frozenset[str]) -> float:
    return 2 * len(truth & ours) / max(1, len(truth) + len(ours))


def holds_day(page: str, day: str) -> bool:
    """This day stands on the page, in figures or with the month's name in one of ten languages."""
    try:
        when = date.fromisoformat(day)
    except ValueError:
        return False
    names = "|".join(re.escape(name) for name in lines_of("dates", "months")[when.month - 1])
    year, short, month, number = when.year, when.year % 100, when.month, when.day
    text = " ".join(page.casefold().replace("%2f", "/").replace("\\/", "/").split())
    patterns = (
        rf"{year}\W{{0,3}}0?{month}\W{{1,3}}0?{number}(?!\d)", rf"{year}{month:02}{number:02}",
        rf"(?<!\d)0?{number}\W{{1,6}}0?{month}\W{{1,6}}(?:{year}|{short:02})",
        rf"(?<!\d)0?{month}\W{{1,6}}0?{number}\W{{1,6}}(?:{year}|{short:02})",
        rf"(?:{names})\w*\W{{0,3}}0?{number}(?!\d).{{0,15}}{year}",
        rf"(?<!\d)0?{number}(?:st|nd|rd|th)?\W{{0,3}}(?:de |of )?(?:{names}).{{0,12}}{year}",
    )  # fmt: skip
    return any(re.search(pattern, text) for pattern in patterns)


def tell_octavo(page: str, address: str) -> Told:
    return told_of(extract(page, address))


def told_of(draft: Draft | None) -> Told:
    """What a draft says; None says nothing."""
    if draft is None:
        return Told()
    days = (when.date().isoformat() if when else None for when in (draft.published, draft.modified))
    return Told(draft.title, draft.authors, *days)


def tell_trafilatura(page: str, address: str) -> Told:
    from trafilatura.metadata import extract_metadata

    found = extract_metadata(page, default_url=address or None)
    return Told(found.title or "", (found.author,) if found.author else (), found.date)


def tell_htmldate(page: str, address: str) -> Told:
    import htmldate

    return Told(published=htmldate.find_date(page, url=address or None, original_date=True))


def tell_newspaper(page: str, address: str) -> Told:
    import newspaper

    article = newspaper.Article(url=address or "https://unknown.invalid/", fetch_images=False)
    article.download(input_html=page)
    article.parse()
    when = article.publish_date
    return Told(article.title or "", tuple(article.authors), when.date().isoformat() if when else None)


PEERS: dict[str, tuple[str, Teller]] = {  # name -> module it needs, what asks it
    "trafilatura": ("trafilatura", tell_trafilatura),
    "htmldate": ("htmldate", tell_htmldate),
    "newspaper4k": ("newspaper", tell_newspaper),
}


def _patient(tell: Teller) -> Teller:
    """A peer that breaks on a page has said nothing of it."""

    def ask(page: str, address: str) -> Told:
        try:
            return tell(page, address)
        except Exception:  # any fault of another program's
            return Told()

    return ask


def main() -> None:
    parser = argparse.ArgumentParser(prog="quality.metadata", description=__doc__)
    parser.add_argument("--peers", action="store_true", help="ask trafilatura, htmldate and newspaper4k too")
    asked = parser.parse_args()
    shared = Path(__file__).resolve().parents[2] / "shared"
    if not shared.is_dir():
        raise SystemExit("The labelled sets are not here: a folder `shared` beside the checkout is needed.")
    _print("octavo", score_metadata(shared))
    for name, (module, tell) in PEERS.items() if asked.peers else ():
        try:
            __import__(module)
        except ImportError:
            print(f"{name} is not installed: pip install -e .[bench]")
            continue
        _print(name, score_metadata(shared, _patient(tell)))


def _print(name: str, figures: Mapping[str, float]) -> None:
    for measure, value in figures.items():
        print(f"{name:12} {measure:40} {value:8.4f}")


_BY = re.compile(r"(?i)^\s*(?:by|von)\s+")
_APART = re.compile(r"\s*(?:[,;|/&•·]|\s(?:and|und|et|y|e|en|og|och)\s)\s*")
_DEGREE = re.compile(r"[A-Z][A-Za-z]{0,2}[A-Z]+[A-Z.]*|Ph\.?D\.?|M\.D\.|Jr\.?|Sr\.?")
_OFFICE = re.compile(
    r"(?i)\b(?:director|manager|officer|editor|dietitian|expert|representative|educator|horticulturalist|writer|founder|"
    r"lines|years|redaktion)\b"
)
_BRACKETS = re.compile(r"\([^()]*\)")
_ACADEMIC = re.compile(r"(?i)\b(?:dr|prof)\.?\s")


if __name__ == "__main__":
    main()
