"""The values that a YAML text becomes, each with its span."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from briefkit.spans import Span


@dataclass(frozen=True, slots=True)
class Scalar:
    """A text. An empty value (`note:`) is one too, with an empty span where it would stand.

    The span takes in quotation marks; of a block it runs from the indicator to the last
    character that is not blank.
    """

    text: str
    span: Span
    style: Literal["plain", "single", "double", "literal", "folded"]


@dataclass(frozen=True, slots=True)
class Mapping:
    """Keys with values, as written; of a doubled key the first."""

    entries: tuple[tuple[Scalar, Node], ...]
    span: Span
    flow: bool  # written in brackets

    def get(self, key: str) -> Node | None:
        return next((value for name, value in self.entries if name.text == key), None)

    def key(self, key: str) -> Scalar | None:
        return next((name for name, _ in self.entries if name.text == key), None)


@dataclass(frozen=True, slots=True)
class Sequence:
    """A list."""

    items: tuple[Node, ...]
    span: Span
    flow: bool  # written in brackets


@dataclass(frozen=True, slots=True)
class Broken:
    """A value that could not be read. Why is reported already."""

    span: Span


Node = Scalar | Mapping | Sequence | Broken


def plain(node: Node) -> object:
    """The node as str, dict and list; what is broken as None, which no YAML text becomes here."""
    match node:
        case Scalar(text):
            return text
        case Mapping(entries):
            return {key.text: plain(value) for key, value in entries}
        case Sequence(items):
            return [plain(item) for item in items]
    return None
