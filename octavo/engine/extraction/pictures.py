"""Pictures of a page: the true address behind lazy loading, caption, credit."""

from __future__ import annotations

import re

from selectolax.lexbor import LexborNode

from octavo.engine.extraction.naming import Part, part_of
from octavo.engine.extraction.raw import Raw
from octavo.engine.records import BlockKind


def read_picture(node: LexborNode) -> Raw | None:
    """The picture of an `img`; None for icons, spacers and trackers."""
    attributes = node.attributes
    address = _address(attributes)
    width, height = _pixels(attributes.get("width")), _pixels(attributes.get("height"))
    if address is None or _TRIFLE.search(address) or (width or 999) < 80 or (height or 999) < 60:
        return None
    alt = " ".join((attributes.get("alt") or "").split()) or None
    return Raw(BlockKind.IMAGE, address=address, alt=alt, size=(width, height))


def read_figure(node: LexborNode) -> Raw | None:
    """The picture of a `figure` with its caption and credit; None when the figure holds something else."""
    if node.css_first("blockquote, table, pre, video, iframe, audio, ul, ol") is not None:
        return None
    pictures = [raw for image in node.css("img, amp-img") if (raw := read_picture(image)) is not None]
    if not pictures:
        return None if len(node.css("p")) > 1 else Raw(BlockKind.IMAGE)
    picture = pictures[0]
    caption = node.css_first("figcaption") or next(
        (one for one in node.css("[class]") if part_of((one.attributes.get("class") or "")[:200]) is Part.CAPTION), None
    )
    if caption is not None:
        picture.caption, picture.credit = split_credit(caption)
    if picture.credit is None:
        credit = next((c for c in node.css("[class]") if _is_credit(c)), None)
        picture.credit = bare_credit(_words(credit)) if credit else None
    return picture


def split_credit(node: LexborNode) -> tuple[str | None, str | None]:
    """Caption and credit of a caption element."""
    text = _words(node)
    for inner in node.css("[class]"):
        if _is_credit(inner) and (credit := _words(inner)):
            return (_clean_caption(text.replace(credit, " ", 1)), bare_credit(credit))
    return split_credit_text(text)


def split_credit_text(text: str) -> tuple[str | None, str | None]:
    """Caption and credit of a caption's text ("… quay. Photo: Ann Lee", "… quay (AP Photo/Ann Lee)")."""
    end = text[-_LONGEST_CREDIT:]
    found = _CREDIT_TAIL.search(end)
    if found is None or len(found.group()) > _LONGEST_CREDIT - 5:
        return (_clean_caption(text), None)
    return (_clean_caption(text[: len(text) - len(end) + found.start()]), bare_credit(found.group()))


def _is_credit(node: LexborNode) -> bool:
    return part_of((node.attributes.get("class") or "")[:200]) is Part.CREDIT


def bare_credit(text: str) -> str | None:
    """A credit without its label: "Photo: Ann Lee" is Ann Lee."""
    return _CREDIT_LABEL.sub("", text.strip(" ()[]|–—-")).strip(" ()[]|–—-.") or None


def _clean_caption(text: str) -> str | None:
    return _COUNTER.sub("", " ".join(text.split())).strip(" |–—-") or None


def _words(node: LexborNode) -> str:
    return " ".join(node.text(separator=" ").split()).replace(" ,", ",").replace(" .", ".")


def _address(attributes: dict[str, str | None]) -> str | None:
    for name in ("data-src", "data-original", "data-lazy-src", "data-full-src", "data-url", "src"):
        value = (attributes.get(name) or "").strip()
        if value and not value.startswith(("data:", "blob:", "about:", "{", "#")) and " " not in value[:8]:
            return value
    for name in ("data-srcset", "srcset", "data-lazy-srcset"):
        if value := (attributes.get(name) or "").strip():
            candidates = [part.split() for part in re.split(r",\s+", value) if part.strip()]
            widest = max(candidates, key=lambda part: _pixels(part[-1].rstrip("wx")) or 0, default=None)
            if widest and not widest[0].startswith("data:"):
                return widest[0]
    return None


def _pixels(value: str | None) -> int | None:
    found = re.match(r"\s*(\d{1,5})(?:\.\d+)?(?:px)?\s*$", value or "")
    return int(found.group(1)) if found else None


_LONGEST_CREDIT = 125  # characters
_TRIFLE = re.compile(
    r"(?:^|[/_.-])(?:pixel|spacer|blank|transparent|placeholder|sprite|icon|icons|favicon|logo|logos|avatar|gravatar|emoji|"
    r"badge|loader|loading|1x1|tracking|beacon)(?:[/_.\d-]|$)|[/_.-][a-z]\.gif|doubleclick|scorecardresearch|/count\b|gravatar\.com|\.svg(?:\?|$)",
    re.I,
)
_CREDIT_TAIL = re.compile(
    r"\s*[(\[|–—-]?\s*(?:(?:Photo(?:graph)?s?|Image|Picture|Illustration|Foto|Bild|Imagen|Imagem|Crédit|Crédito|Credit|"
    r"Source|Fotocredit|Фото|फोटो|तस्वीर|صورة|الصورة)\s*(?:credits?|source|by|courtesy|de|von|:|/|©)+\s*.{2,80}"
    r"|(?:AP|AFP|Reuters|Getty|EPA)\s*(?:Photo|Images?)?\s*/.{2,60}|©.{2,80}|\((?:AP|AFP|Reuters|Getty|EPA|dpa)[^)]{0,60}\))\s*$"
)
_CREDIT_LABEL = re.compile(
    r"^(?:Photo(?:graph)?s?|Image|Picture|Illustration|Foto|Bild|Imagen|Imagem|Crédits?|Crédito|Credit|Source|Copyright|Фото|"
    r"फोटो|तस्वीर|صورة|الصورة)?\s*(?:credits?|source|by|courtesy(?: of)?)?\s*(?:[:©]|\(c\))\s*",
    re.I,
)
_COUNTER = re.compile(r"^\s*\d{1,3}\s*(?:/|of|von|de|sur)\s*\d{1,3}\b\s*|\s*\d{1,3}\s*/\s*\d{1,3}\s*$")
