"""What holds for every brief of an archive: its files, its settings and the entities that all share."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from briefkit.brief import Settings
from briefkit.checks.across import check_entities
from briefkit.diagnostics import Diagnostic
from briefkit.entities import EntityTable, WrittenTable, read_table
from briefkit.files import Files
from briefkit.folder import Layout, document_of, lay_out
from briefkit.known import shared_files
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
    ground, faults = ground_of(layout, shared_files(files, layout))
    return ground, findings + faults


def ground_of(layout: Layout, shared: Mapping[str, bytes]) -> tuple[Ground, list[Diagnostic]]:
    """The ground that these shared files (path → content) give, with what is wrong with them."""
    findings: list[Diagnostic] = []
    settings = WrittenSettings(Settings(), Document("brief/archive.yaml", ""))
    entities: list[Document] = []
    for path, content in shared.items():
        document = document_of(path, content)
        if isinstance(document, Diagnostic):
            findings.append(document)
        elif path == layout.settings:
            settings, faults = read_settings(document)
            findings += faults
        else:
            entities.append(document)
    table, faults = read_table(entities, settings.settings)
    findings += faults
    findings += check_entities(table)
    return Ground(layout, settings, table), findings
