"""What `check` holds an archive to when it is told: what was published, and how far its labels have come."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefkit.cli.app import CouldNotRun

if TYPE_CHECKING:
    from briefkit.checks.published import Published
    from briefkit.diagnostics import Diagnostic
    from briefkit.files import Disk


class FailOnStatus(StrEnum):
    SUGGESTED = "suggested"
    DRAFT = "draft"
    DISPUTED = "disputed"


PublishedBefore = Annotated[
    str | None,
    typer.Option(
        "--published",
        metavar="FILE|REV",
        help="Whatever an earlier manifest.json, or git revision, published must be here or retired.",
    ),
]
LabelsBelow = Annotated[
    FailOnStatus | None,
    typer.Option("--fail-on-status", help="Labels with this status or a lower one are findings."),
]


def broken(files: Disk, published: str | None, status: FailOnStatus | None) -> list[Diagnostic]:
    """The findings of what was asked for."""
    found: list[Diagnostic] = []
    if status:
        from briefkit.status import labels_at_or_below

        found += labels_at_or_below(files, status.value)
    if published:
        from briefkit.publication import gone_since

        found += gone_since(published_before(files.root, published), files)
    return found


def published_before(root: Path, word: str) -> Published:
    """What a manifest, a built folder or a git revision published."""
    from briefkit.publication import NotAManifest, published_by, read_manifest
    from briefkit.revision import NoRevision, files_at

    path = Path(word) / "manifest.json" if Path(word).is_dir() else Path(word)
    if path.is_file():
        try:
            return read_manifest(path.read_bytes())
        except NotAManifest as error:
            raise CouldNotRun(f"{path} is no manifest of a build: {error}") from None
    if word.endswith(".json") or Path(word).is_dir():
        raise CouldNotRun(
            f"there is no file {path}; --published takes an earlier manifest.json or a git revision"
        )
    try:
        before = files_at(root, word)
    except NoRevision as error:
        raise CouldNotRun(f"--published: {error}") from None
    if not before.files:
        raise CouldNotRun(f"--published: there was no archive here at {word}")
    return published_by(before)
