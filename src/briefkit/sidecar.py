"""A sidecar's YAML becomes labels and settings, each label by itself.

What comes out is well formed and not yet resolved: whether a quote stands in its passage or
an id is known is `resolve`'s to say. A bad field costs its label, a bad label costs no other,
and a label that did not get in keeps its number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from collections.abc import Sequence as Sequence_
from dataclasses import dataclass, replace
from typing import Any, Literal

from briefkit import yamltree
from briefkit.brief import About, Kind, Refused, Settings
from briefkit.diagnostics import Diagnostic, Rule, Severity, related
from briefkit.entities import WrittenEntity, read_entities
from briefkit.misfits import (
    EMPTY_VALUE,
    LISTS_OF_WORDS,
    MISSING_KEY,
    WRONG_SHAPE,
    WRONG_VALUE,
    fit,
    fit_value,
    has_broken,
    unknown_key,
    wrong_shape,
)
from briefkit.names import nearest_name, problem_with_entity_id
from briefkit.nearest import nearest
from briefkit.schema import (
    SIDECAR_KEYS,
    STATEMENT_FORMS,
    AboutForm,
    DefaultsForm,
    EditorsForm,
    Form,
    Id,
    ImplicationForm,
    LabelForm,
    MentionForm,
    Publish,
    Replacement,
    Scale,
    SeedForm,
    StatementForm,
    Text,
    Texts,
    TrendForm,
)
from briefkit.spans import Document, Span
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


@dataclass(frozen=True, slots=True)
class Allowed:
    """A rule silenced for the findings inside a span, with the reason."""

    code: str
    scope: Span
    written_at: Span


@dataclass(frozen=True, slots=True)
class Sidecar:
    """A sidecar as written. A part that could not be read is None or left out."""

    slug: str
    document: Document
    root: yamltree.Mapping
    seed: SeedForm | None
    about: About | None
    publish: Literal["full", "quotes"] | None  # None: it cannot be told
    scale: str | None
    key_judgments: tuple[str, ...]
    editors: Mapping[str, str] | None
    defaults: DefaultsForm
    entities: tuple[WrittenEntity, ...]
    refused_entities: frozenset[str]
    retired: Mapping[str, str | None]
    sound_head: bool  # nothing is wrong with what stands above the labels
    lost_ids: frozenset[str]  # ids as written, and as they would be mended, that are no names
    passages: tuple[Scalar, ...]  # the keys of `labels`
    labels: tuple[WrittenLabel | Refused, ...]
    allowed: tuple[Allowed, ...]

    def span(self, *path: str | int) -> Span:
        """Where the value at a path of keys and numbers stands, or the nearest thing around it."""
        node: Node = self.root
        for step in path:
            inner = (
                node.get(step)
                if isinstance(node, yamltree.Mapping) and isinstance(step, str)
                else node.items[step]
                if isinstance(node, Sequence) and isinstance(step, int)
                else None
            )
            if inner is None:
                break
            node = inner
        return node.span if node is not self.root else Span(node.span.start, node.span.start)

    def key_span(self, *path: str) -> Span:
        """Where the last key of a path stands, or the nearest thing around it."""
        node: Node | None = self.root
        for step in path[:-1]:
            node = node.get(step) if isinstance(node, yamltree.Mapping) else None
        found = node.key(path[-1]) if isinstance(node, yamltree.Mapping) else None
        return found.span if found else self.span(*path)


class _Reader:
    """Reads one sidecar, gathering findings on the way."""

    def __init__(
        self,
        document: Document,
        root: yamltree.Mapping,
        settings: Settings,
        yaml_findings: Sequence_[Diagnostic],
    ) -> None:
        self.document = document
        self.yaml_findings = yaml_findings
        self.root = root
        self.settings = settings
        self.findings: list[Diagnostic] = []
        self.allowed: list[Allowed] = []
        self.lost_ids: set[str] = set()

    def report(
        self, span: Span, rule: Rule, message: str, help: str | None = None, **more: Any
    ) -> Diagnostic:
        finding = Diagnostic.at(self.document, span, rule, message, help, **more)
        self.findings.append(finding)
        return finding

    def mapping(self, key: str) -> yamltree.Mapping | None:
        """The mapping under a key of the top; another shape is reported."""
        node = self.root.get(key)
        if node is None or isinstance(node, yamltree.Mapping):
            return node
        help = (
            "put the passage's id above them: `p1:`; or `labels: {}` where there is none"
            if key == "labels"
            else None
        )
        if isinstance(node, Scalar) and not node.text:
            self.report(node.span, EMPTY_VALUE, f"`{key}`: the value is empty", _how_to_add(key))
        elif finding := wrong_shape(self.document, node, key, "a mapping", help):
            self.findings.append(finding)
        return None

    def form(self, type_: type[Any], key: str, *, lenient: bool) -> Any:
        if (node := self.mapping(key)) is None:
            return None
        filled, findings = fit(type_, node, self.document, lenient=lenient)
        self.findings += findings
        return filled

    def value(self, type_: Any, key: str, default: Any) -> Any:
        if (node := self.root.get(key)) is None:
            return default
        value, findings = fit_value(type_, node, self.document, key)
        self.findings += findings
        return value

    def check_top(self) -> None:
        for key, _ in self.root.entries:
            if key.text not in SIDECAR_KEYS:
                self.findings.append(self.unknown_top(key))
        top = Span(self.root.span.start, self.root.span.start)
        for key_ in ("briefkit", "seed", "about", "labels"):
            if self.root.get(key_) is None:
                self.report(top, MISSING_KEY, f"`{key_}` is missing", _how_to_add(key_))
        version = self.root.get("briefkit")
        if version is not None and not (isinstance(version, Broken) or yamltree.plain(version) == "1"):
            self.report(
                version.span,
                WRONG_VALUE,
                "this briefkit reads version 1 of the format",
                "write `briefkit: 1`",
            )

    def unknown_top(self, key: Scalar) -> Diagnostic:
        """A key that belongs a level down is told so."""
        homes: dict[str, type[Form]] = {"about": AboutForm, "seed": SeedForm, "defaults": DefaultsForm}
        home = next((name for name, form in homes.items() if key.text in form.model_fields), None)
        finding = unknown_key(self.document, key, SIDECAR_KEYS, "a sidecar")
        return replace(finding, help=f"put it under `{home}`") if home else finding

    def check_status(self, about: AboutForm | None) -> None:
        """A brief that no longer holds says why."""
        if about and about.status != "active" and not about.reason:
            span = self.span_of(self.mapping("about") or self.root, "status")
            message = f"`reason` is missing, and the status is {about.status}"
            self.report(span, MISSING_KEY, message, "add `reason: …`")

    # -- labels

    def labels(self) -> Iterator[WrittenLabel | Refused]:
        seen: dict[str, Span] = {}
        node = self.mapping("labels")
        for passage, labels in node.entries if node else ():
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
        self.report(span, LABEL_KIND, message, help)
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
                self.span_of(node, "occurrence"),
                WRONG_VALUE,
                "`occurrence` does not go with a list of quotes",
                "each quote of a list is looked for after the one before; make it longer to make it unique",
            )
        if kind and kind.base == "mention" and node.get("quote") is None and not self.broken_in(node.span):
            self.report(
                self.span_of(node, kind.name),
                MENTION_WITHOUT_QUOTE,
                f"this {kind.name} has no quote",
                "add `quote: …` with the words that name it",
            )
        return filled

    def broken_in(self, span: Span) -> bool:
        """Whether YAML had a fault there or in the line behind, in which a quote may have been lost."""
        line, _ = self.document.line_column(span.end)
        return any(span.start <= one.span.start and one.line <= line + 1 for one in self.yaml_findings)

    def span_of(self, node: yamltree.Mapping, key: str) -> Span:
        value = node.get(key)
        return value.span if value else node.span

    def flow_list(self, node: Sequence, name: str) -> None:
        words = "" if len(node.items) == 1 else f" of {len(node.items)}"
        self.report(
            node.span,
            FLOW_LIST,
            f"`{name}`: square brackets cut these words into a list{words}",
            "put the words in quotation marks, or each in a line of its own behind `- `",
        )

    def allow(self, node: yamltree.Mapping, scope: Span) -> None:
        allow = node.get("allow")
        if isinstance(allow, yamltree.Mapping):
            with_reason = [
                code for code, why in allow.entries if isinstance(why, Scalar) and why.text.strip()
            ]
            self.allowed += [Allowed(code.text, scope, code.span) for code in with_reason]


class _AnyStatementForm(TrendForm, ImplicationForm):
    """Every field there is: what a label of no known kind is held against."""


def read_sidecar(
    document: Document, slug: str, settings: Settings
) -> tuple[Sidecar | None, list[Diagnostic]]:
    """The sidecar as written and what is wrong with its form; None where it is no mapping at all."""
    root, findings = yamltree.parse(document)
    if not isinstance(root, yamltree.Mapping):
        return None, findings
    reader = _Reader(document, root, settings, findings)
    reader.check_top()
    about: AboutForm | None = reader.form(AboutForm, "about", lenient=True)
    reader.check_status(about)
    head = {
        "seed": reader.form(SeedForm, "seed", lenient=False),
        "about": About(**dict(about)) if about else None,
        "publish": reader.value(Publish, "publish", "full"),
        "scale": reader.value(Scale, "scale", settings.scale),
        "editors": reader.value(EditorsForm, "editors", {}),
        "defaults": reader.form(DefaultsForm, "defaults", lenient=True)
        or DefaultsForm(editor=None, status=None),
    }
    sound_head = not reader.findings and not any(
        has_broken(value) for key, value in root.entries if key.text in (*head, "briefkit", "handling")
    )
    written = reader.mapping("entities")
    entities, refused, faults = (
        read_entities(written, document, settings) if written else ((), frozenset(), [])
    )
    reader.findings += faults
    judgments = reader.value(Texts, "key_judgments", ())
    retired = reader.value(dict[Id, Replacement], "retired", {})
    reader.value(dict[str, Text], "allow", {})
    labels = tuple(reader.labels())
    reader.allow(root, document.whole)
    node = root.get("labels")
    sidecar = Sidecar(
        slug=slug,
        document=document,
        root=root,
        key_judgments=judgments or (),
        entities=entities,
        refused_entities=refused,
        retired=retired or {},
        sound_head=sound_head,
        lost_ids=frozenset(reader.lost_ids),
        passages=tuple(key for key, _ in node.entries) if isinstance(node, yamltree.Mapping) else (),
        labels=labels,
        allowed=tuple(reader.allowed),
        **head,
    )
    return sidecar, findings + reader.findings


def _derived(passage: str, kind: Kind | None, value: str | None, counts: Counter[tuple[str, str]]) -> str:
    """The address of a label without an id; counts it, whether it got in or not."""
    if kind is None:
        return f"{passage}-label"
    of = value if kind.base == "mention" and value and problem_with_entity_id(value) is None else ""
    counts[kind.name, of] += 1
    number = counts[kind.name, of]
    return f"{passage}-{kind.name}-{of}-{number}" if of else f"{passage}-{kind.name}-{number}"


def _how_to_add(key: str) -> str:
    return {
        "briefkit": "add `briefkit: 1`, the version of the format",
        "seed": "add `seed:` with file, sha256 and split; `briefkit new` writes it",
        "about": "add `about:` with at least a title",
        "labels": "write `labels: {}`, and labels as you find them",
    }.get(key, f"write what `{key}` holds under it, or take the key away")
