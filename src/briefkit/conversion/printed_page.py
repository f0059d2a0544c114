"""A PDF as text: its lines become paragraphs again.

A PDF knows where words stand and nothing of paragraphs. Lines that stand close together, as wide
as their column, are one; what repeats at the head or foot of most pages is left out, and so are
page numbers; a word that was cut at a line's end is joined. The last two are guesses, and told.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from importlib.metadata import version

from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar, LTTextBox
from pdfminer.pdfdocument import PDFEncryptionError, PDFPasswordIncorrect

from briefkit.conversion.converted import Converted, NotConverted

EDGE = 2  # lines at the top and at the foot of a page that may be its head or foot
END = re.compile(r"[.!?:;…][\"'”’»)\]]*$")
MARK = re.compile(r"[•◦‣▪–*-]|\(?(?:[0-9]{1,3}|[A-Za-z])[.)]")
OPENER = re.compile(r"(?:[•◦‣▪–*-]|\(?(?:[0-9]{1,3}|[A-Za-z])[.)])\s")
UNREADABLE = re.compile(r"\(cid:[0-9]+\)")
# A C0 or C1 control is no word; ligatures are one glyph for letters, and nobody types them in a quote.
CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufffe\uffff]")
LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st"}
)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of print. Lengths are in points, upwards and to the right."""

    words: str
    page: int  # from 0
    box: int  # lines of one box stand close together
    left: float
    right: float
    top: float
    size: float  # of its letters

    @property
    def pattern(self) -> str:
        """The words with all numbers alike, as the heads of pages are."""
        return re.sub("[0-9]+", "0", self.words)


def convert(data: bytes) -> Converted:
    try:
        pages = [_lines(number, page) for number, page in enumerate(extract_pages(io.BytesIO(data)))]
    except (PDFPasswordIncorrect, PDFEncryptionError):
        raise NotConverted("it is encrypted: save it without a password") from None
    if not pages:
        raise NotConverted("it is no PDF, or one without pages")
    if not any(pages):
        raise NotConverted(
            f"none of its {len(pages)} pages holds text: they are pictures of pages; read them with OCR first"
        )
    every = [line for page in pages for line in page]
    if sum(len(UNREADABLE.findall(line.words)) for line in every) > len(every):
        raise NotConverted("its fonts do not tell which letters they draw: read it with OCR first")
    repeated = _repeated(pages)
    lines = [line for line in every if id(line) not in repeated]
    paragraphs, joined = _joined(_paragraphs(lines))
    notes = [
        *_notes_on_pages(pages),
        *(
            [f"heads and feet of pages were left out: {_some(_patterns(every, repeated))}"]
            if repeated
            else []
        ),
        *([f"words cut at a line's end were joined: {_some(joined)}"] if joined else []),
    ]
    how = f"pdfminer.six {version('pdfminer.six')}"
    return Converted("\n\n".join(paragraphs) + "\n", ".txt", "blocks-1", how, notes=tuple(notes))


def _lines(number: int, page: Iterable[object]) -> list[Line]:
    """The lines of a page in the order in which they are read."""
    found = []
    for box, one in enumerate(element for element in page if isinstance(element, LTTextBox)):
        for line in one:
            words = re.sub(r"\s+", " ", CONTROLS.sub("", line.get_text().translate(LIGATURES))).strip()
            if words:
                sizes = Counter(round(char.size, 1) for char in line if isinstance(char, LTChar))
                size = sizes.most_common(1)[0][0] if sizes else 0.0
                found.append(Line(words, number, box, line.x0, line.x1, line.y1, size))
    return _with_marks(found)


def _with_marks(lines: list[Line]) -> list[Line]:
    """The lines, each with the bullet or number that was set beside it on its own."""
    marks = [line for line in lines if MARK.fullmatch(line.words)]
    found = [line for line in lines if line not in marks]
    for mark in marks:
        beside = [line for line in found if line.left >= mark.right and abs(line.top - mark.top) < mark.size]
        if not beside:
            found.insert(lines.index(mark), mark)
            continue
        nearest = min(beside, key=lambda line: (abs(line.top - mark.top), line.left))
        found[found.index(nearest)] = replace(nearest, words=f"{mark.words} {nearest.words}")
    return found


