"""`briefkit grep`."""

from __future__ import annotations

import json
import signal
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, get_args

import typer

from briefkit.cli.app import CouldNotRun, app
from briefkit.cli.opening import archive
from briefkit.cli.options import Folder, Form, FormOption
from briefkit.cli.terminal import colour

if TYPE_CHECKING:
    from types import FrameType

    from briefkit.grep import Hit

PATIENCE = 5.0  # seconds that a pattern may take in one brief
AROUND = 60  # characters shown on each side of what is found


class Within(StrEnum):
    PASSAGES = "passages"
    LABELS = "labels"
    NOTES = "notes"


@app.command()
def grep(
    pattern: Annotated[str, typer.Argument(help="Words as they stand; any white space matches any other.")],
    regex: Annotated[bool, typer.Option("-E", "--regex", help="It is a regular expression.")] = False,
    ignore_case: Annotated[bool, typer.Option("-i", "--ignore-case", help="Capitals do not count.")] = False,
    fold: Annotated[
        bool, typer.Option("--fold", help="Neither capitals, accents nor forms of letters count.")
    ] = False,
    within: Annotated[
        list[Within] | None, typer.Option("--in", help="Where to look; without it, everywhere.")
    ] = None,
    kind: Annotated[list[str] | None, typer.Option(help="Only labels of this kind.")] = None,
    editor: Annotated[list[str] | None, typer.Option(help="Only labels of this editor.")] = None,
    status: Annotated[list[str] | None, typer.Option(help="Only labels of this status.")] = None,
    slugs: Annotated[bool, typer.Option("-l", "--slugs", help="Print the names of briefs alone.")] = False,
    format: FormOption = Form.TEXT,
    directory: Folder = Path(),
) -> None:
    """Find words in passages, labels and notes.

    Each with its address and the place to open. Exit code: 0 found, 1 not found, 2 could not run.
    """
    from briefkit.brief import Status
    from briefkit.grep import BadPattern, Filter, Part, Pattern, grep_archive
    from briefkit.ground import read_ground

    only = Filter(frozenset(kind or ()), frozenset(editor or ()), frozenset(status or ()))
    parts = [Part(one.value) for one in within or Within]
    if only and within and Part.PASSAGES in parts:
        raise CouldNotRun("a passage has neither kind, editor nor status: leave out `--in passages`")
    if not pattern.strip():
        raise CouldNotRun("the pattern is empty")
    if only:
        parts = [part for part in parts if part is not Part.PASSAGES]
    files = archive(directory)
    _know(kind or (), read_ground(files)[0].settings.settings.kinds, "kind")
    _know(status or (), get_args(Status), "status")
    try:
        hits = grep_archive(files, Pattern(pattern, regex, ignore_case, fold), parts, only, _limit)
    except BadPattern as error:
        raise CouldNotRun(f"the pattern is no regular expression: {error}") from None
    found = False
    for line in _as_json(hits) if format is Form.JSON else _slugs(hits) if slugs else map(_line, hits):
        found |= line != "[]"
        typer.echo(line)
    raise typer.Exit(not found)


def _know(words: Iterable[str], known: Iterable[str], what: str) -> None:
    """A word that nothing can have is a slip, and not a search that finds nothing."""
    from briefkit.nearest import nearest

    for word in words:
        if word not in (all_ := list(known)):
            close = nearest(word, all_)
            told = f"the nearest is {close}" if close else f"there are {', '.join(all_)}"
            raise CouldNotRun(f"there is no {what} {word}; {told}")


def _line(hit: Hit) -> str:
    """Address, place, and the words with some around them."""
    from briefkit.terminal_text import Style, visible

    style = Style(colour())
    before, words, after = (visible(part) for part in hit.around(AROUND))
    place = style("35", f"{visible(hit.path)}:{hit.line}:{hit.column}")
    field = f"{hit.field}: " if hit.in_sidecar else ""
    return f"{style('36', hit.name)} {place}: {field}{before}{style('1;31', words)}{after}"


def _slugs(hits: Iterable[Hit]) -> Iterator[str]:
    """Hits come brief by brief."""
    last = None
    for hit in hits:
        if hit.slug != last:
            last = hit.slug
            yield hit.slug


def _as_json(hits: Iterable[Hit]) -> Iterator[str]:
    """A JSON list; offsets count code points of `text`, the end not included."""
    values = [
        {
            "brief": hit.slug,
            "id": hit.address or None,
            "in": hit.part,
            "field": hit.field,
            "path": hit.path,
            "line": hit.line,
            "column": hit.column,
            "start": hit.span.start,
            "end": hit.span.end,
            "text": hit.text,
        }
        for hit in hits
    ]
    yield json.dumps(values, ensure_ascii=False, indent=2) if values else "[]"


@contextmanager
def _limit(slug: str) -> Iterator[None]:
    """Stops a regular expression that would try for ever; Python's engine lets itself be interrupted.

    Where the system has no such timer (Windows), nothing stops it but Ctrl-C.
    """
    if not hasattr(signal, "setitimer"):
        yield
        return

    def stop(number: int, frame: FrameType | None) -> None:
        raise CouldNotRun(
            f"the pattern takes more than {PATIENCE:g} seconds in {slug}: write it without a repeat inside "
            "a repeat, such as `(a+)+`"
        )

    before = signal.signal(signal.SIGALRM, stop)
    signal.setitimer(signal.ITIMER_REAL, PATIENCE)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
