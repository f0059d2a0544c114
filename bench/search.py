"""What a search costs the reader: bytes read and time to the first result, in Chromium, from disk.

    .venv/bin/python bench/search.py

makes the corpus at each size and its search index, sets up MiniSearch and lunr by npm, asks all three the
same questions in a page opened from disk, and prints a table in Markdown. The peers have no index that could
be read in parts, so all of theirs is read and made ready before the first question: that is told apart.
Pagefind is not here since it cannot be opened from disk.
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
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from gen_corpus import load_briefs
from playwright.sync_api import Browser, Page, Request, sync_playwright

from briefkit.addresses import entity_path
from briefkit.cache import Briefs, open_scratch
from briefkit.files import Disk
from briefkit.folder import packaged_templates
from briefkit.interface import interface_for
from briefkit.search import SearchIndex
from briefkit.site.assets import assets
from briefkit.survey import survey

HERE = Path(__file__).parent
SIZES = (1, 100, 1000, 10_000)
PEERS = {"MiniSearch": ("minisearch@7.2.0", "dist/umd/index.js"), "lunr": ("lunr@2.3.9", "lunr.min.js")}
TOO_MUCH = {"MiniSearch": 1000, "lunr": 1000}  # briefs; at 10,000 each would read 75 MB
QUERIES = (
    *(
        "reservoir",
        "drought plan",
        "customs service",
        "ferry contract winter",
        "the",
        "officials say that the",
    ),
    *('"drought plan"', "ports", "insur", "pavel delcalpel border"),
)
MAKE = {
    "MiniSearch": """
        const made = new MiniSearch({fields: ['body']});
        made.addAll(DOCS);
        window.ask = query => made.search(query, {prefix: true, combineWith: 'AND'}).slice(0, 20)
            .map(found => DOCS[found.id].body);
        """,
    "lunr": """
        const made = lunr(function () {
            this.ref('id');
            this.field('body');
            DOCS.forEach(one => this.add(one));
        });
        window.ask = query => made.search(query.replace(/"/g, '').replace(/(\\S+)/g, '+$1')).slice(0, 20)
            .map(found => DOCS[found.ref].body);
        """,
}


@dataclass(frozen=True, slots=True)
class Result:
    name: str
    briefs: int
    index: int  # bytes on disk
    before: int  # bytes read before the first question
    ready: float  # ms until it can be asked
    read: list[int]  # bytes that each question reads, in a page opened for it
    took: list[float]  # ms from the question to the first result shown


def script(name: str, *words: object) -> None:
    subprocess.run([sys.executable, HERE / name, *map(str, words)], check=True)


# -- briefkit --------------------------------------------------------------------------------------


def make_index(archive: Path, site: Path) -> float:
    """The index and a page with nothing else on it; gives the CPU time a brief, in ms."""
    with closing(open_scratch()) as database:
        briefs = Briefs(database)
        found = survey(Disk(archive), database, keep=briefs.put, drafts=False, progress=lambda walk: walk)
        settings, slugs = found.settings, found.index.slugs()
        index = SearchIndex(database, settings, interface_for(settings.language))
        spent = 0.0
        for slug in slugs:
            brief = briefs.get(slug)
            start = time.process_time()
            files = index.add(brief)
            spent += time.process_time() - start
            write(site, files)
        start = time.process_time()
        for kind in settings.kinds.values():
            for id in found.index.entity_ids(kind.name) if kind.base == "mention" else ():
                if entity := found.index.entity(id):
                    index.add_entity(entity, entity_path(kind, id))
        write(site, index.files())
        spent += time.process_time() - start
    assets_of = {"search.js": packaged_templates()["assets/search.js"]}
    (site / "search.js").write_bytes(assets(assets_of)["search.js"][1])
    page(site, f'<main><div id="_search" data-search="{index.entry}"></div></main>', "search.js")
    return spent / len(slugs) * 1000


def write(site: Path, files: Sequence[tuple[str, bytes]] | Iterator[tuple[str, bytes]]) -> None:
    for path, content in files:
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)


def page(site: Path, body: str, *scripts: str) -> None:
    tags = "".join(f'<script src="{name}" defer></script>' for name in scripts)
    html = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Search</title>{tags}{body}</html>'
    (site / "index.html").write_text(html, encoding="utf-8")


ASK = """async query => {
  const field = document.querySelector('#_q'), results = document.querySelector('.results');
  const shown = new Promise(done => new MutationObserver(done).observe(results, {childList: true}));
  const start = performance.now();
  field.value = query;
  field.dispatchEvent(new Event('input'));
  await shown;
  return performance.now() - start;
}"""


def ask_briefkit(browser: Browser, site: Path, briefs: int) -> Result:
    read, took, before, ready = list[int](), list[float](), 0, 0.0
    for query in QUERIES:
        tab = browser.new_page()
        sizes = watch(tab)
        start = time.perf_counter()
        tab.goto((site / "index.html").as_uri())
        tab.wait_for_selector("#_q")
        ready, before = (time.perf_counter() - start) * 1000, sum(sizes)
        took.append(tab.evaluate(ASK, query))
        tab.wait_for_selector('.results[aria-busy="false"]', state="attached")
        read.append(sum(sizes) - before)
        tab.close()
    total = sum(path.stat().st_size for path in (site / "assets").rglob("*.js"))
    return Result("briefkit", briefs, total, before, ready, read, took)


def watch(tab: Page) -> list[int]:
    """The size of each script that the tab will read, as it reads it."""
    sizes = list[int]()

    def note(request: Request) -> None:
        path = Path(request.url.removeprefix("file://"))
        if path.suffix == ".js":
            sizes.append(path.stat().st_size)

    tab.on("request", note)
    return sizes


# -- peers -----------------------------------------------------------------------------------------


def ask_peer(browser: Browser, name: str, folder: Path, corpus: Path, briefs: int) -> Result:
    package, main = PEERS[name]
    modules = folder / "npm"
    subprocess.run(["npm", "install", "--silent", "--prefix", modules, package], check=True)
    site = folder / f"{name}-{briefs}"
    site.mkdir()
    passages = [
        brief["text"][one["start"] : one["end"]] for brief in load_briefs(corpus) for one in brief["passages"]
    ]
    docs = [{"id": number, "body": body} for number, body in enumerate(passages)]
    (site / "docs.js").write_text(f"window.DOCS={json.dumps(docs, ensure_ascii=False)};", encoding="utf-8")
    library = modules / "node_modules" / package.partition("@")[0] / main
    (site / "library.js").write_bytes(library.read_bytes())
    (site / "make.js").write_text(MAKE[name], encoding="utf-8")
    page(site, "<ul></ul>", "library.js", "docs.js", "make.js")
    tab = browser.new_page()
    start = time.perf_counter()
    tab.goto((site / "index.html").as_uri(), timeout=300_000)
    tab.wait_for_function("() => Boolean(window.ask)", timeout=300_000)
    ready = (time.perf_counter() - start) * 1000
    took = [ask_in(tab, query) for query in QUERIES]
    tab.close()
    total = sum(path.stat().st_size for path in site.glob("*.js"))
    return Result(name, briefs, total, total, ready, [0] * len(QUERIES), took)


def ask_in(tab: Page, query: str) -> float:
    took: float = tab.evaluate(
        "query => { const start = performance.now(), list = document.querySelector('ul');"
        "list.replaceChildren(...ask(query).map(text => Object.assign(document.createElement('li'), "
        "{textContent: text}))); return performance.now() - start; }",
        query,
    )
    return took


# -- table -----------------------------------------------------------------------------------------


def table(results: Sequence[Result]) -> str:
    head = ["", "briefs", "index KB", "read before KB", "ready ms"]
    rows = [[*head, "read a query KB, median", "most", "first result ms, median", "most"]]
    for one in results:
        kilobytes = [f"{value / 1000:,.0f}" for value in (one.index, one.before)]
        read = [f"{value / 1000:,.0f}" for value in (statistics.median(one.read), max(one.read))]
        took = [f"{value:.0f}" for value in (statistics.median(one.took), max(one.took))]
        rows.append([one.name, f"{one.briefs:,}", *kilobytes, f"{one.ready:,.0f}", *read, *took])
    ruler = ["---", *["---:"] * (len(rows[0]) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (rows[0], ruler, *rows[1:]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--briefs", type=int, nargs="+", default=SIZES, help="the sizes of the corpus")
    parser.add_argument("--chromium", default="/usr/bin/chromium", help="the program")
    options = parser.parse_args()
    results = []
    with tempfile.TemporaryDirectory(prefix="briefkit-bench-") as temporary, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=options.chromium, args=["--no-sandbox"])
        for briefs in options.briefs:
            folder = Path(temporary) / str(briefs)
            corpus, archive, site = folder / "corpus", folder / "archive", folder / "site"
            script("gen_corpus.py", corpus, "--briefs", briefs)
            script("to_briefkit.py", corpus, archive)
            site.mkdir()
            print(f"{briefs:,} briefs: {make_index(archive, site):.2f} ms CPU a brief", file=sys.stderr)
            results.append(ask_briefkit(browser, site, briefs))
            peers = [name for name in PEERS if briefs <= TOO_MUCH[name]]
            results += [ask_peer(browser, name, folder, corpus, briefs) for name in peers]
        browser.close()
    print(table(results))


if __name__ == "__main__":
    main()
