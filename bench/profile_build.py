"""Where the CPU time of a build goes, stage by stage.

    .venv/bin/python bench/profile_build.py [ARCHIVE]

Without an archive it makes the corpus of 100 briefs. Each stage counts its own time and not that of
the stages inside it. A stage is a few calls a brief, so that the watching costs next to nothing,
where a profiler that sees every call can double the time of small functions.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

HERE = Path(__file__).parent

# stage -> what it is, as module:name or module:Class.name; Theme.render has its own below
STAGES = {
    "read files": ("files:Disk.read", "folder:lay_out"),
    "YAML": ("yamltree:parse",),
    "schema": ("misfits:fit", "misfits:fit_value", "entities:read_entities"),
    "labels as written": ("sidecar:read_sidecar",),
    "seed, passages": ("seeds:read_seed", "passages:cut"),
    "resolve": ("resolve:resolve",),
    "checks": ("checks:check_brief", "checks.across:check_links", "checks.across:check_use", "rules:settle"),
    "facts of a brief": ("facts:facts_of",),
    "facts: index": ("facts_index:FactsIndex.add", "facts_index:FactsIndex.close"),
    "facts: asked": ("facts_index:FactsIndex.foreign", "facts_index:FactsIndex.mentions"),
    "brief to scratch": ("cache:Briefs.put",),
    "brief from scratch": ("cache:Briefs.get",),
    "views of briefs": ("site.pages:brief_pages",),
    "views of entities": ("site.pages:entity_pages",),
    "views of the index": ("site.pages:index_pages",),
    "annotations (JSON)": ("exports.web_annotation:annotation_page",),
    "manifest": ("build:_published", "build:_write_manifest"),
    "write files": ("swap:Staging.write",),
}


class Clock:
    """CPU time by stage; a stage within another stops the outer one's clock."""

    def __init__(self) -> None:
        self.spent: Counter[str] = Counter({"start, imports": time.process_time_ns()})
        self.calls: Counter[str] = Counter()
        self._stages = ["rest"]
        self._since = time.process_time_ns()

    def enter(self, stage: str) -> None:
        self._settle()
        self._stages.append(stage)

    def leave(self) -> None:
        self._settle()
        self._stages.pop()

    def _settle(self) -> None:
        now = time.process_time_ns()
        self.spent[self._stages[-1]] += now - self._since
        self._since = now

    def watched(self, stage: Callable[..., str], function: Callable[..., Any]) -> Callable[..., Any]:
        """The function with its time counted, also that of each step where it gives an iterator."""

        @functools.wraps(function)
        def watch(*words: Any, **named: Any) -> Any:
            name = stage(*words, **named)
            self.calls[name] += 1
            self.enter(name)
            try:
                result = function(*words, **named)
            finally:
                self.leave()
            return self._steps(name, result) if isinstance(result, Iterator) else result

        return watch

    def _steps(self, stage: str, steps: Iterator[Any]) -> Iterator[Any]:
        while True:
            self.enter(stage)
            try:
                step = next(steps)
            except StopIteration:
                return
            finally:
                self.leave()
            yield step


def watch_stages(clock: Clock) -> None:
    for stage, places in STAGES.items():
        for place in places:
            watch(place, functools.partial(clock.watched, lambda *_, stage=stage, **__: stage))
    watch("site.theme:Theme.render", functools.partial(clock.watched, rendering))


def rendering(theme: object, name: str, view: object) -> str:
    return "templates, Markdown" if name.endswith(".md.j2") else "templates, HTML"


def watch(place: str, watched: Callable[[Callable[..., Any]], Callable[..., Any]]) -> None:
    """Put the watched form of a function in its place, and in that of every import of it."""
    module_name, _, path = place.partition(":")
    owner: Any = importlib.import_module(f"briefkit.{module_name}")
    *classes, name = path.split(".")
    for inner in classes:
        owner = getattr(owner, inner)
    function = getattr(owner, name)
    instead = watched(function)
    owners = [owner] if classes else [one for key, one in sys.modules.items() if key.startswith("briefkit")]
    for one in owners:
        for attribute in [key for key, value in vars(one).items() if value is function]:
            setattr(one, attribute, instead)


def build(archive: Path) -> Clock:
    """Build the archive in this process and give the time it took."""
    package: ModuleType = importlib.import_module("briefkit.build")
    disk = importlib.import_module("briefkit.files").Disk
    clock = Clock()
    watch_stages(clock)
    package.build_archive(disk(archive), archive)
    clock.enter("end")
    return clock


def make_archive(folder: Path) -> Path:
    corpus, archive = folder / "corpus", folder / "archive"
    subprocess.run([sys.executable, HERE / "gen_corpus.py", corpus, "--briefs", "100"], check=True)
    subprocess.run([sys.executable, HERE / "to_briefkit.py", corpus, archive], check=True)
    return archive


def table(clock: Clock, briefs: int) -> str:
    total = sum(clock.spent.values())
    lines = ["| stage | CPU ms a brief | share | calls a brief |", "|---|---:|---:|---:|"]
    for stage, spent in clock.spent.most_common():
        calls = f"{clock.calls[stage] / briefs:.1f}" if clock.calls[stage] else ""
        lines.append(f"| {stage} | {spent / briefs / 1e6:.2f} | {spent / total:.0%} | {calls} |")
    lines.append(f"| all | {total / briefs / 1e6:.2f} | | |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("archive", type=Path, nargs="?", help="another archive than the corpus")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        archive = options.archive or make_archive(Path(folder))
        clock = build(archive)
        print(table(clock, sum(1 for _ in (archive / "seeds").rglob("*.*"))))


if __name__ == "__main__":
    main()
