"""The labels of a sidecar as their editors wrote them, each by itself.

A bad field costs its label, a bad label costs no other, and a label that did not get in keeps
its number in derived addresses.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Sequence as Sequence_
from dataclasses import dataclass
from typing import Any

from briefkit import edits, mends, yamltree
from briefkit.brief import Kind, Refused, Settings
from briefkit.diagnostics import Allowed, Diagnostic, Edit, Fix, Rule, Severity, related
from briefkit.misfits import (
    EMPTY_VALUE,
    LISTS_OF_WORDS,
    WRONG_SHAPE,
    WRONG_VALUE,
    fit,
    has_broken,
    wrong_shape,
)
from briefkit.names import nearest_name, problem_with_entity_id
from briefkit.nearest import nearest
from briefkit.schema import (
    STATEMENT_FORMS,
    ImplicationForm,
    LabelForm,
    MentionForm,
    StatementForm,
    TrendForm,
)
from briefkit.spans import LINE_END, Document, Span
from briefkit.yamltree import Broken, Node, Scalar, Sequence

FLOW_LIST = Rule(
    "BK126",
    "flow-list-of-words",
    Severity.ERROR,
    "Words in square brackets are cut at every comma: `[in Nice, France]` is two quotes, not one. "
    "Lists of words are written one to a line.",
)
LABEL_KIND = Rule(
    "BK127",
    "label-kind",
    Severity.ERROR,
    "A label has exactly one kind, which says whether it is a statement or a mention.",
)
DOUBLED_ID = Rule(
    "BK128", "doubled-id", Severity.ERROR, "An id is an address: two things cannot stand at the same one."
)
MENTION_WITHOUT_QUOTE = Rule(
    "BK129",
    "mention-without-quote",
    Severity.ERROR,
    "A mention is the words that name the entity; without them nothing can be marked.",
)


@dataclass(frozen=True, slots=True)
class WrittenLabel:
    """A label as its editor wrote it.

    One with faults does not get in. Its sound fields are here all the same, so that what is wrong
    with them comes out in the same run.
    """

    address: str
    kind: Kind
    passage: str
    value: str  # a statement's sentence, a mention's entity id
    form: LabelForm  # without the fields that have a fault
    node: yamltree.Mapping
    sound: bool
    faults: tuple[str, ...]  # the messages of what was found wrong so far

    def span(self, field: str, number: int | None = None) -> Span:
        """Where a field's value, or one of its list, was written."""
        node = self.node.get(field)
        if isinstance(node, Sequence) and number is not None:
            return node.items[number].span
        return node.span if node else self.node.span


