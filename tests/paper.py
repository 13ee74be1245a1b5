"""Pages of The Harbour Ledger as its server sends them, kept as the line keeps them."""

from __future__ import annotations

from datetime import timedelta

from cast import NOW

from octavo.apps.articles.models import Article, KeptPage
from octavo.apps.articles.repair.actions import ReadPage, keep_pages
from octavo.apps.sources.models import Publisher
from octavo.engine.extraction.extract import examine

LETTER = "Get the Ledger's morning letter before the first ferry leaves the harbour of Osterhaven."
TITLES = ("Locks at Osterhaven reopen", "Growers count their losses", "The hinge that broke", "Divers look again")
PARAGRAPHS = (
    "The last of the four gates swung open at 5.40 in the morning, and the horns of forty ships answered it.",
    "For nine days nothing larger than a rowing boat had passed between Osterhaven and the sea, and the grain waited.",
    "The port put the loss at 310 million crowns. Growers inland call the figure too low: they count 460 million.",
    "A report on the cause is due in May. Until then each gate is inspected by divers once a week, on working days.",
)


def page_html(number: int) -> str:
    body = "".join(f"<p>{paragraph} That is report {number}.</p>" for paragraph in PARAGRAPHS)
    title = TITLES[number % 4]
    menu = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("World", "Norland", "Culture", "Sport"))
    return (
        f"<!doctype html><html lang=en><head><title>{title}</title></head><body><nav><ul>{menu}</ul></nav>"
        f'<article><h1>{title}</h1><div class="article-body">{body}<p class="letter-box">{LETTER}</p></div>'
        '</article><script>alert("publisher")</script><footer><p>Imprint</p></footer></body></html>'
    )


def keep(publisher: Publisher, number: int = 0, html: str = "", article: Article | None = None) -> int:
    """A page that was read as the line reads it; its number."""
    address, html = f"https://{publisher.host}/news/{number}", html or page_html(number)
    examined = examine(html, address)
    page = ReadPage(
        publisher_id=publisher.pk, address=address, answered=address, charset=None, body=html.encode(),
        item={"guid": address, "link": address, "title": TITLES[number % 4]}, examined=examined, draft=examined.draft,
        article_id=article.pk if article else None,
    )  # fmt: skip
    keep_pages([page], now=NOW - timedelta(minutes=number), most=200)
    return KeptPage.objects.get(address=address).pk
