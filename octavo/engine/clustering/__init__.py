"""One article and the open stories in, a choice out; and a second look at reports that lie near each other."""

from octavo.engine.clustering.absorb import absorb
from octavo.engine.clustering.background import has_table, rareness
from octavo.engine.clustering.choose import choose_story
from octavo.engine.clustering.plain import from_plain, to_plain, words_from_plain, words_to_plain
from octavo.engine.clustering.regroup import regroup
from octavo.engine.clustering.view import count_article, rare_terms, view_article, weigh_article
from octavo.engine.clustering.views import ArticleView, ArticleWords, Choice, StoryView
from octavo.engine.clustering.vocabulary import Vocabulary, learn_words

__all__ = [
    "ArticleView",
    "ArticleWords",
    "Choice",
    "StoryView",
    "Vocabulary",
    "absorb",
    "choose_story",
    "count_article",
    "from_plain",
    "has_table",
    "learn_words",
    "rare_terms",
    "rareness",
    "regroup",
    "to_plain",
    "view_article",
    "weigh_article",
    "words_from_plain",
    "words_to_plain",
]
