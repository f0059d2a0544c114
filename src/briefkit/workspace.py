"""An archive held open: after each change only what changed is read again.

What it says is what a fresh reading of all files would say. It is known by digests of content,
never by times: the settings and shared entities are the ground of every brief, so a change of
theirs reads all of them anew; a change of one sidecar or seed reads its own brief alone, and the
checks between briefs ask the index of facts, in which that one is replaced.

Memory holds the findings of all briefs and a few whole briefs; the others are in the database.
"""

from __future__ import annotations

import sqlite3
from collections import OrderedDict
from collections.abc import Callable, Iterable
from contextlib import suppress
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
from briefkit.facts import bare
from briefkit.facts_index import FactsIndex
from briefkit.files import Files, OutsideArchive
from briefkit.folder import (
    SEEDS,
    Layout,
    brief_of,
    document_of,
    lay_out,
    read_seed_bytes,
    unreadable,
    without_sidecar,
)
from briefkit.ground import Ground, ground_of
from briefkit.known import (
    MISSING,
    OUTSIDE,
    UNREADABLE,
    Known,
    Look,
    Told,
    digest,
    digest_of_seed,
    ground_key,
    is_same,
    layout_key,
    shared_files,
)
from briefkit.layers import check_layers
from briefkit.reading import Reading, resolve_brief
from briefkit.rules import Silences, settle
from briefkit.sidecar import Sidecar, read_sidecar
from briefkit.spans import Document

HELD = 32  # briefs that are kept whole in memory: those looked at last


@dataclass(frozen=True, slots=True)
class Held:
    """A brief as it was read."""

    sidecar: Sidecar | None
    reading: Reading


