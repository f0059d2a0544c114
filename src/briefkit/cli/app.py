"""The command line itself: what stands before a command's name, and how a run ends.

Exit 0: nothing at or above the threshold; 1: findings; 2: could not run.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

import briefkit
from briefkit.cli.plain_values import take_plain_values

COULD_NOT_RUN = 2
PACKAGE = Path(briefkit.__file__).parent

take_plain_values()

app = typer.Typer(
    name="briefkit",
    help="Analytic briefs whose every statement is one step from the words that it rests on.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class CouldNotRun(Exception):
    """The command cannot do its work; the message says why and what to do."""


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"briefkit {briefkit.__version__}")
        raise typer.Exit


@app.callback()
def _top(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
    directory: Annotated[
        Path | None, typer.Option("-C", "--directory", help="Run as if from this folder.")
    ] = None,
) -> None:
    if directory:
        os.chdir(directory)


def main() -> None:
    """The command `briefkit`."""
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "1")  # we have none, and to look for them takes a while
    try:
        app()
    except CouldNotRun as error:
        _fail(str(error))
    except OSError as error:  # but for a broken pipe: typer ends with 1 then, and says nothing to anyone
        _fail(in_words(error))
    except Exception as error:  # noqa: BLE001  # whatever is left is a bug, and no traceback reaches a person
        if not _expected(error):
            _fail(f"this is a fault of briefkit, not of your archive: {_last_place(error)}")
        _fail(str(error))


def in_words(error: OSError) -> str:
    return f"{error.strerror or error}" + (f": {error.filename}" if error.filename else "")


def _expected(error: Exception) -> bool:
    from briefkit.files import OutsideArchive
    from briefkit.revision import NoRevision
    from briefkit.rewrite import ChangedMeanwhile
    from briefkit.swap import Busy, NotOurs

    return isinstance(error, Busy | ChangedMeanwhile | NoRevision | NotOurs | OutsideArchive)


def _last_place(error: Exception) -> str:
    """The error and the line of briefkit that it came from: what a report of it needs."""
    place = error.__traceback__
    last = ""
    while place is not None:
        path = Path(place.tb_frame.f_code.co_filename)
        if path.is_relative_to(PACKAGE):
            last = f"{path.relative_to(PACKAGE).as_posix()}:{place.tb_lineno}"
        place = place.tb_next
    return f"{type(error).__name__}: {error} ({last}); please report this line and what you ran"


def _fail(message: str) -> None:
    typer.echo(f"briefkit: {message}", err=True)
    sys.exit(COULD_NOT_RUN)
