"""The passages of a seed as a person and as a program read them."""

from __future__ import annotations

import json
from collections.abc import Sequence

from briefkit.brief import Passage
from briefkit.terminal_text import visible

FIRST_WORDS = 60  # characters


def as_table(passages: Sequence[Passage]) -> str:
    """A line a passage: id, offsets in code points (the end not included), type, first words."""
    rows = [
        (one.id, f"{one.span.start}–{one.span.end}", one.type, _first_words(one.text)) for one in passages
    ]
    widths = [max((len(row[column]) for row in rows), default=0) for column in range(3)]
    return "\n".join(
        f"{id:<{widths[0]}}  {span:>{widths[1]}}  {type_:<{widths[2]}}  {words}"
        for id, span, type_, words in rows
    )


def as_json(passages: Sequence[Passage]) -> str:
    values = [
        {"id": one.id, "start": one.span.start, "end": one.span.end, "type": one.type, "text": one.text}
        for one in passages
    ]
    return json.dumps(values, ensure_ascii=False, indent=2)


def _first_words(text: str) -> str:
    words = visible(" ".join(text.split()))
    return words if len(words) <= FIRST_WORDS else words[: FIRST_WORDS - 1].rstrip() + "…"
