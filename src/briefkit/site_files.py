"""Every file of a site but its manifest.

`Parts` makes the files of one brief, of one entity, of a list: whatever is asked for. `SiteFiles` asks
for all of them, in the order in which a build writes them: brief by brief first, then what is gathered
from all: entities, judgments, index, search, feed and sitemap. One brief is in memory at a time.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import briefkit
from briefkit.addresses import brief_path, entity_path, seed_path
from briefkit.brief import Brief, Entity, Settings
from briefkit.cache import Briefs
from briefkit.diagnostics import Diagnostic
from briefkit.exports import feed
from briefkit.exports.citation import citation_files
from briefkit.exports.sitemap import Address, robots, sitemap
from briefkit.exports.web_annotation import annotation_page
from briefkit.facts import Foreign
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


@dataclass(frozen=True, slots=True)
class Parts:
    """The files of a site, part by part, for whoever asks; all raise TemplateFault."""

    files: Files
    settings: Settings
    index: FactsIndex
    theme: Theme
    drafts: bool = False

    @property
    def _shared(self) -> dict[str, Any]:
        return {"drafts": self.drafts, "version": briefkit.__version__}

    def of_brief(self, brief: Brief, foreign: Foreign | None = None) -> Iterator[File]:
        """Its page, and all that stands beside it; the page comes first.

        `foreign` is what it shows of the others, for a brief that is not the one in the index.
        """
        foreign = foreign or self.index.foreign(brief)
        yield from brief_pages(brief, foreign, self.settings, self.theme, **self._shared)
        yield brief_path(brief.slug, "json"), annotation_page(brief, foreign, self.settings)
        yield from citation_files(brief, self.settings)
        if brief.publish == "full":
            yield seed_path(brief.seed.path), self.files.read(f"{SEEDS}/{brief.seed.path}")

    def entities(self) -> Iterator[Entity]:
        for kind in self.settings.kinds.values():
            for id in self.index.entity_ids(kind.name) if kind.base == "mention" else ():
                entity = self.index.entity(id)
                assert entity is not None
                yield entity

    def of_entity(self, entity: Entity) -> Iterator[File]:
        return entity_pages(entity, self.index, self.settings, self.theme, **self._shared)

    def of_judgments(self) -> Iterator[File]:
        return judgment_pages(self.index, self.settings, self.theme, **self._shared)

    def of_retired(self, entities: Mapping[str, str | None]) -> Iterator[File]:
        """`entities` are the retired ids; retired slugs stand in the settings."""
        return redirect_pages(self.index, entities, self.settings, self.theme, **self._shared)

    def of_index(self, lost: Sequence[str], search: str) -> Iterator[File]:
        """`lost` and `search` as `index_pages` takes them."""
        return index_pages(self.index, self.settings, self.theme, lost=lost, search=search, **self._shared)

    def search(self, database: sqlite3.Connection) -> SearchIndex:
        """An empty one, which gathers in the database what it is told."""
        words = interface_for(self.settings.language)
        return SearchIndex(database, self.settings, words, drafts=self.drafts)

    def add_entities(self, search: SearchIndex) -> Iterator[Entity]:
        """Every entity, when the search has been told of it."""
        for entity in self.entities():
            search.add_entity(entity, entity_path(self.settings.kinds[entity.kind], entity.id))
            yield entity


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

    def __iter__(self) -> Iterator[File]:
        """Raises TemplateFault where an archive's own template is at fault."""
        theme = theme_of(self.files, self._settings)
        parts = Parts(self.files, self._settings, self.found.index, theme, self.drafts)
        search = parts.search(self.database)
        yield from theme.assets.values()
        for slug in self.progress("Writing", self.found.index.slugs()):
            brief = self.briefs.get(slug)
            self.published[slug] = _published(brief)
            changed = brief.about.updated or brief.about.published
            yield from self._listed(parts.of_brief(brief), changed)
            self._add_news(brief)
            yield from search.add(brief)
        for entity in parts.add_entities(search):
            yield from self._listed(parts.of_entity(entity))
        yield from search.files()
        yield from self._listed(parts.of_judgments())
        yield from parts.of_retired(self.found.retired_entities)
        yield from self._listed(parts.of_index(self.found.lost, search.entry))
        if news := feed.feed(self._news, self._settings):
            yield feed.PATH, news
        yield from sitemap(self._pages, self._settings.url)
        yield robots(self._settings)

    def _add_news(self, brief: Brief) -> None:
        if self._settings.url and (news := feed.entry(brief)):
            self._news.append(news)
            if len(self._news) > 4 * feed.ENTRIES:
                self._news = feed.newest(self._news)

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