class Workspace:
    """The archive as it was when `refresh` or `update` last looked.

    The database is for this alone; without one it is a scratch database. With `keep`, each sound
    brief is handed over as it is read and not stored, so `last_good` knows the present one only.
    With `known`, the first look starts from what an earlier run found, and what this one finds is kept;
    the index then holds what checks ask for and no more.
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
        known: Known | None = None,
    ) -> None:
        self._files = files
        self._drafts = drafts
        self._known = known
        self._database = known.database if known else database or open_scratch()
        self._briefs = None if keep else Briefs(self._database)
        self._keep = keep or self._store
        self._ground: Ground | None = None
        self._ground_key = ""
        self._layout_key: str | None = known.layout() if known else None
        self._ground_findings: list[Diagnostic] = []
        self._layout_findings: list[Diagnostic] = []
        self._index: FactsIndex | None = None
        self._told: dict[str, Told] = {}
        self._allowing: dict[str, Document] = {}  # the sidecars with an `allow`
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
            if self._known and self._layout_key:
                self._known.settle(self._layout_key, self._findings)
        return self._findings

    def findings_of(self, path: str) -> tuple[Diagnostic, ...]:
        return tuple(finding for finding in self.findings() if finding.path == path)

    def slug_of(self, path: str) -> str | None:
        """The slug of a sidecar's path; of a layer's, layers/<editor>/<slug>."""
        slug = path.removeprefix("brief/").removesuffix(".yaml")
        return slug if self.ground.layout.readings.get(slug) == path else None

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
        if slug not in self._held and slug in self._told and not self._told[slug].lost:
            # What the database keeps is read in a tenth of the time that its files take.
            with suppress(KeyError):
                return self._briefs.get(slug) if self._briefs else self._hold(slug).reading.brief
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

    def refresh(
        self, progress: Callable[[Iterable[str]], Iterable[str]] = iter, look: Look | None = None
    ) -> frozenset[str]:
        """Look at every file by its content, and read again what changed.

        The slugs of the briefs of which something is other now, those that went away among them.
        `progress` wraps the walk over slugs. `look` is what `known` saw a moment ago: what is the same
        is not looked at twice.
        """
        layout, self._layout_findings = (look.layout, look.findings) if look else lay_out(self._files)
        self._findings = None
        changed = self._look_at_ground(layout)
        gone = [slug for slug in self._told if slug not in layout.readings]
        changed.update(slug for slug in gone if self._forget(slug))
        key = layout_key(layout, self._layout_findings)
        same, self._layout_key = key == self._layout_key, key
        slugs = [slug for slug in layout.readings if not (look and self._is_seen(slug, look))]
        changed.update(slug for slug in progress(slugs) if self._look(slug, same))
        if not self._known:  # which is asked by checks alone, and they look nothing up by these
            self.index.close()
        return frozenset(changed)

    def update(self, path: str) -> frozenset[str]:
        """Look at one file alone; where all share it, or it is new or gone, at every file."""
        slugs = self._about(path) if self._ground else []
        if not slugs or not self._files.exists(path):
            return self.refresh()
        return frozenset(slug for slug in slugs if self._look(slug))

    def _about(self, path: str) -> list[str]:
        """The slugs of the briefs that a file alone can change."""
        if slug := self.slug_of(path):
            return [slug]
        return [slug for slug, told in self._told.items() if told.has_seed and f"{SEEDS}/{told.file}" == path]

    def _look_at_ground(self, layout: Layout) -> set[str]:
        """The slugs that no longer hold, since what they were read upon is other now."""
        shared = shared_files(self._files, layout)
        key = ground_key(shared, self._drafts)
        if self._ground and key == self._ground_key:
            self._ground = replace(self._ground, layout=layout)
            return set()
        self._ground, self._ground_findings = ground_of(layout, shared)
        self._ground_key = key
        if self._index is None:
            self._index = FactsIndex(self._database)
            told = self._known.told(key) if self._known else None
            if told is not None:
                self._told = told
                return set()
        stale = set(self._told)
        self._begin()
        return stale

    def _begin(self) -> None:
        """Forget what was read upon another ground."""
        for held in (self._told, self._held, self._allowing):
            held.clear()
        if self._known:
            self._known.begin(self._ground_key)
        self.index.clear()
        self.index.share(self.ground.table.entities.values())

    def _is_seen(self, slug: str, look: Look) -> bool:
        return slug in look.same and slug in self._told and not self._told[slug].allowed

    def _look(self, slug: str, same_layout: bool = False) -> bool:
        """Read a brief again if its sidecar or seed is other than when it was read last."""
        known, path = self._told.get(slug), self.ground.layout.readings[slug]
        try:
            data = self._files.read(path)
        except FileNotFoundError:  # it went away after the folder was listed
            return self._vanished(slug)
        except OSError as error:
            return self._lose(slug, unreadable(path, error))
        if known and is_same(
            self._files, data, known.sidecar, known.file, known.seed, same_layout=same_layout
        ):
            if known.allowed and slug not in self._allowing:
                self._allowing[slug] = Document(path, data.decode("utf-8"))
            return False
        held, told = self._read(slug, data)
        if told == known:
            return False
        if known:
            self._forget(slug)
        is_layer = slug in self.ground.layout.layers
        if held.reading.brief is not None and held.reading.facts is not None and not is_layer:
            whole = self._known is None
            self.index.add(held.reading.facts if whole else bare(held.reading.facts), whole=whole)
            self._keep(held.reading.brief)
        self._tell(slug, told, Document(path, data.decode("utf-8")) if told.allowed else None)
        self._remember(slug, held)
        return True

    def _lose(self, slug: str, finding: Diagnostic) -> bool:
        """A sidecar that cannot be read at all is looked at again each time."""
        told = Told("", None, MISSING, (finding,), (), whole=False, lost=True)
        if told == self._told.get(slug):
            return False
        self._forget(slug)
        self._tell(slug, told, None)
        self._remember(slug, Held(None, Reading(slug, None, None, (finding,))))
        return True

    def _tell(self, slug: str, told: Told, allowing: Document | None) -> None:
        self._findings = None
        self._told[slug] = told
        if allowing:
            self._allowing[slug] = allowing
        if self._known:
            self._known.put(slug, told)

    def _read(self, slug: str, data: bytes) -> tuple[Held, Told]:
        layout, settings = self.ground.layout, self.ground.settings.settings
        document = document_of(layout.readings[slug], data)
        if isinstance(document, Diagnostic):
            held = Held(None, Reading(slug, None, None, (document,)))
            return held, Told(digest(data), None, MISSING, (document,), (), whole=False, lost=True)
        sidecar, findings = read_sidecar(document, brief_of(slug), settings)
        file = sidecar.seed.file if sidecar and sidecar.seed else None
        seed = None
        if sidecar and file is not None:
            found = read_seed_bytes(self._files, file, document, sidecar.span("seed", "file"))
            if isinstance(found, bytes):
                seed = found
            else:
                # A link in the place of the seed is reported already.
                findings += [] if f"{SEEDS}/{file}" in layout.strays else [found]
        reading = resolve_brief(
            sidecar, brief_of(slug), findings, seed, self.ground.table, settings, drafts=self._drafts
        )
        # What is off goes at once: in a large archive it would be most of what memory holds.
        off = {code for code, weight in settings.rules.items() if weight == "off" and not is_locked(code)}
        told = Told(
            sidecar=digest(data),
            file=file,
            seed=self._no_seed(file) if seed is None else digest(seed),
            findings=tuple(
                finding
                for finding in reading.findings
                # How well a brief is made is asked of the one that is built.
                if finding.code not in off and (slug not in layout.layers or is_locked(finding.code))
            ),
            allowed=() if slug in layout.layers else reading.allowed,
            whole=reading.brief is not None and not reading.brief.refused,
            lost=reading.brief is None or reading.facts is None,
        )
        return Held(sidecar, reading), told

    def _no_seed(self, file: str | None) -> str:
        """Why there is no seed; one that came a moment ago is found at the next look."""
        reason = MISSING if file is None else digest_of_seed(self._files, file)
        return reason if reason in (OUTSIDE, UNREADABLE) else MISSING

    def _forget(self, slug: str) -> bool:
        self._findings = None
        self._held.pop(slug, None)
        self._allowing.pop(slug, None)
        self.index.drop(slug)
        if self._known:
            self._known.drop(slug)
        return self._told.pop(slug, None) is not None

    def _vanished(self, slug: str) -> bool:
        layout = self.ground.layout
        left = replace(
            layout,
            sidecars={other: path for other, path in layout.sidecars.items() if other != slug},
            layers={other: path for other, path in layout.layers.items() if other != slug},
        )
        self._ground = replace(self.ground, layout=left)
        self._layout_key = None
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
            path = self.ground.layout.readings[slug]
            try:
                data = self._files.read(path)
            except OSError as error:  # it went away after the last look, or cannot be read
                return Held(None, Reading(slug, None, None, (unreadable(path, error),)))
            self._remember(slug, self._read(slug, data)[0])
        return self._held[slug]

    # -- findings

    def _settled(self) -> list[Diagnostic]:
        ground, layout, lost = self.ground, self.ground.layout, self.lost
        told = [self._told[slug] for slug in layout.sidecars if slug in self._told]
        findings = self._layout_findings + self._ground_findings
        findings += (finding for one in told for finding in one.findings)
        layers = {slug: self._told[slug] for slug in layout.layers if slug in self._told}
        findings += (finding for one in layers.values() for finding in one.findings)
        seeds = {slug: one.file for slug, one in self._told.items() if one.file}
        findings += check_layers(layout, seeds)
        findings += check_local_entities(self.index)
        findings += check_links(self.index, {*lost, *layout.misnamed}, ground.settings.settings)
        findings += check_notes(ground.entities.entities, self.index, lost)
        findings += check_seeds(self.index)
        findings += check_retired(ground.settings, layout.sidecars)
        findings += check_retired_entities(ground.entities, self.index, lost)
        # Of a sidecar that cannot say which seed it is about, any seed may be the one.
        used = {one.file for one in told if one.file and one.has_seed}
        findings += without_sidecar(layout, used if all(one.has_seed for one in told) else None)
        if not any(finding.severity is Severity.ERROR for finding in findings):
            # Where labels are lost, entities only seem unused.
            findings += check_use(ground.entities.entities, self.index)
        silences = {
            document.path: Silences(document, self._told[slug].allowed, self._told[slug].whole)
            for slug, document in self._allowing.items()
        }
        return settle(findings, ground.settings, silences)
