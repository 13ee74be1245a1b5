"""Text to vector: a small static model built in, a larger one when configured."""

from octavo.engine.embedding.embed import DIMENSIONS, embed, is_plain_word
from octavo.engine.embedding.passage import article_text

__all__ = ["DIMENSIONS", "article_text", "embed", "is_plain_word"]
