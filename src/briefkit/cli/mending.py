"""What `check --fix`, `--unsafe-fixes` and `--diff` do, and what they say."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefkit.cli.app import CouldNotRun
from briefkit.cli.terminal import print_diff

if TYPE_CHECKING:
    from collections.abc import Sequence

    from briefkit.diagnostics import Diagnostic
    from briefkit.files import Files
    from briefkit.fixing import Mended
    from briefkit.rewrite import Rewrite
    from briefkit.selection import Selection

Fix = Annotated[bool, typer.Option("--fix", help="Mend what can be mended without a change of meaning.")]
UnsafeFixes = Annotated[
    bool, typer.Option("--unsafe-fixes", help="Mend what can only be guessed at, too; look at the result.")
]
Diff = Annotated[bool, typer.Option("--diff", help="Show what --fix would change, and write nothing.")]


def mended(
    files: Files, directory: Path, selection: Selection | None, *, unsafe: bool, diff: bool, quiet: bool
) -> Mended:
    """The archive with the fixes of the selected rules made: written, or with `diff` only shown."""
    from briefkit.fixing import mend

    done = mend(files, unsafe=unsafe, takes=selection.takes if selection else None)
    if diff:
        print_diff(done.changes)
    else:
        write(directory, done.changes)
    if not quiet:
        typer.echo(said(done, diff=diff, unsafe=unsafe), err=True)
    return done


def write(directory: Path, changes: Sequence[Rewrite]) -> None:
    """Write the files, all or none; CouldNotRun where one changed meanwhile or cannot be written."""
    from briefkit.rewrite import ChangedMeanwhile, rewrite

    try:
        rewrite(directory, changes)
    except ChangedMeanwhile as error:
        raise CouldNotRun(str(error)) from None


def say_what_can_be_mended(findings: Sequence[Diagnostic]) -> None:
    """A line on how many findings have a fix, if any has."""
    safe = sum(one.fix is not None and one.fix.safe for one in findings)
    unsafe = sum(one.fix is not None and not one.fix.safe for one in findings)
    if safe or unsafe:
        more = f"{unsafe} {'more ' if safe else ''}with --unsafe-fixes" if unsafe else ""
        typer.echo(
            " and ".join(filter(None, (f"{safe} with --fix" if safe else "", more))) + " can be mended",
            err=True,
        )


def said(done: Mended, *, diff: bool, unsafe: bool) -> str:
    """How many fixes were made and how many findings are left, in one line."""
    would = "would be " if diff else ""
    more = f" ({done.more} more with --unsafe-fixes)" if done.more and not unsafe else ""
    return f"{done.fixed} {would}fixed, {len(done.findings)} left{more}"
