"""How an article introduces itself in a list, as an expression for queries."""

from __future__ import annotations

from django.db.models import Func, OuterRef, Subquery, TextField, Value
from django.db.models.functions import Coalesce, NullIf

from octavo.apps.articles.models import Version


class Opening(Func):
    """The first paragraph of a version's blocks, shortened."""

    template = "left(jsonb_path_query_first(%(expressions)s, '$[*] ? (@.kind == \"paragraph\").text') #>> '{}', 420)"
    output_field = TextField()


def opening_of(article: str) -> Coalesce:
    """What introduces an article in a list: its standfirst, else how its text begins. `article`: the path to its id."""
    path = article.removesuffix("pk")
    newest = Version.objects.filter(article=OuterRef(article), number=OuterRef(f"{path}version"))
    first = newest.values(text=Opening("blocks"))
    return Coalesce(NullIf(f"{path}standfirst", Value("")), Subquery(first[:1]), Value(""), output_field=TextField())
