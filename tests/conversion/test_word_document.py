"""A Word document becomes a text."""

from __future__ import annotations

import io
import zipfile

import pytest

from briefkit.conversion.converted import NotConverted
from briefkit.conversion.word_document import COMPOUND, convert

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{id}"><w:name w:val="{name}"/></w:style>'
    for id, name in (("Title", "Title"), ("H2", "heading 2"), ("Li", "List Paragraph"))
)
BULLETS = (
    '<w:abstractNum w:abstractNumId="0"><w:lvl w:ilvl="0"><w:numFmt w:val="bullet"/></w:lvl>'
    '</w:abstractNum><w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
)
NOTE = '<w:footnote w:id="2"><w:p><w:r><w:t>By the Port Office.</w:t></w:r></w:p></w:footnote>'
PICTURE = (
    '<w:p><w:r><w:drawing><wp:inline xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/'
    'wordprocessingDrawing"><a:graphic xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main">'
    '<a:graphicData><pic:pic xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture">'
    f'<pic:blipFill><a:blip xmlns:r="{OFFICE}" r:embed="i"/></pic:blipFill></pic:pic></a:graphicData>'
    "</a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def paragraph(words: str, style: str = "", properties: str = "", more: str = "") -> str:
    style = f'<w:pStyle w:val="{style}"/>' if style else ""
    run = f'<w:r><w:t xml:space="preserve">{words}</w:t></w:r>'
    return f"<w:p><w:pPr>{style}{properties}</w:pPr>{run}{more}</w:p>"


def document(body: str) -> bytes:
    relations = [("styles", "styles"), ("numbering", "numbering"), ("footnotes", "footnotes"), ("i", "image")]
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="png" ContentType="image/png"/>'
        f'<Override PartName="/word/document.xml" ContentType="{TYPES}.document.main+xml"/></Types>',
        "_rels/.rels": _relations([("d", "officeDocument", "word/document.xml")]),
        "word/_rels/document.xml.rels": _relations(
            [(id, type, "image.png" if type == "image" else f"{type}.xml") for id, type in relations]
        ),
        "word/document.xml": f"<w:document {W}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": f"<w:styles {W}>{STYLES}</w:styles>",
        "word/numbering.xml": f"<w:numbering {W}>{BULLETS}</w:numbering>",
        "word/footnotes.xml": f"<w:footnotes {W}>{NOTE}</w:footnotes>",
        "word/image.png": "PNG",
    }
    return package(parts)


def package(parts: dict[str, str]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as file:
        for name, content in parts.items():
            file.writestr(name, content)
    return buffer.getvalue()


def _relations(of: list[tuple[str, str, str]]) -> str:
    each = "".join(f'<Relationship Id="{id}" Type="{OFFICE}/{type}" Target="{to}"/>' for id, type, to in of)
    return f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{each}</Relationships>'


def test_titles_headings_lists_tables_and_footnotes_are_told_apart():
    bullet = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'
    cells = [f"<w:tc>{paragraph(words)}</w:tc>" for words in ("year", "mm", "2016", "3")]
    table = f"<w:tbl><w:tr>{cells[0]}{cells[1]}</w:tr><w:tr>{cells[2]}{cells[3]}</w:tr></w:tbl>"
    made = convert(
        document(
            paragraph("The sea", "Title")
            + paragraph("Levels", "H2")
            + paragraph("The sea rises.", more='<w:r><w:footnoteReference w:id="2"/></w:r>')
            + paragraph("first", "Li", bullet)
            + paragraph("second", "Li", bullet)
            + table
        )
    )
    assert made.text == (
        "# The sea\n\n## Levels\n\nThe sea rises.[1]\n\n- first\n- second\n\n"
        "| year | mm |\n| --- | --- |\n| 2016 | 3 |\n\n[1] By the Port Office.\n"
    )
    assert (made.title, made.ending, made.split, made.notes) == ("The sea", ".md", "markdown-1", ())


def test_pictures_are_counted():
    made = convert(document(paragraph("The sea.") + PICTURE))
    assert (made.text, made.title) == ("The sea.\n", None)
    assert made.notes == ("1 picture was left out",)


@pytest.mark.parametrize(
    ("data", "problem"),
    [
        (b"The sea.", "it is no Word document: a .docx is a ZIP package"),
        (COMPOUND + b"\0" * 600, "it is encrypted, or an old .doc"),
        (package({"a.txt": "a"}), "the package holds no word/document.xml"),
        (document(""), "it holds no words"),
    ],
)
def test_what_is_no_document_with_words_is_refused(data, problem):
    with pytest.raises(NotConverted, match=problem):
        convert(data)


def test_a_package_that_would_fill_the_memory_is_not_unpacked():
    bomb = package({"word/document.xml": "0" * 210_000_000})
    assert len(bomb) < 300_000
    with pytest.raises(NotConverted, match="unpacked it has more than 200,000,000 bytes"):
        convert(bomb)
