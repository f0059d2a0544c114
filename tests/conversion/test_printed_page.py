"""A PDF becomes a text."""

from __future__ import annotations

import io
from functools import cache

import pikepdf
import pytest
import weasyprint

from briefkit.conversion.converted import NotConverted
from briefkit.conversion.printed_page import Line, _joined, _with_marks, convert

STYLE = "@page { size: A5 } p { font-size: 11pt; margin: 0 0 8pt }"
SENTENCE = "The sea rises three millimetres a year, and the implementation of dykes is late. "


@cache
def printed(body: str, style: str = "") -> bytes:
    data: bytes = weasyprint.HTML(string=f"<html lang=en><style>{STYLE}{style}</style>{body}").write_pdf()
    return data


def encrypted(data: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(out, encryption=pikepdf.Encryption(user="secret", owner="secret"))
    return out.getvalue()


def without_text(pages: int) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        for _ in range(pages):
            pdf.add_blank_page()
        pdf.save(out)
    return out.getvalue()


def paragraphs(body: str, style: str = "") -> list[str]:
    return convert(printed(body, style)).text.rstrip("\n").split("\n\n")


def test_lines_become_the_paragraphs_that_they_were():
    words = (SENTENCE * 4).strip()
    assert paragraphs(f"<h1>The sea</h1><p>{words}</p><p>{words}</p>") == ["The sea", words, words]


def test_paragraphs_that_only_an_indent_tells_apart_are_told_apart():
    words = (SENTENCE * 4).strip()
    style = "p { margin: 0; text-indent: 2em; text-align: justify }"
    assert paragraphs(f"<p>{words}</p><p>{words}</p>", style) == [words, words]


def test_items_are_paragraphs_with_their_bullets():
    assert paragraphs("<p>List:</p><ul><li>first</li><li>second</li></ul>") == [
        "List:",
        "• first",
        "• second",
    ]


def test_a_paragraph_goes_on_over_a_page():
    words = (SENTENCE * 40).strip()
    assert paragraphs(f"<p>{words}</p>") == [words]


def test_heads_feet_and_page_numbers_are_left_out_and_told():
    style = "@page { @top-center { content: 'Report 2016' } @bottom-center { content: counter(page) } }"
    words = (SENTENCE * 40).strip()
    made = convert(printed(f"<p>{words}</p>", style))
    assert made.text == f"{words}\n"
    assert made.notes == ("heads and feet of pages were left out: Report 0, 0",)


def test_words_cut_at_a_lines_end_are_joined_and_told():
    words = (SENTENCE * 12).strip()
    made = convert(printed(f"<p>{words}</p>", "p { hyphens: auto; text-align: justify; width: 150pt }"))
    assert made.text == f"{words}\n"
    assert "words cut at a line's end were joined: " in made.notes[0]


def test_a_hyphen_stays_where_the_document_writes_one_elsewhere():
    assert _joined(
        [["a long-", "term plan, the long-term one"], ["imple-", "mented"], ["2016-", "2017"]]
    ) == (
        ["a long-term plan, the long-term one", "implemented", "2016-2017"],
        ["implemented"],
    )


def test_a_mark_with_nothing_beside_it_stays():
    line = Line("a", 0, 0, 50, 60, 100, 10)
    mark = Line("•", 0, 1, 10, 15, 300, 10)
    assert _with_marks([line, mark]) == [line, mark]


def test_the_text_is_the_same_each_time():
    assert convert(printed("<p>The sea.</p>")) == convert(printed("<p>The sea.</p>"))


def test_a_page_without_text_is_told():
    made = convert(printed("<p>The sea.</p><div style='break-before: page; height: 10pt'></div>"))
    assert made.notes == ("page 2 held no text",)
    assert (made.ending, made.split) == (".txt", "blocks-1")


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (encrypted(printed("<p>The sea.</p>")), "it is encrypted: save it without a password"),
        (without_text(0), "it is no PDF, or one without pages"),
        (without_text(2), "none of its 2 pages holds text: they are pictures of pages; read them with OCR"),
    ],
)
def test_what_holds_no_words_to_be_had_is_refused(data, problem):
    with pytest.raises(NotConverted, match=problem):
        convert(data)


def test_fonts_that_do_not_tell_their_letters_are_refused(monkeypatch):
    monkeypatch.setattr("briefkit.conversion.printed_page.LIGATURES", {ord("e"): "(cid:1)"})
    with pytest.raises(NotConverted, match="do not tell which letters"):
        convert(printed("<p>The sea rises three metres.</p>"))
    monkeypatch.setattr("briefkit.conversion.printed_page.LIGATURES", {ord("T"): "(cid:1)"})
    assert convert(printed("<p>The sea.</p>")).notes == ("1 letters could not be told, and stand as (cid:…)",)
