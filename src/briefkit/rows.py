"""Values as JSON has them, and back: frozen dataclasses of texts, numbers, enums, tuples and one another.

What a class has is taken from its annotations, so that a field that is added is kept without a
word here. pydantic would do as much; it takes longer to import than all that is done with it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")
Codec = Callable[[Any], Any]

PLAIN = (str, int, float, bool, NoneType)


def row(value: object) -> list[Any]:
    """A dataclass as a list of what its fields hold."""
    kind: Any = type(value)
    made: list[Any] = _codecs(kind)[0](value)
    return made


def value(type_: type[T], row: list[Any]) -> T:
    """The dataclass of which `row` made this."""
    kind: Any = type_
    made: T = _codecs(kind)[1](row)
    return made


@cache
def _codecs(type_: Any) -> tuple[Codec, Codec]:
    """(value → JSON, JSON → value)"""
    origin, arguments = get_origin(type_), get_args(type_)
    if type_ in PLAIN:
        return _same, _same
    if origin in (Union, UnionType):
        [inner] = [one for one in arguments if one is not NoneType]
        return _optional(*_codecs(inner))
    if origin is tuple:
        inner, *rest = arguments
        if rest == [...]:
            return _many(*_codecs(inner))
        return _few([_codecs(one) for one in arguments])
    if isinstance(type_, type) and issubclass(type_, Enum):
        return attrgetter("value"), type_
    if is_dataclass(type_):
        hints = get_type_hints(type_)
        names = [field.name for field in fields(type_)]
        return _dataclass(type_, names, [_codecs(hints[name]) for name in names])
    raise TypeError(f"{type_} cannot stand in a row")


def _same(value: Any) -> Any:
    return value


def _optional(to_row: Codec, to_value: Codec) -> tuple[Codec, Codec]:
    return (
        lambda value: None if value is None else to_row(value),
        lambda row: None if row is None else to_value(row),
    )


def _many(to_row: Codec, to_value: Codec) -> tuple[Codec, Codec]:
    return (
        lambda values: [to_row(one) for one in values],
        lambda rows: tuple(to_value(one) for one in rows),
    )


def _few(codecs: list[tuple[Codec, Codec]]) -> tuple[Codec, Codec]:
    return (
        lambda values: [to_row(one) for (to_row, _), one in zip(codecs, values, strict=True)],
        lambda rows: tuple(to_value(one) for (_, to_value), one in zip(codecs, rows, strict=True)),
    )


def _dataclass(type_: Any, names: list[str], codecs: list[tuple[Codec, Codec]]) -> tuple[Codec, Codec]:
    to_rows = list(zip(names, [to_row for to_row, _ in codecs], strict=True))
    to_values = [to_value for _, to_value in codecs]
    return (
        lambda value: [to_row(getattr(value, name)) for name, to_row in to_rows],
        lambda row: type_(*(to_value(one) for to_value, one in zip(to_values, row, strict=True))),
    )
