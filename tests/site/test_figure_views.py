"""What the figures of a brief's page are given to draw, and when there is none."""

from __future__ import annotations

import pytest
from tests.archives import archive, look

from briefkit.site.figure_views import FigureView, figures
from briefkit.site.label_view import LabelViews

LABELS = """
    p1:
      - claim: The sea is rising
        id: rising
        name: a rising sea
        when: 2012
        supports: [faster]
      - trend: The rise will quicken
        id: faster
        when: 2016-05
        leads_to: [floods]
        contradicts: [still]
      - claim: The sea is still
        id: still
      - implication: Harbours will flood
        id: floods
        name: floods
        likelihood: likely
        when: 2050~
      - place: town
        quote: sea
        occurrence: 1
      - actor: office
        quote: sea
        occurrence: 1
    p2:
      - place: shire
        quote: Delmouth
      - place: town
        quote: Delmouth
      - actor: office
        quote: Port Office
      - actor: union
        quote: Harbours
      - actor: fleet
        quote: flood
"""
ENTITIES = """
    entities:
      town: {place: Delmouth, type: city, at: [50.5, -3.5]}
      shire: {place: The Shire, type: province, at: [50.9, -3.2]}
      nowhere: {place: Nowhere}
      office: {actor: The Port Office}
      union: {actor: The Union}
      fleet: {actor: The Fleet}
    key_judgments: [floods]
"""


def drawn(labels: str = LABELS, entities: str = ENTITIES, language: str = "en") -> dict[str, FigureView]:
    files = archive(labels, more_keys=entities)
    result, briefs = look({**files, "brief/archive.yaml": f"title: Sea\nlanguage: {language}\n".encode()})
    brief = briefs["sea"]
    views = LabelViews(brief, result.index.foreign(brief), result.settings)
    return figures(views, {label.address: views.view(label) for label in brief.labels})


def test_a_brief_that_has_it_all_shows_five_figures() -> None:
    assert list(drawn()) == ["ladder", "argument-map", "density-strip", "place-map", "co-mention", "timeline"]


@pytest.mark.parametrize(
    ("labels", "shown"),
    [
        ("p1: []", []),
        ("p1:\n  - claim: It rises\n", ["density-strip"]),
        ("p1:\n  - place: nowhere\n    quote: The sea rises\n", ["density-strip"]),
        ("p1:\n  - place: town\n    quote: The sea rises\n", ["density-strip", "place-map"]),
        ("p1:\n  - claim: It rises\n    when: 2012\n", ["density-strip", "timeline"]),
    ],
)
def test_where_there_is_nothing_to_show_there_is_no_figure(labels: str, shown: list[str]) -> None:
    assert list(drawn(labels, ENTITIES.replace("    key_judgments: [floods]\n", ""))) == shown


def test_the_argument_is_told_in_words_back_from_the_judgments() -> None:
    argument = drawn()["argument-map"]
    told = [
        (row.statement.name, row.judgment, group.words, [one.name for one in group.statements])
        for row in argument.drawing.rows
        for group in row.groups
    ]
    assert told == [
        ("floods", "key judgment 1", "follows from", ["The rise will quicken"]),
        ("The sea is still", "", "contradicted by", ["The rise will quicken"]),
        ("The rise will quicken", "", "supported by", ["a rising sea"]),
    ]


@pytest.mark.parametrize(
    ("language", "said", "read_backwards"),
    [("en", "left to right", False), ("ar", "من اليمين إلى اليسار", True)],
)
@pytest.mark.parametrize("judgments", ["", "    key_judgments: [floods]\n"])
def test_the_argument_is_drawn_the_way_its_caption_says(
    language: str, said: str, read_backwards: bool, judgments: str
) -> None:
    entities = ENTITIES.replace("    key_judgments: [floods]\n", judgments)
    argument = drawn(entities=entities, language=language)["argument-map"]
    assert said in argument.caption
    places = [int(column.x) for column in argument.drawing.columns]
    assert len(places) == 3
    assert places == sorted(places, reverse=read_backwards)


def test_a_passage_says_what_it_holds() -> None:
    strip = drawn()["density-strip"].drawing
    said = [cell.words for panel in strip.panels for cell in panel.cells]
    assert said == [
        "p1: 2 claims, 1 trend, 1 implication, 1 actor, 1 place",
        "p2: 3 actors, 2 places",
    ]


def test_a_place_stands_once_with_its_mentions_and_an_area_by_its_name_alone() -> None:
    rows = {row.name: (row.coordinates, row.mentions) for row in drawn()["place-map"].drawing.rows}
    assert rows == {
        "Delmouth": ("50.5°\N{NO-BREAK SPACE}N, 3.5°\N{NO-BREAK SPACE}W", "2 mentions"),
        "The Shire": ("50.9°\N{NO-BREAK SPACE}N, 3.2°\N{NO-BREAK SPACE}W", "1 mention"),
    }


def test_a_place_without_coordinates_is_counted_in_the_caption() -> None:
    more = LABELS + "      - place: nowhere\n        quote: Office\n"
    with_it, without = drawn(more)["place-map"], drawn()["place-map"]
    assert with_it.caption != without.caption
    assert "1 place" in with_it.caption


def test_actors_of_one_passage_are_in_company() -> None:
    rows = [(row.id, list(row.names)) for row in drawn()["co-mention"].drawing.rows]
    assert rows == [("p2", ["The Port Office", "The Union", "The Fleet"])]


def test_the_timeline_lists_what_has_a_date_in_the_order_of_time() -> None:
    timeline = drawn()["timeline"]
    assert [(row.when, row.name) for row in timeline.drawing.all_rows] == [
        ("2012", "a rising sea"),
        ("May 2016", "The rise will quicken"),
        ("about 2050", "floods"),
    ]
    assert timeline.heads == ("Date", "Statement")
