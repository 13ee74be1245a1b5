"""Motifs with a horizon: hills, sea, skyline, cranes and bars, pitch, track."""

from __future__ import annotations

import math
from random import Random

from octavo.edition.pictures.canvas import HEIGHT, WIDTH, Canvas, Point, mix


def draw_hills(canvas: Canvas, dice: Random) -> None:
    """Ranges of hills, paler with distance, under a low sun."""
    palette = canvas.palette
    canvas.sky()
    _sun(canvas, dice, dice.uniform(0.3, 0.5) * HEIGHT)
    layers = dice.randint(4, 6)
    for layer in range(layers):
        depth = (layer + 1) / layers
        colour = mix(mix(palette.low, palette.far, min(1, depth * 1.6)), palette.near, max(0, depth * 1.5 - 0.5))
        base = HEIGHT * (0.42 + 0.5 * layer / layers)
        canvas.shape(_ridge(dice, base, HEIGHT * (0.16 - 0.07 * depth)), colour)


def draw_sea(canvas: Canvas, dice: Random) -> None:
    """Open water under the sun, its light on the waves, a ship on the horizon."""
    palette = canvas.palette
    horizon = int(HEIGHT * dice.uniform(0.5, 0.6))
    canvas.sky(horizon)
    x = _sun(canvas, dice, horizon - HEIGHT * dice.uniform(0.05, 0.22))
    canvas.gradient(mix(palette.low, palette.far, 0.6), palette.near, start=horizon)
    for _ in range(170):
        depth = dice.random() ** 1.6
        y = horizon + 6 + depth * (HEIGHT - horizon)
        width = 20 + 150 * depth
        spread = 40 + 260 * depth
        at = x + dice.gauss(0, spread)
        share = 0.75 * math.exp(-(((at - x) / (spread * 1.3)) ** 2))
        canvas.box(
            at - width / 2,
            y,
            at + width / 2,
            y + 2 + 5 * depth,
            mix(mix(palette.far, palette.near, depth), palette.light, share),
        )
    _ship(canvas, dice, horizon)
    canvas.shape(_ridge(dice, HEIGHT * 0.96, HEIGHT * 0.05), mix(palette.near, (0, 0, 0), 0.35))


def draw_skyline(canvas: Canvas, dice: Random) -> None:
    """A city in three layers with lit windows."""
    palette = canvas.palette
    canvas.sky()
    _sun(canvas, dice, HEIGHT * dice.uniform(0.3, 0.55))
    for layer in range(3):
        colour = (mix(palette.low, palette.far, 0.55), mix(palette.far, palette.near, 0.35), palette.near)[layer]
        x = -20.0
        while x < WIDTH:
            width = dice.randint(60, 150)
            top = HEIGHT * (0.42 + 0.13 * layer + dice.uniform(0, 0.2))
            canvas.box(x, top, x + width, HEIGHT, colour)
            if dice.random() < 0.2:
                canvas.shape([(x, top), (x + width / 2, top - dice.randint(40, 130)), (x + width, top)], colour)
            if layer == 2:
                _windows(canvas, dice, x, top, width)
            x += width + dice.choice((0, 0, 8, 24))


def draw_bars(canvas: Canvas, dice: Random) -> None:
    """Columns that rise and fall like a season's figures, a curve above them."""
    palette = canvas.palette
    canvas.gradient(mix(palette.low, palette.light, 0.5), palette.low)
    for row in range(1, 7):
        canvas.box(0, HEIGHT * row / 7, WIDTH, HEIGHT * row / 7 + 2, mix(palette.low, palette.far, 0.25))
    count = dice.randint(11, 17)
    step, height = WIDTH / count, dice.uniform(0.25, 0.4)
    tops: list[Point] = []
    for index in range(count):
        height = min(0.72, max(0.14, height + dice.uniform(-0.1, 0.13)))
        left, top = index * step + step * 0.16, HEIGHT * (1 - height)
        canvas.box(left, top, left + step * 0.68, HEIGHT, mix(palette.far, palette.near, index / count))
        canvas.box(left, top, left + step * 0.68, top + 10, mix(palette.far, palette.light, 0.4))
        tops.append((left + step * 0.34, top - HEIGHT * dice.uniform(0.06, 0.13)))
    canvas.line(_curve(tops), palette.accent, 12)
    canvas.disc(*tops[-1], 22, palette.accent)
    canvas.disc(*tops[-1], 10, palette.light)


