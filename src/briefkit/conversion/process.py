"""Conversion in a process of its own, so that a hostile file costs a minute and no more."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from dataclasses import asdict
from importlib import import_module
from importlib.util import find_spec
from math import ceil
from typing import Any

from briefkit.conversion.converted import Converted, NotConverted

ENDINGS = {".docx": "word_document", ".pdf": "printed_page", ".html": "web_page", ".htm": "web_page"}
NEEDS = {"word_document": ("mammoth", "bs4"), "printed_page": ("pdfminer",), "web_page": ("bs4", "lxml")}
SECONDS = 60
MEMORY = 2 * 1024**3  # bytes of address space


def convert(ending: str, data: bytes, *, seconds: float = SECONDS) -> Converted:
    """The text of a file whose name has one of `ENDINGS`. Raises `NotConverted`."""
    if missing := [package for package in NEEDS[ENDINGS[ending]] if find_spec(package) is None]:
        raise NotConverted(
            f"to convert {ending} needs {missing[0]}, which is not installed: pip install 'briefkit[convert]'"
        )
    command = [sys.executable, "-m", "briefkit.conversion", ending, str(ceil(seconds))]
    try:
        ended = subprocess.run(command, input=data, capture_output=True, timeout=seconds, check=False)
        answer: dict[str, Any] = json.loads(ended.stdout)
    except subprocess.TimeoutExpired:
        raise NotConverted(f"it was not converted within {seconds} seconds: add its text by hand") from None
    except ValueError:  # the system ended it, or one of the libraries did
        problem = "it takes more memory or time than a document needs"
        raise NotConverted(f"{problem}: add its text by hand") from None
    if "refused" in answer:
        raise NotConverted(answer["refused"])
    return Converted(**{**answer, "notes": tuple(answer["notes"])})


def answer(ending: str, data: bytes, seconds: int) -> str:
    """What the process says: a `Converted` as JSON, or why there is none."""
    _limit(seconds)
    try:
        made: Callable[[bytes], Converted] = import_module(f"briefkit.conversion.{ENDINGS[ending]}").convert
        return json.dumps(asdict(made(data)))
    except NotConverted as error:
        return json.dumps({"refused": str(error)})
    except (RecursionError, MemoryError):
        return json.dumps({"refused": "it is nested more deeply than a document is: add its text by hand"})
    except Exception as error:  # noqa: BLE001  # a library's own, about a file that it cannot read
        return json.dumps({"refused": f"it cannot be read ({type(error).__name__}: {error}): is it damaged?"})


def _limit(seconds: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # Windows has none; a stricter limit stays
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
