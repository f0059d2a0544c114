"""The same job by briefkit, Hugo and Eleventy on the same corpus: CPU, memory, files, and ratios.

    .venv/bin/python bench/run.py

sets up the peers, makes the corpus at each size, builds it by each contender in turn
(A B C A B C …), and prints tables in Markdown. Every build is cold: what the last one made is
removed first. Run it by the Python that has briefkit.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import peers
from measure import Run, files_under, measure, ratio

HERE = Path(__file__).parent
SIZES = (100, 1000)
REFERENCES = ("Hugo, HTML alone", "Hugo, same files")


@dataclass(frozen=True, slots=True)
class Contender:
    name: str
    site: str  # the folder of its input, less the size
    command: Sequence[str]
    output: str  # in that folder
    leaves: tuple[str, ...] = ()  # what else a build leaves there


@dataclass(frozen=True, slots=True)
class Result:
    """What one contender did at one size."""

    runs: list[Run]
    files: int
    size: int  # bytes

    @property
    def cpu(self) -> float:
        return statistics.median(run.cpu for run in self.runs)

    @property
    def wall(self) -> float:
        return statistics.median(run.wall for run in self.runs)

    @property
    def peak(self) -> float:
        return statistics.median(run.peak for run in self.runs)


Results = dict[str, dict[int, Result]]  # name -> number of briefs -> what it did


def contenders(folder: Path) -> list[Contender]:
    hugo, eleventy = [*peers.hugo(folder), "--quiet"], [*peers.eleventy(folder), "--quiet"]
    same = ["--config", "hugo.yaml,same.yaml", "--destination", "public-same"]
    locks = (".hugo_build.lock", "resources")
    briefkit = [sys.executable, "-m", "briefkit", "build", "--quiet"]
    return [
        Contender("briefkit", "archive", briefkit, "build", (".briefkit",)),
        Contender("Hugo, HTML alone", "hugo", hugo, "public", locks),
        Contender("Hugo, HTML alone, from JSON", "hugo-json", hugo, "public", locks),
        Contender("Hugo, same files", "hugo", [*hugo, *same], "public-same", locks),
        Contender("Eleventy, HTML alone", "eleventy", [*eleventy, "--config=eleventy.config.cjs"], "public"),
        Contender("Eleventy, same files", "eleventy", [*eleventy, "--config=same.config.cjs"], "public-same"),
    ]


def prepare(folder: Path, briefs: int) -> None:
    """Make the corpus and each contender's input, by processes of their own (see measure.py on memory)."""
    corpus = folder / f"corpus-{briefs}"
    sites = {name: folder / f"{name}-{briefs}" for name in ("archive", "hugo", "hugo-json", "eleventy")}
    for made in (corpus, *sites.values()):
        shutil.rmtree(made, ignore_errors=True)
    script("gen_corpus.py", corpus, "--briefs", briefs)
    script("to_briefkit.py", corpus, sites.pop("archive"))
    for peer, site in sites.items():
        script("adapt.py", peer, corpus, site)


def script(name: str, *words: object) -> None:
    subprocess.run([sys.executable, HERE / name, *map(str, words)], check=True)


def build_in_turn(everyone: Sequence[Contender], folder: Path, briefs: int, rounds: int) -> dict[str, Result]:
    runs: dict[str, list[Run]] = {one.name: [] for one in everyone}
    for number in range(1, rounds + 1):
        for one in everyone:
            say(f"{briefs} briefs, round {number} of {rounds}: {one.name}")
            site = folder / f"{one.site}-{briefs}"
            for left in (one.output, *one.leaves):
                remove(site / left)
            runs[one.name].append(measure(one.command, site))
    written = {one.name: files_under(folder / f"{one.site}-{briefs}" / one.output) for one in everyone}
    return {name: Result(own, *written[name]) for name, own in runs.items()}


def remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def say(words: str) -> None:
    print(words, file=sys.stderr, flush=True)


# -- tables ----------------------------------------------------------------------------------------


def table(results: Results, sizes: Sequence[int]) -> str:
    """One row a contender and size."""
    head = ["", "briefs", "CPU ms a brief", *(f"× {name}" for name in REFERENCES), "wall s", "peak MB"]
    rows = [[*head, "files", "MB written"]]
    for name, by_size in results.items():
        for briefs in sizes:
            own = by_size[briefs]
            ratios = [f"{ratio(own.runs, results[other][briefs].runs):.2f}" for other in REFERENCES]
            cpu, size = f"{own.cpu / briefs * 1000:.1f}", f"{own.size / 1e6:.1f}"
            cells = [name, f"{briefs:,}", cpu, *ratios, f"{own.wall:.2f}", f"{own.peak:.0f}"]
            rows.append([*cells, f"{own.files:,}", size])
    return as_markdown(rows)


def growth(results: Results, sizes: Sequence[int]) -> str:
    """What one more brief costs, from the smallest size to the largest."""
    low, high = min(sizes), max(sizes)
    rows = [["", "CPU ms for one more brief", "KB of peak memory for one more brief"]]
    for name, by_size in results.items():
        cpu = (by_size[high].cpu - by_size[low].cpu) / (high - low) * 1000
        peak = (by_size[high].peak - by_size[low].peak) / (high - low) * 1000
        rows.append([name, f"{cpu:.1f}", f"{peak:.0f}"])
    return as_markdown(rows)


def as_markdown(rows: Sequence[Sequence[str]]) -> str:
    ruler = ["---", *["---:"] * (len(rows[0]) - 1)]
    return "\n".join("| " + " | ".join(row) + " |" for row in (rows[0], ruler, *rows[1:]))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--briefs", type=int, nargs="+", default=SIZES, help="the sizes of the corpus")
    parser.add_argument("--rounds", type=int, default=5, help="builds by each contender at each size")
    parser.add_argument("--folder", type=Path, help="where peers, corpus and sites stand; kept if named")
    options = parser.parse_args()
    if not importlib.util.find_spec("briefkit"):
        raise SystemExit("this Python has no briefkit: run `make` and then .venv/bin/python bench/run.py")
    with tempfile.TemporaryDirectory(prefix="briefkit-bench-") as temporary:
        folder = (options.folder or Path(temporary)).resolve()
        everyone = contenders(folder)
        results: Results = {one.name: {} for one in everyone}
        for briefs in options.briefs:
            prepare(folder, briefs)
            for name, result in build_in_turn(everyone, folder, briefs, options.rounds).items():
                results[name][briefs] = result
    print(f"{os.cpu_count()} cores; medians of {options.rounds} builds\n")
    print(table(results, options.briefs))
    if len(options.briefs) > 1:
        print(f"\n{growth(results, options.briefs)}")


if __name__ == "__main__":
    main()
