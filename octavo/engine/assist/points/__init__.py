"""Which sentences say what an article, or the reports of a story, say."""

from octavo.engine.assist.points.choose import Choice, choose, in_reading_order
from octavo.engine.assist.points.reading import Reading, Spoken, Told, read
from octavo.engine.assist.points.same import says_the_same_as
from octavo.engine.assist.points.scene import ALONE, FEATURES, Scene
from octavo.engine.assist.points.weights import Weights, shipped_weights, weights_from_text, weights_to_text

__all__ = [
    "ALONE",
    "FEATURES",
    "Choice",
    "Reading",
    "Scene",
    "Spoken",
    "Told",
    "Weights",
    "choose",
    "in_reading_order",
    "read",
    "says_the_same_as",
    "shipped_weights",
    "weights_from_text",
    "weights_to_text",
]
