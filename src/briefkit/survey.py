"""The whole archive, read brief by brief: settings, entities, facts, and all findings settled.

`check` and `build` are this with a different end. One brief is in memory at a time; what the
others need of it is in the facts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from briefkit.brief import Brief, Settings
from briefkit.checks.across import (
    LocalEntities,
    check_entities,
    check_links,
    check_notes,
    check_retired,
    check_seeds,
    check_use,
)
from briefkit.diagnostics import Diagnostic, Severity, is_locked
from briefkit.entities import EntityTable, WrittenTable, read_table
from briefkit.facts_index import FactsIndex
from briefkit.files import Files
from briefkit.folder import SEEDS, Layout, lay_out, read_document, read_seed_bytes, without_sidecar
from briefkit.reading import Reading, resolve_brief
from briefkit.rules import Silences, settle
from briefkit.settings import WrittenSettings, read_settings
from briefkit.sidecar import read_sidecar
from briefkit.spans import Document


@dataclass(frozen=True, slots=True)
class Ground:
    """What holds for every brief: the files, the settings and the shared entities."""

    layout: Layout
    settings: WrittenSettings
    entities: WrittenTable

    @property
    def table(self) -> EntityTable:
        return self.entities.table


@dataclass(frozen=True, slots=True)
class Survey:
    """The archive as read."""

    settings: Settings
    index: FactsIndex
    findings: tuple[Diagnostic, ...]  # settled, in order of place
    sidecars: int
    lost: tuple[str, ...]  # slugs of sidecars that gave no brief
    retired_entities: Mapping[str, str | None]

    @property
    def failed(self) -> bool:
        return any(finding.severity is Severity.ERROR for finding in self.findings)


def survey(
    files: Files,
    database: sqlite3.Connection,
    *,
    keep: Callable[[Brief], None] = lambda brief: None,
    drafts: bool = False,
    progress: Callable[[Iterable[str]], Iterable[str]] = iter,
) -> Survey:
    """Read every brief of an archive. `keep` is given each sound one; `progress` wraps the walk."""
    ground, findings = read_ground(files)
    index = FactsIndex(database, ground.table.entities.values())
    settings = ground.settings.settings
    local = LocalEntities()
    silences: dict[str, Silences] = {}
    lost: list[str] = []
    used: set[str] | None = set()  # seeds that sidecars name; None: it cannot be told of all
    off = {code for code, severity in settings.rules.items() if severity == "off" and not is_locked(code)}
    for slug in progress(ground.layout.sidecars):
        document, reading, seed = _read(files, slug, ground, drafts)
        # What is off goes at once: in a large archive it would be most of what memory holds.
        findings += (finding for finding in reading.findings if finding.code not in off)
        used = used | {seed} if used is not None and seed else None
        if document and reading.allowed:
            whole = reading.brief is not None and not reading.brief.refused
            silences[document.path] = Silences(document, reading.allowed, whole)
        if reading.brief is None or reading.facts is None:
            lost.append(slug)
            continue
        keep(reading.brief)
        findings += local.add(reading.facts)
        index.add(reading.facts)
    index.close()
    findings += check_links(index, {*lost, *ground.layout.misnamed}, settings)
    findings += check_notes(ground.entities.entities, index, lost)
    findings += check_seeds(index)
    findings += check_retired(ground.settings, ground.layout.sidecars)
    findings += without_sidecar(ground.layout, used)
    if not any(finding.severity is Severity.ERROR for finding in findings):
        findings += check_use(
            ground.entities.entities, index
        )  # where labels are lost, entities only seem unused
    settled = settle(findings, ground.settings, silences)
    return Survey(
        settings, index, tuple(settled), len(ground.layout.sidecars), tuple(lost), ground.table.retired
    )


def read_ground(files: Files) -> tuple[Ground, list[Diagnostic]]:
    """Settings and shared entities, with what is wrong with them."""
    layout, findings = lay_out(files)
    settings = WrittenSettings(Settings(), Document("brief/archive.yaml", ""))
    if layout.settings:
        document = read_document(files, layout.settings)
        if isinstance(document, Document):
            settings, faults = read_settings(document)
            findings += faults
        else:
            findings.append(document)
    documents: list[Document] = []
    for path in layout.entities:
        document = read_document(files, path)
        (documents if isinstance(document, Document) else findings).append(document)  # type: ignore[arg-type]
    entities, faults = read_table(documents, settings.settings)
    findings += faults
    findings += check_entities(entities)
    return Ground(layout, settings, entities), findings


def _read(
    files: Files, slug: str, ground: Ground, drafts: bool
) -> tuple[Document | None, Reading, str | None]:
    """(the sidecar's text, what came of it, the seed that it names and has)."""
    document = read_document(files, ground.layout.sidecars[slug])
    if isinstance(document, Diagnostic):
        return None, Reading(slug, None, None, (document,)), None
    sidecar, findings = read_sidecar(document, slug, ground.settings.settings)
    data, seed = None, None
    if sidecar and sidecar.seed:
        found = read_seed_bytes(files, sidecar.seed.file, document, sidecar.span("seed", "file"))
        if isinstance(found, Diagnostic):
            reported = f"{SEEDS}/{sidecar.seed.file}" in ground.layout.strays
            findings += [] if reported else [found]
        else:
            data, seed = found, sidecar.seed.file
    settings = ground.settings.settings
    return document, resolve_brief(sidecar, slug, findings, data, ground.table, settings, drafts=drafts), seed
