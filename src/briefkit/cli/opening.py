"""Where a command's archive is, and what stands in it."""

from __future__ import annotations

from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from briefkit.cli.app import CouldNotRun

if TYPE_CHECKING:
    from briefkit.files import Disk
    from briefkit.folder import Layout


def archive(directory: Path) -> Disk:
    """The files of an archive, after whatever a stopped build left is put right."""
    from briefkit.swap import recover

    files = archive_as_it_is(directory)
    if said := recover(directory, "build"):
        typer.echo(said, err=True)
    return files


def archive_as_it_is(directory: Path) -> Disk:
    """The files of an archive; nothing is written."""
    from briefkit.files import Disk

    if not (directory / "seeds").is_dir() and not (directory / "brief").is_dir():
        where = "here" if directory == Path() else f"in {directory}"
        raise CouldNotRun(
            f"there is no archive {where}: it has a folder seeds/ and a folder brief/; `mkdir seeds brief` "
            "begins one, and -C names another"
        )
    return Disk(directory)


def check_slugs(files: Disk, slugs: Iterable[str], *, layers: bool = False) -> None:
    """Refuse a slug that no sidecar has, with `layers` none of a layer either."""
    from briefkit.folder import lay_out
    from briefkit.nearest import nearest

    layout = lay_out(files)[0]
    known = {*layout.sidecars, *(layer.split("/", 2)[2] for layer in layout.layers if layers)}
    for slug in slugs:
        if slug not in known:
            close = nearest(slug, known)
            raise CouldNotRun(f"there is no brief {slug}" + (f"; the nearest is {close}" if close else ""))


def built_page(directory: Path, slug: str) -> tuple[str, Disk]:
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


def hand_out(path: Path, content: bytes, force: bool, quiet: bool) -> None:
    from briefkit.handout import NotOurs, hand_out

    try:
        hand_out(path, content, force=force)
    except NotOurs as error:
        raise CouldNotRun(str(error)) from None
    if not quiet:
        typer.echo(f"wrote {path}, {len(content):,} bytes")


def renew_schemas(root: Path, layout: Layout | None = None) -> None:
    """Keep the schemas that editors read up to date, where this user may write.

    They help and are no part of the archive, so no command fails for want of them.
    """
    from briefkit.schema_files import renew_schemas

    with suppress(OSError):
        renew_schemas(root, layout)


def read(path: Path) -> bytes:
    if path.is_dir():
        raise CouldNotRun(f"{path} is a folder")
    return path.read_bytes()