def draw_pitch(canvas: Canvas, dice: Random) -> None:
    """A pitch from above in perspective: mown stripes, lines, floodlight."""
    palette = canvas.palette
    green = mix((52, 120, 76), palette.far, 0.25)
    horizon, lean = int(HEIGHT * 0.26), dice.uniform(-0.25, 0.25)
    canvas.sky(horizon)
    stripes = dice.randint(9, 13)
    middle = WIDTH * (0.5 + lean)
    for index in range(stripes * 3):
        far = middle + (index - stripes * 1.5) * WIDTH / stripes * 0.5
        near = middle + (index - stripes * 1.5) * WIDTH / stripes * 1.6
        points = [
            (far, horizon),
            (far + WIDTH / stripes * 0.5, horizon),
            (near + WIDTH / stripes * 1.6, HEIGHT),
            (near, HEIGHT),
        ]
        canvas.shape(
            [(float(x), float(y)) for x, y in points], green if index % 2 else mix(green, (255, 255, 255), 0.09)
        )
    white = (238, 244, 238)
    canvas.box(0, horizon - 34, WIDTH, horizon, palette.near)
    half = HEIGHT * 0.62
    canvas.box(0, half - 5, WIDTH, half + 5, white)
    canvas.ring(middle, half, (WIDTH * 0.2, HEIGHT * 0.15), white, 10)
    canvas.disc(middle, half, 12, white)
    canvas.line([(WIDTH * 0.08, horizon), (-WIDTH * 0.2, HEIGHT)], white, 9)
    canvas.line([(WIDTH * 0.92, horizon), (WIDTH * 1.2, HEIGHT)], white, 9)
    for side in (0.16, 0.84):
        canvas.glow(WIDTH * side, horizon * 0.3, 260, palette.light, 0.75)
    ball = (WIDTH * dice.uniform(0.25, 0.75), HEIGHT * dice.uniform(0.7, 0.86))
    canvas.disc(ball[0] + 8, ball[1] + 30, 34, mix(green, (0, 0, 0), 0.35))
    canvas.disc(*ball, 34, palette.accent)


def draw_track(canvas: Canvas, dice: Random) -> None:
    """The lanes of a running track in a bend."""
    palette = canvas.palette
    canvas.gradient(mix(palette.low, palette.light, 0.3), palette.low)
    x, y = WIDTH * dice.choice((0.1, 0.9)), HEIGHT * 1.25
    ground = mix(palette.accent, palette.near, 0.25)
    canvas.disc(x, y, HEIGHT * 1.12, ground)
    for lane in range(9):
        canvas.ring(x, y, (HEIGHT * (1.12 - lane * 0.085),) * 2, mix(palette.light, ground, 0.15), 7)
    canvas.disc(x, y, HEIGHT * 0.44, mix((62, 122, 82), palette.far, 0.3))
    for _ in range(dice.randint(4, 7)):
        angle, lane = dice.uniform(0.25, 0.75) * math.pi, dice.randint(0, 7)
        reach = HEIGHT * (1.08 - lane * 0.085)
        at = (x + reach * math.cos(angle), y - reach * math.sin(angle))
        canvas.disc(at[0] + 14, at[1] + 10, 22, mix(ground, (0, 0, 0), 0.3))
        canvas.disc(*at, 24, dice.choice((palette.near, palette.light, palette.high)))


def _sun(canvas: Canvas, dice: Random, y: float) -> float:
    """Draws the sun and its glow; gives its place across."""
    x = WIDTH * dice.uniform(0.18, 0.82)
    canvas.glow(x, y, HEIGHT * 0.62, canvas.palette.light, 0.7)
    canvas.disc(x, y, dice.uniform(42, 86), canvas.palette.light)
    return x


def _ridge(dice: Random, base: float, height: float) -> list[Point]:
    """The outline of a range of hills: four sines of falling size, closed below."""
    waves = [(height / (n + 1), dice.uniform(0.6, 1.4) * (n + 1) * 2.4, dice.uniform(0, 6.3)) for n in range(4)]
    top = [
        (float(x), base - sum(size * math.sin(x / WIDTH * pace + start) for size, pace, start in waves))
        for x in range(0, WIDTH + 10, 10)
    ]
    return [*top, (float(WIDTH), float(HEIGHT)), (0.0, float(HEIGHT))]


def _windows(canvas: Canvas, dice: Random, x: float, top: float, width: int) -> None:
    lit = mix(canvas.palette.accent, canvas.palette.light, 0.5)
    for row in range(int((HEIGHT - top) / 46)):
        for column in range(width // 26):
            if dice.random() < 0.28:
                left, up = x + 12 + column * 26, top + 18 + row * 46
                canvas.box(left, up, left + 11, up + 20, lit)


def _ship(canvas: Canvas, dice: Random, horizon: int) -> None:
    x, size, hull = (
        WIDTH * dice.uniform(0.1, 0.8),
        dice.uniform(0.7, 1.5),
        mix(canvas.palette.near, canvas.palette.far, 0.3),
    )
    canvas.shape(
        [
            (x, horizon - 16 * size),
            (x + 240 * size, horizon - 16 * size),
            (x + 218 * size, horizon + 12),
            (x + 18, horizon + 12),
        ],
        hull,
    )
    for index in range(6):
        left = x + (26 + index * 26) * size
        colour = canvas.palette.accent if index % 2 else mix(canvas.palette.far, canvas.palette.light, 0.4)
        canvas.box(left, horizon - (34 + 12 * (index % 3)) * size, left + 22 * size, horizon - 17 * size, colour)
    canvas.box(x + 190 * size, horizon - 62 * size, x + 214 * size, horizon - 16 * size, canvas.palette.light)


def _curve(points: list[Point]) -> list[Point]:
    """A smooth line through the points (Catmull-Rom)."""
    ends = [points[0], *points, points[-1]]
    drawn: list[Point] = []
    for a, b, c, d in zip(ends, ends[1:], ends[2:], ends[3:], strict=False):
        for step in range(12):
            t = step / 12
            drawn.append((_between(a[0], b[0], c[0], d[0], t), _between(a[1], b[1], c[1], d[1], t)))
    return [*drawn, points[-1]]


def _between(a: float, b: float, c: float, d: float, t: float) -> float:
    return 0.5 * (2 * b + (c - a) * t + (2 * a - 5 * b + 4 * c - d) * t**2 + (3 * b - a - 3 * c + d) * t**3)
