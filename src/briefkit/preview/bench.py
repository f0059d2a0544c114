"""The archive held open for its editor: pages as they would be built now, findings, labels to paste.

All of it is done by one thread, in turn: a database belongs to the thread that opened it, and a
page is made of one state of the archive. What takes long, the search, is done in slices, so that a
save shows at once all the same.

Where a brief has errors its page stays as it was when it had none, if it was looked at then: of
what is half typed, labels would go and come again.
"""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from briefkit.brief import Brief, Mention, Settings, Statement
from briefkit.diagnostics import Diagnostic, Severity
from briefkit.exports import feed
from briefkit.facts import Foreign
from briefkit.files import Disk, Memory
from briefkit.folder import SEEDS, own_templates
from briefkit.offer import NoOffer, Offer, likely_kind, offer, select
from briefkit.preview.searching import ENTRY, FOLDER, Searching
from briefkit.reading import Reading, read_brief
from briefkit.site.theme import TemplateFault
from briefkit.site_files import File, Parts, theme_of
from briefkit.spans import Document, Span
from briefkit.workspace import Workspace

TOKENS = "style/10-tokens.css"
HELD = 64  # pages and briefs, those looked at last
Result = TypeVar("Result")
Key = TypeVar("Key")
Value = TypeVar("Value")


@dataclass(frozen=True, slots=True)
class Page:
    """A file of the site as it would be built now, or as it was when it last could."""

    content: bytes
    is_old: bool = False  # what it is made of has errors now

    @property
    def digest(self) -> str:
        """It changes when the page does."""
        return hashlib.sha256(self.content).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Shown:
    """A brief as its page shows it, with what it shows of the others."""

    brief: Brief
    foreign: Foreign
    is_old: bool = False  # the present one has errors; this is the last one without


@dataclass(frozen=True, slots=True)
class Findings:
    """What is to be mended: what the page itself is made of, and all else."""

    here: tuple[Diagnostic, ...]
    elsewhere: tuple[Diagnostic, ...]
    trouble: str = ""  # why the files could not be read, in the system's words


