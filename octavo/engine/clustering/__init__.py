"""One article and the open stories in, a choice out; and a second look at reports that lie near each other."""

from octavo.engine.clustering.absorb import absorb
from octavo.engine.clustering.background import has_table, rareness
from octavo.engine.clustering.choose import choose_story
from octavo.engine.clustering.model import Model, model_to_text, vectors_speak
from octavo.engine.clustering.packed import pack, pack_view, unpack, unpack_view
from octavo.engine.clustering.plain import from_plain, to_plain
from octavo.engine.clustering.regroup import LOOKED_THROUGH, MOST_REPORTS, neighbourhoods, regroup
from octavo.engine.clustering.view import find_rare_terms, rare_terms, view_article
from octavo.engine.clustering.views import ArticleView, Choice, StoryView
from octavo.engine.clustering.vocabulary import Vocabulary

__all__ = [
    "LOOKED_THROUGH",
    "MOST_REPORTS",
    "ArticleView",
    "Choice",
    "Model",
    "StoryView",
    "Vocabulary",
    "absorb",
    "choose_story",
    "find_rare_terms",
    "from_plain",
    "has_table",
    "model_to_text",
    "neighbourhoods",
    "pack",
    "pack_view",
    "rare_terms",
    "rareness",
    "regroup",
    "to_plain",
    "unpack",
    "unpack_view",
    "vectors_speak",
    "view_article",
]
