"""An archive that an editor has files of open: unsaved texts over disk, and what is wrong with them.

A keystroke asks for one file's own findings at once; what the rest of the archive has to say waits
until the typing stops (`settle`), and meanwhile its last words move along with the text.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from briefkit import yamltree
from briefkit.diagnostics import Diagnostic
from briefkit.files import Disk, Overlay
from briefkit.language.desk import Desk, desk_of
from briefkit.rules import Silences, settle
from briefkit.spans import Document, Span
from briefkit.workspace import Workspace


@dataclass(slots=True)
class _Told:
    """The findings that were last known of a file, with the text that they were about."""

    document: Document
    others: tuple[Diagnostic, ...]  # those that the rest of the archive brought about


@dataclass
class OpenArchive:
    """One archive on disk, held open."""

    root: Path
    texts: dict[str, str] = field(default_factory=dict, repr=False)  # path -> what the editor holds

    def __post_init__(self) -> None:
        self.files = Overlay(Disk(self.root), self.texts)
        self.workspace = Workspace(self.files, keep=lambda brief: None)  # no whole brief is asked for again
        self._waiting: set[str] = set()  # paths whose text is newer than the workspace's
        self._trees: dict[str, yamltree.Mapping] = {}
        self._told: dict[str, _Told] = {}
        self._looked = False

    def write(self, path: str, text: str | None) -> None:
        """The editor holds another text of a file; None: it closed it."""
        if text is None:
            self.texts.pop(path, None)
            self._trees.pop(path, None)
        else:
            self.texts[path] = text
        self._waiting.add(path)

    def look(self) -> None:
        """Bring the workspace up to what the editor holds."""
        if not self._looked:
            self.workspace.refresh()
            self._looked = True
            self._waiting.clear()
        while self._waiting:
            self.workspace.update(self._waiting.pop())

    def look_everywhere(self) -> None:
        """Files changed on disk: look at all of them."""
        self.files = Overlay(Disk(self.root), self.texts)  # a folder may be another one now
        self.workspace.refresh()
        self._looked = True
        self._waiting.clear()

    def desk(self, path: str) -> Desk | None:
        """A file with what is known around it; None where it cannot be read."""
        self.look()
        desk = desk_of(self.files, self.workspace, path, self._trees.get(path))
        if desk is not None and desk.last is not None:
            self._trees[path] = desk.last
        return desk

    # -- findings

    def at_once(self, path: str) -> list[Diagnostic]:
        """A file's findings as they are known while it is being typed."""
        self.look()
        document = self.workspace.document(path)
        slug = self.workspace.slug_of(path)
        if slug is None or document is None:
            return list(self.workspace.findings_of(path))
        own = self._own(slug)
        told = self._told.get(path)
        others = (
            [moved for one in told.others if (moved := _moved(one, told.document, document))] if told else []
        )
        return sorted([*own, *others], key=lambda one: one.order)

    def settle(self) -> dict[str, list[Diagnostic]]:
        """Every finding of the archive by path; what is found now of open files is remembered."""
        self.look()
        found: dict[str, list[Diagnostic]] = {}
        for one in self.workspace.findings():
            found.setdefault(one.path, []).append(one)
        for path in self.texts:
            slug, document = self.workspace.slug_of(path), self.workspace.document(path)
            if slug and document:
                own = set(map(_known_by, self._own(slug)))
                others = tuple(one for one in found.get(path, ()) if _known_by(one) not in own)
                self._told[path] = _Told(document, others)
        return found

    def _own(self, slug: str) -> list[Diagnostic]:
        """What is wrong with a brief taken by itself."""
        try:
            reading = self.workspace.reading(slug)
        except (KeyError, OSError):
            return []
        path = self.workspace.ground.layout.sidecars[slug]
        sidecar = self.workspace.sidecar(slug)
        silences = {}
        if sidecar and reading.allowed:
            whole = reading.brief is not None and not reading.brief.refused
            silences[path] = Silences(sidecar.document, reading.allowed, whole)
        settings = self.workspace.ground.settings
        mine = replace(settings, rules=())  # what is wrong with archive.yaml is said there
        return [one for one in settle(reading.findings, mine, silences) if one.path == path]


def _known_by(finding: Diagnostic) -> tuple[str, Span, str]:
    return finding.code, finding.span, finding.message


def _moved(finding: Diagnostic, before: Document, now: Document) -> Diagnostic | None:
    """The finding where its words are now; None where the change touches them."""
    if before.text == now.text:
        return finding
    same = _common(before.text, now.text)
    if finding.span.end <= same:
        return finding
    end = _common_end(before.text, now.text, same)
    if finding.span.start < len(before.text) - end:
        return None
    span = finding.span.moved(len(now.text) - len(before.text))
    line, column = now.line_column(span.start)
    return replace(finding, span=span, line=line, column=column)


def _common(one: str, other: str) -> int:
    """How many characters both begin with."""
    low, high = 0, min(len(one), len(other))
    while low < high:
        middle = (low + high + 1) // 2
        if one.startswith(other[low:middle], low):
            low = middle
        else:
            high = middle - 1
    return low


def _common_end(one: str, other: str, begin: int) -> int:
    """How many characters both end with, behind what they begin with."""
    low, high = 0, min(len(one), len(other)) - begin
    while low < high:
        middle = (low + high + 1) // 2
        if one[len(one) - middle : len(one) - low] == other[len(other) - middle : len(other) - low]:
            low = middle
        else:
            high = middle - 1
    return low


def archive_root(file: Path) -> Path | None:
    """The archive that a file of seeds/ or brief/ belongs to; None where it belongs to none."""
    return next(_roots(file), None)


def _roots(file: Path) -> Iterator[Path]:
    for folder in file.parents:
        if folder.name in ("brief", "seeds"):
            root = folder.parent
            if (root / "seeds").is_dir() and (root / "brief").is_dir():
                yield root
