"""Values of options that need no asking: taken at once, where typer would ask pydantic.

typer 0.29 imports pydantic to find that `--format full` is one of the formats, and that takes
longer than most commands run. Whatever is not plainly right, and every message, is typer's own.
In a typer that has its converters elsewhere this changes nothing, and costs that time.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import typer.core
from typer.models import OptionInfo

CONVERTERS = "build_runtime_param"  # in typer.core: what a parameter takes → what converts its values
ANY_PATH = OptionInfo()
OF_PATHS = (
    "exists",
    "file_okay",
    "dir_okay",
    "writable",
    "readable",
    "resolve_path",
    "allow_dash",
    "path_type",
)


def take_plain_values() -> None:
    """Let every command that typer makes from now on take plain values at once."""
    if typers := getattr(typer.core, CONVERTERS, None):
        setattr(typer.core, CONVERTERS, lambda described: PlainFirst(described, typers))


@dataclass(frozen=True, slots=True)
class PlainFirst:
    """Converts the values of one parameter."""

    described: Any
    typers: Callable[[Any], Any]

    def coerce(self, value: Any, *, param: Any, ctx: Any) -> Any:
        if value is None:
            return () if param.multiple or param.nargs == -1 else None
        taken = plain(value, self.described)
        return self.typers(self.described).coerce(value, param=param, ctx=ctx) if taken is None else taken


def plain(value: Any, described: Any) -> Any:
    """The value as the command is given it; None where typer is to say."""
    kind = described.annotation
    if isinstance(kind, type) and issubclass(kind, Enum):
        return next((one for one in kind if value == one.value), None)
    if kind is str and isinstance(value, str):
        return value
    if kind is Path and isinstance(value, str | Path) and _is_any_path(described.parameter_info):
        # Of one that is there, typer asks whether it can be read.
        return Path(value) if os.access(value, os.R_OK) or not os.path.lexists(value) else None
    return None


def _is_any_path(info: Any) -> bool:
    return all(getattr(info, name) == getattr(ANY_PATH, name) for name in OF_PATHS)
