"""A citation as RIS: `briefs/<slug>.ris`.

Reference Manager's tagged format as its specification of 2011 has it: a tag, two spaces, a hyphen, a
space, a value on one line; lines end in CR LF. A web page is an `ELEC`.
"""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.exports.reference import Issued, Name, Reference


def write(reference: Reference) -> bytes:
    """One record in UTF-8; what the brief does not say has no line."""
    lines = [f"{tag}  - {value}\r\n" for tag, value in _fields(reference) if value]
    return "".join([*lines, "ER  - \r\n"]).encode()


def _fields(reference: Reference) -> Iterator[tuple[str, str]]:
    """Tags and values, none of which holds a line end: `in_a_line` has seen to that."""
    yield "TY", "ELEC"
    yield "ID", reference.key
    yield "TI", reference.title
    for author in reference.authors:
        yield "AU", _name(author)
    for annotator in reference.annotators:
        yield "A2", _name(annotator)
    yield "T2", reference.archive
    if reference.issued:
        yield "PY", _year(reference.issued)
        yield "DA", _date(reference.issued)
    yield "PB", reference.publisher or reference.archive_publisher or ""
    yield "ET", reference.edition.words if reference.edition else ""
    yield "M3", reference.genre
    yield "LA", reference.language or ""
    yield "AB", reference.abstract or ""
    for note in (reference.handling, reference.annotated_by, *reference.notes):
        yield "N1", note
    yield "UR", reference.url or ""


def _name(name: Name) -> str:
    return f"{name.family}, {name.given}" if name.given else name.family


def _year(issued: Issued) -> str:
    """Four digits, or nothing: RIS has no other years."""
    year = issued.moments[0].year if issued.moments else -1
    return f"{year:04}" if 0 < year <= 9999 else ""


def _date(issued: Issued) -> str:
    """YYYY/MM/DD/ and any other words, of which there are some wherever the numbers do not say it all."""
    other = issued.words if issued.circa or len(issued.moments) != 1 or issued.moments[0].season else ""
    if not _year(issued):
        return f"///{issued.words}"
    first = issued.moments[0]
    month, day = (f"{part:02}" if part else "" for part in (first.month, first.day))
    return f"{_year(issued)}/{month}/{day}/{other}"
