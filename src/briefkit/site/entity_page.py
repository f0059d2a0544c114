"""An actor or a place: what it is, every place where a brief marks it, and what it says and is said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain, groupby
from types import MappingProxyType

from markupsafe import Markup

from briefkit.addresses import ROWS_A_PAGE, brief_path, entity_path, link
from briefkit.brief import Entity, Settings
from briefkit.countries import country_name
from briefkit.facts import EntityRow, StatementRow
from briefkit.facts_index import FactsIndex
from briefkit.figures.co_mention import Company
from briefkit.interface import Interface
from briefkit.likelihood import SCALES
from briefkit.notes import render, render_markdown
from briefkit.site.figure_views import LAND
from briefkit.site.frame import Site, language_attributes, markdown_of
from briefkit.site.label_view import LinkView
from briefkit.site.list_figures import company, map_of_place, mentions_over_time
from briefkit.site.long_list import in_parts, turn
from briefkit.site.periods import Starts
from briefkit.site.statement_row import WIDTH, StatementRows, StatementRowView, track
from briefkit.wording import coordinates, signs

COMPANY = 12  # of the entities that are named beside this one, those that are listed

Row = tuple[str, EntityRow | StatementRow]  # the list that it stands in: "named", "said" or "about"
Dates = list[tuple[str | None, int, int]]  # a date, the mentions of its briefs, and how many those are
# What the later pages of a long list leave to the first.
NOTHING_MORE: Mapping[str, object] = MappingProxyType(
    {"details": (), **dict.fromkeys(("note", "note_md", "tree", "company", "place_map", "over_time"))}
)


@dataclass(slots=True)
class DetailView:
    """A thing known of the entity, in words or as links."""

    name: str
    words: str = ""
    links: list[LinkView] = field(default_factory=list)


@dataclass(slots=True)
class TreeView:
    """What the entity is part of, the widest first, and its own parts."""

    wholes: list[LinkView]
    parts: list[LinkView]
    more: str  # of the parts; "" where all are listed


@dataclass(slots=True)
class CompanyView:
    """Who else is marked in the same passages, in how many, and how many more there are."""

    names: list[tuple[LinkView, str]]
    bars: Company  # the same, drawn
    more: str


@dataclass(slots=True)
class MentionView:
    label: str  # slug#address
    href: str
    md: str
    passage: str
    before: str
    spaced: bool  # whether white space stands between that and the words
    words: str
    after: str


@dataclass(slots=True)
class GroupView:
    """What one brief has to show in one list."""

    id: str  # where it is the first of its year or month in the list of mentions; "" elsewhere
    title: str
    href: str
    md: str
    date: str
    handling: str
    language: Markup  # attributes, where the source is known to speak another language than the page
    mentions: list[MentionView] = field(default_factory=list)
    statements: list[StatementRowView] = field(default_factory=list)


def entity_page(site: Site, entity: Entity, index: FactsIndex) -> Iterator[tuple[str, bytes]]:
    """The pages of an entity, 500 rows each, in both forms. One page is in memory at a time."""
    kind, words = site.settings.kinds[entity.kind], site.words
    shown = signs(site.settings.kinds, words)
    rows: Iterator[Row] = chain(
        (("named", row) for row in index.mentions(entity.id)),
        (("said", row) for row in index.said(entity.id)),
        (("about", row) for row in index.about(entity.id)),
    )
    dates = index.mention_dates(entity.id)
    for number, part, goes_on in in_parts(rows):
        page = entity_path(kind, entity.id, number=number)
        lists = _lists(StatementRows(page, words, shown), part)
        view = {
            "frame": site.frame(page, entity.name),
            "entity": entity,
            "number": number,
            "sign": shown[entity.kind],
            "counts": _counts(words, dates),
            "named": lists["named"],
            "said": lists["said"],
            "about": lists["about"],
            "ladders": [track(SCALES[name]) for name in _scales(part)],
            "width": WIDTH,
            "turn": turn(page, number, goes_on, lambda n: entity_path(kind, entity.id, number=n)),
            **(_about_it(site, index, page, entity, dates) if number == 1 else NOTHING_MORE),
        }
        yield from site.render(page, "entity", view)


def _about_it(site: Site, index: FactsIndex, page: str, entity: Entity, dates: Dates) -> dict[str, object]:
    """What only the first of its pages says."""
    settings, words, note = site.settings, site.words, entity.note
    kind = settings.kinds[entity.kind]
    html, markdown = (_note_target(settings, index, page, form) for form in ("html", "md"))
    return {
        "details": list(_details(words, entity)),
        "note": Markup(render(note, html)) if note else "",
        "note_md": render_markdown(note, markdown) if note else "",
        "tree": _tree(settings, words, index, page, entity),
        "company": _company(site, index, page, entity.id),
        "place_map": map_of_place(site, index, page, entity, sum(mentions for _, mentions, _ in dates)),
        "over_time": mentions_over_time(
            words,
            [(date, mentions) for date, mentions, _ in dates],
            lambda number, id: link(page, entity_path(kind, entity.id, number=number), id),
        ),
        "land": link(page, site.theme.asset(LAND)),
    }


def _lists(views: StatementRows, part: Iterable[Row]) -> dict[str, list[GroupView]]:
    """The rows of a page, by list and then by brief."""
    found: dict[str, list[GroupView]] = {"named": [], "said": [], "about": []}
    starts = Starts()
    for (name, _), several in groupby(part, key=lambda row: (row[0], row[1].slug)):
        group: GroupView | None = None
        for _, row in several:
            if group is None:
                group = _group(views.words, views.page, row)
                group.id = starts.id(row.date) if name == "named" else ""
                found[name].append(group)
            if isinstance(row, StatementRow):
                group.statements.append(views.view(row, in_group=True))
            else:
                group.mentions.append(_mention(views.page, row))
    return found


def _scales(part: Iterable[Row]) -> list[str]:
    statements = (row for _, row in part if isinstance(row, StatementRow))
    return sorted({row.scale for row in statements if row.statement.likelihood})


def _counts(words: Interface, dates: Dates) -> str:
    """Like "12 mentions in 3 briefs"."""
    mentions, briefs = sum(one[1] for one in dates), sum(one[2] for one in dates)
    if not mentions:
        return words.not_marked
    counted = words.count("mention", mentions)
    return words.say("named_in", mentions=counted, briefs=words.count("in_briefs", briefs))


def _details(words: Interface, entity: Entity) -> Iterator[DetailView]:
    if entity.type:
        yield DetailView(words.type, words.code("entity_type", entity.type))
    if entity.aliases:
        yield DetailView(words.also_called, words.comma.join(entity.aliases))
    if entity.country:
        yield DetailView(words.country, country_name(entity.country) or entity.country)
    if entity.at:
        yield DetailView(words.coordinates, coordinates(entity.at, words))
    if entity.wikidata:
        href = f"https://www.wikidata.org/wiki/{entity.wikidata}"
        yield DetailView("Wikidata", links=[LinkView("", href, href, entity.wikidata)])
    if entity.geonames:
        href = f"https://www.geonames.org/{entity.geonames}"
        yield DetailView("GeoNames", links=[LinkView("", href, href, entity.geonames)])
    if entity.tags:
        yield DetailView(words.tags, words.comma.join(entity.tags))


def _tree(
    settings: Settings, words: Interface, index: FactsIndex, page: str, entity: Entity
) -> TreeView | None:
    wholes: dict[str, Entity] = {}
    id = entity.part_of
    while id and id != entity.id and id not in wholes and (whole := index.entity(id)):
        wholes[id] = whole  # a circle is reported by the checks, and ends here
        id = whole.part_of
    parts = index.parts(entity.id)
    if not (wholes or parts):
        return None
    more = len(parts) - ROWS_A_PAGE
    return TreeView(
        [to_entity(settings, page, whole) for whole in reversed(wholes.values())],
        [to_entity(settings, page, part) for part in parts[:ROWS_A_PAGE]],
        words.count("more_parts", more) if more > 0 else "",
    )


def _company(site: Site, index: FactsIndex, page: str, id: str) -> CompanyView | None:
    found, total = index.company(id, COMPANY)
    bars = company(site, page, found)
    if bars is None:
        return None
    names = [(to_entity(site.settings, page, other), f"{count:,}") for other, count in found]
    more = total - len(names)
    return CompanyView(names, bars, site.words.count("more_company", more) if more else "")


def to_entity(settings: Settings, page: str, entity: Entity) -> LinkView:
    href = link(page, entity_path(settings.kinds[entity.kind], entity.id))
    return LinkView("", href, markdown_of(href), entity.name)


def _mention(page: str, row: EntityRow) -> MentionView:
    mention = row.mention
    return MentionView(
        label=f"{row.slug}#{mention.address}",
        href=link(page, brief_path(row.slug), mention.address),
        md=link(page, brief_path(row.slug, "md"), mention.address),
        passage=mention.passage,
        before=mention.before.strip(),
        spaced=mention.before != mention.before.rstrip(),
        words=mention.words,
        after=mention.after,
    )


def _group(words: Interface, page: str, row: EntityRow | StatementRow) -> GroupView:
    return GroupView(
        "",
        row.title,
        link(page, brief_path(row.slug)),
        link(page, brief_path(row.slug, "md")),
        words.date(row.date) if row.date else "",
        row.handling or "",
        language_attributes(row.language) if row.language not in (None, words.language) else Markup(""),
    )


def _note_target(settings: Settings, index: FactsIndex, page: str, form: str) -> Callable[[str], str | None]:
    """`slug#id` and `entity:id` as addresses from the entity's page; `#id` names nothing here."""

    def target(address: str) -> str | None:
        scheme, colon, id = address.partition(":")
        if colon:
            entity = index.entity(id) if scheme == "entity" else None
            return link(page, entity_path(settings.kinds[entity.kind], id, form)) if entity else None
        slug, _, id = address.partition("#")
        return link(page, brief_path(slug, form), id) if index.leads_somewhere(address) else None

    return target
