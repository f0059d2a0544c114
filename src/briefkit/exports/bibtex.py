"""A citation as BibTeX: `briefs/<slug>.bib`.

The entry is `@misc`, which every BibTeX style and biblatex know. What only biblatex has a field
for (annotator, origin of the title, dates as EDTF) stands in that field, and `year` beside it for
the rest. An annotated edition on the web is no `@book` and has no institution to be a `@report`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefkit.exports.reference import Issued, Name, Reference

# TeX's special characters. BibTeX counts braces, escaped or not, so theirs are spelt out; other
# characters stand as they are, in UTF-8.
SPECIAL = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        "<": r"\textless{}",
        ">": r"\textgreater{}",
        "|": r"\textbar{}",
        **{character: f"\\{character}" for character in "$&#_%"},
    }
)
PARTING = re.compile(r"\band\b|,", re.IGNORECASE)  # what parts names in BibTeX


def write(reference: Reference) -> bytes:
    """One entry in UTF-8; its key is the slug."""
    fields = "".join(f"  {name} = {{{value}}},\n" for name, value in _fields(reference) if value)
    return f"@misc{{{reference.key},\n{fields}}}\n".encode()


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    """Names and values; a value is TeX."""
    yield "author", _names(reference.authors)
    # In braces of their own the words keep their capitals, whatever a style does to titles.
    yield "title", f"{{{escaped(reference.title)}}}"
    yield "annotator", _names(reference.annotators)
    if reference.issued:
        yield "year", escaped(_year(reference.issued))
        yield "date", _date(reference.issued)
    yield "publisher", escaped(reference.publisher or "")
    yield "howpublished", escaped(_how_published(reference))
    yield "note", escaped(". ".join(filter(None, (reference.handling, *reference.notes))))
    yield "abstract", escaped(reference.abstract or "")
    yield "url", reference.url or ""  # verbatim: biblatex and LaTeX's \\url escape it themselves


def _year(issued: Issued) -> str:
    year = issued.moments[0].year if len(issued.moments) == 1 else 0
    return str(year) if year > 0 and not issued.circa else issued.words


def _date(issued: Issued) -> str:
    """EDTF where it says more than the year does; biblatex reads all of it."""
    return issued.edtf if issued.edtf and issued.edtf != _year(issued) else ""


def _how_published(reference: Reference) -> str:
    """The source's publisher, then where and when the edition appeared: no style prints these of a @misc."""
    edition = reference.edition.words if reference.edition else None
    parts = (reference.genre, reference.archive, reference.archive_publisher, edition)
    appeared = ", ".join(part for part in parts if part)
    return f"{reference.publisher}. {appeared}" if reference.publisher else appeared


def _names(names: tuple[Name, ...]) -> str:
    return " and ".join(map(_name, names))


def _name(name: Name) -> str:
    """A name that is taken whole stands in braces: nothing in it is a first name or parts two names."""
    if not name.given:
        return f"{{{escaped(name.family)}}}"
    parts = (escaped(part) for part in (name.family, name.given))
    return ", ".join(f"{{{part}}}" if PARTING.search(part) else part for part in parts)


def escaped(text: str) -> str:
    return text.translate(SPECIAL)
