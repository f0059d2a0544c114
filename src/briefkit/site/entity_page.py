"""An actor or a place: what it is, and every place where a brief marks or quotes it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain, groupby, islice
from typing import TypeVar

from markupsafe import Markup

from briefkit.addresses import ROWS_A_PAGE, brief_path, entity_path, link
from briefkit.brief import Entity, Settings, StatementFact
from briefkit.countries import country_name
from briefkit.facts import CONTEXT, EntityRow
from briefkit.facts_index import FactsIndex
from briefkit.notes import render, render_markdown
from briefkit.site.frame import Site, markdown_of
from briefkit.site.label_view import LinkView
from briefkit.site.wording import Sign, counted, date_in_words, signs

T = TypeVar("T")
Row = EntityRow | tuple[str, str, StatementFact]  # a mention, or (slug, title, statement)


@dataclass(slots=True)
class DetailView:
    """A thing known of the entity, in words or as links."""

    name: str
    words: str = ""
    links: list[LinkView] = field(default_factory=list)


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
class SayingView:
    """A statement that the actor asserts."""

    label: str
    href: str
    md: str
    sign: Sign
    passage: str
    sentence: str


@dataclass(slots=True)
class GroupView:
    """What one brief has to show."""

    title: str
    href: str
    md: str
    date: str
    handling: str
    mentions: list[MentionView] = field(default_factory=list)
    sayings: list[SayingView] = field(default_factory=list)


@dataclass(slots=True)
class TurnView:
    """The other pages of a list that is long."""

    number: int
    first: str
    previous: str
    next: str

    @property
    def needed(self) -> bool:
        return bool(self.first or self.next)


def entity_page(site: Site, entity: Entity, index: FactsIndex) -> Iterator[tuple[str, bytes]]:
    """The pages of an entity, 500 rows each, in both forms. One page is in memory at a time."""
    kind = site.settings.kinds[entity.kind]
    rows: Iterator[Row] = chain(index.mentions(entity.id), index.said(entity.id))
    counts = _counts(index, entity.id)
    for number, part, goes_on in in_parts(rows):
        page = entity_path(kind, entity.id, number=number)
        view = {
            "frame": site.frame(page, entity.name),
            "entity": entity,
            "number": number,
            "sign": signs(site.settings.kinds)[entity.kind],
            "details": list(_details(site.settings, entity, index, page)) if number == 1 else [],
            "note": Markup(""),
            "note_md": "",
            "counts": counts,
            "mentions": list(_groups(page, (row for row in part if isinstance(row, EntityRow)))),
            "said": list(_said(site.settings, page, (row for row in part if not isinstance(row, EntityRow)))),
            "turn": turn(page, number, goes_on, lambda n: entity_path(kind, entity.id, number=n)),
        }
        if entity.note and number == 1:
            view["note"] = Markup(render(entity.note, _note_target(site.settings, index, page, "html")))
            view["note_md"] = render_markdown(entity.note, _note_target(site.settings, index, page, "md"))
        yield from site.render(page, "entity", view)


def in_parts(rows: Iterable[T], size: int = ROWS_A_PAGE) -> Iterator[tuple[int, list[T], bool]]:
    """(number of the page, its rows, whether another follows); one page even where there is no row."""
    remaining = iter(rows)
    part, number = list(islice(remaining, size)), 1
    while True:
        following = list(islice(remaining, size))
        yield number, part, bool(following)
        if not following:
            return
        part, number = following, number + 1


def turn(page: str, number: int, goes_on: bool, path: Callable[[int], str]) -> TurnView:
    return TurnView(
        number,
        link(page, path(1)) if number > 1 else "",
        link(page, path(number - 1)) if number > 1 else "",
        link(page, path(number + 1)) if goes_on else "",
    )


def _counts(index: FactsIndex, id: str) -> str:
    """Like "12 mentions in 3 briefs"."""
    mentions = briefs = 0
    for _, rows in groupby(index.mentions(id), key=lambda row: row.slug):
        briefs += 1
        mentions += sum(1 for _ in rows)
    if not mentions:
        return "Not marked in any brief."
    return f"{counted(mentions, 'mention')} in {counted(briefs, 'brief')}"


def _details(settings: Settings, entity: Entity, index: FactsIndex, page: str) -> Iterator[DetailView]:
    if entity.type:
        yield DetailView("Type", entity.type)
    if entity.aliases:
        yield DetailView("Also called", ", ".join(entity.aliases))
    if entity.country:
        yield DetailView("Country", country_name(entity.country) or entity.country)
    if entity.at:
        yield DetailView("Coordinates", _coordinates(*entity.at))
    if entity.part_of and (whole := index.entity(entity.part_of)):
        yield DetailView("Part of", links=[to_entity(settings, page, whole)])
    if parts := index.parts(entity.id):
        first, *others = (to_entity(settings, page, part) for part in parts)
        yield DetailView("Its parts", links=[first, *(one._replace(before=", ") for one in others)])
    if entity.wikidata:
        href = f"https://www.wikidata.org/wiki/{entity.wikidata}"
        yield DetailView("Wikidata", links=[LinkView("", href, href, entity.wikidata)])
    if entity.geonames:
        href = f"https://www.geonames.org/{entity.geonames}"
        yield DetailView("GeoNames", links=[LinkView("", href, href, entity.geonames)])
    if entity.tags:
        yield DetailView("Tags", ", ".join(entity.tags))


def _coordinates(latitude: float, longitude: float) -> str:
    """Like "43.7° N, 7.27° E"."""
    north, east = "S" if latitude < 0 else "N", "W" if longitude < 0 else "E"
    return f"{abs(latitude):g}° {north}, {abs(longitude):g}° {east}"


def to_entity(settings: Settings, page: str, entity: Entity) -> LinkView:
    href = link(page, entity_path(settings.kinds[entity.kind], entity.id))
    return LinkView("", href, markdown_of(href), entity.name)


def _groups(page: str, rows: Iterable[EntityRow]) -> Iterator[GroupView]:
    for slug, several in groupby(rows, key=lambda row: row.slug):
        first, *others = several
        group = _group(page, slug, first.title, first.date, first.handling)
        group.mentions = [_mention(page, row) for row in (first, *others)]
        yield group


def _mention(page: str, row: EntityRow) -> MentionView:
    mention = row.mention
    before = _from_a_word(mention.before)
    return MentionView(
        label=f"{row.slug}#{mention.address}",
        href=link(page, brief_path(row.slug), mention.address),
        md=link(page, brief_path(row.slug, "md"), mention.address),
        passage=mention.passage,
        before=before.strip(),
        spaced=before != before.rstrip(),
        words=mention.words,
        after=_to_a_word(mention.after),
    )


def _from_a_word(before: str) -> str:
    """The context without the word that its start cuts in two, if it does."""
    if len(before) < CONTEXT or len(before.split()) < 2:
        return before
    return "… " + (before.lstrip() if before[0].isspace() else before.split(maxsplit=1)[1])


def _to_a_word(after: str) -> str:
    if len(after) < CONTEXT or len(after.split()) < 2:
        return after
    return (after.rstrip() if after[-1].isspace() else after.rsplit(maxsplit=1)[0]) + " …"


def _said(
    settings: Settings, page: str, rows: Iterable[tuple[str, str, StatementFact]]
) -> Iterator[GroupView]:
    shown = signs(settings.kinds)
    for (slug, title), several in groupby(rows, key=lambda row: row[:2]):
        group = _group(page, slug, title)
        for _, _, one in several:
            href, md = (link(page, brief_path(slug, form), one.address) for form in ("html", "md"))
            group.sayings.append(
                SayingView(f"{slug}#{one.address}", href, md, shown[one.kind], one.passage, one.sentence)
            )
        yield group


def _group(
    page: str, slug: str, title: str, date: str | None = None, handling: str | None = None
) -> GroupView:
    return GroupView(
        title,
        link(page, brief_path(slug)),
        link(page, brief_path(slug, "md")),
        date_in_words(date) if date else "",
        handling or "",
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
