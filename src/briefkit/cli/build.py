"""`briefkit build`."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli.app import CouldNotRun, app, in_words
from briefkit.cli.opening import archive, built_page, check_slugs, hand_out
from briefkit.cli.options import Drafts, Folder, Force, Format, FormatOption, Output, Quiet
from briefkit.cli.terminal import print_findings, progress, summarise


@app.command()
def build(
    directory: Folder = Path(),
    format: FormatOption = Format.FULL,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Build what is sound, and say on the pages what is missing.")
    ] = False,
    drafts: Drafts = False,
    authorship: Annotated[
        bool, typer.Option("--authorship", help="Say in each label's note who changed it last, by git.")
    ] = False,
    single_file: Annotated[
        str | None,
        typer.Option(metavar="SLUG", help="Write this brief as one file too, to send by mail."),
    ] = None,
    output: Output = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Build the pages into build/, whole or not at all."""
    from briefkit.authorship import signer
    from briefkit.build import build_archive

    if output and single_file is None:
        raise CouldNotRun("--output names the file of --single-file; the pages go into build/")

    # Pages are made of many small values and few circles: to look for these less often saves a fifteenth.
    gc.set_threshold(50_000, 20, 20)
    files = archive(directory)
    check_slugs(files, [single_file] if single_file is not None else [])
    try:
        signed = signer(files) if authorship else lambda brief: brief
        result = build_archive(
            files,
            files.root,
            keep_going=keep_going,
            drafts=drafts,
            progress=lambda what, walk: progress(what, quiet)(walk),
            signed=signed,
        )
    except OSError as error:
        raise CouldNotRun(f"{in_words(error)}; build/ is as it was") from error
    print_findings(result.findings, files, format)
    summarise(result.findings, result.sidecars, quiet)
    if not quiet and result.manifest_sha256:
        typer.echo(f"build/ holds {result.files} files; manifest sha256 {result.manifest_sha256}")
    elif not quiet:
        typer.echo("build/ is as it was: mend the errors, or build the rest with --keep-going", err=True)
    if single_file is not None and result.manifest_sha256:
        write_single_file(directory, single_file, output, force, quiet)
    raise typer.Exit(result.failed)


def write_single_file(directory: Path, slug: str, output: Path | None, force: bool, quiet: bool) -> None:
    from briefkit.single_file import CannotStandAlone, single_file

    page, built = built_page(directory, slug)
    try:
        content = single_file(page, built)
    except CannotStandAlone as error:
        raise CouldNotRun(str(error)) from None
    hand_out(output or Path(f"{slug.rpartition('/')[2]}.html"), content, force, quiet)
