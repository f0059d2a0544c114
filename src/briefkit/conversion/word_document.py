"""A Word document as text: mammoth reads it by the styles of its paragraphs, not by their looks."""

from __future__ import annotations

import io
import zipfile
from importlib.metadata import version
from typing import Any

import mammoth
from bs4 import BeautifulSoup

from briefkit.conversion.converted import Converted, NotConverted
from briefkit.conversion.markdown import markdown, pictures_left_out, words_of

UNPACKED = 200_000_000  # bytes; a longer document is no document but a bomb
COMPOUND = b"\xd0\xcf\x11\xe0"  # the container of .doc, and of a .docx that is encrypted
STYLES = "p[style-name='Title'] => h1:fresh\np[style-name='Subtitle'] => p:fresh"


def convert(data: bytes) -> Converted:
    _check_package(data)
    pictures: list[Any] = []

    def leave_out(image: Any) -> list[Any]:
        pictures.append(image)
        return []

    made = mammoth.convert_to_html(io.BytesIO(data), style_map=STYLES, convert_image=leave_out)
    page = BeautifulSoup(made.value, "html.parser")
    text = markdown(page)
    if not text.strip():
        raise NotConverted("it holds no words: it may be made of pictures; read them with OCR first")
    headings = page.find_all("h1")
    title = words_of(headings[0]) if headings else None
    notes = pictures_left_out(len(pictures))
    return Converted(text, ".md", "markdown-1", f"mammoth {version('mammoth')}", title or None, notes=notes)


def _check_package(data: bytes) -> None:
    if data.startswith(COMPOUND):
        raise NotConverted("it is encrypted, or an old .doc: save it as .docx, without a password")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            parts = package.infolist()
    except zipfile.BadZipFile:
        raise NotConverted("it is no Word document: a .docx is a ZIP package") from None
    if sum(part.file_size for part in parts) > UNPACKED:
        raise NotConverted(f"unpacked it has more than {UNPACKED:,} bytes: add its text by hand")
    if "word/document.xml" not in {part.filename for part in parts}:
        raise NotConverted("it is no Word document: the package holds no word/document.xml")
