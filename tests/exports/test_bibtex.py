"""The BibTeX entry, read back by pybtex."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from pybtex.database import Entry, parse_string
from tests.exports.cited import cited, settings

from briefkit.exports.bibtex import escaped, write
from briefkit.exports.reference import in_a_line

TEX = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\textasciitilde{}": "~",
    r"\textasciicircum{}": "^", r"\textless{}": "<", r"\textgreater{}": ">", r"\textbar{}": "|",
    **{f"\\{one}": one for one in "$&#_%"},
}  # fmt: skip


def read(content: bytes) -> Entry:
    [entry] = parse_string(content.decode(), "bibtex").entries.values()
    return entry


def unescaped(text: str) -> str:
    """What TeX prints, read from left to right."""
    found = ""
    while text:
        mark = next((mark for mark in TEX if text.startswith(mark)), None)
        found += TEX[mark] if mark else text[0]
        text = text[len(mark or text[0]) :]
    return found


def test_both_makers_date_and_address_come_back():
    entry = read(write(cited()))
    assert (entry.type, entry.key) == ("misc", "islands")
    assert [str(person) for person in entry.persons["author"]] == ["Writer, A.", "Author, B."]
    assert entry.fields["annotator"] == "Keyes, H. and Moor, J."
    assert entry.fields["title"] == "{[What the “Grey Fleet” does next]}"
    assert (entry.fields["date"], entry.fields["year"]) == ("2016-07~", "about July 2016")
    assert entry.fields["howpublished"] == (
        "Sea Review. Annotated edition, The sea archive, Sea House, 3 August 2016"
    )
    assert entry.fields["url"] == "https://example.org/sea/briefs/islands.html"
    assert entry.fields["note"].startswith("TLP:GREEN. ")


def test_what_is_not_known_has_no_field():
    entry = read(write(cited("harbour", within=settings(url=None, publisher=None))))
    assert not {"date", "year", "publisher", "url", "annotator", "abstract"} & set(entry.fields)
    assert entry.fields["howpublished"] == "Annotated edition, The sea archive"


def test_a_plain_year_is_no_second_date():
    entry = read(write(cited("tides")))
    assert entry.fields["year"] == "2017"
    assert "date" not in entry.fields


def test_what_is_no_date_is_only_a_year_in_words():
    entry = read(write(cited("tides", date="last summer")))
    assert entry.fields["year"] == "last summer"
    assert "date" not in entry.fields


def test_an_interval_keeps_both_its_ends():
    entry = read(write(cited(date="2016-07/..")))
    assert (entry.fields["date"], entry.fields["year"]) == ("2016-07/..", "from July 2016 on")


def test_an_organisation_is_one_name_whatever_is_in_it():
    authors = ("Islamic State", "Rock and Sand, Inc", "Sea {House}", "O'Neill and Sons, K.")
    entry = read(write(cited(authors=authors)))
    assert len(entry.persons["author"]) == 4
    assert [unescaped(str(person)) for person in entry.persons["author"]][:1] == ["{Islamic State}"]


@given(st.text())
def test_every_text_comes_back_as_it_was(text):
    line = in_a_line(text)
    assert unescaped(escaped(line)) == line


@given(st.text(min_size=1), st.text(min_size=1))
def test_no_text_breaks_the_entry(title, author):
    entry = read(write(cited("tides", title=title, authors=(author,))))
    assert " ".join(unescaped(entry.fields["title"][1:-1]).split()) == in_a_line(title)
    assert entry.fields["url"] == "https://example.org/sea/briefs/tides.html"
