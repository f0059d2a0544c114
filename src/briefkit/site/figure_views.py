"""The figures of a brief's page: what each is given to draw, and the words around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from briefkit.brief import Entity, Label, Relation, Statement
from briefkit.figures import (
    argument_map,
    co_mention,
    density_strip,
    ladder,
    leftwards,
    place_map,
    timeline,
)
from briefkit.figures.argument_extent import Link
from briefkit.figures.argument_list import Node
from briefkit.interface import Interface
from briefkit.site.label_view import LabelView, LabelViews
from briefkit.wording import coordinates

LAND = "land.svg"  # the asset that is the base of every map
# What fills a good part of a map: its name stands on it, and no dot says where it is.
AREAS = frozenset("area continent country island ocean province region sea state territory".split())


@dataclass(slots=True)
class FigureView:
    """A figure with its words; the drawing itself is the figure's own view."""

    name: str  # of its macros, and of its file: "argument-map"
    title: str
    caption: str
    same: str  # above its data: "The same as a table"
    drawing: Any
    heads: Sequence[str] = ()  # of the table's columns, where the drawing has none


def figures(views: LabelViews, by_address: Mapping[str, LabelView]) -> dict[str, FigureView]:
    """Name → figure, for those of which the brief has something to show."""
    found = (
        _ladder(views),
        _argument(views, by_address),
        _density(views),
        _places(views),
        _company(views),
        _timeline(views, by_address),
    )
    return {figure.name: figure for figure in found if figure}


# -- likelihood ------------------------------------------------------------------------------------


def _ladder(views: LabelViews) -> FigureView | None:
    """For the Markdown alone: the page sets the ladder in HTML, beside the judgments that are read on it."""
    used = {
        views.scale.term(label.body.likelihood)
        for label in views.brief.labels
        if isinstance(label.body, Statement) and label.body.likelihood
    }
    if not used:
        return None
    terms = [
        ladder.Term(term.words, views.band(term.words), term.low, term.high, term in used)
        for term in views.scale.terms
    ]
    words, title = views.words, views.words.likelihood
    caption = words.say("likelihood_read", scale=views.scale.title)
    return FigureView("ladder", title, caption, words.same_as_table, ladder.ladder(terms, views.scale.title))


# -- the argument ----------------------------------------------------------------------------------


def _argument(views: LabelViews, by_address: Mapping[str, LabelView]) -> FigureView | None:
    words = views.words
    statements = [label for label in views.brief.labels if isinstance(label.body, Statement)]
    place = {label.address: number for number, label in enumerate(statements)}
    nodes = [_node(views, by_address[label.address], label) for label in statements]
    judgments = [place[address] for address in views.brief.key_judgments]
    drawing = argument_map.argument_map(nodes, _links(views, place), judgments, _argument_words(views))
    if drawing is None:
        return None
    if words.direction == "rtl":
        drawing = leftwards.argument_map(drawing)
    caption = words.argument_explained if judgments else words.argument_without_judgments
    if drawing.links < drawing.of:
        caption += " " + words.say(
            "argument_extent",
            shown=drawing.shown,
            linked=drawing.linked,
            links=drawing.links,
            of=drawing.of,
            rest=drawing.linked - drawing.shown,
        )
    return FigureView("argument-map", words.the_argument, caption, words.same_in_words, drawing)


def _node(views: LabelViews, view: LabelView, label: Label) -> Node:
    number = views.judgments.get(label.address)
    return Node(
        name=views.names[label.address],
        kind=view.badge.stroke,
        reference=f"{view.badge.letter} {view.passage}",
        href=f"#{label.address}",
        judgment=views.words.say("key_judgment", n=number) if number else "",
        likelihood=view.likelihood,
    )


def _links(views: LabelViews, place: Mapping[str, int]) -> Iterator[Link]:
    for address, source in place.items():
        body = views.labels[address].body
        assert isinstance(body, Statement)
        for link in body.links:
            if link.slug == views.brief.slug and link.label in place:
                yield Link(source, place[link.label], link.relation)


def _argument_words(views: LabelViews) -> argument_map.Words:
    words = views.words
    nouns: dict[str, list[str]] = {}  # added kinds share a stroke
    for sign in views.signs.values():
        if not sign.is_mention:
            nouns.setdefault(sign.stroke, []).append(sign.noun)
    relations: tuple[Relation, ...] = ("supports", "leads_to", "contradicts", "alternative_to", "revises")
    return argument_map.Words(
        title=words.the_argument,
        kinds={stroke: words.comma.join(several) for stroke, several in nouns.items()},
        ends={**{one: words.code("relation", one) for one in relations}, "assumes": words.is_assumed_by},
        back={
            **{one: words.code("incoming", one) for one in relations},
            "assumes": words.code("relation", "assumes"),
        },
    )


