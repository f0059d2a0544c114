"""What a check looks at: a brief beside the sidecar it was read from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from briefkit.brief import Brief, Label, Mention, Settings, Statement
from briefkit.diagnostics import Diagnostic, Fix, Rule
from briefkit.labels import WrittenLabel
from briefkit.sidecar import Sidecar
from briefkit.spans import Span


@dataclass(frozen=True, slots=True)
class Subject:
    """A resolved brief, the sidecar it came from, and the labels of each beside one another."""

    sidecar: Sidecar
    brief: Brief
    settings: Settings
    written: Mapping[str, WrittenLabel]  # address -> as written; of every label of the brief

    @staticmethod
    def of(sidecar: Sidecar, brief: Brief, settings: Settings) -> Subject:
        there = {label.address for label in brief.labels}
        written = {
            one.address: one
            for one in sidecar.labels
            if isinstance(one, WrittenLabel) and one.sound and one.address in there
        }
        return Subject(sidecar, brief, settings, written)

    def statements(self) -> Iterator[tuple[Label, Statement, WrittenLabel]]:
        for label in self.brief.labels:
            if isinstance(label.body, Statement):
                yield label, label.body, self.written[label.address]

    def mentions(self) -> Iterator[tuple[Label, Mention, WrittenLabel]]:
        for label in self.brief.labels:
            if isinstance(label.body, Mention):
                yield label, label.body, self.written[label.address]

    def words(self, label: Label) -> str:
        """The words that the label marks: its quotes, or the whole passage."""
        passage = next(one for one in self.brief.passages if one.id == label.passage)
        return " ".join(span.of(self.brief.seed.text) for span in label.anchors or (passage.span,))

    def at(
        self, span: Span, rule: Rule, message: str, help: str | None = None, fix: Fix | None = None
    ) -> Diagnostic:
        return Diagnostic.at(self.sidecar.document, span, rule, message, help, fix=fix)
