"""The site of a small archive, made in memory."""

from __future__ import annotations

from functools import cache

from tests.archives import archive, look
from tests.site.dom import Element, read

from briefkit.folder import packaged_templates
from briefkit.site.pages import brief_pages, entity_pages, index_pages, judgment_pages
from briefkit.site.theme import Theme

SEARCH = "assets/search/index.js"  # where the search begins; made elsewhere


def packaged() -> dict[str, str]:
    return {name: data.decode() for name, data in packaged_templates().items() if name.endswith(".j2")}


@cache
def plain() -> Theme:
    shipped = packaged_templates().items()
    files = {name.removeprefix("assets/"): data for name, data in shipped if name.startswith("assets/")}
    return Theme(packaged(), {}, files)


def site(files: dict[str, bytes], theme: Theme | None = None, **options: bool) -> dict[str, bytes]:
    """Every page of the archive; its labels may be at fault, as with --keep-going."""
    theme = theme or plain()
    drafts = options.get("drafts", False)
    result, briefs = look(files, **options)
    index, settings = result.index, result.settings
    pages: dict[str, bytes] = {}
    for brief in briefs.values():
        pages |= brief_pages(brief, index.foreign(brief), settings, theme, drafts=drafts, version="1.0")
    for kind in settings.kinds:
        for id in index.entity_ids(kind):
            entity = index.entity(id)
            assert entity
            pages |= entity_pages(entity, index, settings, theme, version="1.0")
    pages |= judgment_pages(index, settings, theme, version="1.0")
    return pages | dict(index_pages(index, settings, theme, version="1.0", search=SEARCH))


def brief_page(labels: str = "p1: []", **more: str | bytes) -> Element:
    """The page of an archive's one brief, `sea`."""
    return read(site(archive(labels, **more))["briefs/sea.html"])
