"""Every file of a site but its manifest, one at a time, in the order in which they are written.

Brief by brief first; then what is gathered from all of them: entities, judgments, index, search,
feed and sitemap. One brief is in memory at a time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import briefkit
from briefkit.addresses import brief_path, entity_path, seed_path
from briefkit.brief import Brief, Settings
from briefkit.cache import Briefs
from briefkit.diagnostics import Diagnostic
from briefkit.exports import feed
from briefkit.exports.citation import citation_files
from briefkit.exports.sitemap import Address, robots, sitemap
from briefkit.exports.web_annotation import annotation_page
from briefkit.facts_index import FactsIndex
from briefkit.files import Files
from briefkit.folder import SEEDS, TEMPLATES, own_templates, packaged_templates
from briefkit.interface import interface_for
from briefkit.search import SearchIndex
from briefkit.site.pages import brief_pages, entity_pages, index_pages, judgment_pages, redirect_pages
from briefkit.site.reader_words import NAME, reader_words
from briefkit.site.theme import TEMPLATE_ERROR, TemplateFault, Theme
from briefkit.survey import Survey

File = tuple[str, bytes]  # path in build/, content
# (what is done, slugs) → the slugs, shown as they go by
Walk = Callable[[str, Iterable[str]], Iterable[str]]


@dataclass(slots=True)
class SiteFiles:
    """The files of one build; `published` fills as the briefs go by."""

    files: Files
    found: Survey
    briefs: Briefs
    database: sqlite3.Connection  # what is gathered for the search goes there
    drafts: bool
    progress: Walk
    published: dict[str, dict[str, Any]] = field(default_factory=dict)
    _pages: list[Address] = field(default_factory=list)
    _news: list[feed.Entry] = field(default_factory=list)

    @property
    def _settings(self) -> Settings:
        return self.found.settings

    @property
    def _index(self) -> FactsIndex:
        return self.found.index

    def __iter__(self) -> Iterator[File]:
        """Raises TemplateFault where an archive's own template is at fault."""
        theme = theme_of(self.files, self._settings)
        shared: dict[str, Any] = {"drafts": self.drafts, "version": briefkit.__version__}
        search = SearchIndex(
            self.database, self._settings, interface_for(self._settings.language), drafts=self.drafts
        )
        yield from theme.assets.values()
        for slug in self.progress("Writing", self._index.slugs()):
            brief = self.briefs.get(slug)
            changed = brief.about.updated or brief.about.published
            yield from self._listed(self._brief_files(brief, theme, shared), changed)
            yield from search.add(brief)
        yield from self._listed(self._entity_files(theme, search, shared))
        yield from search.files()
        yield from self._listed(judgment_pages(self._index, self._settings, theme, **shared))
        retired = self.found.retired_entities
        yield from redirect_pages(self._index, retired, self._settings, theme, **shared)
        lost = self.found.lost
        yield from self._listed(
            index_pages(self._index, self._settings, theme, lost=lost, search=search.entry, **shared)
        )
        if news := feed.feed(self._news, self._settings):
            yield feed.PATH, news
        yield from sitemap(self._pages, self._settings.url)
        yield robots(self._settings)

    def _brief_files(self, brief: Brief, theme: Theme, shared: Mapping[str, Any]) -> Iterator[File]:
        foreign = self._index.foreign(brief)
        self.published[brief.slug] = _published(brief)
        yield from brief_pages(brief, foreign, self._settings, theme, **shared)
        yield brief_path(brief.slug, "json"), annotation_page(brief, foreign, self._settings)
        yield from citation_files(brief, self._settings)
        if brief.publish == "full":
            yield seed_path(brief.seed.path), self.files.read(f"{SEEDS}/{brief.seed.path}")
        if self._settings.url and (news := feed.entry(brief)):
            self._news.append(news)
            if len(self._news) > 4 * feed.ENTRIES:
                self._news = feed.newest(self._news)

    def _entity_files(self, theme: Theme, search: SearchIndex, shared: Mapping[str, Any]) -> Iterator[File]:
        for kind in self._settings.kinds.values():
            for id in self._index.entity_ids(kind.name) if kind.base == "mention" else ():
                entity = self._index.entity(id)
                assert entity is not None
                search.add_entity(entity, entity_path(kind, id))
                yield from entity_pages(entity, self._index, self._settings, theme, **shared)

    def _listed(self, files: Iterable[File], changed: str | None = None) -> Iterator[File]:
        """The files, while their pages are put down for the sitemap."""
        for path, content in files:
            if self._settings.url and path.endswith(".html"):
                self._pages.append(Address(path, changed))
            yield path, content


def _published(brief: Brief) -> dict[str, Any]:
    return {
        "seed": brief.seed.path,
        "sha256": brief.seed.sha256,
        "publish": brief.publish,
        "passages": len(brief.passages),
        "labels": [label.id for label in brief.labels if label.id],
        "retired": dict(brief.retired),
    }


# -- templates and assets --------------------------------------------------------------------------


def theme_of(files: Files, settings: Settings) -> Theme:
    """The packaged templates, with the archive's own in their place where it has any."""
    shipped, own = packaged_templates(), own_templates(files)
    assets = {
        name.removeprefix("assets/"): data
        for name, data in {**shipped, **own}.items()
        if name.startswith("assets/")
    }
    assets[NAME] = reader_words(interface_for(settings.language))
    return Theme(_texts(shipped), _texts(own), assets)


def _texts(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: _text(name, data) for name, data in files.items() if name.endswith(".j2")}


def _text(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8"
        path = f"{TEMPLATES}/{name}"
        fault = Diagnostic.of_file(path, TEMPLATE_ERROR, message, "save the file as UTF-8")
        raise TemplateFault(fault) from None