# -- the text --------------------------------------------------------------------------------------


def _density(views: LabelViews) -> FigureView | None:
    words, signs = views.words, list(views.signs.values())
    kinds = [density_strip.Kind(sign.stroke, sign.plural) for sign in signs]
    passages = []
    for passage in views.brief.passages:
        counts = dict.fromkeys(views.signs, 0)
        for label in views.by_passage[passage.id]:
            counts[label.kind] += 1
        said = words.kinds((views.settings.kinds[kind], count) for kind, count in counts.items() if count)
        spoken = words.say("passage_says", passage=passage.id, said=said or words.no_labels)
        passages.append(density_strip.Passage(passage.id, f"#{passage.id}", spoken, tuple(counts.values())))
    drawing = density_strip.density_strip(passages, kinds, words.passage_head)
    if drawing is None or not views.brief.labels:
        return None
    caption = words.density_explained + (f" {words.density_cut}" if drawing.is_cut else "")
    return FigureView("density-strip", words.density, caption, words.same_as_table, drawing)


# -- actors and places -----------------------------------------------------------------------------


def _mentioned(views: LabelViews, kind: str) -> dict[str, list[Label]]:
    """The entities of a kind in the order of the text, each with its labels."""
    found: dict[str, list[Label]] = {}
    for label in views.brief.labels:
        if label.kind == kind and not isinstance(label.body, Statement):
            found.setdefault(label.body.entity, []).append(label)
    return found


def _places(views: LabelViews) -> FigureView | None:
    words = views.words
    places = [
        to_place(views.foreign.entities[id], f"#{labels[0].address}", len(labels), words)
        for id, labels in _mentioned(views, "place").items()
    ]
    places.sort(key=lambda place: place.name.casefold())
    drawing = place_map.place_map(places, words.place_map, lambda number: words.count("and_more", number))
    if drawing is None:
        return None
    caption = [words.map_signs, words.map_explained]
    if len(drawing.parts) > 1:
        caption.append(words.map_enlarged)
    if drawing.without:
        caption.append(words.count("places_without", drawing.without))
    if drawing.nameless:
        caption.append(words.count("places_nameless", drawing.nameless))
    return FigureView("place-map", words.place_map, " ".join(caption), words.same_as_table, drawing)


def to_place(entity: Entity, href: str, mentions: int, words: Interface) -> place_map.Place:
    """The entity as the map has it."""
    return place_map.Place(
        name=entity.name,
        href=href,
        at=entity.at,
        weight=mentions,
        is_area=entity.type in AREAS,
        coordinates=coordinates(entity.at, words) if entity.at else "",
        mentions=words.count("mention", mentions),
    )


def _company(views: LabelViews) -> FigureView | None:
    words = views.words
    number = {passage.id: place for place, passage in enumerate(views.brief.passages)}
    passages = [co_mention.Passage(id, f"#{id}") for id in number]
    actors = [
        co_mention.Actor(
            views.foreign.entities[id].name, tuple(sorted({number[label.passage] for label in labels}))
        )
        for id, labels in _mentioned(views, "actor").items()
    ]
    drawing = co_mention.co_mention(actors, passages, words.company)
    if drawing is None:
        return None
    caption = words.company_explained
    if drawing.left_out:
        caption += " " + words.count("others_left_out", drawing.left_out)
    return FigureView("co-mention", words.company, caption, words.same_as_table, drawing)


# -- time ------------------------------------------------------------------------------------------


def _timeline(views: LabelViews, by_address: Mapping[str, LabelView]) -> FigureView | None:
    words = views.words
    dated = [
        _dated(views, by_address[label.address], label.body.when)
        for label in views.brief.labels
        if isinstance(label.body, Statement) and label.body.when
    ]
    drawing = timeline.timeline(dated, views.brief.about.date, words.timeline, words.short_dates)
    if drawing is None:
        return None
    if words.direction == "rtl":
        drawing = leftwards.timeline(drawing)
    caption = [words.timeline_explained, words.timeline_signs]
    if drawing.gaps:
        caption.append(words.time_left_out)
    if drawing.left_out:
        caption.append(words.count("more_in_table", drawing.left_out))
    heads = words.date_head, words.statement_head
    return FigureView("timeline", words.timeline, " ".join(caption), words.same_as_table, drawing, heads)


def _dated(views: LabelViews, view: LabelView, date: str) -> timeline.Dated:
    return timeline.Dated(
        name=views.names[view.address],
        href=f"#{view.address}",
        kind=view.badge.stroke,
        letter=views.signs[view.kind].letter,
        date=date,
        when=views.words.date(date),
        rank=views.judgments.get(view.address, len(views.judgments) + 1),
    )
