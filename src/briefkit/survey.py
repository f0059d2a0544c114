"""The whole archive, read once: settings, entities, facts, and all findings settled.

`check` and `build` are this with a different end. One brief is in memory at a time; what the
others need of it is in the facts.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from briefkit.brief import Brief, Settings
from briefkit.diagnostics import Diagnostic, Severity
from briefkit.facts_index import FactsIndex
from briefkit.files import Files
from briefkit.workspace import Workspace


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
    workspace = Workspace(files, drafts=drafts, database=database, keep=keep)
    workspace.refresh(progress)
    ground = workspace.ground
    return Survey(
        settings=ground.settings.settings,
        index=workspace.index,
        findings=workspace.findings(),
        sidecars=len(ground.layout.sidecars),
        lost=workspace.lost,
        retired_entities=ground.table.retired,
    )
