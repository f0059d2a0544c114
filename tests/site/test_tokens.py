"""The colours of the page, measured: text at 4.5 to 1 and marks at 3 to 1, by light and by dark (R7)."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "templates" / "assets" / "style" / "10-tokens.css"
TEXT = ("ink", "quiet", "claim", "trend", "implication", "mention", "other")
GROUNDS = ("paper", "wash", "tint")


def colours() -> dict[str, dict[str, str]]:
    light, dark = TOKENS.read_text("utf-8").split("prefers-color-scheme: dark", 1)
    first, second = (dict(re.findall(r"--([a-z]+):\s*(#[0-9a-f]{6})", css)) for css in (light, dark))
    return {"light": first, "dark": first | second}


def luminance(colour: str) -> float:
    """WCAG 2.2, relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def test_black_on_white_is_21_to_1() -> None:
    assert round(contrast("#000000", "#ffffff"), 6) == 21


@pytest.mark.parametrize(("scheme", "name", "ground"), list(product(("light", "dark"), TEXT, GROUNDS)))
def test_words_can_be_read(scheme: str, name: str, ground: str) -> None:
    shown = colours()[scheme]
    assert contrast(shown[name], shown[ground]) >= 4.5