class LabelReader:
    """Reads the labels of one sidecar, gathering findings on the way."""

    def __init__(self, document: Document, settings: Settings, yaml_findings: Sequence_[Diagnostic]) -> None:
        self.document = document
        self.settings = settings
        self.yaml_findings = yaml_findings
        self.findings: list[Diagnostic] = []
        self.allowed: list[Allowed] = []
        self.lost_ids: set[str] = set()

    def report(self, span: Span, rule: Rule, message: str, help: str | None = None, **more: Any) -> None:
        self.findings.append(Diagnostic.at(self.document, span, rule, message, help, **more))

    def read(self, node: yamltree.Mapping) -> Iterator[WrittenLabel | Refused]:
        """The labels of a mapping from passage to list."""
        seen: dict[str, Span] = {}
        for passage, labels in node.entries:
            if isinstance(labels, Sequence):
                counts: Counter[tuple[str, str]] = Counter()
                for label in labels.items:
                    if not isinstance(label, Broken):
                        yield self.label(label, passage.text, counts, seen)
            elif isinstance(labels, yamltree.Mapping):
                self.report(
                    labels.span,
                    WRONG_SHAPE,
                    f"the labels of {passage.text} are a list, not a mapping",
                    "put `- ` before the first key of each label",
                )
            elif isinstance(labels, Scalar):
                rule = WRONG_SHAPE if labels.text else EMPTY_VALUE
                self.report(
                    labels.span,
                    rule,
                    f"the labels of {passage.text} are a list"
                    + (", not text" if labels.text else "; none is given"),
                    f"write `{passage.text}: []`, or its labels one to a line behind `- `",
                )

    def label(
        self, node: Node, passage: str, counts: Counter[tuple[str, str]], seen: dict[str, Span]
    ) -> WrittenLabel | Refused:
        before = len(self.findings)
        if not isinstance(node, yamltree.Mapping):
            self.report(node.span, WRONG_SHAPE, "a label is a mapping", "write its kind first: `- claim: …`")
            return self.refuse(f"{passage}-label", None, None, passage, node, before)
        kind = self.kind(node)
        value = self.body(node, kind) if kind else None
        written_id = node.get("id")
        id = written_id.text if isinstance(written_id, Scalar) and written_id.text else None
        address = id or _derived(passage, kind, value, counts)
        if kind and id:
            _derived(passage, kind, value, counts)
        form = self.fields(node, kind, value)
        if id and form and form.id is None:
            self.lost_ids |= {id, nearest_name(id) or id}
        if id and written_id and (first := seen.setdefault(id, written_id.span)) is not written_id.span:
            self.report(
                written_id.span,
                DOUBLED_ID,
                f"`{id}` is the id of another label",
                "give this one an id of its own",
                related=(related(self.document, first, "first given here"),),
            )
        self.allow(node, node.span)
        if form is None or kind is None or (kind.base == "mention" and not value):
            return self.refuse(address, id, kind, passage, node, before)
        faults = tuple(finding.message for finding in self.findings[before:])
        sound = bool(value) and not faults and not has_broken(node)
        return WrittenLabel(address, kind, passage, value or "", form, node, sound, faults)

    def refuse(
        self, address: str, id: str | None, kind: Kind | None, passage: str, node: Node, before: int
    ) -> Refused:
        why = tuple(finding.message for finding in self.findings[before:])
        return Refused(address, id, kind.name if kind else None, passage, why, node.span)

    def kind(self, node: yamltree.Mapping) -> Kind | None:
        keys = [key for key, _ in node.entries if key.text in self.settings.kinds]
        if len(keys) == 1:
            return self.settings.kinds[keys[0].text]
        if keys:
            self.report(
                keys[1].span,
                LABEL_KIND,
                f"a label has one kind, this one is {keys[0].text} and {keys[1].text}",
                f"make `{keys[1].text}` a label of its own, with `- ` before it",
            )
            return self.settings.kinds[keys[0].text]
        if any(key.text in self.settings.refused_kinds for key, _ in node.entries):
            return None  # the kind itself is at fault, and reported
        fields = TrendForm.model_fields.keys() | ImplicationForm.model_fields.keys()
        strange = [key for key, _ in node.entries if key.text not in fields]
        close = nearest(strange[0].text, self.settings.kinds) if strange else None
        if strange:
            message, span = f"`{strange[0].text}` is no kind of label", strange[0].span
        else:
            message, span = "this label has no kind", Span(node.span.start, node.span.start)
        kinds = ", ".join(self.settings.kinds)
        help = f"write `{close}`" if close else f"the kinds are: {kinds}; archive.yaml may add others"
        fix = mends.rename_key(node, strange[0], close) if close else None
        self.report(span, LABEL_KIND, message, help, fix=fix)
        return None

    def body(self, node: yamltree.Mapping, kind: Kind) -> str | None:
        """The sentence or the entity id that stands behind the kind."""
        value = node.get(kind.name)
        if isinstance(value, Scalar):
            if value.text.strip():
                return value.text.strip() if kind.base == "mention" else value.text
            what = "the sentence" if kind.base == "statement" else "an entity's id"
            self.report(value.span, EMPTY_VALUE, f"`{kind.name}`: the value is empty", f"write {what}")
        elif isinstance(value, Sequence) and value.flow and kind.base == "statement":
            self.flow_list(value, kind.name)
        elif value is not None and (finding := wrong_shape(self.document, value, kind.name, "text")):
            self.findings.append(finding)
        return None

    def fields(self, node: yamltree.Mapping, kind: Kind | None, value: str | None) -> LabelForm | None:
        """The fields beside the kind, or None; where the kind is not known, what is wrong with any."""
        form: type[LabelForm]
        if kind is None:
            form = _AnyStatementForm
        elif kind.base == "statement":
            form = STATEMENT_FORMS.get(kind.name, StatementForm)
        else:
            form = MentionForm
        without = {key.text for key, _ in node.entries if key.text in self.settings.kinds}
        if kind is None:
            without |= {key.text for key, _ in node.entries if key.text not in form.model_fields}
        for name in LISTS_OF_WORDS:
            if isinstance(words := node.get(name), Sequence) and words.flow:
                self.flow_list(words, name)
                without.add(name)
        filled, findings = fit(form, node, self.document, without=without, lenient=True)
        self.findings += findings
        if filled and len(filled.quote) > 1 and filled.occurrence is not None:
            self.report(
                span_of(node, "occurrence"),
                WRONG_VALUE,
                "`occurrence` does not go with a list of quotes",
                "each quote of a list is looked for after the one before; make it longer to make it unique",
            )
        if kind and kind.base == "mention" and node.get("quote") is None and not self.broken_in(node.span):
            self.report(
                span_of(node, kind.name),
                MENTION_WITHOUT_QUOTE,
                f"this {kind.name} has no quote",
                "add `quote: …` with the words that name it",
            )
        return filled

    def broken_in(self, span: Span) -> bool:
        """Whether YAML had a fault there or in the line behind, in which a quote may have been lost."""
        line, _ = self.document.line_column(span.end)
        return any(span.start <= one.span.start and one.line <= line + 1 for one in self.yaml_findings)

    def flow_list(self, node: Sequence, name: str) -> None:
        words = "" if len(node.items) == 1 else f" of {len(node.items)}"
        self.report(
            node.span,
            FLOW_LIST,
            f"`{name}`: square brackets cut these words into a list{words}",
            "put the words in quotation marks, or each in a line of its own behind `- `",
            fix=self.without_brackets(node),
        )

    def without_brackets(self, node: Sequence) -> Fix | None:
        """The words that brackets cut, as one text; safe where they hold only one."""
        words = node.span.of(self.document.text)[1:-1]
        if LINE_END.search(words) or not all(
            isinstance(one, Scalar) and one.style == "plain" and one.span for one in node.items
        ):
            return None
        edit = Edit(node.span, edits.scalar(words.strip()))
        return Fix("Take the brackets away", (edit,), safe=len(node.items) == 1 and "," not in words)

    def allow(self, node: yamltree.Mapping, scope: Span) -> None:
        allow = node.get("allow")
        if isinstance(allow, yamltree.Mapping):
            with_reason = [
                code for code, why in allow.entries if isinstance(why, Scalar) and why.text.strip()
            ]
            self.allowed += [
                Allowed(code.text, scope, code.span, self.removal(node, allow, code.text))
                for code in with_reason
            ]

    def removal(self, node: yamltree.Mapping, allow: yamltree.Mapping, code: str) -> Fix | None:
        """An `allow` of one rule goes as a whole."""
        if len(allow.entries) > 1:
            return mends.take_away(self.document, allow, code)
        return mends.take_away(self.document, node, "allow")


class _AnyStatementForm(TrendForm, ImplicationForm):
    """Every field there is: what a label of no known kind is held against."""


def span_of(node: yamltree.Mapping, key: str) -> Span:
    """Where a key's value stands, or the mapping where it has none."""
    value = node.get(key)
    return value.span if value else node.span


def _derived(passage: str, kind: Kind | None, value: str | None, counts: Counter[tuple[str, str]]) -> str:
    """The address of a label without an id; counts it, whether it got in or not."""
    if kind is None:
        return f"{passage}-label"
    of = value if kind.base == "mention" and value and problem_with_entity_id(value) is None else ""
    counts[kind.name, of] += 1
    number = counts[kind.name, of]
    return f"{passage}-{kind.name}-{of}-{number}" if of else f"{passage}-{kind.name}-{number}"
