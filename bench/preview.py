"""What an editor waits for `briefkit serve`: from the save of a sidecar to the new page on the screen.

    .venv/bin/python bench/preview.py

For each size of archive the command runs as an editor starts it, Chromium has a brief's page open, and
its sidecar is saved again and again with another title; in between, with an error in it, until the
panel says so. Times are of the wall clock, which the page and this script share: the page tells when a
frame with the new title has been painted. Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from signal import SIGINT

from playwright.sync_api import Browser, Page, sync_playwright

HERE = Path(__file__).parent
SIZES = (1, 100, 1000)
PAUSE = 150  # ms between two saves
# In the page's frame: its title when it has been painted. In the shell: what is said of findings.
WATCH = """() => {
    const tell = (what, value) => requestAnimationFrame(() => requestAnimationFrame(
        () => console.debug(JSON.stringify(['preview', what, value, Date.now()]))));
    addEventListener('DOMContentLoaded', () => {
        const title = document.querySelector('h1[dir]'), said = document.getElementById('said');
        if (title) tell('page', title.textContent);
        if (said) new MutationObserver(() => tell('said', said.textContent)).observe(said, {childList: true});
    });
}"""


@dataclass(slots=True)
class Seen:
    """What the window told, with the time of each."""

    told: list[tuple[str, str, float]] = field(default_factory=list)

    def hear(self, text: str) -> None:
        if text.startswith('["preview"'):
            _, what, value, at = json.loads(text)
            self.told.append((what, value, at / 1000))

    def when(self, page: Page, what: str, words: str, since: float) -> float:
        """When this was first told since a moment, in seconds after that."""
        for _ in range(2_000):
            for kind, value, at in self.told:
                if kind == what and words in value and at >= since - 0.002:
                    return at - since
            page.wait_for_timeout(5)
        raise TimeoutError(f"{words!r} did not come up within ten seconds")


@dataclass(slots=True)
class Figures:
    """Of one size of archive, in seconds."""

    briefs: int
    address: float  # from the start of the command until its address is printed
    first: float  # until the first page is shown
    page: list[float]
    findings: list[float]
    memory: float  # the most that the server held, in MB

    def row(self) -> str:
        cells = [f"{self.briefs:,}", f"{self.address:.2f}", f"{self.first:.2f}"]
        for several in (self.page, self.findings):
            cells += [f"{1000 * statistics.median(several):.0f}", f"{1000 * percentile(several, 95):.0f}"]
        return f"| {' | '.join([*cells, f'{self.memory:.0f}'])} |"


def percentile(several: Sequence[float], per_cent: int) -> float:
    """The smallest of them that at least so many per cent are no larger than."""
    ordered = sorted(several)
    return ordered[max(0, -(-len(ordered) * per_cent // 100) - 1)]


def corpus(folder: Path, briefs: int) -> Path:
    texts, archive = folder / f"corpus{briefs}", folder / f"archive{briefs}"
    for script, *words in (
        ("gen_corpus.py", str(texts), "--briefs", str(briefs)),
        ("to_briefkit.py", str(texts), str(archive)),
    ):
        subprocess.run([sys.executable, str(HERE / script), *words], check=True, stdout=subprocess.DEVNULL)
    return archive


@contextmanager
def serving(archive: Path) -> Iterator[tuple[subprocess.Popen[str], str]]:
    """The command, and the address that it prints."""
    command = [sys.executable, "-m", "briefkit", "serve", "--port", "0", "--quiet"]
    with subprocess.Popen(command, cwd=archive, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout
        try:
            yield process, process.stdout.readline().strip()
        finally:
            process.send_signal(SIGINT)


def measure(browser: Browser, archive: Path, briefs: int, saves: int) -> Figures:
    sidecar = next(path for path in sorted((archive / "brief").glob("0*.yaml")))
    text = sidecar.read_text("utf-8")
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    started = time.time()
    with serving(archive) as (process, url):
        address = time.time() - started
        seen, page = Seen(), context.new_page()
        page.on("console", lambda message: seen.hear(message.text))
        page.add_init_script(f"({WATCH})()")
        page.goto(f"{url}briefs/{sidecar.stem}.html")
        first = seen.when(page, "page", "", started)
        page.wait_for_timeout(1_500)  # the look that follows when the watch is set
        shown, found = [], []
        for number in range(saves):
            title = f"Saved {number:03}"
            shown.append(save(seen, page, sidecar, titled(text, title), "page", title))
            if number % 2:
                found.append(save(seen, page, sidecar, titled(text, "[broken"), "said", "1 error here"))
        memory = resident(process.pid)
    sidecar.write_text(text, "utf-8")
    context.close()
    return Figures(briefs, address, first, shown, found, memory)


def save(seen: Seen, page: Page, sidecar: Path, text: str, what: str, words: str) -> float:
    """Seconds from the save until that is on the screen."""
    page.wait_for_timeout(PAUSE)
    since = time.time()
    sidecar.write_text(text, "utf-8")
    return seen.when(page, what, words, since)


def titled(text: str, title: str) -> str:
    before, _, rest = text.partition("  title: ")
    return f"{before}  title: {title}\n{rest.partition(chr(10))[2]}"


def resident(pid: int) -> float:
    """The most that the process held so far, in MB (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text("ascii")
    return int(status.partition("VmHWM:")[2].split()[0]) / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--saves", type=int, default=40)
    parser.add_argument("--briefs", type=int, nargs="+", default=SIZES)
    parser.add_argument("--chromium", default="/usr/bin/chromium", help="the browser's program")
    options = parser.parse_args()
    print(
        "| briefs | address s | first page s | save to page ms, median | p95 "
        "| save to findings ms, median | p95 | MB |"
    )
    print("| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |")
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, chromium_sandbox=False)
        for briefs in options.briefs:
            print(measure(browser, corpus(Path(folder), briefs), briefs, options.saves).row(), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
