"""A command, measured from outside: CPU, wall time and peak memory, with all that it starts."""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

BYTES_A_UNIT = 1 if sys.platform == "darwin" else 1024  # of ru_maxrss


@dataclass(frozen=True, slots=True)
class Run:
    cpu: float  # seconds, user and system, with every process that it waited for
    wall: float  # seconds
    peak: float  # MB of memory, of the largest process


def measure(command: Sequence[str], folder: Path) -> Run:
    """Run a command in a folder. Ends the program with what the command said where it fails.

    On Linux a new process begins with the peak of the one that started it, so the peak is never
    below that of this program: what prepares a run, and needs memory, belongs in a process of its own.
    """
    with tempfile.TemporaryFile() as said:
        start = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, stdin=subprocess.DEVNULL, stdout=said, stderr=said)
        _, status, used = os.wait4(process.pid, 0)
        wall = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)  # or Popen would wait for it once more
        if process.returncode:
            said.seek(0)
            words = said.read().decode(errors="replace")[-2000:]
            raise SystemExit(f"{' '.join(command)}\nended with {process.returncode} in {folder}\n{words}")
    return Run(used.ru_utime + used.ru_stime, wall, used.ru_maxrss * BYTES_A_UNIT / 1e6)


def in_turn(commands: Mapping[str, Sequence[str]], folder: Path, rounds: int) -> dict[str, list[Run]]:
    """Run commands A B C A B C …, so that a noisy minute is shared by all of them."""
    runs: dict[str, list[Run]] = {name: [] for name in commands}
    for _ in range(rounds):
        for name, command in commands.items():
            runs[name].append(measure(command, folder))
    return runs


def ratio(runs: Iterable[Run], to: Iterable[Run]) -> float:
    """The median of the CPU ratios of runs that stood next to each other."""
    return statistics.median(one.cpu / other.cpu for one, other in zip(runs, to, strict=True))


def files_under(folder: Path) -> tuple[int, int]:
    """How many files stand there, and how many bytes they hold."""
    sizes = [path.stat().st_size for path in folder.rglob("*") if path.is_file()]
    return len(sizes), sum(sizes)
