"""The way in: every brief with what it judges, and the actors and places by kind."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby
from types import MappingProxyType

from briefkit.addresses import brief_path, index_path, judgments_path, link
from briefkit.brief import Entity, Settings
from briefkit.facts import BriefRow
from briefkit.facts_index import FactsIndex
from briefkit.site.entity_page import to_entity
from briefkit.site.figure_views import LAND
from briefkit.site.frame import SEARCH, Site, markdown_of
from briefkit.site.label_view import LinkView
from briefkit.site.list_figures import briefs_over_time, coverage_by_kind, map_of_places
from briefkit.site.long_list import in_parts, turn
from briefkit.site.periods import Starts
from briefkit.wording import Sign, bracketed, signs

# What the later pages of a long list leave to the first, and an archive without briefs has not.
NOTHING_MORE: Mapping[str, object] = MappingProxyType(
    dict.fromkeys(("judgments", "over_time", "coverage", "place_map"))
)


@dataclass(slots=True)
class BriefView:
    id: str  # where it is the first of its year or month on the page; "" elsewhere
    href: str
    md: str
    title: str
    status: str  # "" for an active one
    handling: str
    facts: str  # "A. Writer · about July 2016 · 13 passages, 4 claims"
    judgments: list[LinkView]


@dataclass(slots=True)
class NamesView:
    """The entities of one kind, by id."""

    sign: Sign
    title: str
    names: list[tuple[LinkView, str]] = field(default_factory=list)  # the page, the type


@dataclass(slots=True)
class SearchView:
    """What the search of the page loads, from here."""

    entry: str
    script: str


def index_page(
    site: Site, index: FactsIndex, lost: Sequence[str] = (), search: str = ""
) -> Iterator[tuple[str, bytes]]:
    """The list of briefs and then of entities, 500 rows a page, in both forms.

    `lost` are the slugs of briefs that could not be built, which the first page names; `search` is
    the path of the file that the search begins with.
    """
    rows = chain(index.briefs(), _entities(site.settings, index))
    for number, part, goes_on in in_parts(rows):
        page, starts = index_path(number=number), Starts()
        view = {
            "frame": site.frame(page, site.settings.title),
            "settings": site.settings,
            "number": number,
            "lost": lost if number == 1 else (),
            "briefs": [
                _brief(site, page, row, starts.id(row.date)) for row in part if isinstance(row, BriefRow)
            ],
            "kinds": list(_names(site, page, [row for row in part if isinstance(row, Entity)])),
            "turn": turn(page, number, goes_on, lambda n: index_path(number=n)),
            "search": _search(site, page, search) if search else None,
            **(_about_all(site, index, page) if number == 1 else NOTHING_MORE),
        }
        yield from site.render(page, "index", view)


def _search(site: Site, page: str, entry: str) -> SearchView:
    return SearchView(link(page, entry), link(page, site.theme.asset(SEARCH)))


def _about_all(site: Site, index: FactsIndex, page: str) -> Mapping[str, object]:
    """What only the first page says: of all briefs together."""
    dates = index.brief_dates()
    if not dates:
        return NOTHING_MORE
    return {
        "judgments": _judgments(site, index, page),
        "over_time": briefs_over_time(
            site.words, dates, lambda number, id: link(page, index_path(number=number), id)
        ),
        "coverage": coverage_by_kind(site, index.passages(), index.coverage()),
        "place_map": map_of_places(site, index, page),
        "land": link(page, site.theme.asset(LAND)),
    }


def _judgments(site: Site, index: FactsIndex, page: str) -> LinkView | None:
    """The way to the judgments of all briefs, with how many there are and how many wait for an outcome."""
    every, pending = index.judgment_counts()
    if not every:
        return None
    href = link(page, judgments_path())
    told = site.words.count("judgments_in_all", every, pending=f"{pending:,}")
    return LinkView("", href, markdown_of(href), told)


def _entities(settings: Settings, index: FactsIndex) -> Iterator[Entity]:
    for kind in settings.kinds.values():
        if kind.base == "mention":
            for id in index.entity_ids(kind.name):
                if entity := index.entity(id):
                    yield entity


def _brief(site: Site, page: str, row: BriefRow, id: str) -> BriefView:
    words = site.words

    def part(field: str, told: str) -> str:
        return bracketed(told, field in row.supplied)

    counts = words.kinds((site.settings.kinds[kind], count) for kind, count in row.counts)
    passages = words.count("passage", row.passages)
    facts = [
        part("authors", words.listing(row.authors)) if row.authors else "",
        part("publisher", row.publisher) if row.publisher else "",
        part("date", words.date(row.date)) if row.date else "",
        f"{passages}{words.comma}{counts}" if counts else passages,
    ]
    return BriefView(
        id=id,
        href=link(page, brief_path(row.slug)),
        md=link(page, brief_path(row.slug, "md")),
        title=part("title", row.title),
        status="" if row.status == "active" else words.code("status", row.status),
        handling=row.handling or "",
        facts=" · ".join(fact for fact in facts if fact),
        judgments=[
            LinkView(
                "",
                link(page, brief_path(row.slug), address),
                link(page, brief_path(row.slug, "md"), address),
                sentence,
            )
            for address, sentence in row.key_judgments
        ],
    )


def _names(site: Site, page: str, entities: list[Entity]) -> Iterator[NamesView]:
    shown = signs(site.settings.kinds, site.words)
    for kind, several in groupby(entities, key=lambda entity: entity.kind):
        names = [
            (to_entity(site.settings, page, one), site.words.code("entity_type", one.type or ""))
            for one in several
        ]
        names.sort(key=lambda name: name[0].words.casefold())
        yield NamesView(shown[kind], shown[kind].plural, names)
