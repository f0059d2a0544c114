"""archive.yaml: title and settings of the whole archive."""

from __future__ import annotations

from dataclasses import dataclass

from briefkit import yamltree
from briefkit.brief import KINDS, Kind, Settings
from briefkit.diagnostics import Diagnostic
from briefkit.misfits import BAD_NAME, fit
from briefkit.names import problem_with_kind
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
    """The settings, and where each rule whose gravity they change is named."""

    settings: Settings
    document: Document
    rules: tuple[tuple[str, Span], ...] = ()


def read_settings(document: Document) -> tuple[WrittenSettings, list[Diagnostic]]:
    """The settings, with what holds by default where a key is missing or faulty."""
    root, findings = yamltree.parse(document)
    if not isinstance(root, yamltree.Mapping):
        return WrittenSettings(Settings(), document), findings
    form, faults = fit(ArchiveForm, root, document, lenient=True)
    findings += faults
    if form is None:
        return WrittenSettings(Settings(), document), findings
    kinds, faults = _added_kinds(root, form.kinds, document)
    rules = root.get("rules")
    named = (
        tuple((key.text, key.span) for key, _ in rules.entries) if isinstance(rules, yamltree.Mapping) else ()
    )
    return WrittenSettings(_settings(form, kinds), document, named), findings + faults


def _settings(form: ArchiveForm, kinds: dict[str, Kind]) -> Settings:
    given: dict[str, object] = {
        name: value for name in ArchiveForm.model_fields if (value := getattr(form, name)) is not None
    }
    given["kinds"] = {**KINDS, **kinds}
    if form.url:
        given["url"] = form.url.rstrip("/")
    return Settings(**given)  # type: ignore[arg-type]  # every field of the form is one of the settings


def _added_kinds(
    root: yamltree.Mapping, forms: dict[str, KindForm], document: Document
) -> tuple[dict[str, Kind], list[Diagnostic]]:
    node = root.get("kinds")
    kinds: dict[str, Kind] = {}
    findings: list[Diagnostic] = []
    for name, form in forms.items():
        key = node.key(name) if isinstance(node, yamltree.Mapping) else None
        problem = problem_with_kind(name, FIELDS)
        if name in KINDS:
            problem = f"`{name}` is a built-in kind"
        if problem and key:
            findings.append(Diagnostic.at(document, key.span, BAD_NAME, f"`{name}`: {problem}"))
        else:
            kinds[name] = Kind(name, form.base, form.title)
    return kinds, findings
