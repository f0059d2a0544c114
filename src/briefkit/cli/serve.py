"""`briefkit serve`."""

from __future__ import annotations

from contextlib import closing, suppress
from pathlib import Path
from typing import Annotated

import typer

from briefkit.cli.app import CouldNotRun, app
from briefkit.cli.opening import archive_as_it_is
from briefkit.cli.options import Drafts, Folder, Quiet

PORT = 8765


@app.command()
def serve(
    port: Annotated[int, typer.Option(min=0, max=65535, help="Where it listens; 0 is any free port.")] = PORT,
    open_: Annotated[bool, typer.Option("--open", help="Open it in the browser.")] = False,
    drafts: Drafts = False,
    editor: Annotated[
        str,
        typer.Option(
            envvar="BRIEFKIT_EDITOR",
            help="What opens at a finding: vscode, idea, zed, sublime, emacs, …, or an address with {path}, "
            "{line} and {column}.",
        ),
    ] = "vscode",
    directory: Folder = Path(),
    quiet: Quiet = False,
) -> None:
    """Show the site while you write.

    Each page as it would be built, new at every save, with what is wrong beside it; select words on a
    brief's page for the YAML of a label. On this machine only, and nothing is written. Ctrl-C ends it.
    """
    from briefkit.preview.bench import Bench
    from briefkit.preview.editors import NoEditor
    from briefkit.preview.editors import editor as form_of
    from briefkit.preview.server import find_free
    from briefkit.preview.watching import watcher

    try:
        form = form_of(editor)
    except NoEditor as error:
        raise CouldNotRun(str(error)) from None
    archive_as_it_is(directory)
    watch, is_told = watcher()
    with (
        suppress(KeyboardInterrupt),  # Ctrl-C is how it ends
        closing(Bench(directory, drafts=drafts)) as bench,
        find_free(bench, port, form) as preview,
    ):
        if not quiet:
            _explain(port, preview.server_port, is_told)
        typer.echo(preview.url)
        preview.watch(watch, lambda error: typer.echo(f"no longer watching the files: {error}", err=True))
        if open_:
            typer.launch(preview.url)
        try:
            preview.serve_forever(poll_interval=0.1)
        finally:
            preview.stop()


def _explain(wanted: int, port: int, is_told: bool) -> None:
    """What is other than one would expect."""
    if wanted not in (0, port):
        typer.echo(f"port {wanted} is taken", err=True)
    if not is_told:
        typer.echo(
            "watchfiles is not installed, so the files are looked at four times a second "
            "(pip install 'briefkit[watch]')",
            err=True,
        )
