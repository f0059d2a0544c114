"""A sidecar's YAML becomes what it says of seed, source and brief, and its labels as written.

What comes out is well formed and not yet resolved: whether a quote stands in its passage or
an id is known is `resolve`'s to say.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Literal

from briefkit import yamltree
from briefkit.brief import About, Refused, Settings
from briefkit.diagnostics import Allowed, Diagnostic, Rule
from briefkit.entities import WrittenEntity, read_entities
from briefkit.labels import LabelReader, WrittenLabel, span_of
from briefkit.misfits import (
    EMPTY_VALUE,
    MISSING_KEY,
    WRONG_VALUE,
    fit,
    fit_value,
    has_broken,
    unknown_key,
    wrong_shape,
)
from briefkit.schema import (
    SIDECAR_KEYS,
    AboutForm,
    DefaultsForm,
    EditorsForm,
    Form,
    Id,
    Publish,
    Replacement,
    Scale,
    SeedForm,
    Text,
    Texts,
)
from briefkit.spans import Document, Span
from briefkit.yamltree import Broken, Node, Scalar, Sequence


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
    """Reads what stands above the labels, gathering findings on the way."""

    def __init__(self, document: Document, root: yamltree.Mapping) -> None:
        self.document = document
        self.root = root
        self.findings: list[Diagnostic] = []

    def report(self, span: Span, rule: Rule, message: str, help: str | None = None) -> None:
        self.findings.append(Diagnostic.at(self.document, span, rule, message, help))

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
        finding = unknown_key(self.document, key, SIDECAR_KEYS, "a sidecar", self.root)
        return replace(finding, help=f"put it under `{home}`", fix=None) if home else finding

    def check_status(self, about: AboutForm | None) -> None:
        """A brief that no longer holds says why."""
        if about and about.status != "active" and not about.reason:
            span = span_of(self.mapping("about") or self.root, "status")
            message = f"`reason` is missing, and the status is {about.status}"
            self.report(span, MISSING_KEY, message, "add `reason: …`")


def read_sidecar(
    document: Document, slug: str, settings: Settings
) -> tuple[Sidecar | None, list[Diagnostic]]:
    """The sidecar as written and what is wrong with its form; None where it is no mapping at all."""
    root, findings = yamltree.parse(document)
    if not isinstance(root, yamltree.Mapping):
        return None, findings
    reader = _Reader(document, root)
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
    node = reader.mapping("labels")
    by_itself = LabelReader(document, settings, findings)
    labels = tuple(by_itself.read(node)) if node else ()
    by_itself.allow(root, document.whole)
    sidecar = Sidecar(
        slug=slug,
        document=document,
        root=root,
        key_judgments=judgments or (),
        entities=entities,
        refused_entities=refused,
        retired=retired or {},
        sound_head=sound_head,
        lost_ids=frozenset(by_itself.lost_ids),
        passages=tuple(key for key, _ in node.entries) if node else (),
        labels=labels,
        allowed=tuple(by_itself.allowed),
        **head,
    )
    return sidecar, findings + reader.findings + by_itself.findings


def _how_to_add(key: str) -> str:
    return {
        "briefkit": "add `briefkit: 1`, the version of the format",
        "seed": "add `seed:` with file, sha256 and split; `briefkit new` writes it",
        "about": "add `about:` with at least a title",
        "labels": "write `labels: {}`, and labels as you find them",
    }.get(key, f"write what `{key}` holds under it, or take the key away")
