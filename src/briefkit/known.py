"""What the last look at an archive found, kept beside it, so that the next reads only what changed.

Nothing in `.briefkit/` is needed, and it may be deleted at any time. A file there that is damaged
or of another version is as if it were not there, and where none can be written, none is. Every
answer is bound to the digests of all that it was made from, and to that of the code that made it.

This is read by every `check`, and alone by one that finds nothing changed, so it imports little.
"""

from __future__ import annotations

import hashlib
import json
import os
import sqlite3
import stat
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import briefkit
from briefkit.diagnostics import Allowed, Diagnostic
from briefkit.files import Files, OutsideArchive
from briefkit.folder import SEEDS, Layout, lay_out
from briefkit.rows import row, value

FOLDER, FILE = ".briefkit", "check"
HEAD = (
    len("briefkit  \n") + 2 * 64
)  # bytes of the file before the database: digests of the code and of the rest

# What has a part in findings and is not briefkit's own.
PARTS = ("pydantic", "pydantic_core", "markdown_it_py", "pyyaml", "rapidfuzz")

TABLES = (
    "create table if not exists state (name text primary key, value text) without rowid",
    "create table if not exists told (slug text primary key, sidecar text, file text, seed text, value text) "
    "without rowid",
)

# In the place of a digest, where there are no bytes: why there are none.
MISSING, OUTSIDE, UNREADABLE = "missing", "outside", "unreadable"


@dataclass(frozen=True, slots=True)
class Told:
    """What the archive keeps of one brief, beside its facts."""

    sidecar: str  # the digest of its bytes
    file: str | None  # the seed that it names
    seed: str  # the digest of its bytes, or MISSING, OUTSIDE, UNREADABLE
    findings: tuple[Diagnostic, ...]  # less those of rules that are off
    allowed: tuple[Allowed, ...]
    whole: bool  # every label got in
    lost: bool  # it gave no brief

    @property
    def has_seed(self) -> bool:
        return self.seed not in (MISSING, OUTSIDE, UNREADABLE)


@dataclass(frozen=True, slots=True)
class Look:
    """What is seen of an archive without reading what any file means."""

    layout: Layout
    findings: list[Diagnostic]  # of the layout
    same: frozenset[str]  # the slugs whose sidecar and seed are as they were when they were told of
    settled: tuple[Diagnostic, ...] | None  # all findings of the archive, where nothing is other


def digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def digest_of_seed(files: Files, file: str) -> str:
    try:
        return digest(files.read(f"{SEEDS}/{file}"))
    except FileNotFoundError:
        return MISSING
    except OutsideArchive:
        return OUTSIDE
    except OSError:
        return UNREADABLE


def is_same(
    files: Files, data: bytes, sidecar: str, file: str | None, seed: str, *, same_layout: bool
) -> bool:
    """Whether a sidecar's bytes and its seed (digests: `sidecar`, `seed`) are as they were."""
    if digest(data) != sidecar or seed == UNREADABLE:  # for what reason, is not known
        return False
    # Where there is no seed, which name is nearest depends on the seeds that there are.
    return file is None or (
        digest_of_seed(files, file) == seed and (same_layout or seed not in (MISSING, OUTSIDE))
    )


def ground_key(shared: Mapping[str, bytes], drafts: bool) -> str:
    """What all briefs are read upon: settings and shared entities. `shared`: path → content."""
    return json.dumps([drafts, [(path, digest(data)) for path, data in shared.items()]])


def layout_key(layout: Layout, findings: Iterable[Diagnostic]) -> str:
    """Which files there are."""
    files = (layout.readings, layout.seeds, layout.misnamed, sorted(layout.strays))
    return digest(json.dumps([*files, [row(one) for one in findings]]).encode())


def shared_files(files: Files, layout: Layout) -> dict[str, bytes]:
    """Path → content of archive.yaml and the entities' files; one that went away meanwhile is left out."""
    found: dict[str, bytes] = {}
    for path in (*([layout.settings] if layout.settings else []), *layout.entities):
        with suppress(FileNotFoundError):
            found[path] = files.read(path)
    return found


def code_digest() -> str:
    """Changes with every line of briefkit, and with the versions of what it rests on."""
    package = Path(briefkit.__file__).parent
    hashed = hashlib.sha256(sys.version.encode())
    for path in sorted([*package.rglob("*.py"), *package.joinpath("data").glob("*.*")]):
        hashed.update(f"\n{path.relative_to(package).as_posix()}\n".encode())
        hashed.update(path.read_bytes())
    # The folders' names hold the versions; importlib.metadata would take as long to import as all else.
    parts: set[str] = set()
    for folder in sys.path:
        with suppress(OSError):
            names = [one.name for one in os.scandir(folder or ".") if one.name.endswith(".dist-info")]
            parts.update(name for name in names if name.lower().startswith(PARTS))
    hashed.update(repr(sorted(parts)).encode())
    return hashed.hexdigest()


