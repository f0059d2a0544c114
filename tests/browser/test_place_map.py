"""The map of places and the timeline in Chromium, from disk and under the pages' policy."""

import zlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from playwright.sync_api import Browser, Page

from briefkit.edtf import ENGLISH, in_words
from briefkit.figures import leftwards
from briefkit.figures.place_map import Place, place_map
from briefkit.figures.timeline import Dated, timeline
from tests.shared import ROOT

TEMPLATES = ROOT / "templates"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
PAGE = """<!doctype html><html lang="en" dir="{direction}"><head><meta charset="utf-8"><title>Figures</title>
<meta http-equiv="Content-Security-Policy" content="{policy}"><link rel="stylesheet" href="style.css">
</head><body><main>{figures}</main></body></html>"""

NAMES = [
    "Nice", "Istanbul", "Joint Operations Centre North", "مدينة الموصل القديمة", "東京都千代田区", "🎉 Fête",
    "W" * 300, "Fallujah", "Llanfairpwllgwyngyll", "İzmir", "Łódź", "Mmmmmmmmmmmmmmmmm",
]  # fmt: skip
DATES = ["2016", "2016-07-14", "2013/2016-07~", "201X", "2016-07~/..", "../2014", "2016?", "1979-12-24"]


def places() -> list[Place]:
    """A crowd round the Levant and a few far away, both edges and both poles among them."""
    crowd = [(30 + n * 5 % 9 + n / 7, 33 + n * 7 % 13 + n / 9) for n in range(24)]
    far = [(90, 0), (-90, 0), (0, 180), (0, -180), (28.5, -81.4), (2.5, 112.5)]
    return [
        Place(NAMES[n % len(NAMES)], "#p1", at, n % 4, n % 5 == 0, "33° N, 44° E", "1 mention")
        for n, at in enumerate([*crowd, *far])
    ]


def statements() -> list[Dated]:
    return [
        Dated(NAMES[n % len(NAMES)], "#p1", "ctis"[n % 4], "CTIS"[n % 4], date, in_words(date))
        for n, date in enumerate(DATES * 2)
    ]


@pytest.fixture(scope="module")
def page_on_disk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figures")
    environment = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    drawn = place_map(places(), "Map of places", lambda count: f" and {count} more")
    dated = timeline(statements(), "2016-07", "Timeline", replace(ENGLISH, interval="{first} – {last}"))
    assert dated
    times: Any = environment.get_template("figures/timeline.svg.j2").module
    land: Any = environment.get_template("figures/place_map.svg.j2").module
    style = sorted((TEMPLATES / "assets" / "style").glob("*.css"))
    (folder / "style.css").write_text("".join(part.read_text("utf-8") for part in style), "utf-8")
    (folder / "land.svg").write_bytes((TEMPLATES / "assets" / "land.svg").read_bytes())
    for direction, view in (("ltr", dated), ("rtl", leftwards.timeline(dated))):
        html = "".join(
            f'<figure class="fig">{one}</figure>'
            for one in (land.figure(drawn, "land.svg"), times.figure(view))
        )
        page = PAGE.format(direction=direction, policy=POLICY, figures=html)
        (folder / f"{direction}.html").write_text(page, "utf-8")
    return folder / "ltr.html"


@pytest.fixture(params=[(side, width) for side in ("ltr", "rtl") for width in (1280, 768, 500, 320)])
def page(browser: Browser, page_on_disk: Path, request: pytest.FixtureRequest) -> Iterator[Page]:
    direction, width = request.param
    context = browser.new_context(viewport={"width": width, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(page_on_disk.with_name(f"{direction}.html").as_uri())
    yield page
    assert said == []
    context.close()


def boxes(page: Page, selector: str) -> list[tuple[str, float, float, float, float]]:
    """What each run of shown text covers, in CSS px of the page, less the air round its letters."""
    found: list[tuple[str, float, float, float, float]] = page.evaluate(
        """selector => [...document.querySelectorAll(selector)]
            .filter(text => getComputedStyle(text).fill !== "none")
            .flatMap(text => [...text.childNodes].filter(node => node.nodeType === 3 && node.data.trim()))
            .map(node => {
                const range = new Range();
                range.selectNodeContents(node);
                return [node.data, range.getBoundingClientRect()];
            })
            .filter(([, box]) => box.width)
            .map(([words, box]) => [words, box.left + 0.5, box.top + 2, box.right - 0.5, box.bottom - 2])
        """,
        selector,
    )
    return found


def meeting(shown: list[tuple[str, float, float, float, float]]) -> list[tuple[str, str]]:
    return [
        (one[0], other[0])
        for number, one in enumerate(shown)
        for other in shown[number + 1 :]
        if one[1] < other[3] and other[1] < one[3] and one[2] < other[4] and other[2] < one[4]
    ]


def test_no_name_on_the_map_meets_another_one(page):
    shown = boxes(page, ".pm text, .pm text a")
    assert len(shown) >= 6
    assert meeting(shown) == []


def test_no_words_of_the_timeline_meet(page):
    shown = boxes(page, ".tl .d, .tl a text, .tl tspan")
    assert len(shown) >= 2 * len(DATES) + 2
    assert meeting(shown) == []


def test_words_are_never_smaller_than_11_px(page):
    sizes = page.evaluate(
        """() => [...document.querySelectorAll(".pm text, .tl text, .tl tspan")].map(text =>
            parseFloat(getComputedStyle(text).fontSize) * text.closest("svg").getScreenCTM().a)"""
    )
    assert min(sizes) >= 10.95


def test_nothing_reaches_past_the_page(page):
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    room = page.evaluate("innerWidth")
    assert all(
        left >= 0 and right <= room for _, left, _, right, _ in boxes(page, ".pm text, .tl text, .tl tspan")
    )


def test_every_link_has_a_name_in_words(page):
    names = page.evaluate(
        """() => [...document.querySelectorAll("svg a")]
            .map(a => a.getAttribute("aria-label") || a.textContent)"""
    )
    assert names
    assert all(name.strip() for name in names)


@pytest.mark.parametrize(("scheme", "paper"), [("light", (253, 253, 251)), ("dark", (20, 22, 26))])
def test_the_base_map_follows_the_readers_light(browser, page_on_disk, scheme, paper):
    page = browser.new_page(color_scheme=scheme, viewport={"width": 1280, "height": 900})
    page.goto(page_on_disk.as_uri())
    # Only the base map, and the page in a colour of no theme: what shows is the map's own land.
    page.evaluate("""() => { document.querySelectorAll(".pm a, .pm path").forEach(mark => mark.remove()) }""")
    box = page.locator(".pm > svg").first.bounding_box()
    # Siberia and Antarctica apart, the middle of Africa is land on this map of the whole earth.
    picture = page.screenshot(
        clip={
            "x": box["x"] + box["width"] * 0.56,
            "y": box["y"] + box["height"] * 0.45,
            "width": 2,
            "height": 2,
        }
    )
    assert first_pixel(picture) == paper
    page.close()


def first_pixel(png: bytes) -> tuple[int, ...]:
    at, packed = 8, b""
    while at < len(png):
        length = int.from_bytes(png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            packed += png[at + 8 : at + 8 + length]
        at += length + 12
    return tuple(zlib.decompress(packed)[1:4])
