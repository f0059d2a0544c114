"""Every YAML file of an archive, and what it is: sidecar, layer, entities or settings."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from briefkit import yamltree
from briefkit.brief import KINDS, Kind
from briefkit.diagnostics import Diagnostic
from briefkit.files import Files
from briefkit.folder import BRIEFS, Layout, lay_out, read_document
from briefkit.references import Reference, in_entities, in_settings, in_sidecar
from briefkit.settings import read_settings
from briefkit.spans import Document

Sort = Literal["sidecar", "layer", "entities", "settings"]
SETTINGS, ENTITIES = f"{BRIEFS}/archive.yaml", f"{BRIEFS}/entities.yaml"


@dataclass(frozen=True)
class YamlFile:
    """A file as it was read. A layer's labels have names of their own, under its path as a slug."""

    document: Document
    sort: Sort
    slug: str  # of the brief; "" where it is about none
    kinds: Mapping[str, Kind]

    @cached_property
    def _parsed(self) -> tuple[yamltree.Mapping, tuple[Diagnostic, ...]]:
        root, findings = yamltree.parse(self.document)
        empty = yamltree.Mapping((), self.document.whole, flow=False)
        return (root if isinstance(root, yamltree.Mapping) else empty), tuple(findings)

    @property
    def root(self) -> yamltree.Mapping:
        """Its keys and values; none where it cannot be read."""
        return self._parsed[0]

    @property
    def faults(self) -> tuple[Diagnostic, ...]:
        """Why some of it may not have been read."""
        return self._parsed[1]

    @cached_property
    def references(self) -> tuple[Reference, ...]:
        """Every name in it."""
        match self.sort:
            case "sidecar":
                return tuple(in_sidecar(self.root, self.slug, self.kinds))
            case "layer":
                path = self.document.path.removeprefix(f"{BRIEFS}/").removesuffix(".yaml")
                return tuple(in_sidecar(self.root, path, self.kinds, layer_of=self.slug))
            case "entities":
                return tuple(in_entities(self.root, self.kinds))
        return tuple(in_settings(self.root))


@dataclass(frozen=True)
class YamlFiles:
    """The files of an archive; what is no UTF-8 is among `unread`."""

    layout: Layout
    read: tuple[YamlFile, ...]
    unread: tuple[Diagnostic, ...]

    def with_slug(self, slug: str) -> YamlFile | None:
        return next((one for one in self.read if one.sort == "sidecar" and one.slug == slug), None)

    @property
    def settings(self) -> YamlFile | None:
        return next((one for one in self.read if one.sort == "settings"), None)


def read_yaml_files(
    files: Files, *, wanted: Callable[[str], bool] = lambda text: True, slug: str | None = None
) -> YamlFiles:
    """The YAML files of an archive whose text is `wanted`; settings and the brief `slug` always."""
    layout, _ = lay_out(files)
    kinds = KINDS
    read: list[YamlFile] = []
    unread: list[Diagnostic] = []
    for path, sort, of in _sorted(files.names(BRIEFS, ".yaml")):
        document = read_document(files, path)
        if isinstance(document, Diagnostic):
            unread.append(document)
            continue
        if sort == "settings":
            kinds = read_settings(document)[0].settings.kinds
        if sort == "settings" or (slug and of == slug) or wanted(document.text):
            read.append(YamlFile(document, sort, of, kinds))
    return YamlFiles(layout, tuple(read), tuple(unread))


def _sorted(paths: Iterable[str]) -> Iterator[tuple[str, Sort, str]]:
    """(path, sort, slug) of each, the settings first: they say which kinds there are.

    A sidecar with a name that no brief can have is one all the same: it will get a better one.
    """
    for path in sorted(paths, key=lambda one: (one != SETTINGS, one)):
        name = path.removeprefix(f"{BRIEFS}/").removesuffix(".yaml")
        if path == SETTINGS:
            yield path, "settings", ""
        elif path == ENTITIES or name.startswith("entities/"):
            yield path, "entities", ""
        elif name.startswith("layers/"):
            yield path, "layer", "/".join(name.split("/")[2:])
        else:
            yield path, "sidecar", name
