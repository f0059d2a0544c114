from __future__ import annotations

import sqlite3

import pytest
from tests.site.site import plain

from briefkit.brief import Entity, Settings
from briefkit.facts_index import FactsIndex
from briefkit.interface import Interface, interface_for
from briefkit.site.figure_views import FigureView
from briefkit.site.frame import Site
from briefkit.site.list_figures import (
    PLACES,
    briefs_over_time,
    company,
    coverage_by_kind,
    map_of_place,
    map_of_places,
    mentions_over_time,
)

WORDS = interface_for("en")
SITE = Site(Settings(), plain(), "1.0")


def address(page: int, id: str) -> str:
    return f"#{id}"


def over_time(*rows: tuple[str | None, int], words: Interface = WORDS) -> FigureView:
    figure = briefs_over_time(words, rows, address)
    assert figure
    return figure


def index_of(*entities: Entity) -> FactsIndex:
    index = FactsIndex(sqlite3.connect(":memory:"), entities)
    index.close()
    return index


# -- time


def test_months_are_named_with_their_year_where_it_begins() -> None:
    figure = over_time(("2016-12", 1), ("2016-11", 2))
    assert [row.when for row in figure.drawing.rows] == ["November 2016", "December 2016"]
    assert "A bar is a month." in figure.caption
    assert figure.heads == ("Date", "Briefs")
    assert "months are left out" in over_time(("2016-12", 1), ("2016-01", 2)).caption


def test_years_of_any_size_are_told_in_words() -> None:
    figure = over_time(("-0479", 1), ("Y17000", 1), ("0033", 2))
    told = [row.when for row in figure.drawing.rows]
    assert told == [WORDS.date("-0479"), WORDS.date("0033"), WORDS.date("Y17000")]
    assert "years are left out" in figure.caption


def test_a_bar_may_be_of_several_years() -> None:
    figure = over_time(*((str(year), 1) for year in range(1900, 2000, 2)))
    assert "A bar is 5 years." in figure.caption


def test_what_has_no_date_is_counted_in_the_caption() -> None:
    figure = over_time(("2016", 1), ("2017", 1), (None, 2), ("soon", 1))
    assert figure.caption.endswith("3 briefs without a date are not shown.")
    mentions = mentions_over_time(WORDS, [("2016", 1), ("2017", 1), (None, 1)], address)
    assert mentions
    assert mentions.caption.endswith("1 mention in a brief without a date is not shown.")


@pytest.mark.parametrize("rows", [[], [(None, 3)], [("2016", 3)]])
def test_a_figure_of_fewer_than_two_bars_is_not_drawn(rows: list[tuple[str | None, int]]) -> None:
    assert briefs_over_time(WORDS, rows, address) is None


def test_the_figure_speaks_the_language_of_the_page() -> None:
    arabic = interface_for("ar")
    figure = over_time(("2016", 1), ("2017", 2), words=arabic)
    assert figure.title == arabic.briefs_over_time
    assert figure.drawing.most == "2017: موجزان"


def test_time_runs_as_the_page_is_read() -> None:
    for language, read_backwards in (("en", False), ("ar", True)):
        figure = over_time(("2016", 1), ("2017", 2), ("2018", 1), words=interface_for(language))
        places = [bar.x for panel in figure.drawing.panels for bar in panel.bars]
        assert places == sorted(places, reverse=read_backwards)
        assert figure.drawing.rows[0].when == "2016"


# -- kinds


def test_every_kind_has_a_line_with_its_labels_and_the_share_of_passages() -> None:
    figure = coverage_by_kind(SITE, 4, {"claim": (9, 3), "place": (1, 1)})
    assert figure
    space = "\N{NARROW NO-BREAK SPACE}"
    assert [(row.title, row.labels, row.share) for row in figure.drawing.rows] == [
        ("Claims", "9", f"75{space}%"),
        ("Trends", "0", f"0{space}%"),
        ("Implications", "0", f"0{space}%"),
        ("Actors", "0", f"0{space}%"),
        ("Places", "1", f"25{space}%"),
    ]
    assert figure.drawing.lines[0].words == f"9 claims, in 75{space}% of the passages"


def test_an_archive_without_labels_has_no_coverage() -> None:
    assert coverage_by_kind(SITE, 0, {}) is None


# -- places


def test_a_place_without_coordinates_is_shown_by_its_parts() -> None:
    shire = Entity("shire", "place", "The Shire")
    index = index_of(shire, Entity("port", "place", "Port", part_of="shire", at=(50.0, -3.0)))
    figure = map_of_place(SITE, index, "places/shire.html", shire, 0)
    assert figure
    assert [(row.name, row.href) for row in figure.drawing.rows] == [("Port", "port.html")]
    assert map_of_place(SITE, index_of(shire), "places/shire.html", shire, 0) is None


def test_the_map_of_many_places_says_how_many_it_leaves_out() -> None:
    many = [Entity(f"p{n:03}", "place", f"Place {n}", at=(n % 80, n % 170)) for n in range(PLACES + 3)]
    figure = map_of_places(SITE, index_of(*many), "index.html")
    assert figure
    assert len(figure.drawing.rows) == PLACES
    assert f"Of {PLACES + 3} places with coordinates these {PLACES} are marked most often." in figure.caption
    assert "are in the table" in figure.caption


def test_an_enlarged_part_is_spoken_of() -> None:
    crowd = [Entity(f"p{n}", "place", f"A place by number {n}", at=(50 + n / 9, n / 9)) for n in range(12)]
    figure = map_of_places(SITE, index_of(*crowd, Entity("far", "place", "Far", at=(-40, 170))), "index.html")
    assert figure
    assert len(figure.drawing.parts) == 2
    assert WORDS.map_enlarged in figure.caption


# -- company


def test_company_leads_to_the_pages_of_those_who_keep_it() -> None:
    drawing = company(SITE, "places/port.html", [(Entity("office", "actor", "The Office"), 2)])
    assert drawing
    assert [(row.name, row.href, row.count) for row in drawing.rows] == [
        ("The Office", "../actors/office.html", "2")
    ]
    assert company(SITE, "places/port.html", []) is None
