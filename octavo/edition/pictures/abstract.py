"""Motifs without a horizon: orbits, networks, waves, cut paper, a quotation."""

from __future__ import annotations

import math
from random import Random

from octavo.edition.pictures.canvas import HEIGHT, WIDTH, Canvas, Point, mix

_DARK = (8, 12, 28)


def draw_orbits(canvas: Canvas, dice: Random) -> None:
    """A star, tilted orbits, planets and a field of stars."""
    palette = canvas.palette
    canvas.gradient(mix(palette.high, _DARK, 0.75), mix(palette.near, _DARK, 0.4))
    for _ in range(260):
        size = dice.choice((1.5, 1.5, 2, 3.5))
        canvas.disc(
            dice.uniform(0, WIDTH), dice.uniform(0, HEIGHT), size, mix(palette.light, palette.high, dice.random() * 0.6)
        )
    x, y, tilt = WIDTH * dice.uniform(0.3, 0.7), HEIGHT * dice.uniform(0.42, 0.6), dice.uniform(0.28, 0.5)
    canvas.glow(x, y, HEIGHT * 0.55, palette.accent, 0.85)
    reaches = [200 + index * dice.randint(105, 150) for index in range(dice.randint(4, 6))]
    for reach in reaches:
        canvas.ring(x, y, (reach, reach * tilt), mix(palette.light, palette.near, 0.45), 4)
    canvas.disc(x, y, dice.randint(62, 96), palette.light)
    for index, reach in enumerate(reaches):
        angle, size = dice.uniform(0, 2 * math.pi), dice.randint(14, 44)
        at = (x + reach * math.cos(angle), y + reach * tilt * math.sin(angle))
        colour = (palette.accent, palette.low, palette.far, palette.light)[index % 4]
        canvas.disc(*at, size, mix(colour, _DARK, 0.35))
        canvas.disc(at[0] - size * 0.14, at[1] - size * 0.1, size * 0.84, colour)


def draw_nodes(canvas: Canvas, dice: Random) -> None:
    """Points joined to their nearest neighbours, a few of them lit."""
    palette = canvas.palette
    canvas.gradient(mix(palette.high, _DARK, 0.55), palette.near)
    canvas.glow(WIDTH * dice.uniform(0.2, 0.8), HEIGHT * dice.uniform(0.2, 0.7), HEIGHT * 0.8, palette.far, 0.8)
    points = [
        (WIDTH * (column + dice.uniform(0.1, 0.9)) / 10 - 60, HEIGHT * (row + dice.uniform(0.1, 0.9)) / 6 - 20)
        for column in range(11)
        for row in range(7)
    ]
    for one in points:
        for other in _nearest(one, points)[1 : dice.randint(3, 5)]:
            canvas.line([one, other], mix(palette.far, palette.low, 0.35), 4)
    for index, point in enumerate(points):
        if index % 9 == 4:
            canvas.glow(*point, 130, palette.accent, 0.8)
        canvas.disc(
            *point,
            dice.choice((9, 12, 16, 22)),
            palette.accent if index % 9 == 4 else mix(palette.low, palette.light, 0.6),
        )


def draw_waves(canvas: Canvas, dice: Random) -> None:
    """Bands of overlapping waves from light to dark."""
    palette = canvas.palette
    canvas.gradient(palette.low, mix(palette.low, palette.light, 0.6))
    canvas.glow(WIDTH * dice.uniform(0.3, 0.8), HEIGHT * 0.2, HEIGHT * 0.7, palette.light, 0.9)
    bands = dice.randint(8, 12)
    pace, start = dice.uniform(3.5, 7.5), dice.uniform(0, 6.3)
    for band in range(bands):
        depth = band / (bands - 1)
        colour = mix(mix(palette.low, palette.far, min(1, depth * 2)), palette.near, max(0, depth * 2 - 1))
        if band == bands // 3:
            colour = palette.accent
        base, size = HEIGHT * (0.28 + 0.72 * depth), HEIGHT * (0.1 - 0.04 * depth)
        top: list[Point] = [
            (
                float(x),
                base
                - size * math.sin(x / WIDTH * pace + start + band * 0.55)
                - size * 0.4 * math.sin(x / WIDTH * pace * 2.3 + band),
            )
            for x in range(0, WIDTH + 12, 12)
        ]
        canvas.shape([*top, (float(WIDTH + 12), float(HEIGHT)), (0.0, float(HEIGHT))], colour)


def draw_shapes(canvas: Canvas, dice: Random) -> None:
    """Cut paper: a grid of quarter circles, discs, bars and arches."""
    palette = canvas.palette
    colours = [palette.high, palette.far, palette.near, palette.accent, palette.light, palette.low]
    columns, rows = 8, 4.5
    side = WIDTH / columns
    for column in range(columns):
        for row in range(math.ceil(rows)):
            left, top = column * side, row * side - side * 0.25
            ground, front, third = dice.sample(colours, 3)
            canvas.box(left, top, left + side, top + side, ground)
            _tile(canvas, dice, left, top, side, front, third)


def draw_quote(canvas: Canvas, dice: Random) -> None:
    """Two great quotation marks over rings."""
    palette = canvas.palette
    canvas.gradient(palette.high, mix(palette.high, palette.far, 0.7))
    x, y = WIDTH * dice.uniform(0.55, 0.85), HEIGHT * dice.uniform(0.4, 0.7)
    for index in range(9, 0, -1):
        canvas.disc(x, y, index * 105, mix(mix(palette.high, palette.far, 0.4), palette.low, (9 - index) / 9))
    left, top = WIDTH * dice.uniform(0.12, 0.2), HEIGHT * 0.28
    for mark in range(2):
        at = left + mark * 300
        canvas.disc(at + 115, top + 115, 115, palette.accent)
        tail = [(at + 230 - 230 * (n / 12) ** 1.8, top + 115 + 280 * n / 12) for n in range(13)]
        canvas.shape([(at + 20, top + 170), *tail, (at + 5, top + 360), (at + 110, top + 225)], palette.accent)


def _nearest(one: Point, points: list[Point]) -> list[Point]:
    return sorted(points, key=lambda other: (other[0] - one[0]) ** 2 + (other[1] - one[1]) ** 2)


def _tile(
    canvas: Canvas, dice: Random, left: float, top: float, side: float,
    front: tuple[int, int, int], third: tuple[int, int, int]
) -> None:  # fmt: skip
    kind = dice.randrange(5)
    right, bottom = left + side, top + side
    if kind == 0:
        corner_x, corner_y, turn = dice.choice(
            ((left, top, 0), (right, top, 90), (right, bottom, 180), (left, bottom, 270))
        )
        box = (corner_x - side, corner_y - side, corner_x + side, corner_y + side)
        canvas.pen.pieslice(box, turn, turn + 90, fill=front)
    elif kind == 1:
        canvas.disc((left + right) / 2, (top + bottom) / 2, side * 0.42, front)
        canvas.disc((left + right) / 2, (top + bottom) / 2, side * 0.2, third)
    elif kind == 2:
        for bar in range(4):
            canvas.box(left + side * bar / 4, top, left + side * (bar + 0.5) / 4, bottom, front)
    elif kind == 3:
        canvas.pen.pieslice((left, top, right, bottom + side), 180, 360, fill=front)
        canvas.pen.pieslice(
            (left + side / 4, top + side / 4, right - side / 4, bottom + side * 0.75), 180, 360, fill=third
        )
    else:
        canvas.shape([(left, bottom), (left, top), (right, bottom)], front)
