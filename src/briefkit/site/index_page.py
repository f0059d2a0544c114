"""The way in: every brief with what it judges, and the actors and places by kind."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, groupby

from briefkit.addresses import brief_path, index_path, link
from briefkit.brief import Entity, Settings
from briefkit.facts import BriefRow
from briefkit.facts_index import FactsIndex
from briefkit.site.entity_page import in_parts, to_entity, turn
from briefkit.site.frame import Site
from briefkit.site.label_view import LinkView
from briefkit.site.wording import Sign, bracketed, counts_in_words, date_in_words, enumerated, plural, signs


@dataclass(slots=True)
class BriefView:
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


def index_page(site: Site, index: FactsIndex, lost: Sequence[str] = ()) -> Iterator[tuple[str, bytes]]:
    """The list of briefs and then of entities, 500 rows a page, in both forms.

    `lost` are the slugs of briefs that could not be built, which the first page names.
    """
    rows = chain(index.briefs(), _entities(site.settings, index))
    for number, part, goes_on in in_parts(rows):
        page = index_path(number=number)
        view = {
            "frame": site.frame(page, site.settings.title),
            "settings": site.settings,
            "number": number,
            "lost": lost if number == 1 else (),
            "briefs": [_brief(page, row) for row in part if isinstance(row, BriefRow)],
            "kinds": list(_names(site.settings, page, [row for row in part if isinstance(row, Entity)])),
            "turn": turn(page, number, goes_on, lambda n: index_path(number=n)),
        }
        yield from site.render(page, "index", view)


def _entities(settings: Settings, index: FactsIndex) -> Iterator[Entity]:
    for kind in settings.kinds.values():
        if kind.base == "mention":
            for id in index.entity_ids(kind.name):
                if entity := index.entity(id):
                    yield entity


def _brief(page: str, row: BriefRow) -> BriefView:
    def part(field: str, words: str) -> str:
        return bracketed(words, field in row.supplied)

    facts = [
        part("authors", enumerated(row.authors)) if row.authors else "",
        part("publisher", row.publisher) if row.publisher else "",
        part("date", date_in_words(row.date)) if row.date else "",
        counts_in_words((("passage", row.passages), *row.counts)),
    ]
    return BriefView(
        href=link(page, brief_path(row.slug)),
        md=link(page, brief_path(row.slug, "md")),
        title=part("title", row.title),
        status="" if row.status == "active" else row.status,
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


def _names(settings: Settings, page: str, entities: list[Entity]) -> Iterator[NamesView]:
    shown = signs(settings.kinds)
    for kind, several in groupby(entities, key=lambda entity: entity.kind):
        names = [(to_entity(settings, page, one), one.type or "") for one in several]
        names.sort(key=lambda name: name[0].words.casefold())
        yield NamesView(shown[kind], plural(shown[kind].title), names)
