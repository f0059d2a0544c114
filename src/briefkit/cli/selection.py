"""Which findings `check` shows: of which rules, and since when."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from briefkit.cli.app import CouldNotRun

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefkit.diagnostics import Diagnostic
    from briefkit.files import Disk
    from briefkit.selection import Selection

WHICH = "codes, beginnings of codes (BK3) or names, with commas."
Select = Annotated[list[str] | None, typer.Option(metavar="RULES", help=f"Show only these rules: {WHICH}")]
Ignore = Annotated[list[str] | None, typer.Option(metavar="RULES", help=f"Do not show these: {WHICH}")]
Since = Annotated[
    str | None,
    typer.Option(
        metavar="REV", help="Show only findings on lines changed since a git revision, or not there then."
    ),
]


def chosen(select: list[str] | None, ignore: list[str] | None) -> Selection | None:
    """The rules that are wanted, None: all; asked before any work, so that a slip costs nobody a minute."""
    if not select and not ignore:
        return None
    from briefkit.selection import UnknownRules, choose

    try:
        return choose(select or [], ignore or [])
    except UnknownRules as error:
        raise CouldNotRun(str(error)) from None


def wanted(findings: Sequence[Diagnostic], selection: Selection | None) -> tuple[Sequence[Diagnostic], bool]:
    """(the findings to show, whether others fail the run); of the others standard error says which."""
    if selection is None:
        return findings, False
    from briefkit.selection import counted

    shown, locked = selection.part(findings)
    if locked:
        typer.echo(
            f"not shown, and failing all the same, since no option silences it: {counted(locked)}", err=True
        )
    return shown, bool(locked)


def brought(findings: Sequence[Diagnostic], files: Disk, rev: str, quiet: bool) -> list[Diagnostic]:
    """Those of the findings that the change since a revision brought."""
    from briefkit.revision import NoRevision, files_at
    from briefkit.since import brought_since

    try:
        before = files_at(files.root, rev)
    except NoRevision as error:
        raise CouldNotRun(f"--since: {error}") from None
    kept = brought_since(findings, files, before)
    left_out = len(findings) - len(kept)
    if left_out and not quiet:
        typer.echo(
            f"{left_out:,} found that {rev} had already, on lines not touched since: not shown", err=True
        )
    return kept
