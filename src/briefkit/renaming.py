"""A label, an entity or a brief gets another name, everywhere, and its old name is kept as retired.

The fewest edits of the archive's YAML: what names the old name in a field or in the link of a note
names the new one, and `retired` leads readers with an old link on. Comments are left as they are.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import NoReturn

from briefkit import yamltree
from briefkit.diagnostics import Edit
from briefkit.edits import apply, remove_field, scalar, set_field
from briefkit.files import Files
from briefkit.folder import BRIEFS
from briefkit.lookup import led_on
from briefkit.modeline import modeline
from briefkit.names import problem_with_entity_id, problem_with_id, problem_with_slug
from briefkit.nearest import nearest
from briefkit.references import DERIVED, Reference
from briefkit.rewrite import Rewrite
from briefkit.spans import LINE_END, Document, Span
from briefkit.yaml_files import ENTITIES, SETTINGS, YamlFile, YamlFiles, read_yaml_files
from briefkit.yamltree import Scalar

ESCAPE = re.compile(r"\\[xuU]")  # in such a text a name may stand that cannot be seen
COMMENT = re.compile(r"(?:^\s*|\s)#\s(.*)")
MODELINE = re.compile("# yaml-language-server:")
GONE = ("~", "null")  # what `retired` reads as: nothing took its place


class CannotRename(Exception):
    """The name cannot be changed; the message says why."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A file and what changes in it."""

    document: Document  # as it was read; empty where `new`
    edits: tuple[Edit, ...]
    to: str | None = None  # the path that it moves to
    new: bool = False

    @property
    def rewrite(self) -> Rewrite:
        before = None if self.new else self.document.text
        return Rewrite(self.document.path, before, apply(self.document.text, self.edits), self.to)


@dataclass(frozen=True, slots=True)
class Renaming:
    """What renaming comes to."""

    changed: tuple[Changed, ...]
    places: int  # where the old name stood
    comments: tuple[tuple[str, int], ...]  # path and line of comments that still hold the old name

    @property
    def rewrites(self) -> list[Rewrite]:
        return [one.rewrite for one in self.changed]


def rename(files: Files, old: str, new: str, *, retire: bool = True) -> Renaming:
    """Rename `slug#id`, `entity:id` or the brief `slug`, as notes name them. Raises `CannotRename`."""
    if old.startswith("entity:"):
        return rename_entity(files, old.removeprefix("entity:"), new.removeprefix("entity:"), retire=retire)
    slug, hash_, id = old.rpartition("#")
    if not hash_:
        return rename_brief(files, old, new, retire=retire)
    other, _, new = new.rpartition("#")
    if other not in ("", slug):
        raise CannotRename(f"a label stays in its brief, {slug}: name the new id alone")
    return rename_label(files, slug, id, new, retire=retire)


def rename_label(files: Files, slug: str, old: str, new: str, *, retire: bool = True) -> Renaming:
    """Give the label `old` of a brief the id `new`."""
    _new_name(old, new, problem_with_id(new))
    found = read_yaml_files(files, wanted=_holding(old), slug=slug)
    sidecar = found.with_slug(slug) or _no_brief(found, slug)
    ids = [one.id for one in sidecar.references if one.what == "label" and one.role == "given"]
    if old not in ids:
        _no_label(sidecar, old, ids)
    if ids.count(old) > 1:
        raise CannotRename(f"`{old}` is the id of {ids.count(old)} labels of {slug}: give each its own first")
    if new in ids:
        raise CannotRename(f"`{new}` is the id of another label of {slug}")
    word = re.compile(rf"(?<![\w/-]){re.escape(slug)}#{re.escape(old)}(?![\w-])")
    _all_told(found, lambda one: _word(old) if one is sidecar else word)

    def meant(one: Reference) -> str | None:
        return new if (one.what, one.slug, one.id) == ("label", slug, old) else None

    return _Renamer(found, sidecar, old, new, retire, "labels").run(meant)


def rename_entity(files: Files, old: str, new: str, *, retire: bool = True) -> Renaming:
    """Give the entity `old` the id `new`, wherever in the archive it is given."""
    _new_name(old, new, problem_with_entity_id(new))
    holding = _holding(old)
    found = read_yaml_files(files, wanted=lambda text: holding(text) or _may_give(text))
    given = [(one.id, file) for file in found.read for one in file.references if _gives_entity(one, file)]
    ids = [id for id, _ in given]
    if old not in ids:
        _no_entity(found, old, ids)
    if ids.count(old) > 1:
        raise CannotRename(f"`{old}` is the id of {ids.count(old)} entities: give each its own first")
    if new in ids:
        raise CannotRename(f"`{new}` is the id of another entity")
    _all_told(found, lambda _: _word(old))
    homes = [file for id, file in given if id == old and file.sort == "entities"]
    homes = [file for file in found.read if file.sort == "entities" and _retires(file, new)] or homes

    def meant(one: Reference) -> str | None:
        return new if one.what == "entity" and one.id == old else None

    homes += [file for file in found.read if file.sort == "entities"]
    return _Renamer(found, next(iter(homes), None), old, new, retire, None, ENTITIES).run(meant)


