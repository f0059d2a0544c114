"""The commands: words in, exit code out.

Exit 0: nothing at or above the threshold; 1: findings; 2: could not run. What a command needs is
imported inside it, so that `--help` is quick.
"""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing, suppress
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TextIO

import typer

import briefkit

if TYPE_CHECKING:
    from briefkit.diagnostics import Diagnostic
    from briefkit.files import Disk
    from briefkit.spans import Document

COULD_NOT_RUN = 2
LONG_WORK = 40  # briefs, from which progress is shown

app = typer.Typer(
    name="briefkit",
    help="Analytic briefs whose every statement is one step from the words that it rests on.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"


class FailOn(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    SUGGESTION = "suggestion"


class SchemaOf(StrEnum):
    SIDECAR = "sidecar"
    ENTITIES = "entities"
    ARCHIVE = "archive"


Folder = Annotated[Path, typer.Option("-C", "--directory", help="The archive's folder.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How findings are printed.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print findings and nothing else.")]
Slug = Annotated[str, typer.Argument(help="A brief's name: that of its sidecar, without .yaml.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where it goes.")]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that briefkit did not make.")]
Drafts = Annotated[bool, typer.Option("--drafts", help="With suggested labels, and a mark on every page.")]


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


@app.command()
def check(
    directory: Folder = Path(),
    format: FormatOption = Format.FULL,
    fail_on: Annotated[
        FailOn, typer.Option(help="The least finding that makes the exit code 1.")
    ] = FailOn.ERROR,
    quiet: Quiet = False,
) -> None:
    """Check that every label stands at its words.

    And all else that a sound archive keeps; `briefkit explain` lists the rules.
    """
    from briefkit.cache import open_scratch
    from briefkit.diagnostics import Severity
    from briefkit.survey import survey

    files = _archive(directory)
    with closing(open_scratch()) as database:
        result = survey(files, database, progress=_progress("Checking", quiet))
    _print_findings(result.findings, files, format)
    _summarise(result.findings, result.sidecars, quiet)
    least = Severity(fail_on.value).rank
    raise typer.Exit(any(finding.severity.rank >= least for finding in result.findings))


@app.command()
def build(
    directory: Folder = Path(),
    format: FormatOption = Format.FULL,
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Build what is sound, and say on the pages what is missing.")
    ] = False,
    drafts: Drafts = False,
    single_file: Annotated[
        str | None,
        typer.Option(metavar="SLUG", help="Write this brief as one file too, to send by mail."),
    ] = None,
    output: Output = None,
    force: Force = False,
    quiet: Quiet = False,
) -> None:
    """Build the pages into build/, whole or not at all."""
    from briefkit.build import build_archive

    if output and single_file is None:
        raise CouldNotRun("--output names the file of --single-file; the pages go into build/")

    # Pages are made of many small values and few circles: to look for these less often saves a fifteenth.
    gc.set_threshold(50_000, 20, 20)
    files = _archive(directory)
    try:
        result = build_archive(
            files,
            files.root,
            keep_going=keep_going,
            drafts=drafts,
            progress=lambda what, walk: _progress(what, quiet)(walk),
        )
    except OSError as error:
        raise CouldNotRun(f"{_in_words(error)}; build/ is as it was") from error
    _print_findings(result.findings, files, format)
    _summarise(result.findings, result.sidecars, quiet)
    if not quiet and result.manifest_sha256:
        typer.echo(f"build/ holds {result.files} files; manifest sha256 {result.manifest_sha256}")
    elif not quiet:
        typer.echo("build/ is as it was: mend the errors, or build the rest with --keep-going", err=True)
    if single_file is not None and result.manifest_sha256:
        _write_single_file(directory, single_file, output, force, quiet)
    raise typer.Exit(result.failed)


@app.command()
def pdf(
    slug: Slug,
    output: Output = None,
    force: Force = False,
    directory: Folder = Path(),
    quiet: Quiet = False,
) -> None:
    """Set a built brief as a PDF: tagged, with bookmarks, notes by passage and links that work.

    It needs the extra `pdf`, and a build/ that holds the brief.
    """
    from briefkit.folder import own_templates, packaged_templates
    from briefkit.pdf import PdfExtraMissing
    from briefkit.pdf import pdf as set_as_pdf

    files = _archive(directory)
    page, built = _built_page(directory, slug)
    style = {**packaged_templates(), **own_templates(files)}["pdf.css"].decode("utf-8")
    try:
        content = set_as_pdf(page, built, style)
    except PdfExtraMissing as error:
        raise CouldNotRun(str(error)) from None
    _hand_out(output or Path(f"{slug.rpartition('/')[2]}.pdf"), content, force, quiet)


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
    _print_findings(findings, files, format)
    if not quiet:
        typer.echo(str(proved), err=format is not Format.FULL and format is not Format.CONCISE)
    raise typer.Exit(bool(findings))


@app.command()
def passages(
    seed: Annotated[Path, typer.Argument(help="A source text.")],
    split: Annotated[
        str | None, typer.Option(help="The rule that cuts it: prose-1, blocks-1, markdown-1.")
    ] = None,
    json: Annotated[bool, typer.Option("--json", help="As JSON, with the whole text of each.")] = False,
    quiet: Quiet = False,
) -> None:
    """List the passages of a seed.

    Id, offsets in code points (the end not included), type and first words.
    """
    from briefkit.listing import as_json, as_table
    from briefkit.passages import SPLITS, cut, split_for
    from briefkit.seeds import read_seed

    data = _read(seed)
    rule = split or split_for(seed.name)
    if rule not in SPLITS:
        raise CouldNotRun(f"there is no rule {rule}; the rules are {', '.join(SPLITS)}")
    text, findings = read_seed(seed.name, data)
    if text is None:
        for finding in findings:
            typer.echo(f"{seed}: {finding.code} {finding.message}", err=True)
        raise typer.Exit(1)
    found = cut(text.text, rule)
    typer.echo(as_json(found) if json else as_table(found))


@app.command()
def schema(of: Annotated[SchemaOf, typer.Argument(help="Which of the YAML files.")]) -> None:
    """Print the JSON Schema of a YAML file.

    It is draft-07, for editors that complete and check while you type.
    """
    from briefkit.json_schema import as_text

    typer.echo(as_text(of.value), nl=False)


@app.command()
def new(
    seed: Annotated[Path, typer.Argument(help="A source text under seeds/.")],
    slug: Annotated[
        str | None, typer.Option(help="The brief's name; otherwise made from the seed's.")
    ] = None,
    split: Annotated[
        str | None, typer.Option(help="The rule that cuts it: prose-1, blocks-1, markdown-1.")
    ] = None,
    directory: Folder = Path(),
    quiet: Quiet = False,
) -> None:
    """Write a sidecar for a seed.

    With every passage's words as comments, and never over another sidecar.
    """
    from briefkit.skeleton import NoSidecar, write_sidecar

    try:
        path = write_sidecar(directory, seed, slug, split)
    except NoSidecar as error:
        raise CouldNotRun(str(error)) from None
    if not quiet:
        typer.echo(f"wrote {path}: give it a title, and label what you find")


@app.command()
def explain(
    code: Annotated[
        str | None, typer.Argument(help="A rule's code or name; without it, all are listed.")
    ] = None,
) -> None:
    """Explain a finding's code.

    What it means, why it matters, and how to mend it.
    """
    from briefkit.folder import rule_page
    from briefkit.nearest import nearest
    from briefkit.rules import find_rule, rules

    if code is None:
        for rule in rules().values():
            typer.echo(f"{rule.code}  {rule.name:<28}  {rule.severity}")
        return
    found = find_rule(code)
    if found is None:
        close = nearest(code.upper(), rules()) or nearest(code, [rule.name for rule in rules().values()])
        raise CouldNotRun(f"there is no rule {code}" + (f"; the nearest is {close}" if close else ""))
    typer.echo(rule_page(found.code), nl=False)


# -- what the commands share -----------------------------------------------------------------------


def _archive(directory: Path) -> Disk:
    """The files of an archive, after whatever a stopped build left is put right."""
    from briefkit.files import Disk
    from briefkit.swap import recover

    if not (directory / "seeds").is_dir() and not (directory / "brief").is_dir():
        where = "here" if directory == Path() else f"in {directory}"
        raise CouldNotRun(
            f"there is no archive {where}: it has a folder seeds/ and a folder brief/; -C names another"
        )
    if said := recover(directory, "build"):
        typer.echo(said, err=True)
    return Disk(directory)


def _built_page(directory: Path, slug: str) -> tuple[str, Disk]:
    """The path of a brief's page in build/, and build/ itself."""
    from briefkit.addresses import brief_path
    from briefkit.files import Disk, OutsideArchive
    from briefkit.nearest import nearest

    build = Disk(directory / "build")
    page = brief_path(slug)
    with suppress(OutsideArchive):
        if build.exists(page):
            return page, build
    slugs = [path.removeprefix("briefs/").removesuffix(".html") for path in build.names("briefs", ".html")]
    if not slugs:
        raise CouldNotRun("build/ holds no brief: `briefkit build` makes it")
    close = nearest(slug, slugs)
    raise CouldNotRun(f"build/ holds no brief {slug}" + (f"; the nearest is {close}" if close else ""))


def _write_single_file(directory: Path, slug: str, output: Path | None, force: bool, quiet: bool) -> None:
    from briefkit.single_file import CannotStandAlone, single_file

    page, built = _built_page(directory, slug)
    try:
        content = single_file(page, built)
    except CannotStandAlone as error:
        raise CouldNotRun(str(error)) from None
    _hand_out(output or Path(f"{slug.rpartition('/')[2]}.html"), content, force, quiet)


def _hand_out(path: Path, content: bytes, force: bool, quiet: bool) -> None:
    from briefkit.handout import NotOurs, hand_out

    try:
        hand_out(path, content, force=force)
    except NotOurs as error:
        raise CouldNotRun(str(error)) from None
    if not quiet:
        typer.echo(f"wrote {path}, {len(content):,} bytes")


def _read(path: Path) -> bytes:
    if path.is_dir():
        raise CouldNotRun(f"{path} is a folder")
    return path.read_bytes()


def _print_findings(findings: Sequence[Diagnostic], files: Disk, format: Format) -> None:
    from briefkit.report import FORMATS

    texts: dict[str, Document | None] = {}

    def source(path: str) -> Document | None:
        if path not in texts:
            texts.clear()  # findings come file by file
            texts[path] = _document(files, path)
        return texts[path]

    for line in FORMATS[format.value](findings, source, colour=_colour()):
        typer.echo(line)


def _document(files: Disk, path: str) -> Document | None:
    from briefkit.files import OutsideArchive
    from briefkit.spans import Document

    try:
        return Document(path, files.read(path).decode("utf-8"))
    except (OSError, OutsideArchive, UnicodeDecodeError):
        return None


def _summarise(findings: Sequence[Diagnostic], briefs: int, quiet: bool) -> None:
    from briefkit.report import summary

    if not quiet:
        typer.echo(summary(findings, briefs), err=True)


def _colour() -> bool:
    """https://no-color.org: any value but an empty one switches colour off."""
    return _is_terminal(sys.stdout) and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def _is_terminal(stream: TextIO | None) -> bool:
    """None is what Python has for a stream that was closed before it started (`>&-`)."""
    return stream is not None and stream.isatty()


def _progress(what: str, quiet: bool) -> Callable[[Iterable[str]], Iterable[str]]:
    """Wraps a walk over briefs so that long work is seen, on a terminal only."""

    def walk(slugs: Iterable[str]) -> Iterator[str]:
        slugs = list(slugs)
        if quiet or len(slugs) < LONG_WORK or not _is_terminal(sys.stderr):
            yield from slugs
            return
        from rich.console import Console
        from rich.progress import track

        yield from track(slugs, description=what, console=Console(stderr=True), transient=True)

    return walk


def main() -> None:
    """The command `briefkit`."""
    try:
        app()
    except CouldNotRun as error:
        _fail(str(error))
    except OSError as error:  # but for a broken pipe: typer ends with 1 then, and says nothing to anyone
        _fail(_in_words(error))
    except Exception as error:  # noqa: BLE001  # whatever is left is a bug, and no traceback reaches a person
        if not _expected(error):
            _fail(f"this is a fault of briefkit, not of your archive: {_last_place(error)}")
        _fail(str(error))


def _in_words(error: OSError) -> str:
    return f"{error.strerror or error}" + (f": {error.filename}" if error.filename else "")


def _expected(error: Exception) -> bool:
    from briefkit.files import OutsideArchive
    from briefkit.swap import Busy, NotOurs

    return isinstance(error, Busy | NotOurs | OutsideArchive)


def _last_place(error: Exception) -> str:
    """The error and the line of briefkit that it came from: what a report of it needs."""
    place = error.__traceback__
    last = ""
    while place is not None:
        path = Path(place.tb_frame.f_code.co_filename)
        if path.parent.name in ("briefkit", "checks", "site", "exports", "verify"):
            last = f"{path.name}:{place.tb_lineno}"
        place = place.tb_next
    return f"{type(error).__name__}: {error} ({last}); please report this line and what you ran"


def _fail(message: str) -> None:
    typer.echo(f"briefkit: {message}", err=True)
    sys.exit(COULD_NOT_RUN)
