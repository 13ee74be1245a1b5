"""Dates as five languages write them, and the date macros of article texts."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta

MONTHS = {
    "en": [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ],
    "fr": [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ],
    "es": [
        "enero",
        "febrero",
        "marzo",
        "abril",
        "mayo",
        "junio",
        "julio",
        "agosto",
        "septiembre",
        "octubre",
        "noviembre",
        "diciembre",
    ],
    "hi": ["जनवरी", "फ़रवरी", "मार्च", "अप्रैल", "मई", "जून", "जुलाई", "अगस्त", "सितंबर", "अक्टूबर", "नवंबर", "दिसंबर"],
    "ar": [
        "يناير",
        "فبراير",
        "مارس",
        "أبريل",
        "مايو",
        "يونيو",
        "يوليو",
        "أغسطس",
        "سبتمبر",
        "أكتوبر",
        "نوفمبر",
        "ديسمبر",
    ],
}
WEEKDAYS = {  # Monday first
    "en": ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"],
    "fr": ["lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche"],
    "es": ["lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo"],
    "hi": ["सोमवार", "मंगलवार", "बुधवार", "गुरुवार", "शुक्रवार", "शनिवार", "रविवार"],
    "ar": ["الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"],
}
_AGO = {  # singular, plural; minutes, hours, days
    "en": (("1 minute ago", "{} minutes ago"), ("1 hour ago", "{} hours ago"), ("1 day ago", "{} days ago")),
    "fr": (
        ("il y a 1 minute", "il y a {} minutes"),
        ("il y a 1 heure", "il y a {} heures"),
        ("il y a 1 jour", "il y a {} jours"),
    ),
    "es": (("hace 1 minuto", "hace {} minutos"), ("hace 1 hora", "hace {} horas"), ("hace 1 día", "hace {} días")),
    "hi": (("1 मिनट पहले", "{} मिनट पहले"), ("1 घंटे पहले", "{} घंटे पहले"), ("1 दिन पहले", "{} दिन पहले")),
    "ar": (("قبل دقيقة", "قبل {} دقيقة"), ("قبل ساعة", "قبل {} ساعة"), ("قبل يوم", "قبل {} أيام")),
}
_MACRO = re.compile(r"(?<!\{)\{(weekday|date|day)([+-]\d+)?\}(?!\})")


def fill_dates(text: str, day: date, language: str) -> str:
    """`text` with its macros ({weekday}, {date+3}, {day-2}) written out, counted from `day`.

    Raises ValueError for any other single-braced word.
    """

    def write(found: re.Match[str]) -> str:
        at = day + timedelta(days=int(found[2] or 0))
        if found[1] == "weekday":
            return WEEKDAYS[language][at.weekday()]
        return long_date(at, language) if found[1] == "date" else day_and_month(at, language)

    filled = _MACRO.sub(write, text)
    if wrong := re.search(r"(?<!\{)\{[^{}]*\}(?!\})", filled):
        raise ValueError(f"no such macro: {wrong[0]}")
    return filled


def long_date(day: date, language: str) -> str:
    """4 March 2026, as `language` writes it."""
    return f"{day_and_month(day, language)} {'de ' if language == 'es' else ''}{day.year}"


def day_and_month(day: date, language: str) -> str:
    """4 March, as `language` writes it."""
    month = MONTHS[language][day.month - 1]
    if language == "es":
        return f"{day.day} de {month}"
    return f"{'1er' if language == 'fr' and day.day == 1 else day.day} {month}"


def ago(then: datetime, now: datetime, language: str) -> str:
    """3 hours ago, in the largest unit of which there is at least one."""
    minutes = max(1, int((now - then).total_seconds() // 60))
    unit, count = (0, minutes) if minutes < 60 else (1, minutes // 60) if minutes < 1440 else (2, minutes // 1440)
    one, many = _AGO[language][unit]
    return one if count == 1 else many.format(count)
