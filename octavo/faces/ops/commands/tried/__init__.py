"""Rooms of `octavo try`, a file each: `add` tells of its arguments, `run` does it."""