class Known:
    """What is known, in a database that the caller keeps."""

    def __init__(self, database: sqlite3.Connection) -> None:
        self.database = database
        self.changed = False
        for table in TABLES:
            database.execute(table)

    def look(self, files: Files) -> Look:
        """Look at every file by its content, and read none."""
        layout, findings = lay_out(files)
        same_ground = self._state("ground") == ground_key(shared_files(files, layout), drafts=False)
        same_layout = self._state("layout") == layout_key(layout, findings)
        same: set[str] = set()
        if same_ground:
            for slug, *inputs in self.database.execute("select slug, sidecar, file, seed from told"):
                with suppress(OSError):  # to read it says what is wrong
                    data = files.read(layout.readings[slug]) if slug in layout.readings else None
                    if data is not None and is_same(files, data, *inputs, same_layout=same_layout):
                        same.add(slug)
        nothing_other = same_ground and same_layout and same == layout.readings.keys()
        settled = self._state("settled") if nothing_other else None
        found = None if settled is None else tuple(value(Diagnostic, one) for one in json.loads(settled))
        return Look(layout, findings, frozenset(same), found)

    def told(self, ground: str) -> dict[str, Told] | None:
        """What was told upon the same ground, by slug."""
        if self._state("ground") != ground:
            return None
        rows = self.database.execute("select slug, value from told")
        return {slug: value(Told, json.loads(row)) for slug, row in rows}

    def layout(self) -> str | None:
        return self._state("layout")

    def begin(self, ground: str) -> None:
        """Forget everything: it was read upon another ground."""
        self._write("delete from told")
        self._write("delete from state")
        self._write("insert into state values ('ground', ?)", ground)

    def put(self, slug: str, told: Told) -> None:
        self._write("delete from state where name = 'settled'")
        values = (slug, told.sidecar, told.file, told.seed, json.dumps(row(told)))
        self._write("replace into told values (?, ?, ?, ?, ?)", *values)

    def drop(self, slug: str) -> None:
        self._write("delete from state where name = 'settled'")
        self._write("delete from told where slug = ?", slug)

    def settle(self, layout: str, findings: Iterable[Diagnostic]) -> None:
        """Keep the findings of the whole archive, which hold as long as nothing changes."""
        settled = json.dumps([row(one) for one in findings])
        self._write("replace into state values ('settled', ?), ('layout', ?)", settled, layout)

    def _write(self, query: str, *values: str | None) -> None:
        self.changed = True
        self.database.execute(query, values)

    def _state(self, name: str) -> str | None:
        found = self.database.execute("select value from state where name = ?", (name,)).fetchone()
        return found and str(found[0])


# -- the file --------------------------------------------------------------------------------------


@contextmanager
def known(root: Path) -> Iterator[Known | None]:
    """What is known of the archive in a folder; None where nothing can be kept, and the run does without.

    It is a database in memory, read whole and written whole: so two runs at once do not meet, the
    last to end is believed, and no half of a file is ever read. What stops the run stops no keeping,
    but for a `sqlite3.Error`.
    """
    folder, code = root / FOLDER, code_digest()
    database = sqlite3.connect(":memory:", isolation_level=None)
    with closing(database):
        found = Known(database) if _is_ours(folder) and _is_loaded(database, folder / FILE, code) else None
        try:
            yield found
        except sqlite3.Error:
            found = None
            raise
        finally:
            if found and found.changed:
                with suppress(OSError, sqlite3.Error):  # a full disk, say: what was found stands all the same
                    _write(folder, _head(code, content := database.serialize()) + content)


def _is_ours(folder: Path) -> bool:
    """Whether the folder can be written to; a link is none, for it could name any folder of the reader's."""
    try:
        folder.mkdir(exist_ok=True)
    except OSError:
        return False
    return not folder.is_symlink() and os.access(folder, os.W_OK)


def _is_loaded(database: sqlite3.Connection, path: Path, code: str) -> bool:
    """Fill the database with what this very code wrote, whole; with anything else it stays empty."""
    with suppress(OSError):
        content = path.read_bytes() if stat.S_ISREG(path.lstat().st_mode) else b""
        head, body = content[:HEAD], content[HEAD:]
        if head == _head(code, body):
            database.deserialize(body)
    return True


def _head(code: str, content: bytes) -> bytes:
    return f"briefkit {code} {digest(content)}\n".encode()


def _write(folder: Path, content: bytes) -> None:
    new = folder / f"{FILE}.{os.getpid()}.new"
    if not (folder / ".gitignore").exists():
        (folder / ".gitignore").write_text("*\n", "utf-8")
    try:
        new.unlink(missing_ok=True)  # of a run that was killed
        with new.open("xb") as file:
            file.write(content)
        new.replace(folder / FILE)
    finally:
        new.unlink(missing_ok=True)
