"""Whether the reasons of a related list are true, looked up anew in the whole texts."""

from __future__ import annotations

from collections.abc import Sequence

from octavo.apps.articles.models import Reuse
from octavo.apps.articles.queries import ArticleText, originals_of, stated_time, texts_of
from octavo.apps.assist.reading import fold_text, rareness_of
from octavo.apps.assist.related import CARRIED
from octavo.apps.stories.models import Counterpart, Report, Story
from octavo.engine.entities import find_figures
from octavo.engine.ranking import Related, RelatedView, verify_reason


def untrue_reasons(article_id: int, reasons: Sequence[Related]) -> list[list[str]]:
    """What is untrue of each reason of an article's list; an empty list for one that is true."""
    texts = {
        held.article.pk: held for held in texts_of([article_id, *(why.id for why in reasons)], readable_only=False)
    }
    return [verify_reason(_view(texts[article_id], why.names), _view(texts[why.id], why.names), why) for why in reasons]


def _view(held: ArticleText, names: Sequence[str]) -> RelatedView:
    article, publisher = held.article, held.article.publisher
    report = Report.objects.filter(article=article).select_related("story").first()
    copy = originals_of([article.pk]).get(article.pk)
    carried = Reuse.objects.filter(article=article, share__gte=CARRIED).values_list("source_id", flat=True)
    return RelatedView(
        id=article.pk, title=article.title, language=article.language, published=stated_time(article),
        publisher=publisher.slug, country=publisher.country or publisher.country_name or None,
        story=report.story_id if report else None, thread=report.story.thread_id if report else None,
        counterparts=_counterparts(report.story) if report else frozenset(),
        copies=copy.original_id if copy else article.pk, carried=frozenset(carried),
        rareness=rareness_of(names, article.language),
        figures=find_figures(held.text, language=article.language),
        text=fold_text(f"{article.title}\n{article.standfirst or ''}\n{held.text}"),
    )  # fmt: skip


def _counterparts(story: Story) -> frozenset[int]:
    pairs = Counterpart.objects.filter(story=story) | Counterpart.objects.filter(other=story)
    return frozenset(pk for pair in pairs for pk in (pair.story_id, pair.other_id)) - {story.pk}
