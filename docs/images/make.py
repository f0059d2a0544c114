"""Take the README's pictures anew, after `make`: `PYTHONPATH=. .venv/bin/python docs/images/make.py`."""

from pathlib import Path

from playwright.sync_api import FloatRect, sync_playwright
from tests.chromium import find_chromium

HERE = Path(__file__).parent
PAGE = HERE.parents[1] / "build" / "briefs" / "islamic-state-strikes-abroad.html"

with sync_playwright() as playwright:
    chromium = playwright.chromium.launch(executable_path=find_chromium(), chromium_sandbox=False)
    page = chromium.new_page(viewport={"width": 1280, "height": 760})
    page.goto(PAGE.as_uri())
    judgments = FloatRect(x=0, y=40, width=1280, height=760)
    page.screenshot(path=HERE / "judgments.png", clip=judgments, full_page=True)
    page.evaluate("document.getElementById('p1').scrollIntoView()")
    page.screenshot(path=HERE / "text.png", clip={"x": 0, "y": 0, "width": 1280, "height": 700})
    chromium.close()
