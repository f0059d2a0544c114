"""The actors and places that a brief names, each with the source's words for it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from briefkit.site.label_view import LabelView, LabelViews, LinkView
from briefkit.site.wording import Sign, enumerated, plural


@dataclass(slots=True)
class WordsView:
    """Words by which the source names an entity, and where."""

    words: str
    places: list[LinkView]


@dataclass(slots=True)
class EntityView:
    name: LinkView
    type: str
    count: int
    words: Sequence[WordsView]


@dataclass(slots=True)
class EntitiesView:
    """The entities of one kind that the brief names."""

    sign: Sign
    title: str
    entities: Sequence[EntityView]


def entity_views(views: LabelViews, by_address: Mapping[str, LabelView]) -> Iterator[EntitiesView]:
    found: dict[str, dict[str, list[LabelView]]] = {}
    for label in by_address.values():
        if label.entity_id:
            found.setdefault(label.kind, {}).setdefault(label.entity_id, []).append(label)
    for kind, sign in views.signs.items():
        if kind in found:
            rows = [_entity(views, id, labels) for id, labels in found[kind].items()]
            rows.sort(key=lambda row: (row.name.words.casefold(), row.name.href))
            yield EntitiesView(sign, plural(sign.title), rows)


def heading(groups: Sequence[EntitiesView]) -> str:
    """Like "Actors, places and events"."""
    first, *others = (group.title for group in groups)
    return enumerated([first, *(title.lower() for title in others)])


def _entity(views: LabelViews, id: str, labels: Sequence[LabelView]) -> EntityView:
    by_words: dict[str, list[LinkView]] = {}
    last: tuple[str, str, int] = ("", "", 0)
    for label in labels:
        words = " … ".join(dict.fromkeys(" ".join(part.split()) for part in label.quote.split(" … ")))
        number = last[2] + 1 if last[:2] == (words, label.passage) else 1
        last = words, label.passage, number
        href = f"#{label.address}"
        by_words.setdefault(words, []).append(
            LinkView(" ", href, href, label.passage if number == 1 else str(number))
        )
    return EntityView(
        views.entity(id),
        views.foreign.entities[id].type or "",
        len(labels),
        [WordsView(words, places) for words, places in by_words.items()],
    )