def rename_brief(files: Files, old: str, new: str, *, retire: bool = True) -> Renaming:
    """Give the brief `old` the slug `new`: its sidecar moves, and so do other editors' layers of it."""
    _new_name(old, new, problem_with_slug(new))
    found = read_yaml_files(files, wanted=_holding(old), slug=old)
    sidecar = found.with_slug(old) or _no_brief(found, old)
    moves = {sidecar.document.path: f"{BRIEFS}/{new}.yaml"}
    for one in found.read:
        if one.sort == "layer" and one.slug == old:
            folder = one.document.path.removesuffix(f"{old}.yaml")
            moves[one.document.path] = f"{folder}{new}.yaml"
    for path in moves.values():
        if files.exists(path):
            raise CannotRename(f"{path} is there already")
    _all_told(found, lambda _: re.compile(rf"(?<![\w/-]){re.escape(old)}(?![\w/-])"))

    def meant(one: Reference) -> str | None:
        return new if one.what == "brief" and one.slug == old else None

    renamer = _Renamer(found, found.settings, old, new, retire, None, SETTINGS)
    renamer.moves, renamer.modeline = moves, (modeline(old), modeline(new))
    return renamer.run(meant)


class _Renamer:
    """Makes the edits of one renaming. `home` keeps its retired name; None: a new file does, at `path`."""

    def __init__(
        self,
        found: YamlFiles,
        home: YamlFile | None,
        old: str,
        new: str,
        retire: bool,
        before: str | None,
        path: str = "",
    ) -> None:
        self.found, self.old, self.new, self.retire = found, old, new, retire
        self.home = home or YamlFile(Document(path, ""), "settings", "", {})
        self.is_new = home is None
        self.before = before or ""
        self.moves: Mapping[str, str] = {}
        self.modeline = ("", "")

    def run(self, meant: Callable[[Reference], str | None]) -> Renaming:
        """`meant` gives the new name of what a reference names, None where that keeps its own."""
        changed: list[Changed] = []
        places = 0
        taken_back = self._retired_new(meant)
        for file in [*self.found.read, *([self.home] if self.is_new else [])]:
            named = [(one, words) for one in file.references if (words := meant(one))]
            places += len(named)
            if file is self.home:
                named = [(one, words) for one, words in named if not _inside(one, taken_back)]
            edits = [edit for one in _by_scalar(named) for edit in _edits(file.document, *one)]
            if file is self.home:
                edits += self._retired_edits(taken_back)
            to = self.moves.get(file.document.path)
            if to and (at := file.document.text.find(self.modeline[0])) >= 0:
                edits.append(Edit(Span(at, at + len(self.modeline[0])), self.modeline[1]))
            if edits or to:
                changed.append(Changed(file.document, tuple(edits), to, self.is_new and file is self.home))
        return Renaming(tuple(changed), places, tuple(self._comments(changed)))

    def _retired_new(self, meant: Callable[[Reference], str | None]) -> tuple[Scalar, Scalar] | None:
        """The entry of `retired` by which the new name leads back to the old one: it was its name before."""
        retired = self.home.root.get("retired")
        entries = retired.entries if isinstance(retired, yamltree.Mapping) else ()
        leads = {key.text: (key, value) for key, value in entries if isinstance(value, Scalar)}
        if self.new not in leads:
            return None
        first, end = leads[self.new], self.new
        for _ in range(len(leads)):
            end = leads[end][1].text if end in leads else end
        if end != self.old:
            after = led_on(None if first[1].text in GONE else first[1].text)
            raise CannotRename(f"`{self.new}` is retired: old links to it would lead elsewhere ({after})")
        return first

    def _retired_edits(self, taken_back: tuple[Scalar, Scalar] | None) -> list[Edit]:
        """What makes `retired` lead from the old name to the new one."""
        document, root = self.home.document, self.home.root
        retired = root.get("retired")
        if taken_back:
            if self.retire:
                key, value = taken_back
                return [Edit(key.span, scalar(self.old)), Edit(value.span, scalar(self.new))]
            assert isinstance(retired, yamltree.Mapping)
            if len(retired.entries) == 1 and len(root.entries) == 1:
                return [Edit(retired.span, "{}")]
            if len(retired.entries) == 1:
                return [remove_field(document, root, "retired")]
            return [remove_field(document, retired, self.new)]
        if not self.retire:
            return []
        if isinstance(retired, yamltree.Mapping):
            return [set_field(document, retired, scalar(self.old), scalar(self.new))]
        entry = f"{{{scalar(self.old, flow=True)}: {scalar(self.new, flow=True)}}}"
        return [set_field(document, root, "retired", entry, before=self.before)]

    def _comments(self, changed: Iterable[Changed]) -> Iterator[tuple[str, int]]:
        """Where comments hold the old name, unless it is a word that a sentence may hold as well."""
        if not re.search("[-/0-9]", self.old):
            return
        word = _word(self.old)
        texts = {file.document.path: file.document.text for file in self.found.read}
        for path, text in (texts | {one.document.path: one.rewrite.after or "" for one in changed}).items():
            for number, line in enumerate(LINE_END.split(text), 1):
                comment = COMMENT.search(line)
                if comment and not MODELINE.match(line) and word.search(comment[1]):
                    yield self.moves.get(path, path), number


