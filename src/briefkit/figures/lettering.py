"""How wide words come out, so that a figure can be laid out before a browser sees it.

The page is set in the reader's own sans serif, so this is an estimate on the generous side: the
advance widths of Helvetica (Adobe's font metrics, in thousandths of the type size), widened to
those of DejaVu Sans, the widest face that the page falls back on. Measured there on twenty names
in Chromium, regular words came to between 1.04 and 1.19 of Helvetica's width, bold ones to 1.39.
"""

from __future__ import annotations

from functools import lru_cache
from unicodedata import category, east_asian_width

GENEROUS = 1.17  # DejaVu Sans over Helvetica
BOLD = 1.16  # and its bold over its regular
WIDE, UNKNOWN = 1000, 640  # ideographs and emoji; letters of other scripts
ELLIPSIS = "…"

# Each row: an advance width and the characters that have it.
ADVANCES = {
    222: "ijl'‘’|",
    278: " !,./:;[]\\fItÌÍÎÏìíîï·",
    333: "()-`r“”",
    355: '"',
    389: "*",
    400: "°²³",
    500: "cksvxyzçýÿšž",
    556: "#$0123456789?L_abdeghnopqu–àáâãäåèéêëñòóôõöøùúûü«»€£§",
    584: "+<=>~×−",
    611: "FTZß",
    667: "ABEKPSVXY&ÀÁÂÃÄÅÈÉÊËŠÝ",
    722: "CDHNRUwÇÑÙÚÛÜÐ",
    778: "GOQÒÓÔÕÖØ",
    833: "mM",
    889: "%æ",
    944: "W",
    1000: "—…ÆŒ@",
}

# Arabic letters are as wide as their neighbours let them be: here the mean of their four forms in DejaVu Sans
# or Noto Sans Arabic, the wider, and a little more. 139 Arabic titles of the interface, measured in both,
# came to between 0.6 and 0.99 of this estimate; a few short words are a pixel or two longer.
ARABIC = {
    265: "اآأإ",
    450: "رزژذدؤوةه",
    470: "ءعغ",
    500: "لنئىيی",
    540: "قم",
    600: "جچحخبپتثفكکگ",
    760: "طظ",
    980: "سشصض",
}
WIDTHS = {
    letter: advance
    for table in (ADVANCES, ARABIC)
    for advance, letters in table.items()
    for letter in letters
}
NO_WIDTH = {"Mn", "Me", "Cf"}  # combining marks, joiners, marks of direction


def width(text: str, size: float, bold: bool = False) -> float:
    """The length of the text set in one line, in the unit of `size`; rather too long than too short."""
    return _thousandths(text) / 1000 * size * GENEROUS * (BOLD if bold else 1)


@lru_cache(maxsize=8192)  # the same names stand in several figures and on many pages
def _thousandths(text: str) -> int:
    return sum([WIDTHS.get(letter) or _other(letter) for letter in text])


@lru_cache(maxsize=4096)
def _other(letter: str) -> int:
    if category(letter) in NO_WIDTH:
        return 0
    return WIDE if east_asian_width(letter) in "WF" else UNKNOWN


def shortened(text: str, size: float, room: float, bold: bool = False) -> str:
    """The text, or as much of it as fits with an ellipsis behind; cut between words if it can be."""
    if width(text, size, bold) <= room:
        return text
    fits = ""
    for end in range(1, len(text)):
        if width(text[:end] + ELLIPSIS, size, bold) > room:
            break
        fits = text[:end]
    at_word = fits.rpartition(" ")[0]
    if len(at_word) * 2 > len(fits) and not text[len(fits)].isspace():
        fits = at_word
    return fits.rstrip(" ,;:–—-") + ELLIPSIS


def number(value: float) -> str:
    """A coordinate with one decimal at most, and no needless zero: "12", "12.5"."""
    written = f"{value:.1f}".removesuffix(".0")
    return "0" if written == "-0" else written
