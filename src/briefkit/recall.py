"""What an archive's check finds, read anew only where something changed since the last one.

The findings are the same with what is known from an earlier run and without, to the byte.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import suppress
from dataclasses import dataclass, field

from briefkit.diagnostics import Diagnostic
from briefkit.files import Disk, Files
from briefkit.folder import Layout
from briefkit.known import Known, Look, known

Walk = Callable[[Iterable[str]], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Checked:
    findings: tuple[Diagnostic, ...]  # settled, in order of place
    layout: Layout
    # Something is other than at the last check: what else is made from the archive may be out of date.
    anew: bool = field(compare=False)

    @property
    def sidecars(self) -> int:
        return len(self.layout.sidecars)


def check_archive(files: Disk, *, cache: bool = True, progress: Walk = iter) -> Checked:
    """All findings of an archive on disk; without `cache` nothing is taken from an earlier run or kept."""
    if cache:
        with suppress(sqlite3.Error), known(files.root) as memory:
            if memory:
                return _recalled(files, memory, progress)
    return _looked_at(files, None, progress)


def _recalled(files: Files, memory: Known, progress: Walk) -> Checked:
    look = memory.look(files)
    if look.settled is not None:
        return Checked(look.settled, look.layout, anew=False)
    return _looked_at(files, memory, progress, look)


def _looked_at(files: Files, memory: Known | None, progress: Walk, look: Look | None = None) -> Checked:
    from briefkit.workspace import Workspace  # and with it all that reads

    workspace = Workspace(files, keep=lambda brief: None, known=memory)
    workspace.refresh(progress, look)
    return Checked(workspace.findings(), workspace.ground.layout, anew=True)
