"""What is composed is kept with its citations, told again while it stands, and written anew when it does not."""

from __future__ import annotations

from datetime import timedelta

import pytest
from cast import NOW, make_article, make_copy, make_publisher, make_story, make_version
from line import drain

from octavo.apps.articles.models import Article
from octavo.apps.assist.actions import (
    composition_of,
    composition_shown,
    forget_answers,
    keep_composition,
    mark_stale,
    write_anew,
)
from octavo.apps.assist.asked import Asked, NotAsked, ask_for
from octavo.apps.assist.built_in import compose, earlier_of
from octavo.apps.assist.mapping import composed_of, parts_to_plain
from octavo.apps.assist.models import Citation, Composition
from octavo.apps.assist.pack import composition_known, packed
from octavo.apps.assist.passages import around, passages_of, spans_from, spans_written
from octavo.apps.assist.sources import sources_of
from octavo.engine.assist.composed import Cited, Composed, Part
from octavo.engine.records import Span

pytestmark = pytest.mark.django_db

FIRST = "The dam of Orrin gave way on Friday and killed 21 people in Kelmarrow."
SECOND = "The water board had measured 34 millimetres of seepage in the spring of last year."
THIRD = "Nobody at the ministry answered the letter of the engineer before the summer."
LATER = NOW + timedelta(hours=2)


def make_report(**values: object) -> Article:
    return make_article("Orrin Dam gives way", text=f"{FIRST}\n\n{SECOND}\n\n{THIRD}", **values)  # type: ignore[arg-type]


def key_points(article: Article) -> Composition:
    found = composition_of(ask_for("key_points", article=article.pk), now=NOW)
    assert found is not None
    return found


def texts(row: Composition) -> list[str]:
    return [one["text"] for part in row.parts for one in part["sentences"]]


def test_every_sentence_stands_in_its_source_and_is_cited():
    article = make_report()
    row = key_points(article)
    assert FIRST in texts(row)
    for part in row.parts:
        for one in part["sentences"]:
            for span in one["spans"]:
                assert passages_of([Span(article=span[0], version=span[1], start=span[2], end=span[3])])[0].text
    assert Citation.objects.filter(composition=row, article=article, version=1).count() == len(texts(row))
    assert (row.writer, row.articles, row.written_at) == ("built-in 1", [article.pk], NOW)


def test_what_was_kept_is_told_again():
    article = make_report()
    assert key_points(article).pk == key_points(article).pk
    assert Composition.objects.count() == 1


