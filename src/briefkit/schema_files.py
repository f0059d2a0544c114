"""The schemas that editors read, kept beside the archive and made again when they are out of date.

They stand in .briefkit/schema/: a file a sidecar, one that all share, and those of entities.yaml and
archive.yaml. Each bears the time of what it was made from, so that to see that nothing changed
takes a look at each file's time and no reading. Any of them may be deleted at any time.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import briefkit
from briefkit.brief import Settings
from briefkit.files import Disk
from briefkit.folder import Layout, lay_out, read_document, read_seed_bytes
from briefkit.modeline import ARCHIVE, CACHE, ENTITIES, SCHEMAS, SHARED, modeline, schema_path
from briefkit.spans import Document

if TYPE_CHECKING:
    from briefkit.brief import Passage
    from briefkit.sidecar import Sidecar

HEAD = 1024  # bytes of a sidecar in which its modeline stands


def renew_schemas(root: Path, layout: Layout | None = None) -> list[str]:
    """Make what is out of date, of sidecars that ask for a schema by their modeline.

    `layout` is that of the archive, where it was laid out a moment ago. Gives the paths of what was
    made, from the root. An `OSError`, as where nobody may write, is the machine's; no schema is ever
    left half-written.
    """
    kept = _Kept(root, layout)
    anew = kept.is_from_other_settings()
    old = [slug for slug in kept.layout.sidecars if anew or kept.is_out_of_date(slug)]
    slugs = [slug for slug in old if kept.is_asked_for(slug)]
    shared = (anew or kept.is_shared_out_of_date()) and (bool(slugs) or kept.has_any())
    return [*(kept.make_shared() if shared else ()), *kept.make(slugs)]


def write_schemas(root: Path, slugs: Iterable[str]) -> list[str]:
    """Make the schemas of these briefs, whether they ask for one or not, and what they share."""
    kept = _Kept(root)
    return [*kept.make_shared(), *kept.make(slugs)]


class _Kept:
    """The schemas of an archive as they are kept, and what they are made from."""

    def __init__(self, root: Path, layout: Layout | None = None) -> None:
        self.files = Disk(root)
        self.layout = layout or lay_out(self.files)[0]
        self._settings: Settings | None = None

    @property
    def settings(self) -> Settings:
        if self._settings is None:
            from briefkit.ground import ground_of

            path = self.layout.settings
            ground, _ = ground_of(self.layout, {path: self.files.read(path)} if path else {})
            self._settings = ground.settings.settings
        return self._settings

    def is_from_other_settings(self) -> bool:
        """Whether archive.yaml, or briefkit itself, is another than when the schemas were made."""
        path = f"{SCHEMAS}/{ARCHIVE}"
        if self._time(path) != self._time_of_settings():
            return True
        return f'"{_version()}"'.encode() not in self.files.read(path)

    def is_shared_out_of_date(self) -> bool:
        return self._time(f"{SCHEMAS}/{SHARED}") != self._time_of_entities()

    def is_out_of_date(self, slug: str) -> bool:
        return self._time(schema_path(slug)) != self._time(self.layout.sidecars[slug])

    def is_asked_for(self, slug: str) -> bool:
        with (self.files.root / self.layout.sidecars[slug]).open("rb") as sidecar:
            return modeline(slug).encode() in sidecar.read(HEAD)

    def has_any(self) -> bool:
        return (self.files.root / SCHEMAS).is_dir()

    def make_shared(self) -> Iterator[str]:
        """What all sidecars share, and the schemas of the files that do."""
        from briefkit.ground import read_ground
        from briefkit.json_schema import archive
        from briefkit.rules import rules
        from briefkit.sidecar_schema import as_line, of_entities, shared

        settings, entities = self._time_of_settings(), self._time_of_entities()
        table = read_ground(self.files)[0].table
        silenced = {rule.code: rule.name for rule in rules().values() if not rule.locked}
        kinds = self.settings.kinds
        yield self._write(f"{SCHEMAS}/{ENTITIES}", as_line(of_entities(table, kinds, silenced)), entities)
        yield self._write(f"{SCHEMAS}/{SHARED}", as_line(shared(table, kinds, silenced)), entities)
        made = {"$comment": _version(), **archive()}
        yield self._write(f"{SCHEMAS}/{ARCHIVE}", as_line(made), settings)

    def make(self, slugs: Iterable[str]) -> Iterator[str]:
        """The schemas of sidecars; one that YAML cannot read keeps the schema that it has."""
        from briefkit.sidecar import read_sidecar
        from briefkit.sidecar_schema import as_line, of_sidecar

        shared: dict[str, Any] | None = None
        for slug in slugs:
            if shared is None:  # read back, since to make it anew takes pydantic a tenth of a second
                shared = json.loads(self.files.read(f"{SCHEMAS}/{SHARED}"))
            path = self.layout.sidecars[slug]
            time = self._time(path)
            document = read_document(self.files, path)
            sidecar = (
                read_sidecar(document, slug, self.settings)[0] if isinstance(document, Document) else None
            )
            if sidecar is None:
                continue
            passages = self._passages(sidecar)
            made = as_line(of_sidecar(sidecar, passages or (), self.settings.kinds, shared))
            yield self._write(schema_path(slug), made, None if passages is None else time)

    def _passages(self, sidecar: Sidecar) -> tuple[Passage, ...] | None:
        """None where the seed is not to be had, or not yet."""
        from briefkit.passages import cut
        from briefkit.seeds import read_seed

        if sidecar.seed is None:
            return None
        span = sidecar.span("seed", "file")
        found = read_seed_bytes(self.files, sidecar.seed.file, sidecar.document, span)
        seed = read_seed(sidecar.seed.file, found)[0] if isinstance(found, bytes) else None
        return cut(seed.text, sidecar.seed.split) if seed else None

    def _time(self, path: str) -> int | None:
        """In nanoseconds; None where there is no file."""
        try:
            return (self.files.root / path).stat().st_mtime_ns
        except (FileNotFoundError, NotADirectoryError):
            return None

    def _time_of_settings(self) -> int:
        return (self._time(self.layout.settings) if self.layout.settings else None) or 0

    def _time_of_entities(self) -> int:
        """The latest, of the folder of entity files too: one that is taken away leaves only that trace."""
        return max(self._time(path) or 0 for path in (*self.layout.entities, "brief/entities"))

    def _write(self, path: str, content: bytes, time: int | None) -> str:
        """Write a schema in one step, so that an editor never reads half of it.

        Without a time it bears that of its writing, and so is out of date at the next look.
        """
        place = self.files.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        ignored = self.files.root / CACHE / ".gitignore"
        if not ignored.exists():
            ignored.write_text("*\n", "utf-8")
        new = place.parent / f".briefkit-{secrets.token_hex(8)}"
        try:
            new.write_bytes(content)
            if time is not None:
                os.utime(new, ns=(time, time))
            new.replace(place)
        finally:
            new.unlink(missing_ok=True)
        return path


def _version() -> str:
    return f"briefkit {briefkit.__version__}"
