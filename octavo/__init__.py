"""Octavo: the world's news in order, on your own machine, with evidence under every sentence."""

__version__ = "0.1.0"
