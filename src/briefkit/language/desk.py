"""A file on the editor's desk, and what is known around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Literal

from briefkit import yamltree
from briefkit.brief import Kind, Passage, Settings
from briefkit.entities import WrittenEntity
from briefkit.files import Files, OutsideArchive
from briefkit.folder import BRIEFS, SEEDS
from briefkit.likelihood import SCALES, Scale
from briefkit.passages import SPLITS, cut
from briefkit.sidecar import Sidecar
from briefkit.spans import Document, Span
from briefkit.workspace import Workspace
from briefkit.yaml_files import Sort
from briefkit.yamltree import Node, Scalar, Sequence

FileKind = Literal["sidecar", "entities", "archive", "seed", "other"]


@dataclass(frozen=True, slots=True)
class LabelNode:
    """A label as it stands in the YAML, whether it got in or not."""

    passage: str
    node: yamltree.Mapping
    kind: Kind | None

    def text(self, field: str) -> str:
        """A field's text; empty where it has none, or is a list."""
        value = self.node.get(field)
        return value.text if isinstance(value, Scalar) else ""

    @property
    def value(self) -> str:
        """A statement's sentence, a mention's entity."""
        return self.text(self.kind.name) if self.kind else ""

    @property
    def quotes(self) -> list[str]:
        quote = self.node.get("quote")
        nodes = quote.items if isinstance(quote, Sequence) else (quote,)
        return [node.text for node in nodes if isinstance(node, Scalar) and node.text]


@dataclass(frozen=True)
class Desk:
    """An open file."""

    files: Files
    workspace: Workspace
    document: Document
    root: yamltree.Mapping | None  # its tree; None where the text has none
    last: yamltree.Mapping | None = None  # the last tree that it had, whose places may be elsewhere by now

    @property
    def settings(self) -> Settings:
        return self.workspace.ground.settings.settings

    @property
    def kind(self) -> FileKind:
        path, layout = self.document.path, self.workspace.ground.layout
        if path.startswith(f"{SEEDS}/"):
            return "seed"
        if path == f"{BRIEFS}/archive.yaml":
            return "archive"
        if path in layout.entities or path == f"{BRIEFS}/entities.yaml":
            return "entities"
        return "sidecar" if self.slug else "other"

    @property
    def sort(self) -> Sort | None:
        """What kind of YAML file it is, as `yaml_files` tells them; None for none of the archive's."""
        sorts: dict[FileKind, Sort] = {"archive": "settings", "entities": "entities", "sidecar": "sidecar"}
        return sorts.get(self.kind)

    @property
    def slug(self) -> str | None:
        return self.workspace.slug_of(self.document.path)

    @cached_property
    def sidecar(self) -> Sidecar | None:
        """What the file says, if it is a sidecar."""
        return sidecar_of(self.workspace, self.slug) if self.slug else None

    @property
    def scale(self) -> Scale:
        """The ladder of likelihood that holds in the file."""
        return SCALES[(self.sidecar and self.sidecar.scale) or self.settings.scale]

    @cached_property
    def labels(self) -> tuple[LabelNode, ...]:
        return tuple(labels_in(self.root, self.settings.kinds)) if self.kind == "sidecar" else ()

    @cached_property
    def seed(self) -> Document | None:
        """The text that the sidecar is about; None where it cannot be had."""
        file = yamltree_text(self.root or self.last, "seed", "file")
        return read_text(self.files, f"{SEEDS}/{file}") if file else None

    @property
    def passages(self) -> Mapping[str, Passage]:
        split = yamltree_text(self.root or self.last, "seed", "split")
        if self.seed is None or split not in SPLITS:
            return {}
        return _passages(self.seed.text, split)

    @cached_property
    def entities(self) -> Mapping[str, WrittenEntity]:
        """The entities that the file may name, the shared ones first."""
        found = {one.entity.id: one for one in self.workspace.ground.entities.entities}
        return found | {one.entity.id: one for one in (self.sidecar.entities if self.sidecar else ())}

    def label_at(self, offset: int) -> LabelNode | None:
        """The label whose lines an offset stands in."""
        return next((one for one in self.labels if touches(one.node.span, offset)), None)

    def passage_at(self, offset: int) -> Passage | None:
        """The passage whose labels an offset stands among: that of the last key before it."""
        labels = self.root.get("labels") if self.root else None
        keys = labels.entries if isinstance(labels, yamltree.Mapping) else ()
        before = [key.text for key, _ in keys if key.span.start <= offset]
        return self.passages.get(before[-1]) if before else None


def desk_of(
    files: Files, workspace: Workspace, path: str, last: yamltree.Mapping | None = None
) -> Desk | None:
    """A file of the archive as it stands; `last` is the tree that it had before. None: it cannot be read."""
    document = read_text(files, path)
    if document is None:
        return None
    slug = workspace.slug_of(path)
    sidecar = sidecar_of(workspace, slug) if slug else None
    root = sidecar.root if sidecar and sidecar.document.text == document.text else None
    if root is None and path.startswith(f"{BRIEFS}/"):
        parsed = yamltree.parse(document)[0]
        root = parsed if isinstance(parsed, yamltree.Mapping) else None
    return Desk(files, workspace, document, root, root or last)


def sidecar_of(workspace: Workspace, slug: str) -> Sidecar | None:
    """The sidecar of a slug; None where there is none, or none that can be read."""
    try:
        return workspace.sidecar(slug)
    except (KeyError, OSError):
        return None


def labels_in(root: yamltree.Mapping | None, kinds: Mapping[str, Kind]) -> Iterator[LabelNode]:
    """The labels of a sidecar's tree, as written."""
    labels = root.get("labels") if root else None
    if not isinstance(labels, yamltree.Mapping):
        return
    for passage, listed in labels.entries:
        for node in listed.items if isinstance(listed, Sequence) else ():
            if isinstance(node, yamltree.Mapping):
                named = [kinds[key.text] for key, _ in node.entries if key.text in kinds]
                yield LabelNode(passage.text, node, named[0] if named else None)


def read_text(files: Files, path: str) -> Document | None:
    """A file's text; None where there is none, or none that can be read."""
    try:
        return Document(path, files.read(path).decode("utf-8"))
    except (OSError, OutsideArchive, UnicodeDecodeError):
        return None


def yamltree_text(root: Node | None, *path: str) -> str:
    """The text at a path of keys; empty where there is none."""
    for step in path:
        root = root.get(step) if isinstance(root, yamltree.Mapping) else None
    return root.text if isinstance(root, Scalar) else ""


def touches(span: Span, offset: int) -> bool:
    """Whether a cursor stands in or at the end of a span."""
    return span.start <= offset <= span.end


@lru_cache(maxsize=16)
def _passages(text: str, split: str) -> Mapping[str, Passage]:
    return {passage.id: passage for passage in cut(text, split)}
