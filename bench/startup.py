"""What it costs to start briefkit, against a typer command that does nothing.

    python bench/startup.py

The processes run in turn; what is printed is the median of the ratios of neighbours, in CPU time.
"""

from __future__ import annotations

import argparse
import statistics
import sys
import tempfile
from pathlib import Path

from measure import in_turn, ratio

ARCHIVE = Path(__file__).parents[1]
NOTHING = """\
import typer


def nothing() -> None:
    pass


typer.run(nothing)
"""
AIMS = {"briefkit check": 2.5, "briefkit --help": 1.5}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--rounds", type=int, default=21)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        nothing = Path(folder, "nothing.py")
        nothing.write_text(NOTHING, "utf-8")
        commands = {
            "typer, nothing": [sys.executable, str(nothing)],
            "briefkit --help": [sys.executable, "-m", "briefkit", "--help"],
            "briefkit check": [sys.executable, "-m", "briefkit", "check"],
        }
        in_turn(commands, ARCHIVE, 1)  # writes the bytecode
        runs = in_turn(commands, ARCHIVE, options.rounds)
    print("| command | CPU ms | × typer, nothing | aim |\n|---|---|---|---|")
    for name, own in runs.items():
        cpu = statistics.median(run.cpu for run in own) * 1000
        print(f"| {name} | {cpu:.0f} | {ratio(own, runs['typer, nothing']):.2f} | {AIMS.get(name, '')} |")


if __name__ == "__main__":
    main()
