"""archive.yaml: title and settings of the whole archive."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from briefkit import yamltree
from briefkit.brief import KINDS, Kind, Settings
from briefkit.diagnostics import Diagnostic
from briefkit.misfits import fit, wrong_shape
from briefkit.names import BAD_NAME, problem_with_kind
from briefkit.schema import (
    ENTITY_FORMS,
    AboutForm,
    ArchiveForm,
    Form,
    ImplicationForm,
    KindForm,
    SeedForm,
    TrendForm,
)
from briefkit.spans import Document, Span

FORMS: tuple[type[Form], ...] = (AboutForm, SeedForm, TrendForm, ImplicationForm, *ENTITY_FORMS.values())
FIELDS = frozenset(name for form in FORMS for name in form.model_fields)


@dataclass(frozen=True, slots=True)
class WrittenSettings:
    """The settings, and where the names in them stand that only the whole archive can judge."""

    settings: Settings
    document: Document
    rules: tuple[tuple[str, Span], ...] = ()  # codes whose gravity is changed
    retired: Mapping[str, Span] = field(default_factory=dict)  # retired slugs


def read_settings(document: Document) -> tuple[WrittenSettings, list[Diagnostic]]:
    """The settings, with what holds by default where a key is missing or faulty."""
    root, findings = yamltree.parse(document)
    if not isinstance(root, yamltree.Mapping):
        return WrittenSettings(Settings(), document), findings
    form, faults = fit(ArchiveForm, root, document, without=("kinds",), lenient=True)
    findings += faults
    kinds, refused, faults = _added_kinds(root, document)
    findings += faults
    if form is None:
        return WrittenSettings(Settings(kinds=kinds, refused_kinds=refused), document), findings
    named = tuple(_keys(root, "rules").items())
    settings = _settings(form, kinds, refused)
    return WrittenSettings(settings, document, named, _keys(root, "retired")), findings


def _settings(form: ArchiveForm, kinds: Mapping[str, Kind], refused: frozenset[str]) -> Settings:
    given: dict[str, object] = {
        name: value for name in ArchiveForm.model_fields if (value := getattr(form, name)) is not None
    }
    given |= {"kinds": kinds, "refused_kinds": refused}
    if form.url:
        given["url"] = form.url.rstrip("/")
    return Settings(**given)  # type: ignore[arg-type]  # every field of the form is one of the settings


def _keys(root: yamltree.Mapping, name: str) -> dict[str, Span]:
    node = root.get(name)
    return {key.text: key.span for key, _ in node.entries} if isinstance(node, yamltree.Mapping) else {}


def _added_kinds(
    root: yamltree.Mapping, document: Document
) -> tuple[Mapping[str, Kind], frozenset[str], list[Diagnostic]]:
    """(every kind by name, names that did not get in, findings); a bad kind costs itself alone."""
    node = root.get("kinds")
    kinds: dict[str, Kind] = dict(KINDS)
    refused: set[str] = set()
    findings: list[Diagnostic] = []
    if node is not None and not isinstance(node, yamltree.Mapping):
        finding = wrong_shape(
            document, node, "kinds", "a mapping", "write `event: {base: mention, title: Event}`"
        )
        return kinds, frozenset(), [finding] if finding else []
    for key, value in node.entries if node else ():
        form = None
        problem = (
            f"`{key.text}` is a built-in kind" if key.text in KINDS else problem_with_kind(key.text, FIELDS)
        )
        if problem:
            findings.append(Diagnostic.at(document, key.span, BAD_NAME, problem, "choose another word"))
        if isinstance(value, yamltree.Mapping):
            form, faults = fit(KindForm, value, document)
            findings += faults
        elif finding := wrong_shape(
            document, value, key.text, "a mapping", "write `{base: mention, title: Event}`"
        ):
            findings.append(finding)
        if form and not problem:
            kinds[key.text] = Kind(key.text, form.base, form.title)
        elif key.text not in KINDS:
            refused.add(key.text)
    return kinds, frozenset(refused), findings
