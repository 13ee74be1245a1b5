"""Pictures for the edition's articles: abstract scenes drawn by code, one family of motifs per desk."""

from __future__ import annotations

import io
import random

from PIL import Image

from octavo.edition.pictures.abstract import draw_nodes, draw_orbits, draw_quote, draw_shapes, draw_waves
from octavo.edition.pictures.canvas import PALETTES, Canvas
from octavo.edition.pictures.places import draw_bars, draw_hills, draw_pitch, draw_sea, draw_skyline, draw_track

SIZE = (1200, 675)
_MOTIFS = {
    "world": (draw_hills, draw_sea, draw_skyline),
    "business": (draw_bars, draw_skyline, draw_waves),
    "technology": (draw_nodes, draw_waves),
    "science": (draw_orbits, draw_waves, draw_hills),
    "sport": (draw_pitch, draw_track),
    "culture": (draw_shapes, draw_skyline),
    "opinion": (draw_quote, draw_hills),
}


def draw_picture(key: str, desk: str) -> bytes:
    """A JPEG of 1200 by 675 pixels, 15 to 60 kB; the same `key` and `desk` always give the same picture."""
    dice = random.Random(f"{desk} {key}")
    canvas = Canvas(dice.choice(PALETTES))
    dice.choice(_MOTIFS[desk])(canvas, dice)
    out = io.BytesIO()
    canvas.image.resize(SIZE, Image.Resampling.BOX).save(out, "JPEG", quality=80, subsampling=2)
    return out.getvalue()
