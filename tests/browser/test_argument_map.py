"""The argument map in a browser, with hard inputs: nothing collides, and it gives way to its list."""

from pathlib import Path
from random import Random

import pytest

from briefkit.figures import leftwards
from briefkit.figures.argument_extent import Link
from briefkit.figures.argument_list import ORDER, Node
from tests.browser.opening import expect_address
from tests.figures.arguments import drawn, many
from tests.figures.charts import ROOT, draw, listing

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
NAMES = (
    *("وتتزايد الهجمات في جميع أنحاء العالم بلا توقف", "仮想的な声明がここにあります" * 4),
    *("🚢🚢 fleet at sea", "W" * 300, "very " * 60, "<b>&amp;", "influence shown in Magnanville", "ا"),
    "retreat into asymmetric attacks",
)
# Words that meet other words, or leave their map.
COLLISIONS = """() => [...document.querySelectorAll('.am')].flatMap(map => {
  const room = map.getBoundingClientRect();
  const parts = [...map.querySelectorAll('text')].flatMap(text => {
    const range = document.createRange();
    return [...text.childNodes].filter(part => part.textContent.trim()).map(part => {
      range.selectNodeContents(part);
      return [part.textContent, range.getBoundingClientRect()];
    });
  });
  const outside = parts.filter(([, box]) =>
    box.left < room.left - 1 || box.right > room.right + 1 || box.bottom > room.bottom + 1);
  const meeting = parts.flatMap(([one, a], n) => parts.slice(0, n).filter(([, b]) =>
    a.left < b.right - .5 && b.left < a.right - .5 && a.top < b.bottom - 4 && b.top < a.bottom - 4
  ).map(([other]) => `${one} meets ${other}`));
  return [...outside.map(([words]) => words), ...meeting];
})"""


def arguments():
    """Names as hard as they may come; all relations, and a circle; a large argument; a single link."""
    chance = Random(1)
    nodes = [
        Node(name, kind, f"C{at} p{at * 41}", f"#h{at}", "key judgment 1" if at == 0 else "", "[very likely]")
        for at, (name, kind) in enumerate(zip(NAMES, "ictsictsc", strict=True))
    ]
    hard = [Link(at, chance.randrange(at), relation) for at, relation in enumerate((*ORDER, *ORDER[:2]), 1)]
    yield nodes, [*hard, Link(0, 8, "leads_to"), Link(1, 2, "alternative_to")], (0,)
    yield many(120, 200)
    yield [Node("a", "c", "p1", "#a"), Node("b", "i", "p2", "#b")], [Link(0, 1, "supports")], ()


@pytest.fixture(scope="module")
def page_of_maps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("maps")
    parts = sorted((ROOT / "templates" / "assets" / "style").glob("*.css"))
    (folder / "style.css").write_text("".join(part.read_text("utf-8") for part in parts), "utf-8")
    found = [drawn(*argument) for argument in arguments()]
    mirrored = [leftwards.argument_map(view) for view in found]
    for direction, views in (("ltr", found), ("rtl", mirrored)):
        figures = "".join(
            f'<figure class="fig">{draw("argument_map", view)}<details class="data"><summary>Words</summary>'
            f"{listing('argument_map', view)}</details></figure>"
            for view in views
        )
        (folder / f"{direction}.html").write_text(
            f'<!doctype html><html lang="en" dir="{direction}"><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
            '<meta name="viewport" content="width=device-width"><title>Maps</title>'
            f'<link rel="stylesheet" href="style.css"><main>{figures}</main></html>',
            "utf-8",
        )
    return folder


@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_no_words_meet_and_nothing_leaves_the_map(browser, page_of_maps, direction):
    said = []
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.on("console", lambda message: said.append(message.text))
    page.goto((page_of_maps / f"{direction}.html").as_uri())
    assert page.evaluate(COLLISIONS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 1280
    assert said == []
    page.close()


def test_every_statement_is_a_link_reached_by_keyboard_and_followed(browser, page_of_maps):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((page_of_maps / "ltr.html").as_uri())
    single = page.locator(".am").last
    assert single.get_by_role("link", name="a p1").get_attribute("href") == "#a"
    single.get_by_role("link", name="b p2").focus()
    page.keyboard.press("Enter")
    expect_address(page, "#b")
    page.close()


def test_links_are_24_pixels_apart(browser, page_of_maps):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((page_of_maps / "ltr.html").as_uri())
    near = page.evaluate("""() => [...document.querySelectorAll('.am')].flatMap(map => {
      const middles = [...map.querySelectorAll('a')].map(link => {
        const box = link.getBoundingClientRect();
        return [box.left, box.top + box.height / 2];
      });
      return middles.flatMap(([x, y], n) => middles.slice(0, n)
        .filter(([left, top]) => Math.abs(left - x) < 24 && Math.abs(top - y) < 24));
    })""")
    assert near == []
    page.close()


@pytest.mark.parametrize("width", [1280, 1249, 1247, 1024, 320])
def test_where_the_map_has_no_room_the_list_takes_its_place(browser, page_of_maps, width):
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.goto((page_of_maps / "ltr.html").as_uri())
    assert page.locator(".am").first.is_visible() == (width > 1248)
    assert page.locator(".data ul").first.is_visible() == (width < 1248)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.close()


def test_on_paper_a_map_stands_only_where_it_can_be_read(browser, page_of_maps):
    page = browser.new_page(viewport={"width": 658, "height": 980})
    page.emulate_media(media="print")
    page.goto((page_of_maps / "ltr.html").as_uri())
    for at in range(page.locator(".am").count()):
        drawing = page.locator(".am").nth(at)
        if drawing.is_visible():
            assert drawing.bounding_box()["width"] <= 658
            scale = drawing.evaluate("map => map.getScreenCTM().a")
            assert 11 * scale * 72 / 96 >= 6.5
    assert page.locator(".am").last.is_visible()
    assert not page.locator(".am").nth(1).is_visible()
    page.close()
