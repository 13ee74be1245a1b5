"""A publisher's picture made small, upright and free of what it says about its maker."""

from __future__ import annotations

from io import BytesIO

from PIL import Image, ImageCms, ImageOps

from octavo.engine.errors import TooLarge, Unreadable

FORMATS = ("JPEG", "PNG", "WEBP", "GIF", "AVIF")  # no SVG: it can hold scripts and ask for other pictures
MAX_PIXELS = 50_000_000  # 200 MB unpacked; a camera's largest picture has fewer
TALLEST = 4  # times the width: a list's picture is no scroll

_QUALITY = 78
_SMALLEST = 8  # pixels: what is smaller counts readers


def resize(body: bytes, width: int, *, subject: str) -> bytes:
    """The picture as WebP, at most `width` pixels wide, never enlarged; of a moving one the first frame.

    Turned as its camera held it, in sRGB, without EXIF, place or maker. Raises Unreadable or TooLarge about `subject`.
    """
    try:
        return _resize(body, width, subject)
    except Image.DecompressionBombError:
        raise TooLarge(subject, "The picture has too many pixels.") from None
    except (Unreadable, TooLarge):
        raise
    except Exception as error:  # decoders meet hostile bytes, and each of them fails in ways of its own
        raise Unreadable(subject, f"The picture cannot be decoded ({type(error).__name__}).") from None


def _resize(body: bytes, width: int, subject: str) -> bytes:
    with Image.open(BytesIO(body), formats=FORMATS) as opened:
        if opened.width * opened.height > MAX_PIXELS:
            raise TooLarge(subject, f"The picture has {opened.width} by {opened.height} pixels.")
        if min(opened.size) < _SMALLEST:
            raise Unreadable(subject, "The picture is too small to show anything.")
        opened.draft("RGB", (width, width))  # JPEG is decoded near the wanted size: a tenth of the time
        picture = ImageOps.exif_transpose(opened)
        picture = _plain_colours(picture)
        picture.thumbnail((width, width * TALLEST), Image.Resampling.LANCZOS)
        out = BytesIO()
        picture.save(out, "WEBP", quality=_QUALITY, method=3)
        return out.getvalue()


def _plain_colours(picture: Image.Image) -> Image.Image:
    """In sRGB, with an alpha channel only where it says something."""
    profile = picture.info.get("icc_profile")
    see_through = "A" in picture.mode or "transparency" in picture.info
    if profile and picture.mode in ("RGB", "CMYK"):
        try:
            source = ImageCms.ImageCmsProfile(BytesIO(profile))
            changed = ImageCms.profileToProfile(picture, source, ImageCms.createProfile("sRGB"), outputMode="RGB")
            picture = changed or picture
        except (ImageCms.PyCMSError, OSError):
            pass  # a broken profile: the colours as they stand are the best guess
    if picture.mode.startswith("I;16"):
        picture = picture.point(lambda value: value / 256).convert("L")
    plain = picture.convert("RGBA" if see_through else "RGB")
    plain.info = {}
    return plain
