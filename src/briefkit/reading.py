"""One brief, alone: seed bytes and sidecar text become its findings, the brief and its facts.

The first of the three steps that a build is made of. It is pure: the same bytes, entity table
and settings give the same result, in any process and in any order.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefkit.brief import Brief, Facts, Settings
from briefkit.checks import check_brief
from briefkit.checks.subject import Subject
from briefkit.diagnostics import Diagnostic
from briefkit.entities import EntityTable
from briefkit.facts import facts_of
from briefkit.passages import cut
from briefkit.resolve import resolve
from briefkit.seeds import check_fixity, read_seed
from briefkit.sidecar import Allowed, Sidecar, read_sidecar
from briefkit.spans import Document


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one brief."""

    slug: str
    brief: Brief | None
    facts: Facts | None
    findings: tuple[Diagnostic, ...]
    allowed: tuple[Allowed, ...] = ()


def read_brief(
    document: Document,
    slug: str,
    seed: bytes | None,
    table: EntityTable,
    settings: Settings,
    *,
    drafts: bool = False,
) -> Reading:
    """The brief of a sidecar and the bytes of the seed it names; None: they are not to be had."""
    sidecar, findings = read_sidecar(document, slug, settings)
    return resolve_brief(sidecar, slug, findings, seed, table, settings, drafts=drafts)


def resolve_brief(
    sidecar: Sidecar | None,
    slug: str,
    findings: list[Diagnostic],
    data: bytes | None,
    table: EntityTable,
    settings: Settings,
    *,
    drafts: bool = False,
) -> Reading:
    """The brief of a sidecar that is read already, so that its seed could be fetched."""
    if sidecar is None:
        return Reading(slug, None, None, tuple(findings))
    seed = passages = None
    form = sidecar.seed
    if form and data is not None:
        seed, faults = read_seed(form.file, data)
        findings += faults
        passages = cut(seed.text, form.split) if seed else None
    brief, references, faults = resolve(sidecar, seed, passages, table, settings, drafts=drafts)
    findings += faults
    if (
        seed
        and form
        and (fault := check_fixity(seed, form.sha256, sidecar.document, sidecar.span("seed", "sha256")))
    ):
        findings.append(fault)
        brief = None  # other words than the labels were made for are not shown, not even with --keep-going
    if brief is None:
        return Reading(slug, None, None, tuple(findings), sidecar.allowed)
    findings += check_brief(Subject.of(sidecar, brief, settings))
    places = tuple(sidecar.document.line_column(one.key.start) for one in sidecar.entities)
    facts = facts_of(brief, settings, sidecar.document, references, places)
    return Reading(slug, brief, facts, tuple(findings), sidecar.allowed)
