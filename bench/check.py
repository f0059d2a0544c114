"""What a check costs: everything read, nothing changed, and one sidecar changed.

    python bench/check.py

Archives of 1, 100 and 1,000 briefs (`--briefs`), in processes of their own, measured from outside. The
peer is check-jsonschema with the schema of a sidecar, which sees the form of each file and no more: no
quote, link or digest. It reads all files each time, and so is left out where that takes minutes.
Prints a table in Markdown.
"""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from measure import Run, measure

HERE = Path(__file__).parent
CHECK = [sys.executable, "-m", "briefkit", "check", "-q"]
SIZES = (1, 100, 1000)
PEER_UP_TO = 100  # briefs
HEAD = "| briefs | | CPU s | wall s | peak MB | × nothing changed |\n|---:|---|---:|---:|---:|---:|"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--briefs", type=int, nargs="+", default=SIZES)
    parser.add_argument("--rounds", type=int, default=11)
    options = parser.parse_args()
    print(HEAD)
    with tempfile.TemporaryDirectory() as folder:
        for briefs in options.briefs:
            for line in rows(Path(folder), briefs, options.rounds):
                print(line, flush=True)


def rows(folder: Path, briefs: int, rounds: int) -> Iterator[str]:
    archive = make(folder, briefs)
    sidecar = next(archive.joinpath("brief").glob("[0-9]*.yaml"))

    def change(number: int) -> None:
        with sidecar.open("a") as file:
            file.write(f"# {number}\n")

    measure(CHECK, archive)  # writes the bytecode, and .briefkit/
    runs: dict[str, list[Run]] = {"nothing changed": [], "one sidecar changed": []}
    for number in range(rounds):  # in turn, so that a noisy minute is shared
        change(number)
        runs["one sidecar changed"].append(measure(CHECK, archive))
        runs["nothing changed"].append(measure(CHECK, archive))
    few = max(1, rounds // 4)
    runs["everything (`--no-cache`)"] = [measure([*CHECK, "--no-cache"], archive) for _ in range(few)]
    if briefs <= PEER_UP_TO:
        runs["check-jsonschema, the form alone"] = [
            measure(peer(folder, archive), archive) for _ in range(few)
        ]
    least = middle(runs["nothing changed"], lambda run: run.cpu)
    for name, own in runs.items():
        cpu, wall, peak = (
            middle(own, of) for of in (lambda run: run.cpu, lambda run: run.wall, lambda run: run.peak)
        )
        yield f"| {briefs:,} | {name} | {cpu:.2f} | {wall:.2f} | {peak:.0f} | {cpu / least:.1f} |"


def make(folder: Path, briefs: int) -> Path:
    """An archive of the corpus, made by processes of their own (see measure.py on memory)."""
    corpus, archive = folder / f"corpus-{briefs}", folder / f"archive-{briefs}"
    for script, *words in (
        ("gen_corpus.py", corpus, "--briefs", briefs),
        ("to_briefkit.py", corpus, archive),
    ):
        subprocess.run([sys.executable, HERE / str(script), *map(str, words)], check=True)
    return archive


def peer(folder: Path, archive: Path) -> Sequence[str]:
    schema = folder / "sidecar.json"
    with schema.open("wb") as file:
        subprocess.run([sys.executable, "-m", "briefkit", "schema", "sidecar"], stdout=file, check=True)
    sidecars = sorted(map(str, archive.joinpath("brief").glob("[0-9]*.yaml")))
    return [sys.executable, "-m", "check_jsonschema", "--schemafile", str(schema), *sidecars]


def middle(runs: Sequence[Run], of: Callable[[Run], float]) -> float:
    return statistics.median(map(of, runs))


if __name__ == "__main__":
    main()
