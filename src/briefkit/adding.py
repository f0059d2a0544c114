"""A text comes into the archive: its bytes as a seed that nobody can write to, and a first sidecar.

Both come in or neither does, and nothing that is there is ever written over.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from pathlib import Path, PurePosixPath

import briefkit
from briefkit.conversion.converted import Converted
from briefkit.files import LEFT_OUT, NO_PATH, Disk
from briefkit.folder import BRIEFS, SEED_ENDINGS, SEEDS
from briefkit.rewrite import create
from briefkit.seeds import digest
from briefkit.skeleton import SURROGATE, Known, NoSidecar, checked_skeleton, slug_of, sound_seed
from briefkit.terminal_text import visible

if sys.platform != "win32":
    import fcntl

ORIGINALS = "originals"  # below seeds/: what texts were converted from
LARGEST = 50_000_000  # bytes; a page of a longer text could not be read


class NotAdded(Exception):
    """The text cannot come in; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Original:
    """What a text was converted from, kept beside it."""

    path: str  # below seeds/originals/
    data: bytes


@dataclass(frozen=True, slots=True)
class Incoming:
    """A text on its way in."""

    name: str  # of the seed, below seeds/
    data: bytes
    split: str | None = None  # None: by the name's ending
    known: Known = field(default_factory=Known)
    original: Original | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """What was written, each a path from the archive's root."""

    seed: str
    sidecar: str | None
    original: str | None
    sha256: str  # of the seed


def add(root: Path, text: Incoming, *, slug: str | None = None, sidecar: bool = True) -> Added:
    """Put a text under seeds/ and a sidecar for it under brief/. Raises `NotAdded` with the reason."""
    check_name(text.name)
    try:
        seed = sound_seed(text.name, text.data)
        name = slug_of(text.name) if slug is None else slug
        written = checked_skeleton(name, seed, text.split, _with_original(text))
    except NoSidecar as error:
        raise NotAdded(str(error)) from None
    files = Disk(root)
    arrivals = {f"{SEEDS}/{text.name}": text.data}
    if text.original:
        arrivals[f"{SEEDS}/{ORIGINALS}/{text.original.path}"] = text.original.data
    if sidecar:
        arrivals[f"{BRIEFS}/{name}.yaml"] = written.encode()
    with _one_at_a_time(root):
        _refuse_known_bytes(files, seed.sha256, text)
        for path in arrivals:
            if files.exists(path):
                raise NotAdded(_taken(path))
        _create_all(root, arrivals)
    seed_path, *others = arrivals
    return Added(
        seed_path,
        others[-1] if sidecar else None,
        others[0] if text.original else None,
        seed.sha256,
    )


def of_conversion(
    name: str, ending: str, data: bytes, made: Converted, known: Known, split: str | None = None
) -> Incoming:
    """The text that was made of a file with that ending, on its way in; the name may have either's."""
    stem = name.removesuffix(PurePosixPath(name).suffix)
    original = Original(stem + ending, data)
    about = {"descriptor": f"text of {PurePosixPath(original.path).name}, made of it by {made.how}"}
    if made.language:
        about["language"] = made.language
    return Incoming(
        name if name.endswith(SEED_ENDINGS) else stem + made.ending,
        made.text.encode(),
        split or made.split,
        Known(
            known.title or made.title,
            {**about, **known.about},
            ("descriptor",),
            (f"Made by {made.how} and briefkit {briefkit.__version__} of", *known.origin),
        ),
        original,
    )


@contextmanager
def seed_in_place(root: Path, text: Incoming) -> Iterator[None]:
    """A text stands under seeds/, for what is done meanwhile and after; if that fails it never did.

    Raises `NotAdded`.
    """
    files = Disk(root)
    with _one_at_a_time(root):
        _refuse_known_bytes(files, digest(text.data), text)
        path = f"{SEEDS}/{text.name}"
        _create_all(root, {path: text.data})
        try:
            yield
        except BaseException:
            _take_back([root / path])
            raise


def check_name(name: str) -> None:
    """Whether a seed may have this path below seeds/. Raises `NotAdded`."""
    problem = None
    if SURROGATE.search(name) or not name.isprintable():
        problem = "a seed's name is UTF-8, without control characters"
    elif NO_PATH.search(name):
        problem = "a seed's name is a path below seeds/, with `/` between folders"
    elif any(LEFT_OUT.search(part) for part in name.split("/")):
        problem = "hidden files, and what editors leave behind, are not read"
    elif name.startswith(f"{ORIGINALS}/"):
        problem = f"{SEEDS}/{ORIGINALS}/ keeps what texts were converted from"
    elif not name.endswith(SEED_ENDINGS):
        problem = f"a seed's name ends in {' or '.join(SEED_ENDINGS)}"
    if problem:
        raise NotAdded(f"`{visible(name)}` cannot name a seed: {problem}. --name gives another name")


def _with_original(text: Incoming) -> Known:
    if text.original is None:
        return text.known
    kept = f"{SEEDS}/{ORIGINALS}/{text.original.path}, sha256 {digest(text.original.data)}"
    return replace(text.known, origin=(*text.known.origin, kept))


def _refuse_known_bytes(files: Disk, sha256: str, text: Incoming) -> None:
    """Two seeds of the same bytes would be one source with two addresses."""
    for path in files.names(SEEDS):
        if not path.endswith(SEED_ENDINGS) or _size(files, path) != len(text.data):
            continue
        if digest(files.read(path)) == sha256:
            brief = _brief_about(files, sha256)
            has_it = f"and {brief} is about them" if brief else f"and `briefkit new {path}` writes a sidecar"
            raise NotAdded(f"these bytes are there already: {path}, {has_it}")


def _brief_about(files: Disk, sha256: str) -> str | None:
    """The path of the first sidecar that names the digest."""
    wanted = sha256.encode()
    return next((path for path in files.names(BRIEFS, ".yaml") if wanted in files.read(path)), None)


def _size(files: Disk, path: str) -> int:
    return (files.root / path).stat().st_size


def _taken(path: str) -> str:
    option = "--slug" if path.startswith(f"{BRIEFS}/") else "--name"
    return f"{path} is there already; {option} gives the new one another name"


def _create_all(root: Path, arrivals: dict[str, bytes]) -> None:
    """Create every file, or take back those that were. Seeds come first: one without a sidecar is sound."""
    created: list[Path] = []
    try:
        for path, content in arrivals.items():
            place = root / path
            try:
                create(place, content, read_only=path.startswith(f"{SEEDS}/"))
            except FileExistsError:
                raise NotAdded(_taken(path)) from None
            created.append(place)
    except BaseException:
        _take_back(created)
        raise


def _take_back(created: Iterable[Path]) -> None:
    for place in created:
        place.chmod(0o666)  # Windows removes nothing that is read-only
        place.unlink()


@contextmanager
def _one_at_a_time(root: Path) -> Iterator[None]:
    """Wait for whoever else adds a text, so that the same bytes do not come in twice.

    Windows cannot lock a folder; there, two processes at once still write over nothing.
    """
    seeds = root / SEEDS
    seeds.mkdir(exist_ok=True)
    if sys.platform == "win32":
        yield
        return
    handle = os.open(seeds, os.O_RDONLY)
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)
