"""The Chromium that the browser's tests run in: found, or on Debian as root installed.

`python -m tests.chromium` sees to it and says where it is; `make test` runs that before the tests.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "chrome")

# Fonts come along: Chromium needs fontconfig, and that a font. libatomic1 is for playwright's own Node.js.
INSTALL = "apt-get update && apt-get install -y --no-install-recommends chromium libatomic1"


class ChromiumMissing(Exception):
    """The browser's tests cannot run here; the message holds the one command that mends it."""


def find_chromium() -> Path:
    """The program named by BRIEFKIT_CHROMIUM, else the first of the usual names on PATH.

    A BRIEFKIT_CHROMIUM that cannot be run is an error: another browser in its place would be a surprise.
    """
    named = os.environ.get("BRIEFKIT_CHROMIUM")
    for name in [named] if named else NAMES:
        if program := shutil.which(name):
            return Path(program)
    if named:
        raise ChromiumMissing(f"BRIEFKIT_CHROMIUM={named} cannot be run. Run: unset BRIEFKIT_CHROMIUM")
    raise ChromiumMissing(f"The browser's tests need Chromium, and there is none. {_advice()}")


def check_driver() -> None:
    """Starts playwright's driver, which a minimal Debian lacks a library for."""
    command = [sys.executable, "-m", "playwright", "--version"]
    result = subprocess.run(command, capture_output=True, text=True, check=False)
    if result.returncode != 0:
        raise ChromiumMissing(f"{result.stderr.strip()}\nPlaywright does not start. {_advice()}")


def provide() -> Path:
    """The Chromium to use, after installing what is missing where that can be done unasked."""
    try:
        check_driver()
        return find_chromium()
    except ChromiumMissing:
        if os.environ.get("BRIEFKIT_CHROMIUM") or not _is_debian_root():
            raise
    print("Installing Chromium with apt-get", flush=True)
    result = subprocess.run(
        ["sh", "-c", INSTALL],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"},
        check=False,
    )
    if result.returncode != 0:
        print(result.stdout, file=sys.stderr)
    check_driver()
    return find_chromium()


def _is_debian_root() -> bool:
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _advice() -> str:
    if _is_debian_root():
        return f"Run: {INSTALL}"
    if shutil.which("apt-get"):
        return f"Run: sudo sh -c '{INSTALL}'"
    return "Install Chromium and run: make test BRIEFKIT_CHROMIUM=/path/of/chromium"


def main() -> int:
    try:
        program = provide()
    except ChromiumMissing as missing:
        print(missing, file=sys.stderr)
        return 1
    print(f"Chromium for the browser's tests: {program}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
