"""What the motifs draw on: gradients, glows and shapes, at one and a half times the final size."""

from __future__ import annotations

from dataclasses import dataclass

from PIL import Image, ImageDraw

WIDTH, HEIGHT = 1800, 1012
Colour = tuple[int, int, int]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Palette:
    """Sky above and at the horizon, light, far and near ground, and one accent."""

    high: Colour
    low: Colour
    light: Colour
    far: Colour
    near: Colour
    accent: Colour


def _palette(*codes: str) -> Palette:
    return Palette(*(tuple(bytes.fromhex(code)) for code in codes))  # type: ignore[arg-type]


PALETTES = (
    _palette("1d3557", "f4a261", "ffe8c2", "6d6875", "14213d", "e76f51"),  # dusk
    _palette("89c2d9", "f1faee", "fffdf2", "7fa99b", "23423a", "e9c46a"),  # morning
    _palette("0b132b", "3a506b", "e0fbfc", "33587a", "071018", "5bc0be"),  # night
    _palette("f2cc8f", "fff6e5", "ffffff", "d08c60", "5f3b2a", "3d5a80"),  # desert
    _palette("5e548e", "e0b1cb", "fff0f3", "8a6fae", "231942", "ffb703"),  # violet
    _palette("a8c5da", "eef3f5", "ffffff", "8fa9b8", "2f4858", "d1495b"),  # winter
    _palette("264653", "8ab17d", "f7ede2", "4f8a78", "10242b", "f4a261"),  # forest
    _palette("7b2d26", "f0a868", "ffe9c9", "a44a3f", "2b0f0c", "f5cb5c"),  # ember
)


# Falls to nothing before the edge of its square, or the square would show.
_FADE = [round(255 * max(0.0, 1 - value / 178) ** 1.7) for value in range(256)]
_GLOW = Image.radial_gradient("L").point(_FADE)


def mix(one: Colour, two: Colour, share: float) -> Colour:
    """`share` 0 gives `one`, 1 gives `two`."""
    a, b, c = (round(x + (y - x) * share) for x, y in zip(one, two, strict=True))
    return a, b, c


class Canvas:
    """A picture in the making."""

    def __init__(self, palette: Palette) -> None:
        self.palette = palette
        self.image = Image.new("RGB", (WIDTH, HEIGHT), palette.low)
        self.pen = ImageDraw.Draw(self.image)

    def gradient(self, top: Colour, bottom: Colour, *, start: int = 0, end: int = HEIGHT) -> None:
        """A vertical gradient between two rows."""
        size = (1, end - start)
        mask = Image.linear_gradient("L").resize(size, Image.Resampling.BILINEAR)
        strip = Image.composite(Image.new("RGB", size, bottom), Image.new("RGB", size, top), mask)
        self.image.paste(strip.resize((WIDTH, end - start), Image.Resampling.NEAREST), (0, start))

    def sky(self, horizon: int = HEIGHT) -> None:
        self.gradient(self.palette.high, self.palette.low, end=horizon)

    def glow(self, x: float, y: float, radius: float, colour: Colour, strength: float = 0.8) -> None:
        """A soft light around a point."""
        size = int(radius * 2)
        mask = _GLOW.point([int(value * strength) for value in range(256)]).resize(
            (size, size), Image.Resampling.BILINEAR
        )
        self.image.paste(
            colour, (int(x - radius), int(y - radius), int(x - radius) + size, int(y - radius) + size), mask
        )

    def disc(self, x: float, y: float, radius: float, colour: Colour) -> None:
        self.pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=colour)

    def ring(self, x: float, y: float, radius: tuple[float, float], colour: Colour, width: int) -> None:
        across, down = radius
        self.pen.ellipse((x - across, y - down, x + across, y + down), outline=colour, width=width)

    def box(self, left: float, top: float, right: float, bottom: float, colour: Colour) -> None:
        self.pen.rectangle((left, top, right, bottom), fill=colour)

    def shape(self, points: list[Point], colour: Colour) -> None:
        self.pen.polygon(points, fill=colour)

    def line(self, points: list[Point], colour: Colour, width: int) -> None:
        self.pen.line(points, fill=colour, width=width, joint="curve")