def test_other_words_of_a_source_touch_nothing():
    article = make_report()
    row = key_points(article)
    make_version(article, text=f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n\nMore soon.")
    assert mark_stale([article.pk], now=LATER) == []
    assert key_points(article).pk == row.pk
    row.refresh_from_db()
    assert row.stale_at is None


def test_an_altered_figure_marks_what_rests_on_it_and_nothing_else():
    article, other = make_report(), make_article("Another", text=f"{FIRST} {THIRD}")
    row, bystander = key_points(article), key_points(other)
    altered = FIRST.replace("21", "23")
    make_version(article, text=f"{altered}\n\n{SECOND}\n\n{THIRD}")
    assert mark_stale([article.pk, other.pk], now=LATER) == [row.pk]
    row.refresh_from_db()
    bystander.refresh_from_db()
    assert (row.stale_at, bystander.stale_at) == (LATER, None)
    assert row.stale_because == [{"article": article.pk, "from": 1, "to": 2, "before": FIRST, "after": altered}]
    assert "compose" in drain(LATER)
    anew = Composition.objects.get(replaces=row)
    assert altered in texts(anew)
    assert key_points(article).pk == anew.pk
    assert mark_stale([article.pk], now=LATER) == []


def test_a_sentence_that_goes_has_no_successor():
    article = make_report()
    key_points(article)
    make_version(article, text="Nothing of this is known any more, the publisher wrote.")
    [pk] = mark_stale([article.pk], now=LATER)
    assert all(change["after"] == "" for change in Composition.objects.get(pk=pk).stale_because)


def test_a_text_that_comes_back_is_written_anew_as_well():
    article = make_report()
    for text in (f"{FIRST.replace('21', '23')}\n\n{SECOND}", f"{FIRST}\n\n{SECOND}", f"{FIRST.replace('21', '24')}"):
        key_points(article)
        make_version(article, text=text)
        assert len(mark_stale([article.pk], now=LATER)) == 1
    write_anew(Composition.objects.values_list("pk", flat=True), now=LATER)
    assert key_points(article).stale_at is None


def test_a_story_counts_one_text_once():
    first = make_report()
    story = make_story([first, make_copy(first, publisher=make_publisher("lantern"))])
    sources = sources_of(ask_for("key_points", story=story.pk))
    assert len(sources) == 2
    assert len({source.origin for source in sources}) == 1


def test_nothing_is_composed_of_nothing():
    assert composition_of(ask_for("key_points", article=999), now=NOW) is None


@pytest.mark.parametrize(
    ("feature", "chosen", "sentence"),
    [
        ("horoscope", {}, "There is no feature named “horoscope”."),
        ("key_points", {"length": "endless"}, "“endless” is none of medium, short, long."),
        ("translate", {"language": "xx"}, "“xx” is none of"),
    ],
)
def test_what_cannot_be_asked_is_refused_with_a_sentence(feature: str, chosen: dict[str, str], sentence: str):
    with pytest.raises(NotAsked, match=sentence):
        ask_for(feature, article=1, chosen=chosen)


def test_a_pack_of_a_past_time_stays_the_same():
    article = make_report(at=NOW)
    asked = ask_for("key_points", article=article.pk)
    then = NOW + timedelta(minutes=30)

    def pack(form: str) -> bytes:
        row = composition_known(asked, at=then, now=LATER)
        assert row is not None
        return packed(row, form, name="Key points", about=article.title, address="http://octavo.example/")

    before = {form: pack(form) for form in ("md", "csv", "jsonld")}
    assert FIRST.encode() in before["md"]
    make_version(article, text="Something else entirely was written here later on.", at=NOW + timedelta(hours=1))
    mark_stale([article.pk], now=LATER)
    assert composition_of(asked, now=LATER)
    assert {form: pack(form) for form in before} == before
    assert b"version 2" not in before["jsonld"]
    Article.objects.update(published=LATER, address="https://elsewhere.example/")
    assert {form: pack(form) for form in before} == before


def test_a_pack_keeps_the_headline_that_was_known_then():
    article = make_report(at=NOW)
    story = make_story([article], title="Dam gives way")
    for asked in (ask_for("key_points", article=article.pk), ask_for("key_points", story=story.pk)):

        def pack(about: str, asked: Asked = asked) -> bytes:
            row = composition_known(asked, at=LATER, now=LATER + timedelta(days=1))
            assert row is not None
            return packed(row, "md", name="Key points", about=about, address="http://octavo.example/")

        assert pack("as it is now") == pack("as it is later")
        assert b"gives way" in pack("")


@pytest.mark.django_db(transaction=True)
def test_an_article_that_is_taken_back_while_something_is_composed_of_it(monkeypatch: pytest.MonkeyPatch):
    asked = ask_for("key_points", article=make_report().pk)

    def compose_and_delete(*_: object) -> Composed:
        composed = compose(*_)  # type: ignore[arg-type]
        Article.objects.all().delete()
        return composed

    monkeypatch.setattr("octavo.apps.assist.actions.compose.compose", compose_and_delete)
    shown = composition_shown(asked, now=NOW)
    assert shown is not None
    assert FIRST in texts(shown)
    assert not Composition.objects.exists()


def test_text_without_spaces_keeps_what_stands_around_a_passage():
    text = "大坝在星期五决口" * 200
    before, after = around(text, 800, 808, length=40)
    assert (before, after) == ("… " + text[760:800], text[808:848] + " …")
    assert around("one two three four five six", 14, 18, length=8) == ("… three ", " five …")


def test_nothing_was_known_before_the_first_version():
    article = make_report(at=NOW)
    asked = ask_for("key_points", article=article.pk)
    assert composition_known(asked, at=NOW - timedelta(days=30), now=LATER) is None


def test_the_mapper_gives_back_what_it_was_given():
    span = Span(article=3, version=2, start=10, end=20)
    part = Part(kind="figures", label="dead", sentences=(Cited(text="21 died.", spans=(span,)),), detail={"of": 3})
    composed = Composed(parts=(part, Part(kind="only")), left_out={"number": 2})
    assert composed_of(parts_to_plain(composed.parts), composed.left_out) == composed


def test_spans_in_an_address_are_read_as_they_are_written():
    spans = [Span(article=17, version=1, start=240, end=391), Span(article=18, version=2, start=0, end=55)]
    assert list(spans_from(spans_written(spans))) == spans
    assert spans_from("x,1.2.3,1.1.9-3,,9999999999.1.0-4") == []


def test_two_who_ask_at_once_get_one_composition():
    article = make_report()
    asked = ask_for("key_points", article=article.pk)
    sources = sources_of(asked)
    given = Composed(
        parts=(
            Part(sentences=(Cited(text=FIRST, spans=(Span(article=article.pk, version=1, start=0, end=len(FIRST)),)),)),
        )
    )
    first = keep_composition(asked, given, sources, writer="built-in 1", now=NOW)
    assert keep_composition(asked, given, sources, writer="built-in 1", now=LATER).pk == first.pk
    assert Citation.objects.count() == 1


def written(article: Article, *, text: str = FIRST, model: str = "llama") -> Composition:
    """What a model wrote of an article, all of it resting on its first sentence."""
    asked = ask_for("key_points", article=article.pk)
    span = Span(article=article.pk, version=article.version, start=0, end=len(FIRST))
    composed = Composed(parts=(Part(sentences=(Cited(text=text, spans=(span,)),)),))
    return keep_composition(asked, composed, sources_of(asked), writer=model, prompt="key_points 1", now=NOW)


def test_what_a_model_wrote_is_shown_to_those_who_have_one():
    article = make_report()
    asked = ask_for("key_points", article=article.pk)
    row = written(article)
    assert composition_shown(asked, now=LATER, model="llama") == row
    built_in = composition_shown(asked, now=LATER)
    assert built_in is not None
    assert built_in.writer == "built-in 1"


def test_what_a_model_wrote_outlives_other_edits_and_is_replaced_when_its_sentence_changes():
    article = make_report()
    asked = ask_for("key_points", article=article.pk)
    row = written(article)
    make_version(article, text=f"{FIRST}\n\n{SECOND}\n\n{THIRD}\n\nMore soon.")
    mark_stale([article.pk], now=LATER)
    assert composition_shown(asked, now=LATER, model="llama") == row
    make_version(article, text=f"{FIRST.replace('21', '23')}\n\n{SECOND}\n\n{THIRD}")
    assert mark_stale([article.pk], now=LATER) == [row.pk]
    drain(LATER)
    shown = composition_shown(asked, now=LATER, model="llama")
    assert shown is not None
    assert (shown.writer, shown.stands_in, shown.replaces) == ("built-in 1", "stale", row)
    assert FIRST.replace("21", "23") in texts(shown)


def test_only_a_model_explains_simply():
    article = make_report()
    assert composition_shown(ask_for("simple", article=article.pk), now=NOW, model="llama") is None


def test_a_question_is_needed():
    assert composition_shown(ask_for("ask"), now=NOW) is None
    assert composition_shown(ask_for("changes", story=1), now=NOW) is None


@pytest.mark.parametrize("earlier", ["", "no json", "[1, 2]", '[["only one"]]', '{"a": 1}', '[["q", 3]]'])
def test_earlier_questions_that_are_none_are_passed_over(earlier: str):
    assert earlier_of(ask_for("ask", chosen={"question": "Who?", "earlier": earlier})) == []


def test_old_answers_are_forgotten_and_what_stands_is_not():
    article = make_report()
    kept = key_points(article)
    asked = ask_for("ask", article=article.pk, chosen={"question": "How many people died?"})
    assert composition_of(asked, now=NOW)
    assert composition_of(ask_for("key_points", article=article.pk), now=NOW, known_at=NOW)
    assert forget_answers(before=NOW) == 0
    assert forget_answers(before=LATER) == 2
    assert Composition.objects.get() == kept
