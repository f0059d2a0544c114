"""The real brief as pictures, kept beside the tests and compared with a tolerance.

Each machine has other fonts, so the pictures are taken in two that come with the checkers and are
named in the page's own stacks. `pytest tests/browser --renew-golden` takes them anew.
"""

from __future__ import annotations

import io
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from PIL import Image, ImageChops
from playwright.sync_api import Browser, Route

from tests.browser.sites import REAL, built
from tests.checkers import found

GOLDEN = Path(__file__).parents[1] / "golden" / "pictures"
SHRUNK = 4  # compared at a quarter of the size, where the edge of a letter is no difference
BAND = 800 // SHRUNK  # a screenful
FEW, QUITE = 0.02, 48  # which share of its points may differ by more than that, of 255
FACES = (
    ("serif", "noto-serif/files/noto-serif-latin-400-normal.woff2", 400, "normal"),
    ("serif", "noto-serif/files/noto-serif-latin-400-italic.woff2", 400, "italic"),
    ("sans", "source-sans-3/files/source-sans-3-latin-400-normal.woff2", 400, "normal"),
    ("sans", "source-sans-3/files/source-sans-3-latin-400-italic.woff2", 400, "italic"),
    ("sans", "source-sans-3/files/source-sans-3-latin-600-normal.woff2", 600, "normal"),
)
PICTURES: dict[str, dict[str, Any]] = {
    "1280": {"viewport": {"width": 1280, "height": 800}},
    "1280-dark": {"viewport": {"width": 1280, "height": 800}, "color_scheme": "dark"},
    "768": {"viewport": {"width": 768, "height": 1024}},
    "320": {"viewport": {"width": 320, "height": 640}},
}


@cache
def faces() -> str:
    rules = []
    for family, file, weight, style in FACES:
        data = b64encode(found(f"@fontsource/{file}").read_bytes()).decode()
        rules.append(
            f'@font-face {{ font-family: "golden {family}"; font-weight: {weight}; font-style: {style};'
            f' src: url("data:font/woff2;base64,{data}") }}'
        )
    rules.append(':root { --serif: "golden serif", serif; --sans: "golden sans", sans-serif }')
    return "\n".join(rules)


def picture(browser: Browser, path: str, **mode: Any) -> Image.Image:
    """The whole page, without scripts, so that nothing on it depends on what they have found out."""
    context = browser.new_context(bypass_csp=True, java_script_enabled=False, **mode)
    page = context.new_page()

    def with_faces(route: Route) -> None:
        style = (built("real") / "assets" / route.request.url.rpartition("/")[2]).read_text("utf-8")
        route.fulfill(body=f"{style}\n{faces()}", content_type="text/css")

    page.route("**/assets/style-*.css", with_faces)
    page.goto((built("real") / path).as_uri())
    taken = page.screenshot(full_page=True, animations="disabled")
    context.close()
    return Image.open(io.BytesIO(taken)).convert("RGB")


def shrunk(image: Image.Image) -> Image.Image:
    return image.resize((image.width // SHRUNK, image.height // SHRUNK), Image.Resampling.BOX)


def differences(one: Image.Image, other: Image.Image) -> list[float]:
    """Of each screenful, which share of its points is quite another; where the two overlap."""
    width, height = min(one.width, other.width), min(one.height, other.height)
    apart = ImageChops.difference(one.crop((0, 0, width, height)), other.crop((0, 0, width, height))).convert(
        "L"
    )
    bands = [apart.crop((0, top, width, min(top + BAND, height))) for top in range(0, height, BAND)]
    return [sum(band.histogram()[QUITE:]) / (band.width * band.height) for band in bands]


@pytest.mark.parametrize("name", PICTURES)
def test_the_real_brief_looks_as_it_did(browser: Browser, name: str, renew_golden: bool) -> None:
    taken = picture(browser, f"briefs/{REAL}.html", **PICTURES[name])
    file = GOLDEN / f"brief-{name}.png"
    if renew_golden:
        file.parent.mkdir(parents=True, exist_ok=True)
        few = taken.quantize(128, Image.Quantize.MAXCOVERAGE, dither=Image.Dither.NONE)  # keeps rare colours
        few.save(file, optimize=True)
    kept = Image.open(file).convert("RGB")
    assert taken.width == kept.width
    assert abs(taken.height - kept.height) <= 0.01 * kept.height
    assert max(differences(shrunk(taken), shrunk(kept))) <= FEW


def test_a_page_that_lost_a_figure_is_told_from_one_that_did_not(browser: Browser) -> None:
    """The tolerance is worth nothing if it lets this through."""
    taken = picture(browser, f"briefs/{REAL}.html", **PICTURES["1280"])
    damaged = taken.copy()
    damaged.paste((253, 253, 251), (0, 400, 1280, 700))
    assert max(differences(shrunk(taken), shrunk(damaged))) > FEW
