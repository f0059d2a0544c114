"""A page printed by the browser: sheets that are full, and nothing torn apart that belongs together."""

from __future__ import annotations

import io
from collections.abc import Iterator
from statistics import fmean

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Matrix, Object, Page, Pdf
from playwright.sync_api import Browser

from tests.browser.sites import REAL, built

TOP, FOOT = 45.0, 16.0  # pt: the margin above; from the number of a sheet upwards
# The tallest of what is never cut, the timeline below its heading, is 0.55 of a sheet. Whether it comes to
# stand at a foot depends on the fonts of the machine, so this is what holds with all.
LEAST, MEAN = 0.45, 0.85
BELOW_A_HEADING = 60.0  # pt: the heading, what it says of its part, and a line of the part at the least


@pytest.fixture(scope="module", params=["A4", "Letter"])
def printed(browser: Browser, request: pytest.FixtureRequest) -> Iterator[Pdf]:
    page = browser.new_page()
    page.goto((built("real") / f"briefs/{REAL}.html").as_uri())
    content = page.pdf(format=request.param, prefer_css_page_size=True, tagged=True, outline=True)
    page.close()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        yield pdf


def test_no_sheet_but_the_last_is_half_empty_and_most_are_full(printed: Pdf) -> None:
    *sheets, _ = printed.pages
    fills = [(_lowest(sheet) - TOP) / (_lines(sheet)[-1] - TOP) for sheet in sheets]
    assert min(fills) >= LEAST
    assert fmean(fills) >= MEAN


def test_no_heading_stands_alone_at_a_foot(printed: Pdf) -> None:
    headings = list(_headings(printed))
    assert len(headings) > 8
    for title, sheet, top in headings:
        assert _lowest(sheet) - top >= BELOW_A_HEADING, title


def test_no_row_and_no_judgment_is_cut_in_two_and_a_table_s_head_has_a_row(printed: Pdf) -> None:
    elements = list(_elements(printed.Root.StructTreeRoot))
    whole = [one for one in elements if one.S in ("/TR", "/LI")]
    assert len(whole) > 60
    assert [len(set(_sheets(one))) for one in whole if _sheets(one)] == [1] * len(whole)
    for table in (one for one in elements if one.S == "/Table"):
        head, first, *_ = (one for one in _elements(table) if one.S == "/TR")
        assert _sheets(head)[0] == _sheets(first)[0]


def _lines(sheet: Page) -> list[float]:
    """The baselines of the words on a sheet, in pt from its top, downwards."""
    height = float(sheet.mediabox[3])
    matrix, kept, found = Matrix(), [], set()
    for one in pikepdf.parse_content_stream(sheet, "q Q cm Tm"):
        operands = one.operands
        match str(one.operator):
            case "q":
                kept.append(matrix)
            case "Q":
                matrix = kept.pop()
            case "cm":
                matrix = Matrix(*map(float, operands)) @ matrix
            case "Tm":
                found.add(round(height - (Matrix(*map(float, operands)) @ matrix).f, 1))
    return sorted(line for line in found if 0 < line < height)


def _lowest(sheet: Page) -> float:
    """The last line above the foot, which has the number of the sheet and the title of the brief."""
    *body, number = _lines(sheet)
    return max(line for line in body if line < number - FOOT)


def _headings(pdf: Pdf) -> Iterator[tuple[str, Page, float]]:
    """Each heading of the document with its sheet and its upper edge, in pt from the sheet's top."""
    sheets = {sheet.obj.objgen: sheet for sheet in pdf.pages}
    with pdf.open_outline() as outline:
        waiting = list(outline.root)
        while waiting:
            one = waiting.pop()
            waiting += one.children
            assert isinstance(one.destination, Array)
            sheet = sheets[one.destination[0].objgen]
            yield one.title, sheet, float(sheet.mediabox[3]) - float(one.destination[3])


def _elements(element: Object) -> Iterator[Dictionary]:
    """All below it in the tree of the document's structure, in the order of reading."""
    kids = element.get("/K")
    for kid in kids.as_list() if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            yield kid
            yield from _elements(kid)


def _sheets(element: Dictionary) -> list[tuple[int, int]]:
    """The sheets that its words stand on, in the order of reading."""
    own = [one for one in (element, *_elements(element)) if "/Pg" in one]
    return [one.Pg.objgen for one in own]
