"""What holds for every brief of an archive: its files, its settings and the entities that all share."""

from __future__ import annotations

from dataclasses import dataclass

from briefkit.brief import Settings
from briefkit.checks.across import check_entities
from briefkit.diagnostics import Diagnostic
from briefkit.entities import EntityTable, WrittenTable, read_table
from briefkit.files import Files
from briefkit.folder import Layout, lay_out, read_document
from briefkit.settings import WrittenSettings, read_settings
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


def read_ground(files: Files) -> tuple[Ground, list[Diagnostic]]:
    """The ground, with what is wrong with it."""
    layout, findings = lay_out(files)
    settings, entities, faults = read_shared(files, layout)
    return Ground(layout, settings, entities), findings + faults


def read_shared(files: Files, layout: Layout) -> tuple[WrittenSettings, WrittenTable, list[Diagnostic]]:
    """Settings and shared entities, with what is wrong with them."""
    findings: list[Diagnostic] = []
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
    return settings, entities, findings
