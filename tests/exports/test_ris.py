"""The RIS record, read back by rispy."""

from __future__ import annotations

from typing import Any

import rispy
from hypothesis import example, given
from hypothesis import strategies as st
from tests.exports.cited import cited, settings

from briefkit.exports.reference import in_a_line
from briefkit.exports.ris import write


def read(content: bytes) -> dict[str, Any]:
    [record] = rispy.loads(content.decode())
    assert isinstance(record, dict)
    return record


def test_both_makers_date_and_address_come_back():
    record = read(write(cited()))
    assert record["type_of_reference"] == "ELEC"
    assert record["authors"] == ["Writer, A.", "Author, B."]
    assert record["secondary_authors"] == ["Keyes, H.", "Moor, J."]
    assert record["title"] == "[What the “Grey Fleet” does next]"
    assert (record["year"], record["date"]) == ("2016", "2016/07//about July 2016")
    assert (record["publisher"], record["secondary_title"]) == ("Sea Review", "The sea archive")
    assert record["urls"] == ["https://example.org/sea/briefs/islands.html"]
    assert record["notes"][:2] == ["TLP:GREEN", "Annotated by H. Keyes and J. Moor"]


def test_the_lines_are_those_of_the_specification():
    lines = write(cited()).decode().split("\r\n")
    assert (lines[0], lines[-2], lines[-1]) == ("TY  - ELEC", "ER  - ", "")
    assert all(line[2:6] == "  - " and line[:2].isalnum() for line in lines[:-1])


def test_what_is_not_known_has_no_line():
    record = read(write(cited("harbour", within=settings(url=None, publisher=None))))
    assert not {"urls", "year", "date", "publisher", "abstract", "language", "edition"} & record.keys()


def test_dates_have_four_parts_and_words_where_numbers_do_not_say_it_all():
    dates = {
        "2016-07-14": ("2016", "2016/07/14/"),
        "2016-22": ("2016", "2016///summer 2016"),
        "201X": ("2010", "2010///the 2010s"),
        "0044": ("0044", "0044///"),
        "-0043": (None, "///44 BC"),
        "2016/..": (None, "///from 2016 on"),
    }
    for edtf, (year, date) in dates.items():
        record = read(write(cited("tides", date=edtf)))
        assert (record.get("year"), record["date"]) == (year, date), edtf


@given(st.text(min_size=1))
@example(" ")
def test_no_text_makes_a_line_of_its_own(title):
    content = write(cited("tides", title=title))
    said = in_a_line(title)
    lines = write(cited("tides", title="x")).count(b"\r\n")
    assert content.count(b"\r\n") == (lines if said else lines - 1)
    assert (f"TI  - {said}\r\n" in content.decode()) == bool(said)


def test_a_title_like_a_tag_stays_a_title():
    assert read(write(cited("tides", title="ER  - \nTY  - BOOK")))["title"] == "ER - TY - BOOK"
