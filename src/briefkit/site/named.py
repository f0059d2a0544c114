"""The actors and places that a brief names, each with the source's words for it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefkit.interface import Interface
from briefkit.site.label_view import LabelView, LabelViews, LinkView
from briefkit.wording import Sign, coordinates


@dataclass(slots=True)
class WordsView:
    """Words by which the source names an entity, and where."""

    words: str
    places: list[LinkView]


@dataclass(slots=True)
class EntityView:
    name: LinkView
    type: str
    words: Sequence[WordsView]
    coordinates: str  # "" where they are not known


@dataclass(slots=True)
class EntitiesView:
    """The entities of one kind that the brief names."""

    sign: Sign
    title: str
    entities: Sequence[EntityView]

    @property
    def located(self) -> bool:
        """Whether any of them has coordinates."""
        return any(entity.coordinates for entity in self.entities)


def entity_views(views: LabelViews, by_address: Mapping[str, LabelView]) -> Iterator[EntitiesView]:
    found: dict[str, dict[str, list[LabelView]]] = {}
    for label in by_address.values():
        if label.entity_id:
            found.setdefault(label.kind, {}).setdefault(label.entity_id, []).append(label)
    for kind, sign in views.signs.items():
        if kind in found:
            rows = [_entity(views, id, labels) for id, labels in found[kind].items()]
            rows.sort(key=lambda row: (row.name.words.casefold(), row.name.href))
            yield EntitiesView(sign, sign.plural, rows)


def heading(groups: Sequence[EntitiesView], words: Interface) -> str:
    """Like "Actors, places and events"."""
    first, *others = (group.title for group in groups)
    return words.listing([first, *(title.lower() for title in others)])


def _entity(views: LabelViews, id: str, labels: Sequence[LabelView]) -> EntityView:
    by_words: dict[str, list[LinkView]] = {}
    often = Counter((label.passage, _words(label)) for label in labels)
    counts = Counter[tuple[str, str]]()
    for label in labels:
        here = label.passage, _words(label)
        counts[here] += 1
        # Alone in its passage it is led to by that; among several, each by its own address.
        href = f"#{label.address if often[here] > 1 else label.passage}"
        number = label.passage if counts[here] == 1 else str(counts[here])
        by_words.setdefault(here[1], []).append(LinkView(" ", href, href, number))
    entity = views.foreign.entities[id]
    return EntityView(
        views.entity(id),
        views.words.code("entity_type", entity.type or ""),
        [
            WordsView(words, places)
            for words, places in sorted(by_words.items(), key=lambda one: one[0] != entity.name)
        ],  # where the source says the name itself, no words are repeated: these come first
        coordinates(entity.at, views.words) if entity.at else "",
    )


def _words(label: LabelView) -> str:
    return " … ".join(dict.fromkeys(" ".join(part.split()) for part in label.quote.split(" … ")))
