"""What comes of a conversion."""

from __future__ import annotations

from dataclasses import dataclass


class NotConverted(Exception):
    """The file cannot be made a text; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class Converted:
    """A text made of another file."""

    text: str
    ending: str  # of its name: .md or .txt
    split: str  # the rule that cuts it
    how: str  # what made it, with the version
    title: str | None = None  # as the original states it
    language: str | None = None  # BCP 47
    notes: tuple[str, ...] = ()  # what was left out or guessed, a sentence each
