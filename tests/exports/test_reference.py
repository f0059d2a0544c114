"""What a citation says, before any format."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.exports.cited import brief, cited, settings

from briefkit.exports.reference import Moment, Name, in_a_line, issued, name, plain_iso, plain_text
from briefkit.interface import interface_for

ENGLISH = interface_for("en")


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("A. Writer", Name("Writer", "A.")),
        ("J. R. R. Tolkien", Name("Tolkien", "J. R. R.")),
        ("J.-P. van der Berg", Name("van der Berg", "J.-P.")),
        ("Writer, Anna", Name("Writer", "Anna")),
        ("Islamic State", Name("Islamic State")),
        ("John Smith", Name("John Smith")),
        ("Sea House, Ltd.", Name("Sea House, Ltd.")),
        ("  Two\n lines ", Name("Two lines")),
    ],
)
def test_a_name_is_parted_only_where_its_spelling_tells_how(written, parts):
    assert name(written) == parts


def test_a_name_is_whole_again_as_people_say_it():
    assert Name("Writer", "A.").whole == "A. Writer"
    assert Name("Sea House").whole == "Sea House"


@pytest.mark.parametrize(
    ("edtf", "moments", "circa"),
    [
        ("2016", [Moment(2016)], False),
        ("2016-07~", [Moment(2016, 7)], True),
        ("2016-07-14?", [Moment(2016, 7, 14)], True),
        ("2016-07-14T10:00:00Z", [Moment(2016, 7, 14)], False),
        ("2016-07-XX", [Moment(2016, 7)], False),
        ("2016-22", [Moment(2016, season=2)], False),
        ("201X", [Moment(2010), Moment(2019)], False),
        ("2016-07/2016-10-03", [Moment(2016, 7), Moment(2016, 10, 3)], False),
        ("2016-21/2017-24", [Moment(2016, 3), Moment(2018, 2)], False),
        ("199X/2004", [Moment(1990, 1), Moment(2004)], False),
        ("-0043", [Moment(-43)], False),
        ("Y17000", [Moment(17000)], False),
        ("2016/..", [], False),
        ("../2016", [], False),
    ],
)
def test_a_date_becomes_the_numbers_that_it_stands_for(edtf, moments, circa):
    found = issued(edtf, ENGLISH)
    assert (found.edtf, list(found.moments), found.circa) == (edtf, moments, circa)


def test_what_is_no_date_is_said_as_it_was_written():
    found = issued("last\nsummer", ENGLISH)
    assert (found.edtf, found.words, found.moments) == (None, "last summer", ())


@pytest.mark.parametrize(
    ("edtf", "iso"),
    [
        *((exact, exact) for exact in ("2016", "2016-07", "2016-07-14")),
        *((other, None) for other in ("2016~", "2016/2017", "2016-22", "-0043", None)),
    ],
)
def test_only_an_exact_date_is_one_of_iso_8601(edtf, iso):
    assert plain_iso(edtf) == iso


def test_both_makers_are_named():
    said = cited()
    assert said.authors == (Name("Writer", "A."), Name("Author", "B."))
    assert said.annotators == (Name("Keyes", "H."), Name("Moor", "J."))
    assert said.annotated_by == "Annotated by H. Keyes and J. Moor"
    assert cited("harbour").annotated_by == ""


def test_a_supplied_title_stands_in_brackets_and_all_that_is_supplied_is_named():
    said = cited()
    assert said.title == "[What the “Grey Fleet” does next]"
    assert "Supplied by the editors: title and date" in said.notes
    assert cited("tides").title == "Tides & *ships*"


def test_the_edition_is_dated_by_its_last_change_and_never_by_the_source():
    editions = [cited().edition, cited(updated=None).edition]
    assert [one and one.edtf for one in editions] == ["2016-08-03", "2016-08-01"]
    assert cited("tides").edition is None


def test_a_brief_that_was_recalled_says_so_and_why():
    notes = cited(status="recalled", reason="the source was forged.").notes
    assert notes[:2] == ("This brief has been recalled", "The source was forged")


def test_the_digest_of_the_seed_comes_last():
    assert cited().notes[-1] == f"Seed SHA-256 {brief().seed.sha256}"


def test_without_an_url_there_is_no_address():
    assert cited().url == "https://example.org/sea/briefs/islands.html"
    assert cited(within=settings(url=None)).url is None


def test_the_words_are_those_of_the_archives_language():
    assert cited(within=settings(language="ar")).genre == interface_for("ar").annotated_edition


def test_a_summary_is_its_words_without_markup():
    text = "It *says*:\n\n- one & [two](#holds)\n- <b>\n\n> `three`"
    assert plain_text(text) == "It says: one & two <b> three"


def test_every_field_that_can_be_supplied_has_a_word():
    fields = ("title", "date", "authors", "publisher", "language", "source", "accessed", "descriptor")
    notes = cited(supplied=(*fields, "reliability", "rights")).notes
    assert any(note.endswith("description, reliability and rights") for note in notes)


@given(st.text())
def test_a_line_holds_no_line_end_and_nothing_that_xml_cannot_say(text):
    line = in_a_line(text)
    assert line == " ".join(line.split())
    assert all(character >= " " and character not in "\x7f\ufffe\uffff" for character in line)
    assert line.encode().decode() == line
