"""`briefkit verify`."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli.app import CouldNotRun, app
from briefkit.cli.options import Format, FormatOption, Quiet
from briefkit.cli.terminal import print_findings


@app.command()
def verify(
    build: Annotated[Path, typer.Argument(help="The built folder.")] = Path("build"),
    manifest_sha256: Annotated[
        str | None, typer.Option(metavar="HEX", help="The manifest's digest, as `briefkit build` printed it.")
    ] = None,
    seeds: Annotated[
        Path | None, typer.Option(help="The folder of seeds, to prove briefs whose seed is withheld.")
    ] = None,
    format: FormatOption = Format.FULL,
    quiet: Quiet = False,
) -> None:
    """Prove of the built files that every label stands at its words.

    From these alone: every passage is its seed's bytes, every quote stands where its link says, every
    link leads somewhere, every file is the one that was built.
    """
    from briefkit.diagnostics import Diagnostic
    from briefkit.files import Disk, WholeDisk
    from briefkit.verify import FILE_EXTRA
    from briefkit.verify import verify as prove

    if not build.is_dir():
        raise CouldNotRun(f"there is no folder {build}: `briefkit build` makes it")
    if manifest_sha256 and not re.fullmatch("[0-9a-f]{64}", manifest_sha256):
        raise CouldNotRun("--manifest-sha256 takes the 64 hex digits that `briefkit build` printed")
    if seeds and not seeds.is_dir():
        raise CouldNotRun(f"there is no folder {seeds}")
    files = WholeDisk(build)
    findings, proved = prove(files, manifest_sha256, seeds=Disk(seeds) if seeds else None)
    message = "this is a symbolic link, or no file at all, and no build makes one"
    findings += [Diagnostic.of_file(path, FILE_EXTRA, message, "take it away") for path in files.strays("")]
    print_findings(findings, files, format)
    if not quiet:
        typer.echo(str(proved), err=format is not Format.FULL and format is not Format.CONCISE)
    raise typer.Exit(bool(findings))
