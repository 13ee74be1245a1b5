"""A model writes: only what passed the check is shown or kept, budgets hold, and something stands where it fails."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from datetime import datetime, timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from asgiref.sync import async_to_sync
from cast import NOW, make_article, make_publisher, make_story
from django.apps import apps
from django.core import serializers
from django.db import connection
from model_server import LIES, Liar, ModelServer, Reply, Sent, good, line, obedient

from octavo.apps.assist.asked import Asked, ask_for
from octavo.apps.assist.model_rules import Limits, ModelRules
from octavo.apps.assist.models import Citation, Composition, ModelCall
from octavo.apps.assist.sources import sources_of
from octavo.apps.assist.writing import write_composition
from octavo.apps.assist.written import Accepted, Event, Finished, LeftOut
from octavo.engine.assist.composed import Cited, Composed, Part, Source
from octavo.engine.assist.writers import ModelConfig
from octavo.engine.text.sentences import split_sentences

pytestmark = pytest.mark.django_db

TEXT = (
    "Norsund opened a new ferry line across the bay on Monday. Mayor Mara Lindqvist said the line had cost 12 million "
    "euros.\n\nThe first boat left at 6 in the morning with 240 passengers. “We waited eleven years for this,” said "
    "Tove Aasen, a nurse from Veldt.\n\nThe harbour board was not asked to pay. Boats run every 20 minutes until "
    "midnight. Critics of the line fear for the seals of Grey Sound. A second line is planned for 2028."
)


@pytest.fixture
def server() -> Iterator[ModelServer]:
    with ModelServer() as running:
        yield running


@pytest.fixture
def asked() -> Asked:
    return ask_for("key_points", article=make_article("Ferry line opens", text=TEXT).pk)


def rules_of(server: ModelServer, **values: object) -> ModelRules:
    config = ModelConfig(address=server.address, model="small", pause=0.0, first_seconds=5.0, whole_seconds=5.0)
    return ModelRules(config=config, **values)  # type: ignore[arg-type]


def first_sentence(asked: Asked, sources: Sequence[Source]) -> Composed:
    source = sources[0]
    one = split_sentences(source.text, source.language)[0]
    return Composed(parts=(Part(sentences=(Cited(text=one.text, spans=(source.cite(one),)),)),))


def written(
    asked: Asked,
    rules: ModelRules,
    *,
    reader: str = "r1",
    built_in: Callable[[Asked, Sequence[Source]], Composed] | None = first_sentence,
    now: datetime = NOW,
    sources: Sequence[Source] | None = None,
) -> list[Event]:
    found = sources_of(asked) if sources is None else sources

    async def collect() -> list[Event]:
        stream = write_composition(asked, sources=found, reader=reader, clock=lambda: now, rules=rules,
                                   built_in=built_in)  # fmt: skip
        return [event async for event in stream]

    return async_to_sync(collect)()


def end_of(events: Sequence[Event]) -> Finished:
    assert isinstance(events[-1], Finished)
    return events[-1]


def texts(events: Sequence[Event]) -> list[str]:
    return [one.cited.text for one in events if isinstance(one, Accepted)]


def test_what_passes_is_shown_kept_and_cited(server: ModelServer, asked: Asked) -> None:
    events = written(asked, rules_of(server, price_in=Decimal(2), price_out=Decimal(10)))
    assert len(texts(events)) == 5
    row = Composition.objects.get()
    assert end_of(events).composition == row
    assert (row.writer, row.prompt, row.stands_in) == ("small", "key_points 1", "")
    for citation in Citation.objects.all():
        assert TEXT[citation.start : citation.end] in texts(events)
    call = ModelCall.objects.get()
    assert (call.outcome, call.composition, call.reader) == ("answered", row, "r1")
    assert call.articles == [asked.article]
    assert call.cost == (2 * Decimal(call.tokens_in) + 10 * Decimal(call.tokens_out)) / 1_000_000
    assert call.tokens_in > 300
    assert call.characters == len(server.asked[0].text) - 2  # the helper puts two between the messages


@pytest.mark.django_db(transaction=True)
def test_a_database_that_only_reads_has_nothing_sent_and_the_built_in_answer_shown(
    server: ModelServer, asked: Asked
) -> None:
    def only_reads(yes: str) -> None:
        with connection.cursor() as cursor:
            cursor.execute(f"SET default_transaction_read_only = {yes}")

    only_reads("on")
    try:
        end = end_of(written(asked, rules_of(server)))
    finally:
        only_reads("off")
    assert (end.stands_in, server.asked) == ("failed", [])
    assert end.composition is not None
    assert end.composition.pk is None
    assert len(list(end.composed.sentences)) == 1


@pytest.mark.parametrize("status", [401, 404, 429])
def test_what_no_model_has_read_uses_up_nothing(server: ModelServer, asked: Asked, status: int) -> None:
    server.script = lambda sent: Reply(status=status, body=b"{}")
    written(asked, rules_of(server, price_in=Decimal(2)))
    call = ModelCall.objects.get()
    assert (call.tokens_in, call.tokens_out, call.cost) == (0, 0, 0)


def test_the_same_asked_again_sends_nothing(server: ModelServer, asked: Asked) -> None:
    first = written(asked, rules_of(server))
    again = written(asked, rules_of(server), reader="r2")
    assert texts(again) == texts(first)
    assert end_of(again).cached
    assert len(server.asked) == ModelCall.objects.count() == 1


def test_half_of_what_a_liar_says_is_left_out_and_none_of_it_shown(server: ModelServer, asked: Asked) -> None:
    liar = server.script = Liar()
    events = written(asked, rules_of(server))
    assert not set(texts(events)) & liar.lies
    assert set(texts(events)) == liar.truths
    end = end_of(events)
    assert sum(end.left_out.values()) == len(liar.lies) == 4
    kept = json.dumps(end.composition.parts if end.composition else [], ensure_ascii=False)
    assert not [lie for lie in liar.lies if lie in kept]
    assert Composition.objects.get().left_out == dict(end.left_out)


@pytest.mark.parametrize("lie", LIES, ids=lambda one: one.__name__.strip("_"))
def test_an_answer_of_lies_gives_way_to_the_built_in_one(server: ModelServer, asked: Asked, lie: Callable) -> None:
    names = ["Mara Lindqvist", "Tove Aasen"]
    server.script = lambda sent: Reply(
        text="\n".join(line(lie(text, names), name) for name, text in list(sent.sentences.items())[1:4])
    )
    events = written(asked, rules_of(server))
    assert texts(events) == []
    end = end_of(events)
    assert end.stands_in == "unsupported"
    assert end.composition is not None
    assert (end.composition.writer, end.composition.stands_in) == ("built-in 1", "unsupported")
    assert ModelCall.objects.get().outcome == "unsupported"


@pytest.mark.parametrize(
    ("reply", "instead", "outcome"),
    [
        (Reply(status=500, body=b"oops"), "failed", "failed"),
        (Reply(status=401, body=b"no"), "failed", "refused"),
        (Reply(body=b"<!doctype html><h1>It works</h1>", kind="text/html"), "failed", "failed"),
        (Reply(text="I am sorry, I cannot do that."), "malformed", "malformed"),
        (Reply(text=line("The ferry line opened.", "a7.7")), "malformed", "malformed"),
        (Reply(text='{"nothing": true}'), "malformed", "malformed"),
        (Reply(text=line("x " * 200, "a1.1"), cut=True), "failed", "failed"),
    ],
)
def test_a_broken_answer_gives_way(server: ModelServer, asked: Asked, reply: Reply, instead: str, outcome: str) -> None:
    server.script = lambda sent: reply
    end = end_of(written(asked, rules_of(server)))
    assert end.stands_in == instead
    assert [one.text for one in end.composed.sentences] == ["Norsund opened a new ferry line across the bay on Monday."]
    assert ModelCall.objects.get().outcome == outcome
    again = written(asked, rules_of(server))  # a failure is not kept for the next time
    assert len(server.asked) == 2
    assert end_of(again).stands_in == instead


def test_a_stalled_answer_is_late(server: ModelServer, asked: Asked) -> None:
    server.script = lambda sent: Reply(text=good(sent).text, stall=True)
    rules = rules_of(server)
    config = ModelConfig(address=server.address, model="small", whole_seconds=0.5)
    events = written(asked, ModelRules(config=config))
    assert end_of(events).stands_in == "late"
    assert texts(events)  # what had passed was shown at once
    assert ModelCall.objects.get().outcome == "late"
    assert ModelCall.objects.get().tokens_out < rules.config.most_tokens


def test_without_a_built_in_writer_the_reason_is_told_and_nothing_kept(server: ModelServer, asked: Asked) -> None:
    server.script = lambda sent: Reply(status=500, body=b"oops")
    simple = ask_for("simple", article=asked.article)
    end = end_of(written(simple, rules_of(server), built_in=None))
    assert (end.composition, end.composed.parts, end.stands_in) == (None, (), "failed")
    assert not Composition.objects.exists()


def test_the_sources_may_not_say(server: ModelServer, asked: Asked) -> None:
    server.script = lambda sent: Reply(text='{"nothing": true}')
    question = ask_for("ask", article=asked.article, chosen={"question": "Who won the cup?"})
    end = end_of(written(question, rules_of(server)))
    assert end.stands_in == ""
    assert end.composed.parts == ()
    assert "question: Who won the cup?" in server.asked[0].text


def test_a_reader_who_leaves_ends_the_request(server: ModelServer, asked: Asked) -> None:
    server.script = lambda sent: Reply(text=good(sent).text, stall=True)
    found = sources_of(asked)

    async def leave() -> None:
        stream = write_composition(asked, sources=found, reader="r1", clock=lambda: NOW, rules=rules_of(server))
        assert isinstance(await anext(stream), Accepted)
        await stream.aclose()  # type: ignore[attr-defined]

    async_to_sync(leave)()
    assert ModelCall.objects.get().outcome == "left"
    assert not Composition.objects.exists()


@pytest.mark.parametrize(
    ("limits", "limit"),
    [
        ({"everybody": Limits(day_tokens=5000)}, "day_tokens"),
        ({"everybody": Limits(month_tokens=5000)}, "month_tokens"),
        ({"reader": Limits(day_tokens=5000)}, "reader_day_tokens"),
        ({"everybody": Limits(day_money=Decimal("0.02"))}, "day_money"),
        ({"reader": Limits(month_money=Decimal("0.02"))}, "reader_month_money"),
    ],
)
def test_budgets_hold(server: ModelServer, asked: Asked, limits: dict[str, Limits], limit: str) -> None:
    rules = rules_of(server, price_in=Decimal(2), price_out=Decimal(6), **limits)

    def ask(number: int, **values: object) -> Finished:
        question = ask_for("ask", article=asked.article, chosen={"question": f"What is number {number}?"})
        return end_of(written(question, rules, **values))  # type: ignore[arg-type]

    answers = [ask(number) for number in range(12)]
    refused = [one for one in answers if one.stands_in]
    assert {(one.stands_in, one.limit) for one in refused} == {("over_budget", limit)}
    assert len(server.asked) == ModelCall.objects.count() == 12 - len(refused)
    assert 0 < len(refused) < 12
    assert refused[0].composition is not None  # the built-in answer stands there
    spent = sum(call.tokens_in + call.tokens_out for call in ModelCall.objects.all())
    assert spent <= 5000 or "tokens" not in limit
    other = ask(50, reader="r2")
    assert bool(other.stands_in) is not limit.startswith("reader")
    later = ask(60, now=NOW + timedelta(days=20 if "month" in limit else 1))
    assert later.stands_in == ""


def test_what_is_asked_for_is_taken_before_anything_is_sent(server: ModelServer, asked: Asked) -> None:
    seen: list[tuple[str, int]] = []

    def script(sent: Sent) -> Reply:
        seen.append((sent.path, len(sent.text)))
        return good(sent)

    server.script = script
    tight = rules_of(server, everybody=Limits(day_tokens=2100))  # an answer may take 2,000 alone
    assert end_of(written(asked, tight)).stands_in == "over_budget"
    assert seen == []
    assert not ModelCall.objects.exists()


def test_orders_in_articles_are_not_obeyed(server: ModelServer, shared: Path) -> None:
    """A model that obeys every planted order perfectly: nothing of it is shown, and other articles answers stay."""
    file = shared / "benchmarks/security/prompt-injection.jsonl"
    if not file.exists():
        pytest.skip("the planted orders are not beside this checkout")
    lines = file.read_text().splitlines()
    orders = [json.loads(one)["text"] for one in lines]
    clean = make_article("Clean", text=TEXT, publisher=make_publisher("lantern"))
    victim = make_article("Planted", text=TEXT)
    server.script = obedient(orders)
    before = dump()
    for number, order in enumerate(orders):
        planted = Source(article=victim.pk, title=order, text=f"{TEXT}\n\n{order}", language="en", publisher=order[:40])
        made = ask_for("key_points", article=victim.pk, chosen={"length": ("short", "medium", "long")[number % 3]})
        events = written(made, rules_of(server), sources=[planted])
        for shown in texts(events):
            assert shown in planted.text.replace("\n", " "), shown  # a sentence of the article itself, or nothing
            assert "HACKED" not in shown
            assert "evil.example" not in shown
            assert "<" not in shown
            assert "](" not in shown
    assert not any("tools" in sent.body for sent in server.asked)
    server.script = good
    assert texts(written(ask_for("key_points", article=clean.pk), rules_of(server))) == [
        one.text for one in split_sentences(TEXT, "en")[:5]
    ]
    assert dump() == before


def dump() -> str:
    """Every row but those that a model may bring about."""
    mine = {Composition, Citation, ModelCall}
    rows = [row for model in apps.get_models() if model not in mine and model._meta.managed
            for row in model.objects.order_by("pk")]  # fmt: skip
    return serializers.serialize("json", rows)


def test_translations_keep_their_order_and_show_the_original_where_they_fail(server: ModelServer) -> None:
    article = make_article("Ferry line opens", text=TEXT)
    translated = {
        "a1.1": "Norsund hat am Montag eine neue Fährlinie über die Bucht eröffnet.",
        "a1.2": "Bürgermeisterin Mara Lindqvist sagte, die Linie habe 21 Millionen Euro gekostet.",  # 12
        "a1.3": "Das erste Boot legte um 6 Uhr morgens mit 240 Fahrgästen ab.",
        "a1.5": "Die Hafenbehörde wurde nicht gebeten zu zahlen.",
    }
    server.script = lambda sent: Reply(text="\n".join(line(text, name) for name, text in translated.items()))
    german = ask_for("translate", article=article.pk, chosen={"language": "de"})
    events = written(german, rules_of(server), built_in=None)
    shown = [(one.kind, one.why) for one in events if isinstance(one, Accepted)]
    assert shown == [("translated", ""), ("original", "number"), ("translated", ""), ("original", "missing"),
                     ("translated", ""), *[("original", "missing")] * 3]  # fmt: skip
    assert [one.reason for one in events if isinstance(one, LeftOut)] == ["number"]
    composed = end_of(events).composed
    assert [span for one in composed.sentences for span in one.spans] == sorted(
        span for one in composed.sentences for span in one.spans
    )


def test_a_comparison_claims_only_what_its_spans_show(server: ModelServer) -> None:
    one = make_article("Ferry", text=TEXT, publisher=make_publisher("lantern"))
    other = make_article("Boats", text=TEXT.split("\n\n")[0], publisher=make_publisher("meridianpost"))
    story = make_story([one, other])
    first, second = TEXT.split("\n\n")[0].split(". ")[0] + ".", "The harbour board was not asked to pay."
    server.script = lambda sent: Reply(text="\n".join((
        line(first, _id(sent, first, 0), _id(sent, first, 1), part="shared"),
        line(first, _id(sent, first, 0), part="only"),  # the other reports it too
        line(second, _id(sent, second, 0), part="only"),
        line(second, _id(sent, second, 0), part="shared"),  # one report is not several
        line(second, _id(sent, second, 0), part="secret"),
    )))  # fmt: skip
    end = end_of(written(ask_for("compare", story=story.pk), rules_of(server)))
    assert [(part.kind, [each.text for each in part.sentences]) for part in end.composed.parts] == [
        ("shared", [first]), ("only", [second]),
    ]  # fmt: skip


def _id(sent: Sent, text: str, at: int) -> str:
    return [name for name, said in sent.sentences.items() if said == text][at]


def test_who_holds_a_view_must_be_named_there(server: ModelServer, asked: Asked) -> None:
    text = "Critics of the line fear for the seals of Grey Sound."
    server.script = lambda sent: Reply(text="\n".join((
        line(text, _id(sent, text, 0), label="Mara Lindqvist"),
        line(text, _id(sent, text, 0), label="Critics of the line"),
    )))  # fmt: skip
    end = end_of(written(ask_for("perspectives", article=asked.article), rules_of(server)))
    assert [part.label for part in end.composed.parts] == ["Critics of the line"]
    assert dict(end.left_out) == {"label": 1}