# -- edits of one scalar ---------------------------------------------------------------------------


def _by_scalar(
    named: Iterable[tuple[Reference, str]],
) -> Iterator[tuple[Scalar, list[tuple[Reference, str]]]]:
    groups: dict[Span, tuple[Scalar, list[tuple[Reference, str]]]] = {}
    for one, words in named:
        groups.setdefault(one.scalar.span, (one.scalar, []))[1].append((one, words))
    yield from groups.values()


def _edits(document: Document, node: Scalar, named: list[tuple[Reference, str]]) -> Iterator[Edit]:
    """The names of one scalar changed where they stand; the scalar anew where escapes hide them."""
    spans = [one.span(document.text) for one, _ in named]
    if all(spans):
        for (one, words), span in zip(named, spans, strict=True):
            assert span
            alone = node.style == "plain" and one.place is not None and len(one.place) == len(node.text)
            yield Edit(span, scalar(words) if alone else words)
        return
    text, places = node.text, {one.place: words for one, words in named}
    if None in places:
        line, _ = document.line_column(node.span.start)
        what = named[0][0].id or named[0][0].slug
        raise CannotRename(
            f"{document.path}:{line}: a link names `{what}` with characters that stand for others: "
            "write the link plainly first"
        )
    for place, words in sorted(places.items(), key=lambda each: each[0] or Span(0, 0), reverse=True):
        assert place
        text = text[: place.start] + words + text[place.end :]
    yield Edit(node.span, scalar(text, flow=True))


def _inside(one: Reference, entry: tuple[Scalar, Scalar] | None) -> bool:
    return entry is not None and one.scalar.span in (entry[0].span, entry[1].span)


# -- what stands in the way ------------------------------------------------------------------------


def _new_name(old: str, new: str, problem: str | None) -> None:
    if problem:
        raise CannotRename(f"`{new}` cannot be a name: {problem}")
    if new in GONE:
        raise CannotRename(f"`{new}` cannot take the place of a name: `retired` reads it as: it is gone")
    if old == new:
        raise CannotRename(f"`{new}` is the name that it has")


def _word(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])")


def _holding(name: str) -> Callable[[str], bool]:
    return lambda text: name in text or ESCAPE.search(text) is not None


def _may_give(text: str) -> bool:
    """Whether a sidecar may have entities of its own; files of shared entities always."""
    return "entities" in text or not re.search(r"^labels:", text, re.MULTILINE)


def _gives_entity(one: Reference, file: YamlFile) -> bool:
    return one.what == "entity" and one.role == "given" and file.sort != "layer"


def _retires(file: YamlFile, id: str) -> bool:
    return any(one.role == "retired" and one.id == id for one in file.references)


def _all_told(found: YamlFiles, word_in: Callable[[YamlFile], re.Pattern[str]]) -> None:
    """Refuse where a file that could not be read whole holds the name: it may stand in any part of it."""
    for finding in found.unread:
        raise CannotRename(f"{finding.path} is not UTF-8, so what it names cannot be told: mend it first")
    for file in found.read:
        if file.faults and word_in(file).search(file.document.text):
            first = file.faults[0]
            raise CannotRename(
                f"{first.path}:{first.line}: {first.code} {first.message}. Until that is mended it cannot be "
                "told what the file names"
            )


def _no_brief(found: YamlFiles, slug: str) -> NoReturn:
    retired = found.settings.root.get("retired") if found.settings else None
    if isinstance(retired, yamltree.Mapping) and isinstance(led := retired.get(slug), Scalar):
        raise CannotRename(f"brief `{slug}` is retired: {led_on(None if led.text in GONE else led.text)}")
    close = nearest(slug, found.layout.sidecars)
    raise CannotRename(f"there is no brief `{slug}`" + (f": write `{close}`" if close else ""))


def _no_label(sidecar: YamlFile, old: str, ids: list[str]) -> NoReturn:
    retired = sidecar.root.get("retired")
    if isinstance(retired, yamltree.Mapping) and isinstance(led := retired.get(old), Scalar):
        raise CannotRename(f"`{old}` is retired: {led_on(None if led.text in GONE else led.text)}")
    if DERIVED.fullmatch(old) or re.fullmatch(r"p[0-9]+-[a-z]+-[0-9]+", old):
        raise CannotRename(f"`{old}` is no id but where a label stands: write `id: …` into the label")
    close = nearest(old, ids)
    message = f"{sidecar.slug} has no label `{old}`"
    raise CannotRename(message + (f": write `{close}`" if close else ""))


def _no_entity(found: YamlFiles, old: str, ids: list[str]) -> NoReturn:
    for one in (one for file in found.read for one in file.references):
        if one.what == "entity" and one.role == "retired" and one.id == old:
            raise CannotRename(f"entity `{old}` is retired")
    close = nearest(old, ids)
    raise CannotRename(f"there is no entity `{old}`" + (f": write `entity:{close}`" if close else ""))
