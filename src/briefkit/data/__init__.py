"""The tables that the package carries, as JSON files beside this one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from functools import cached_property
from typing import Any, TypeVar

Value = TypeVar("Value")


class Table(Mapping[str, Value]):
    """A mapping that is read when it is first looked into, so that to import it costs nothing."""

    def __init__(self, read: Callable[[], Mapping[str, Value]]) -> None:
        self._read = read

    @cached_property
    def _rows(self) -> Mapping[str, Value]:
        return self._read()

    def __getitem__(self, key: str) -> Value:
        return self._rows[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)


def read_json(name: str) -> Any:
    """What the package's own file data/<name> holds."""
    import json
    from importlib.resources import files

    return json.loads(files(__name__).joinpath(name).read_text(encoding="utf-8"))