class Bench:
    """The archive in a folder. Any thread may call the methods; each waits for its turn."""

    def __init__(self, root: Path, *, drafts: bool = False) -> None:
        self.root = root.resolve()
        self._drafts = drafts
        self._files = Disk(self.root)
        self._thread = ThreadPoolExecutor(1, "archive")
        self._pages: OrderedDict[str, Page | None] = OrderedDict()  # as they are now
        self._good: OrderedDict[str, bytes] = OrderedDict()  # the last without a fault of templates, by path
        self._sound: OrderedDict[str, Shown] = OrderedDict()  # the last without an error, by slug
        self._made_for: object = None  # the archive's own templates and its language
        self._theme_fault: Diagnostic | None = None
        self._faults: dict[str, Diagnostic] = {}  # of templates, by the page they came up in
        self._searching: Searching | None = None
        self._trouble = ""
        self._is_open = self._is_closed = False
        self.reading: tuple[int, int] = (0, 0)  # briefs read while it opens, and how many there are
        self._opening = self._thread.submit(self._open)

    def close(self) -> None:
        self._is_closed = True
        self._thread.shutdown(cancel_futures=True)

    def _in_turn(self, work: Callable[[], Result]) -> Result:
        return self._thread.submit(work).result()

    @property
    def is_opening(self) -> bool:
        return not self._opening.done()

    def _open(self) -> None:
        self._workspace = Workspace(self._files, drafts=self._drafts)
        self._theme = theme_of(Memory({}), Settings())
        self._look(frozenset())

    def _counted(self, slugs: Iterable[str]) -> Iterator[str]:
        several = list(slugs)
        for number, slug in enumerate(several):
            if self._is_closed:
                raise CancelledError  # nobody waits any more
            self.reading = number, len(several)
            yield slug

    # -- what it is asked

    def look(self, paths: Iterable[str] = ()) -> None:
        """Read again what changed at these paths, or without any, everywhere."""
        several = frozenset(paths)
        self._in_turn(lambda: self._look(several))

    def page(self, path: str) -> Page | None:
        """A file of the site by its path in build/; None where the site has no such file now."""
        if path.startswith(f"{FOLDER}/"):
            content = self._searched(path) if self._in_turn(lambda: self._is_open) else None
            return None if content is None else Page(content)
        return self._in_turn(lambda: self._page(path))

    def findings(self, path: str) -> Findings:
        """Everything to be mended, for whoever looks at a page."""
        return self._in_turn(lambda: self._findings(path))

    def document(self, path: str) -> Document | None:
        """A file's text as it stands now."""
        return self._in_turn(lambda: self._workspace.document(path))

    def offer(self, slug: str, spans: Iterable[Span], kind: str, value: str = "") -> tuple[str, Offer]:
        """(the sidecar's path, a label for words of the seed); `value` as `offer` takes it.

        For the kind "" the likeliest is taken. Raises NoOffer.
        """
        several = tuple(spans)
        return self._in_turn(lambda: self._offer(slug, several, kind, value))

    def kinds(self) -> list[tuple[str, str]]:
        """(name, title) of what a label can be, in the archive's order."""
        settings = self._workspace.ground.settings.settings
        return [(kind.name, kind.title) for kind in settings.kinds.values()]

    def tokens(self) -> str:
        """The colours and letters of the pages, as a style sheet."""
        return self._in_turn(lambda: self._theme.part(TOKENS))

    # -- looking

    def _look(self, paths: frozenset[str]) -> None:
        try:
            for path in sorted(paths) if self._is_open else ():
                self._workspace.update(path)
            if not paths or not self._is_open:
                self._workspace.refresh(self._counted)
            self._is_open, self._trouble = True, ""
        except OSError as error:  # the next look takes up what this one left
            self._trouble = f"{error.strerror or error}: {error.filename}" if error.filename else str(error)
        self._pages.clear()
        self._faults.clear()
        self._searching = None
        if self._is_open:
            self._dress()

    def _dress(self) -> None:
        """Take new templates, if the archive's own or its language are other than before."""
        settings = self._workspace.ground.settings.settings
        try:
            made_for = own_templates(self._files), settings.language
            if made_for != self._made_for:
                self._theme, self._made_for = theme_of(self._files, settings), made_for
            self._theme_fault = None
        except TemplateFault as fault:
            self._theme_fault = fault.diagnostic
        except OSError as error:
            self._trouble = str(error)

    # -- pages

    @property
    def _parts(self) -> Parts:
        workspace = self._workspace
        settings = workspace.ground.settings.settings
        return Parts(self._files, settings, workspace.index, self._theme, self._drafts)

    def _page(self, path: str) -> Page | None:
        if not self._is_open:
            return None
        if path not in self._pages:
            _hold(self._pages, path, self._make(path))
        return self._pages[path]

    def _make(self, path: str) -> Page | None:
        slug = _slug(path)
        shown = self._brief(slug) if slug else None
        is_old = shown is not None and shown.is_old
        try:
            files = self._parts.of_brief(shown.brief, shown.foreign) if shown else self._elsewhere(path)
            content = next((content for name, content in files if name == path), None)
        except TemplateFault as fault:
            self._faults[path] = fault.diagnostic
            content, is_old = self._good.get(path), True
        if content is None:
            return None
        _hold(self._good, path, content)
        return Page(content, is_old)

    def _elsewhere(self, path: str) -> Iterator[File]:
        """The files among which one that is no brief's must be."""
        parts, top = self._parts, path.partition("/")[0].partition(".")[0]
        settings, table = parts.settings, self._workspace.ground.table
        if top == "assets":
            yield from self._theme.assets.values()
        elif top == "seeds":
            yield from self._seed(path.removeprefix(f"{SEEDS}/"))
        elif top == "judgments":
            yield from parts.of_judgments()
        elif top == "index":
            yield from parts.of_index(self._workspace.lost, ENTRY)
        elif path == feed.PATH:
            yield from self._feed()
        else:
            mentions = {kind.folder: kind for kind in settings.kinds.values() if kind.base == "mention"}
            id = path.removeprefix(f"{top}/").partition("/")[0].partition(".")[0]
            entity = parts.index.entity(id) if top in mentions else None
            if entity and settings.kinds[entity.kind].folder == top:
                yield from parts.of_entity(entity)
            yield from parts.of_retired(table.retired)

    def _seed(self, file: str) -> Iterator[File]:
        """What stands beside the pages of the briefs about a seed; the seed, if it is not withheld."""
        for (slug,) in list(self._workspace.index.ask("select slug from brief where seed = ?", file)):
            if shown := self._brief(str(slug)):
                yield from self._parts.of_brief(shown.brief, shown.foreign)

    def _feed(self) -> Iterator[File]:
        workspace, settings = self._workspace, self._workspace.ground.settings.settings
        briefs = (workspace.brief(slug) for slug in workspace.index.slugs())
        entries = (entry for brief in briefs if brief and (entry := feed.entry(brief)))
        if news := feed.feed(entries, settings):
            yield feed.PATH, news

    def _brief(self, slug: str) -> Shown | None:
        """What is shown of a brief: as it is, or where that has errors, the last one without."""
        if slug not in self._workspace.ground.layout.sidecars:
            return None
        reading = self._workspace.reading(slug)
        if reading.brief and (slug not in self._sound or not self._has_errors(reading)):
            now = Shown(reading.brief, self._workspace.index.foreign(reading.brief))
            if not self._has_errors(reading):
                _hold(self._sound, slug, now)
            return now
        if slug in self._sound:
            return replace(self._sound[slug], is_old=True)
        return self._never_looked_at(slug)

    def _never_looked_at(self, slug: str) -> Shown | None:
        """The last brief that a sidecar gave, if all that it names is still to be had."""
        last = self._workspace.last_good(slug)
        if last is None:
            return None
        foreign = self._workspace.index.foreign(last)
        entities = {**{one.id: one for one in last.entities}, **foreign.entities}
        if not _named(last) <= entities.keys():
            return None
        return Shown(last, replace(foreign, entities=entities), is_old=True)

    def _has_errors(self, reading: Reading) -> bool:
        rules = self._workspace.ground.settings.settings.rules
        return any(rules.get(one.code, one.severity) == Severity.ERROR for one in reading.findings)

    def _searched(self, path: str) -> bytes | None:
        while self._in_turn(self._search_on):
            pass
        return self._in_turn(lambda: self._searching.file(path) if self._searching else None)

    def _search_on(self) -> bool:
        if self._searching is None:
            self._searching = Searching(self._workspace, self._parts)
        return self._searching.work()

    # -- findings and labels

    def _findings(self, path: str) -> Findings:
        if not self._is_open:
            return Findings((), (), self._trouble)
        faults = dict.fromkeys(filter(None, (self._theme_fault, *self._faults.values())))
        own = {fault.path for fault in faults}
        if slug := _slug(path):
            own |= {self._workspace.ground.layout.sidecars.get(slug, "")}
            shown = self._brief(slug)
            own |= {f"{SEEDS}/{shown.brief.seed.path}"} if shown else set()
        several = (*faults, *self._workspace.findings())
        return Findings(
            tuple(one for one in several if one.path in own),
            tuple(one for one in several if one.path not in own),
            self._trouble,
        )

    def _offer(self, slug: str, spans: tuple[Span, ...], kind: str, value: str) -> tuple[str, Offer]:
        workspace = self._workspace
        if not self._is_open:
            raise NoOffer("the archive cannot be read")
        settings, table = workspace.ground.settings.settings, workspace.ground.table
        path = workspace.ground.layout.sidecars.get(slug, "")
        shown, sidecar = self._brief(slug), workspace.document(path) if path else None
        if shown is None or sidecar is None:
            raise NoOffer(f"there is no brief {slug} now")
        if kind not in ("", *settings.kinds):
            raise NoOffer(f"there is no kind {kind}")
        seed = shown.brief.seed.text.encode()
        now = read_brief(sidecar, slug, seed, table, settings, drafts=True).brief
        brief = now or replace(shown.brief, labels=())  # its labels stood in another text
        entities = {**table.entities, **{one.id: one for one in brief.entities}}
        selection = select(brief, spans)
        chosen = settings.kinds[kind] if kind else likely_kind(selection, entities, settings.kinds)
        return path, offer(brief, sidecar, entities, selection, chosen, value)


def _named(brief: Brief) -> set[str]:
    """The entities that the labels name."""
    found = set[str]()
    for label in brief.labels:
        match label.body:
            case Mention(entity):
                found.add(entity)
            case Statement(by=by):
                found.update(by)
    return found


def _slug(path: str) -> str:
    """The slug whose page a path is, or stands beside; "" for another path."""
    return path.removeprefix("briefs/").partition(".")[0] if path.startswith("briefs/") else ""


def _hold(held: OrderedDict[Key, Value], key: Key, value: Value) -> None:
    held[key] = value
    held.move_to_end(key)
    if len(held) > HELD:
        held.popitem(last=False)
