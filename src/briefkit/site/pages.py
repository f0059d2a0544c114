"""Briefs and facts become the pages of the site, each with its path in build/.

A brief's page shows nothing of the archive but what its own labels name or link to, so that it
changes with those alone. Every function raises TemplateFault where an archive's own template is
at fault.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from briefkit.addresses import brief_path, entity_path, link
from briefkit.brief import Brief, Entity, Settings
from briefkit.facts import Foreign
from briefkit.facts_index import FactsIndex
from briefkit.site.brief_page import brief_page
from briefkit.site.entity_page import entity_page, to_entity
from briefkit.site.frame import Pair, Site, markdown_of
from briefkit.site.index_page import index_page
from briefkit.site.judgments_page import judgments_page
from briefkit.site.label_view import LinkView
from briefkit.site.theme import Theme

Page = tuple[str, bytes]  # path in build/, content


def brief_pages(
    brief: Brief, foreign: Foreign, settings: Settings, theme: Theme, *, drafts: bool = False, version: str
) -> Iterator[Page]:
    """The brief's page and its Markdown form."""
    yield from brief_page(Site(settings, theme, version, drafts), brief, foreign)


def entity_pages(
    entity: Entity, index: FactsIndex, settings: Settings, theme: Theme, *, drafts: bool = False, version: str
) -> Iterator[Page]:
    """The pages of an actor or a place; one at a time, however often it is named."""
    yield from entity_page(_site(index, settings, theme, drafts, version), entity, index)


def judgment_pages(
    index: FactsIndex, settings: Settings, theme: Theme, *, drafts: bool = False, version: str
) -> Iterator[Page]:
    """What all briefs judge, by horizon, with what came of it and what revised what."""
    yield from judgments_page(_site(index, settings, theme, drafts, version), index)


def index_pages(
    index: FactsIndex,
    settings: Settings,
    theme: Theme,
    *,
    drafts: bool = False,
    version: str,
    lost: Sequence[str] = (),
    search: str = "",
) -> Iterator[Page]:
    """The list of all briefs and entities.

    `lost` are the slugs of briefs that could not be built, `search` is the path of the file that the
    search begins with; without one there is no search.
    """
    yield from index_page(_site(index, settings, theme, drafts, version), index, lost, search)


def _site(index: FactsIndex, settings: Settings, theme: Theme, drafts: bool, version: str) -> Site:
    """For pages that may say what stands elsewhere in the archive."""
    return Site(settings, theme, version, drafts, index.has_judgments())


def redirect_pages(
    index: FactsIndex,
    entities: Mapping[str, str | None],
    settings: Settings,
    theme: Theme,
    *,
    drafts: bool = False,
    version: str,
) -> Iterator[Page]:
    """A page for each retired slug and entity id, which says where to go on or that it is gone.

    Nobody is sent on unasked: the reader sees that an address has changed, and can correct it.
    """
    site = Site(settings, theme, version, drafts)
    for old, new in settings.retired.items():
        page = brief_path(old)
        yield from _retired(site, page, old, _to_brief(index, page, new) if new else None)
    mentions = [kind for kind in settings.kinds.values() if kind.base == "mention"]
    for old, new in entities.items():
        entity = index.entity(new) if new else None
        # What is gone has no kind that would say in which folder it stood: it says so in each.
        for kind in [settings.kinds[entity.kind]] if entity else mentions:
            page = entity_path(kind, old)
            yield from _retired(site, page, old, to_entity(settings, page, entity) if entity else None)


def _to_brief(index: FactsIndex, page: str, slug: str) -> LinkView:
    href = link(page, brief_path(slug))
    return LinkView("", href, markdown_of(href), index.title(slug) or slug)


def _retired(site: Site, page: str, old: str, to: LinkView | None) -> Pair:
    return site.render(page, "retired", {"frame": site.frame(page, old), "old": old, "to": to})
