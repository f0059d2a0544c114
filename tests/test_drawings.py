"""Drawings are given the style that they have on the page."""

from __future__ import annotations

import base64
import re
from xml.etree.ElementTree import Element, fromstring

import pytest

from briefkit.drawings import SVG, draw

TOKENS = ":root{--ink:#000;--accent:var(--i);--i:#b34;--pm:13px;--a:var(--b);--b:var(--a)}"


def drawn(svg: str, sheet: str = "", around: str = "") -> Element:
    """The drawing after it was given its style."""
    root = fromstring(
        f'<html><head/><body><div class="{around}"><svg xmlns="http://www.w3.org/2000/svg" role="img" '
        f'aria-label="A map" width="40" height="10">{svg}</svg></div></body></html>'
    )
    draw(root, TOKENS + sheet)
    found = root.find(f".//{SVG}svg")
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("sheet", "attributes"),
    [
        (".x{fill:var(--accent)}", {"fill": "#b34"}),
        (".x{fill:var(--gone,red)}", {"fill": "red"}),
        (".x{stroke-width:calc(var(--pm) * .5)}", {"stroke-width": "6.5"}),
        (".x{stroke-width:.5rem}", {"stroke-width": "8"}),
        ("svg{color:var(--ink)}.x{stroke:currentColor}", {"stroke": "#000"}),
        (".fig{font-size:10px}.x{transform:translate(.5em,-2px)}", {"transform": "translate(5,-2)"}),
        ("g .x{fill:blue}.x{fill:red}", {"fill": "blue"}),
        (".x:is(.y,.z){fill:red}.x:hover{fill:blue}.x::before{fill:green}", {"fill": "red"}),
        ("@media print{.x{fill:red}}@media screen{.x{fill:blue}}", {"fill": "red"}),
        ("@media (min-width:60rem),print{.x{fill:red}}@import 'x';", {"fill": "red"}),
        (".fig .x{--own:pink;fill:var(--own)}", {"fill": "pink"}),
    ],
)
def test_a_shape_has_what_the_style_sheet_says_of_it_in_print(sheet, attributes):
    path = drawn('<g><path class="x y" d="M0 0"/></g>', sheet, around="fig").find(f".//{SVG}path")
    assert path is not None
    assert {name: path.get(name) for name in attributes} == attributes


def test_a_circle_of_variables_comes_to_an_end():
    path = drawn('<path class="x"/>', ".x{fill:var(--a)}").find(f"{SVG}path")
    assert path is not None
    assert "fill" in path.attrib


def test_type_is_taken_from_the_shorthand_too():
    sheet = ".x{font:italic 600 .75rem/1.2 Palatino, serif}.z{font:var(--pm) Arial}.q{font-size:2vw}"
    one, two, three = drawn('<text class="x"/><text class="z"/><text class="q"/>', sheet).findall(
        f"{SVG}text"
    )
    said = {name: one.get(name) for name in ("font-style", "font-weight", "font-size", "font-family")}
    assert said == {
        "font-style": "italic",
        "font-weight": "600",
        "font-size": "12",
        "font-family": "Palatino, serif",
    }
    assert (two.get("font-size"), two.get("font-family"), two.get("font-weight")) == ("13", "Arial", "400")
    assert three.get("font-size") == "16"


def test_words_lose_the_halo_that_would_cover_them():
    text = drawn('<text class="x">sea</text>', ".x{stroke:#fff;stroke-width:3px;fill:red}").find(f"{SVG}text")
    assert text is not None
    assert "stroke" not in text.attrib
    assert text.get("fill") == "red"


def test_a_drawing_says_its_words_to_those_who_do_not_see_it():
    assert drawn("<path/>").findtext(f"{SVG}title") == "A map"
    assert len(drawn("<title>Mine</title>").findall(f"{SVG}title")) == 1


def test_decoration_becomes_a_background_with_the_symbols_that_it_uses():
    root = fromstring(
        '<html><head/><body><svg xmlns="http://www.w3.org/2000/svg">'
        '<symbol id="_track"><path d="M0 0H9"/></symbol></svg>'
        '<p>a<svg xmlns="http://www.w3.org/2000/svg" class="band" width="9" height="4" aria-hidden="true">'
        '<use href="#_track"/><use href="#gone"/></svg>b</p></body></html>'
    )
    draw(root, TOKENS + "path{stroke:red}")
    [band] = root.iter("span")
    assert (band.get("class"), band.tail, len(band)) == ("band", "b", 0)
    style = band.get("style", "")
    assert "width:9px;height:4px" in style
    [data] = re.findall(r"base64,([^)]*)", style)
    picture = fromstring(base64.b64decode(data))
    assert picture.get("height") == "4"
    path = picture.find(f"{SVG}symbol/{SVG}path")
    assert path is not None
    assert path.get("stroke") == "red"


def test_a_drawing_that_is_not_printed_leaves_no_hole():
    root = fromstring(
        '<html><body><p><svg xmlns="http://www.w3.org/2000/svg" class="wide"/></p></body></html>'
    )
    draw(root, "@media print{.wide{display:none}}")
    assert list(root.iter(f"{SVG}svg")) == []
