"""How a reader is told what a model writes: sentences with their evidence, and at the end who wrote what."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from django.template.loader import render_to_string
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from octavo.apps.assist.asked import Asked
from octavo.apps.assist.sentences import Sentences
from octavo.apps.assist.written import Accepted, Event, Finished
from octavo.engine.assist.composed import Cited, Source
from octavo.faces.reader.panel import KINDS, NAMES, Shown, evidence_address

INSTEAD: Mapping[str, object] = {
    "failed": gettext_lazy("The model gave no whole answer."),
    "late": gettext_lazy("The model took too long."),
    "malformed": gettext_lazy("The model’s answer was not in the form asked for."),
    "unsupported": gettext_lazy("Nothing that the model wrote had evidence in the reports."),
    "over_budget": gettext_lazy("The budget for models is used up."),
}
WHY_ORIGINAL: Mapping[str, object] = {
    "missing": gettext_lazy("not translated"), "number": gettext_lazy("a number did not agree"),
    "name": gettext_lazy("a name did not agree"), "quotation": gettext_lazy("a quotation did not agree"),
    "length": gettext_lazy("something was added or lost"), "language": gettext_lazy("not translated"),
}  # fmt: skip


@dataclass(slots=True)
class Telling:
    """Tells the events of one answer as HTML, one after the other."""

    asked: Asked
    sources: Sequence[Source]
    _heading: str = ""
    _told: int = field(default=0)

    @property
    def name(self) -> object:
        return NAMES[self.asked.feature.key]

    def tell(self, event: Event) -> str:
        """The HTML of an event; "" for what is not shown. The words of a sentence left out are never told."""
        if isinstance(event, Accepted):
            self._told += 1
            return self._sentence(event)
        return self._end(event) if isinstance(event, Finished) else ""

    def _sentence(self, one: Accepted) -> str:
        heading = one.label or str(KINDS.get(one.kind, ""))
        values = {
            "heading": heading if heading != self._heading else "", "one": self._shown(one.cited, one.why),
            "why": WHY_ORIGINAL.get(one.why, _("no evidence")) if one.why else "",
        }  # fmt: skip
        self._heading = heading
        return render_to_string("reader/parts/written.html", values)

    def _end(self, end: Finished) -> str:
        instead = list(self._composed(end)) if end.stands_in and end.composition is not None else []
        return render_to_string(
            "reader/parts/written_end.html",
            {
                "end": end, "instead": instead, "reason": INSTEAD.get(end.stands_in, ""), "told": self._told,
                "left_out": sum(end.left_out.values()), "model": end.composition.writer if end.composition else "",
                "silent": not end.stands_in and not self._told,
            },
        )  # fmt: skip

    def _composed(self, end: Finished) -> Iterable[Shown]:
        return (self._shown(one.cited, "") for one in Sentences.of(end.composed))

    def _shown(self, cited: Cited, why: str) -> Shown:
        by_article = {one.article: one for one in self.sources}
        held = [by_article[span.article] for span in cited.spans if span.article in by_article]
        translated = self.asked.feature.key == "translate" and not why
        original = " ".join(by_article[one.article].text[one.start : one.end] for one in cited.spans)
        return Shown(
            text=cited.text, language=self.asked.chosen.get("language") if translated else held[0].language,
            address=evidence_address(cited.spans),
            who=tuple(dict.fromkeys(one.publisher for one in held)), original=original if translated else "",
            spoken=held[0].language,
        )  # fmt: skip
