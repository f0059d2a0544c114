"""An archive held open: after each change only what changed is read again.

What it says is what a fresh reading of all files would say. It is known by digests of content,
never by times: the settings and shared entities are the ground of every brief, so a change of
theirs reads all of them anew; a change of one sidecar or seed reads its own brief alone, and the
checks between briefs ask the index of facts, in which that one is replaced.

Memory holds the findings of all briefs and a few whole briefs; the others are in the database.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace

from briefkit.brief import Brief
from briefkit.cache import Briefs, open_scratch
from briefkit.checks.across import (
    check_links,
    check_local_entities,
    check_notes,
    check_retired,
    check_retired_entities,
    check_seeds,
    check_use,
)
from briefkit.diagnostics import Diagnostic, Severity, is_locked
from briefkit.facts_index import FactsIndex
from briefkit.files import Files, OutsideArchive
from briefkit.folder import SEEDS, Layout, document_of, lay_out, read_seed_bytes, without_sidecar
from briefkit.ground import Ground, read_shared
from briefkit.reading import Reading, resolve_brief
from briefkit.rules import Silences, settle
from briefkit.sidecar import Sidecar, read_sidecar
from briefkit.spans import Document

HELD = 32  # briefs that are kept whole in memory: those looked at last


@dataclass(frozen=True, slots=True)
class Told:
    """What the archive keeps in memory of one brief."""

    sidecar: str  # the digests of the bytes that were read; without a seed "" for its own
    seed: str
    file: str | None  # the seed that the sidecar names and has
    findings: tuple[Diagnostic, ...]  # less those of rules that are off
    silences: Silences | None
    lost: bool  # it gave no brief


@dataclass(frozen=True, slots=True)
class Held:
    """A brief as it was read."""

    sidecar: Sidecar | None
    reading: Reading


class Workspace:
    """The archive as it was when `refresh` or `update` last looked.

    The database is for this alone; without one it is a scratch database. With `keep`, each sound
    brief is handed over as it is read and not stored, so `last_good` knows the present one only.
    Where the machine cannot read a folder or file, the OSError passes through, and the next look
    takes up what this one left.
    """

    def __init__(
        self,
        files: Files,
        *,
        drafts: bool = False,
        database: sqlite3.Connection | None = None,
        keep: Callable[[Brief], None] | None = None,
    ) -> None:
        self._files = files
        self._drafts = drafts
        self._database = database or open_scratch()
        self._briefs = None if keep else Briefs(self._database)
        self._keep = keep or self._store
        self._ground: Ground | None = None
        self._shared: dict[str, str] = {}  # path → digest, of the files that are the ground
        self._shared_findings: list[Diagnostic] = []
        self._layout_findings: list[Diagnostic] = []
        self._index: FactsIndex | None = None
        self._told: dict[str, Told] = {}
        self._held: OrderedDict[str, Held] = OrderedDict()
        self._findings: tuple[Diagnostic, ...] | None = None

    # -- what it says

    @property
    def ground(self) -> Ground:
        assert self._ground is not None, "refresh has not looked yet"
        return self._ground

    @property
    def index(self) -> FactsIndex:
        assert self._index is not None, "refresh has not looked yet"
        return self._index

    @property
    def lost(self) -> tuple[str, ...]:
        """The slugs of sidecars that gave no brief."""
        told = self._told
        return tuple(slug for slug in self.ground.layout.sidecars if slug not in told or told[slug].lost)

    def findings(self) -> tuple[Diagnostic, ...]:
        """All findings of the archive, settled, in order of place."""
        if self._findings is None:
            self._findings = tuple(self._settled())
        return self._findings

    def findings_of(self, path: str) -> tuple[Diagnostic, ...]:
        return tuple(finding for finding in self.findings() if finding.path == path)

    def slug_of(self, path: str) -> str | None:
        """The slug of a sidecar's path."""
        slug = path.removeprefix("brief/").removesuffix(".yaml")
        return slug if self.ground.layout.sidecars.get(slug) == path else None

    def document(self, path: str) -> Document | None:
        """A file's text as it stands now; None where there is none, or none that can be read."""
        try:
            return Document(path, self._files.read(path).decode("utf-8"))
        except (OSError, OutsideArchive, UnicodeDecodeError):
            return None

    def sidecar(self, slug: str) -> Sidecar | None:
        """The sidecar as written; None where its YAML gives none."""
        return self._hold(slug).sidecar

    def reading(self, slug: str) -> Reading:
        """What came of a brief; KeyError where there is no such sidecar."""
        return self._hold(slug).reading

    def brief(self, slug: str) -> Brief | None:
        return self._hold(slug).reading.brief

    def last_good(self, slug: str) -> Brief | None:
        """The brief, or where its sidecar or seed is broken now, the last one that they gave."""
        if slug in self._told and not self._told[slug].lost and (brief := self.brief(slug)):
            return brief
        try:
            return self._briefs.get(slug) if self._briefs else None
        except KeyError:
            return None

    # -- looking

    def refresh(self, progress: Callable[[Iterable[str]], Iterable[str]] = iter) -> frozenset[str]:
        """Look at every file by its content, and read again what changed.

        The slugs of the briefs of which something is other now, those that went away among them.
        `progress` wraps the walk over slugs.
        """
        layout, self._layout_findings = lay_out(self._files)
        changed = self._look_at_ground(layout)
        gone = [slug for slug in self._told if slug not in layout.sidecars]
        changed.update(slug for slug in gone if self._forget(slug))
        changed.update(slug for slug in progress(list(layout.sidecars)) if self._look(slug))
        self.index.close()
        return frozenset(changed)

    def update(self, path: str) -> frozenset[str]:
        """Look at one file alone; where all share it, or it is new or gone, at every file."""
        slugs = self._about(path) if self._ground else []
        if not slugs:
            return self.refresh()
        return frozenset(slug for slug in slugs if self._look(slug))

    def _about(self, path: str) -> list[str]:
        """The slugs of the briefs that a file alone can change."""
        if slug := self.slug_of(path):
            return [slug]
        return [slug for slug, told in self._told.items() if told.file and f"{SEEDS}/{told.file}" == path]

    def _look_at_ground(self, layout: Layout) -> set[str]:
        """The slugs that no longer hold, since what they were read upon is other now."""
        shared = (*([layout.settings] if layout.settings else []), *layout.entities)
        digests = {path: _digest(self._files.read(path)) for path in shared}
        self._findings = None
        if self._ground and digests == self._shared:
            self._ground = replace(self._ground, layout=layout)
            return set()
        settings, entities, self._shared_findings = read_shared(self._files, layout)
        self._ground, self._shared = Ground(layout, settings, entities), digests
        if self._index is None:
            self._index = FactsIndex(self._database)
        self._index.share(entities.table.entities.values())
        return {slug for slug in list(self._told) if self._forget(slug)}

    def _look(self, slug: str) -> bool:
        """Read a brief again if its sidecar or seed is other than when it was read last."""
        known = self._told.get(slug)
        try:
            data = self._files.read(self.ground.layout.sidecars[slug])
        except FileNotFoundError:  # it went away after the folder was listed
            return self._vanished(slug)
        if known and known.sidecar == _digest(data) and known.file and known.seed == self._seed(known.file):
            return False
        held, told = self._read(slug, data)
        if told == known:
            return False
        if known:
            self.index.drop(slug)
        if held.reading.brief is not None and held.reading.facts is not None:
            self.index.add(held.reading.facts)
            self._keep(held.reading.brief)
        self._told[slug] = told
        self._remember(slug, held)
        self._findings = None
        return True

    def _read(self, slug: str, data: bytes) -> tuple[Held, Told]:
        layout, settings = self.ground.layout, self.ground.settings.settings
        document = document_of(layout.sidecars[slug], data)
        if isinstance(document, Diagnostic):
            held = Held(None, Reading(slug, None, None, (document,)))
            return held, Told(_digest(data), "", None, (document,), None, lost=True)
        sidecar, findings = read_sidecar(document, slug, settings)
        seed, file = None, None
        if sidecar and sidecar.seed:
            found = read_seed_bytes(self._files, sidecar.seed.file, document, sidecar.span("seed", "file"))
            if isinstance(found, bytes):
                seed, file = found, sidecar.seed.file
            elif f"{SEEDS}/{sidecar.seed.file}" not in layout.strays:  # which are reported already
                findings.append(found)
        reading = resolve_brief(
            sidecar, slug, findings, seed, self.ground.table, settings, drafts=self._drafts
        )
        silences = None
        if reading.allowed:
            whole = reading.brief is not None and not reading.brief.refused
            silences = Silences(document, reading.allowed, whole)
        # What is off goes at once: in a large archive it would be most of what memory holds.
        off = {code for code, weight in settings.rules.items() if weight == "off" and not is_locked(code)}
        told = Told(
            sidecar=_digest(data),
            seed="" if seed is None else _digest(seed),
            file=file,
            findings=tuple(finding for finding in reading.findings if finding.code not in off),
            silences=silences,
            lost=reading.brief is None or reading.facts is None,
        )
        return Held(sidecar, reading), told

    def _seed(self, file: str) -> str:
        try:
            return _digest(self._files.read(f"{SEEDS}/{file}"))
        except (FileNotFoundError, OutsideArchive):
            return ""

    def _forget(self, slug: str) -> bool:
        self._held.pop(slug, None)
        self.index.drop(slug)
        self._findings = None
        return self._told.pop(slug, None) is not None

    def _vanished(self, slug: str) -> bool:
        layout = self.ground.layout
        left = {other: path for other, path in layout.sidecars.items() if other != slug}
        self._ground = replace(self.ground, layout=replace(layout, sidecars=left))
        return self._forget(slug)

    # -- what is held

    def _store(self, brief: Brief) -> None:
        if self._briefs:
            self._briefs.put(brief)

    def _remember(self, slug: str, held: Held) -> None:
        self._held[slug] = held
        self._held.move_to_end(slug)
        if len(self._held) > HELD:
            self._held.popitem(last=False)

    def _hold(self, slug: str) -> Held:
        if slug not in self._held:
            held, _ = self._read(slug, self._files.read(self.ground.layout.sidecars[slug]))
            self._remember(slug, held)
        return self._held[slug]

    # -- findings

    def _settled(self) -> list[Diagnostic]:
        ground, layout, lost = self.ground, self.ground.layout, self.lost
        told = [self._told[slug] for slug in layout.sidecars if slug in self._told]
        findings = self._layout_findings + self._shared_findings
        findings += (finding for one in told for finding in one.findings)
        findings += check_local_entities(self.index)
        findings += check_links(self.index, {*lost, *layout.misnamed}, ground.settings.settings)
        findings += check_notes(ground.entities.entities, self.index, lost)
        findings += check_seeds(self.index)
        findings += check_retired(ground.settings, layout.sidecars)
        findings += check_retired_entities(ground.entities, self.index, lost)
        # Of a sidecar that cannot say which seed it is about, any seed may be the one.
        used = {one.file for one in told if one.file}
        findings += without_sidecar(layout, used if all(one.file for one in told) else None)
        if not any(finding.severity is Severity.ERROR for finding in findings):
            # Where labels are lost, entities only seem unused.
            findings += check_use(ground.entities.entities, self.index)
        silences = {one.silences.document.path: one.silences for one in told if one.silences}
        return settle(findings, ground.settings, silences)


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()