def _repeated(pages: list[list[Line]]) -> set[int]:
    """The lines, by `id`, that stand at the edge of more than half of the pages, at least two."""
    edges = []
    for page in pages:
        by_height = sorted(page, key=lambda line: line.top)
        ends = {id(line): line for line in (*by_height[:EDGE], *by_height[-EDGE:])}
        edges.append(list(ends.values()) if len(page) > 2 * EDGE else [])
    counts = Counter((line.pattern, round(line.top)) for page in edges for line in page)
    many = max(2, len(pages) // 2 + 1)
    return {id(line) for page in edges for line in page if counts[line.pattern, round(line.top)] >= many}


def _patterns(lines: Iterable[Line], repeated: set[int]) -> list[str]:
    return list(dict.fromkeys(line.pattern for line in lines if id(line) in repeated))


def _paragraphs(lines: list[Line]) -> Iterator[list[str]]:
    """The lines of each paragraph."""
    columns = _columns(lines)
    paragraph: list[str] = []
    before: Line | None = None
    for line in lines:
        if before is not None and _begins(line, before, columns[before.page, before.box]):
            yield paragraph
            paragraph = []
        paragraph.append(line.words)
        before = line
    if paragraph:
        yield paragraph


def _columns(lines: Iterable[Line]) -> dict[tuple[int, int], tuple[float, float]]:
    """Left and right of each box, by page and number."""
    found: dict[tuple[int, int], tuple[float, float]] = {}
    for line in lines:
        left, right = found.get((line.page, line.box), (line.left, line.right))
        found[line.page, line.box] = min(left, line.left), max(right, line.right)
    return found


def _begins(line: Line, before: Line, column: tuple[float, float]) -> bool:
    """Whether a line begins a paragraph, seen from the line before and the column that it stands in."""
    if abs(line.size - before.size) > 0.5 or OPENER.match(line.words):
        return True
    if (line.page, line.box) != (before.page, before.box):
        # A paragraph that goes on over a page or column has no end there and no beginning here.
        goes_on = line.words[0].islower() and not END.search(before.words)
        return not (goes_on and (line.page != before.page or line.top > before.top))
    left, right = column
    is_short = right - before.right > 4 * line.size
    is_indented = line.left - left > 0.8 * line.size > before.left - left
    return bool(END.search(before.words)) and (is_short or is_indented)


def _joined(paragraphs: Iterable[list[str]]) -> tuple[list[str], list[str]]:
    """Each paragraph on one line, and the words that were cut at a line's end and are joined.

    A hyphen stays where the document writes that word with one elsewhere.
    """
    found = list(paragraphs)
    elsewhere = set(re.findall(r"\w+(?:-\w+)+", " ".join(words for lines in found for words in lines)))
    joined: list[str] = []
    texts = []
    for lines in found:
        text = lines[0]
        for words in lines[1:]:
            first, last = re.search(r"(\w+)[-\u00ad\u2010]$", text), re.match(r"[^\W\d_]+", words)
            if not (first and last and last[0].islower()):
                text += words if text.endswith(("-", "\u2010")) and first else f" {words}"
            elif f"{first[1]}-{last[0]}" in elsewhere:
                text += words
            else:
                joined.append(first[1] + last[0])
                text = text[:-1] + words
        texts.append(text.replace("\u00ad", ""))
    return texts, list(dict.fromkeys(joined))


def _notes_on_pages(pages: list[list[Line]]) -> Iterator[str]:
    empty = [str(number) for number, page in enumerate(pages, start=1) if not page]
    if empty:
        yield f"{'page' if len(empty) == 1 else 'pages'} {_some(empty)} held no text"
    if unreadable := sum(len(UNREADABLE.findall(line.words)) for page in pages for line in page):
        yield f"{unreadable} letters could not be told, and stand as (cid:…)"


def _some(words: list[str], most: int = 12) -> str:
    shown = ", ".join(words[:most])
    return f"{shown} and {len(words) - most} more" if len(words) > most else shown
