"""What a citation of a brief says, before any format: both makers, titles, dates, address, fixity.

The work cited is the source in its annotated edition. So authors, date and publisher are the
source's, as on the page and in its sentence of citation; the annotators, the archive and the date
of the edition are the brief's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from html import unescape

from briefkit.addresses import absolute, brief_path
from briefkit.brief import Brief, Settings
from briefkit.edtf import DATE, SPRING, NotEdtf, When, parse
from briefkit.interface import Interface, interface_for
from briefkit.notes import render
from briefkit.wording import bracketed, capitalised

# "A. Writer", "J. R. R. van der Berg": initials tell a person from an organisation, and where the
# family name begins. "John Smith" and "Sea House" cannot be told apart, so neither is cut.
INITIALS = re.compile(r"(?P<given>(?:[^\W\d_]{1,2}\.[\s-]?)+)\s*(?P<family>[^\W\d_][^.,]*)")
INVERTED = re.compile(r"(?P<family>[^\W\d_][^,]*),\s*(?P<given>[^\W\d_][^,]*)")
COMPANIES = frozenset("ag bv co corp gmbh inc limited llc llp ltd nv oy plc pty sa sarl".split())
ISO_DATE = re.compile(r"[0-9]{4}(?:-[01][0-9](?:-[0-3][0-9])?)?")
TAG = re.compile(r"<[^>]*>")
BLOCK_END = re.compile(r"(?=</(?:p|li|h[1-6]|pre)>|<br|<hr)")
# XML, RIS and TeX know no control characters, and what is said in one line has no line feeds.
UNSAYABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Name:
    """A maker. Without a given name it is taken whole, as every organisation is."""

    family: str
    given: str = ""

    @property
    def whole(self) -> str:
        return f"{self.given} {self.family}".lstrip()


@dataclass(frozen=True, slots=True)
class Moment:
    """A date no more exact than it was written. Years are astronomical: 0 is 1 BC."""

    year: int
    month: int | None = None
    day: int | None = None
    season: int | None = None  # 1 spring to 4 winter, in the month's place


@dataclass(frozen=True, slots=True)
class Issued:
    """An EDTF date as reference managers can sort it."""

    edtf: str | None  # as written; None where it is no EDTF
    words: str  # in the archive's language
    moments: tuple[Moment, ...]  # one, or the two ends of a range; none where an end is open
    circa: bool  # about, or uncertain


@dataclass(frozen=True, slots=True)
class Reference:
    """A citation as values; each format says of it what it has fields for."""

    key: str  # the slug
    genre: str  # "Annotated edition"
    title: str  # in [brackets] where the editors supplied it
    authors: tuple[Name, ...]
    annotators: tuple[Name, ...]
    issued: Issued | None  # of the source
    publisher: str | None  # of the source
    archive: str
    archive_publisher: str | None
    edition: Issued | None  # when the brief was updated, else published
    language: str | None  # of the source
    abstract: str | None
    url: str | None
    status: str  # active, revised, recalled
    handling: str  # "" where there is none
    annotated_by: str  # "Annotated by H. Keyes"; "" where nobody is named
    notes: tuple[str, ...]  # sentences without their full stop, fixity last


def reference(brief: Brief, settings: Settings) -> Reference:
    about, words = brief.about, interface_for(settings.language)
    made = about.updated or about.published
    return Reference(
        key=brief.slug,
        genre=words.annotated_edition,
        title=bracketed(in_a_line(about.title), "title" in about.supplied),
        authors=tuple(map(name, about.authors)),
        annotators=tuple(map(name, brief.editors.values())),
        issued=issued(about.date, words) if about.date else None,
        publisher=in_a_line(about.publisher) if about.publisher else None,
        archive=in_a_line(settings.title),
        archive_publisher=in_a_line(settings.publisher) if settings.publisher else None,
        edition=issued(made, words) if made else None,
        language=about.language,
        abstract=in_a_line(plain_text(about.summary)) if about.summary else None,
        url=absolute(settings.url, brief_path(brief.slug)) if settings.url else None,
        status=about.status,
        handling=in_a_line(about.handling or ""),
        annotated_by=_annotated_by(brief, words),
        notes=tuple(in_a_line(note) for note in _notes(brief, words) if note),
    )


def _annotated_by(brief: Brief, words: Interface) -> str:
    editors = [in_a_line(editor) for editor in brief.editors.values()]
    return words.say("cited_editors", editors=words.listing(editors)) if editors else ""


def _notes(brief: Brief, words: Interface) -> Iterable[str]:
    about = brief.about
    if about.status != "active":
        yield {"revised": words.brief_revised, "recalled": words.brief_recalled}[about.status].rstrip(".")
        yield capitalised((about.reason or "").rstrip("."))
    if about.supplied:
        facts = words.listing(words.code("fact", fact) for fact in about.supplied)
        yield words.say("supplied_by_editors", facts=facts)
    if about.source:
        yield words.say("source_at", address=about.source)
    yield words.say("cited_digest", digest=brief.seed.sha256)


def name(written: str) -> Name:
    """A person where the spelling tells the names apart, else the whole name."""
    written = in_a_line(written)
    found = INITIALS.fullmatch(written) or INVERTED.fullmatch(written)
    if not found or found["given"].rstrip(".").lower() in COMPANIES:
        return Name(written)
    return Name(found["family"].strip(), found["given"].strip())


def in_a_line(text: str) -> str:
    """The text without control characters, each run of white space a single space."""
    return " ".join(UNSAYABLE.sub("\ufffd", text).split())


def plain_text(markdown: str) -> str:
    """The words of an editor's Markdown in one line, with no mark-up and no addresses."""
    html = render(markdown, lambda address: None)
    return in_a_line(unescape(TAG.sub("", BLOCK_END.sub(" ", html))))


# -- dates -----------------------------------------------------------------------------------------


def issued(edtf: str, words: Interface) -> Issued:
    """The date as written, in words, and as the numbers that it stands for."""
    try:
        when = parse(edtf)
    except NotEdtf:  # the archive's check reports it
        return Issued(None, in_a_line(edtf), (), False)
    return Issued(edtf, words.date(edtf), _moments(edtf, when), when.approximate or when.uncertain)


def plain_iso(edtf: str | None) -> str | None:
    """The date where it is one that ISO 8601 and schema.org know too: exact, and no interval."""
    return edtf if edtf and ISO_DATE.fullmatch(edtf) else None


def _moments(edtf: str, when: When) -> tuple[Moment, ...]:
    if when.earliest is None or when.latest is None:
        return ()
    first, slash, last = edtf.partition("/")
    if slash:
        return (
            _exactly(first) or Moment(*when.earliest[:2]),
            _exactly(last) or Moment(*when.latest[:2]),
        )
    date = _exactly(first) or _season(first)
    return (date,) if date else (Moment(when.earliest[0]), Moment(when.latest[0]))


def _exactly(text: str) -> Moment | None:
    """The year, month and day of a date; None for a season, and for some year of ten or a hundred."""
    found = DATE.fullmatch(text.partition("T")[0])
    if found is None or found["years"] or int(found["month"] or 0) >= SPRING:
        return None
    month, day = (int(found[part]) if found[part] else None for part in ("month", "day"))
    return Moment(int(found["long"] or found["year"]), month, day)


def _season(text: str) -> Moment | None:
    found = DATE.fullmatch(text)
    if found is None or not found["month"]:
        return None
    return Moment(int(found["year"]), season=int(found["month"]) - SPRING + 1)
