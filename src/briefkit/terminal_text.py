"""Text for a terminal: nothing in it that a terminal would obey, and its width in columns."""

from __future__ import annotations

import unicodedata

from briefkit.diagnostics import Severity


class Style:
    """Terminal colours, or none."""

    def __init__(self, colour: bool) -> None:
        self._colour = colour

    def __call__(self, code: str, text: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour and text else text

    def severity(self, severity: Severity, text: str) -> str:
        return self({Severity.ERROR: "1;31", Severity.WARNING: "1;33"}.get(severity, "1;36"), text)


def visible(text: str) -> str:
    """The text on one line, with control characters that a terminal would obey made visible."""
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character in "\n\r\t\u2028\u2029\x85":
        return " "
    if ord(character) < 0x20:
        return chr(0x2400 + ord(character))
    if unicodedata.category(character) in ("Cc", "Cf", "Cs") and character not in "\u200c\u200d":
        return f"<U+{ord(character):04X}>"
    return character


def columns(text: str) -> int:
    """How many columns of a terminal the text takes."""
    return sum(
        0 if unicodedata.combining(character) else 2 if unicodedata.east_asian_width(character) in "WF" else 1
        for character in text
    )


def padded(text: str, width: int) -> str:
    return text + " " * (width - columns(text))
