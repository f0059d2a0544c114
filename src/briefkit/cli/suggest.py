"""`briefkit suggest`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from briefkit.cli.app import CouldNotRun, app
from briefkit.cli.check import FailOn
from briefkit.cli.opening import archive, check_slugs
from briefkit.cli.options import Folder, Format, FormatOption, Quiet, Slugs
from briefkit.cli.terminal import print_findings, progress

if TYPE_CHECKING:
    from briefkit.suggest import Suggested


@app.command()
def suggest(
    slugs: Slugs = None,
    write: Annotated[
        bool, typer.Option("--write", help="Put them into the sidecars, as `status: suggested`.")
    ] = False,
    directory: Folder = Path(),
    format: FormatOption = Format.FULL,
    fail_on: Annotated[
        FailOn, typer.Option(help="The least suggestion that makes the exit code 1.")
    ] = FailOn.ERROR,
    quiet: Quiet = False,
) -> None:
    """Suggest labels that briefs may lack.

    Known names that carry none, words labelled elsewhere or otherwise, and terms of likelihood that
    nobody read. Nothing suggested is built or counted before an editor accepts it. With --write it says
    what it put where, and lists what is left for the editor.
    """
    from briefkit.diagnostics import Severity
    from briefkit.rewrite import ChangedMeanwhile, rewrite
    from briefkit.suggest import suggest_labels

    files = archive(directory)
    check_slugs(files, slugs or [])
    found = suggest_labels(files, slugs or (), progress("Reading", quiet), write=write)
    left = found.findings
    if write and found.changes:
        try:
            rewrite(files.root, found.changes)
        except ChangedMeanwhile as error:
            raise CouldNotRun(str(error)) from None
        # What is left stands at other lines now, and is told of as the sidecars are.
        left = suggest_labels(files, slugs or (), progress("Reading again", quiet)).findings
    print_findings(left, files, format)
    if not quiet:
        for line in [*_put_in(found), *_summary(found, write)]:
            typer.echo(line, err=True)
    least = Severity(fail_on.value).rank
    raise typer.Exit(any(one.severity.rank >= least for one in left))


def _put_in(found: Suggested) -> list[str]:
    from briefkit.terminal_text import visible

    return [visible(f"{one.path}:{one.line}: {one.words}") for one in found.put_in]


def _summary(found: Suggested, write: bool) -> list[str]:
    count = len(found.findings)
    lines = [f"{_count(found.briefs, 'brief')} looked at: {_count(count, 'suggestion') if count else 'none'}"]
    if found.fixes and write:
        lines.append(
            f"put {found.fixes} into {_count(found.sidecars, 'sidecar')}; accept one by `status: draft`"
        )
    elif found.fixes:
        lines.append(
            f"`briefkit suggest --write` puts {found.fixes} into {_count(found.sidecars, 'sidecar')}"
        )
    if found.held_back:
        lines.append(f"not changed, for their errors (`briefkit check`): {', '.join(found.held_back)}")
    if found.lost:
        lines.append(f"could not be read (`briefkit check` says why): {', '.join(found.lost)}")
    return lines


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")
