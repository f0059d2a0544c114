"""The charts in a browser, with hard inputs: nothing collides, and every mark is a link with words."""

from pathlib import Path
from random import Random

import pytest

from briefkit.figures import by_kind, co_mention, density_strip, leftwards, over_time
from tests.browser.opening import expect_address
from tests.figures.charts import MONTHS, ROOT, draw, listing

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'"
)
NAMES = (
    *("عبد الرحمن بن محمد آل سعود", "日本国外務省", "🚢🚢 fleet", "W" * 300, "Islamic State", "word " * 60),
    *("جماعة (X)", "Ärzte ohne Grenzen", "<b>&amp;", "i", "United States (state)", "al-Qaida in the Maghreb"),
)
WORDS = over_time.Words(
    lambda number: f"{number:,} briefs",
    lambda year: str(year) if year > 0 else f"{1 - year} BC",
    lambda year, month: f"{MONTHS[month - 1]} {year}",
    MONTHS,
    "{first} to {last}",
    ("Year", "Briefs"),
)
# Texts of a drawing that meet each other, or leave the page.
COLLISIONS = """() => [...document.querySelectorAll('.ch')].flatMap(chart => {
  const texts = [...chart.querySelectorAll('text')];
  const boxes = texts.map(text => [text.textContent, text.getBoundingClientRect()]);
  const outside = boxes.filter(([, box]) => box.left < -1 || box.right > innerWidth + 1);
  const meeting = boxes.flatMap(([one, a], n) => boxes.slice(0, n).filter(([, b]) =>
    a.left < b.right - .5 && b.left < a.right - .5 && a.top < b.bottom - 2 && b.top < a.bottom - 2
  ).map(([other]) => `${one} meets ${other}`));
  return [...outside, ...meeting];
})"""


def charts(turned):
    """Each chart's name and view, with hard inputs; counts over time as `turned` has them."""
    random = Random(1)
    kinds = [density_strip.Kind(stroke, stroke.upper()) for stroke in "ctisapm"]
    for size in (1, 13, 28, 29, 400):
        counts = [tuple(random.choice((0, 0, 1, 3, 12)) for _ in kinds) for _ in range(size)]
        passages = [
            density_strip.Passage(f"p{n}", f"#p{n}", f"p{n}: {sum(of)} labels", of)
            for n, of in enumerate(counts, start=1)
        ]
        yield "density_strip", density_strip.density_strip(passages, kinds, "Passage")
    actors = [
        co_mention.Actor(name, tuple(sorted(random.sample(range(9), random.randint(1, 6))))) for name in NAMES
    ]
    where = [co_mention.Passage(f"p{n}", f"#p{n}") for n in range(1, 10)]
    yield "co_mention", co_mention.co_mention(actors, where, "Actors")
    for years in ((2016,), range(1990, 2017), (-480, -43, 476, 1066, 1914, 2001, 2003, 2016)):
        years_counted = [over_time.Count(year, None, random.randint(1, 2000), "#p1") for year in years]
        yield "over_time", turned(over_time.over_time(years_counted, WORDS))
    shares = [
        by_kind.Kind(stroke, name, "#p1", random.randint(0, 10**7), random.random(), f"{stroke} labels")
        for stroke, name in zip("ctisapm", NAMES, strict=False)
    ]
    yield "by_kind", by_kind.by_kind(shares, "Kinds", ("Kind", "Labels", "Passages"))


@pytest.fixture(scope="module")
def page_of_charts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("charts")
    assets = ROOT / "templates" / "assets"
    parts = [*sorted((assets / "style").glob("*.css")), *sorted((assets / "lists").glob("72-*.css"))]
    (folder / "style.css").write_text("".join(part.read_text("utf-8") for part in parts), "utf-8")
    for direction in ("ltr", "rtl"):
        figures = "".join(
            f'<figure class="fig">{draw(name, view)}<details class="data"><summary>Table</summary>'
            f"{listing(name, view)}</details></figure>"
            for name, view in charts(leftwards.over_time if direction == "rtl" else lambda view: view)
        )
        (folder / f"{direction}.html").write_text(
            f'<!doctype html><html lang="en" dir="{direction}"><meta charset="utf-8">'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">'
            '<meta name="viewport" content="width=device-width"><title>Charts</title>'
            f'<link rel="stylesheet" href="style.css"><main>{figures}</main></html>',
            "utf-8",
        )
    return folder


@pytest.mark.parametrize("width", [1280, 768, 320])
@pytest.mark.parametrize("direction", ["ltr", "rtl"])
def test_no_words_meet_and_nothing_leaves_the_page(browser, page_of_charts, width, direction):
    said = []
    page = browser.new_page(viewport={"width": width, "height": 800})
    page.on("console", lambda message: said.append(message.text))
    page.goto((page_of_charts / f"{direction}.html").as_uri())
    assert page.evaluate(COLLISIONS) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert said == []
    page.close()


def test_every_mark_is_a_link_that_says_where_it_leads(browser, page_of_charts):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((page_of_charts / "ltr.html").as_uri())
    strip = page.locator(".st").nth(1)
    links = strip.get_by_role("link")
    assert links.count() == 13
    assert strip.get_by_role("link", name="p7: ").get_attribute("href") == "#p7"
    unnamed = (
        "[...document.querySelectorAll('.ch a')].filter(a => !a.querySelector('title').textContent).length"
    )
    assert page.evaluate(unnamed) == 0
    page.close()


def test_a_cell_is_a_target_of_24_pixels_at_least(browser, page_of_charts):
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto((page_of_charts / "ltr.html").as_uri())
    small = page.evaluate("""() => [...document.querySelectorAll('.ch rect')]
        .map(rect => rect.getBoundingClientRect())
        .filter(box => box.width < 24 || box.height < 24).length""")
    assert small == 0
    page.close()


def test_the_words_of_a_cell_are_reached_by_keyboard_and_followed(browser, page_of_charts):
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto((page_of_charts / "ltr.html").as_uri())
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect_address(page, "#p1")
    page.close()


def test_on_a_phone_the_list_stands_in_the_place_of_the_triangle(browser, page_of_charts):
    page = browser.new_page(viewport={"width": 320, "height": 800})
    page.goto((page_of_charts / "ltr.html").as_uri())
    assert not page.locator(".cm").is_visible()
    assert page.locator(".met").is_visible()
    page.close()
