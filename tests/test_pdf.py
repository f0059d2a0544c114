"""A built brief as a PDF, looked into with pikepdf and checked with pdfua."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from briefkit import pdf as module
from briefkit.files import Disk
from briefkit.folder import packaged_templates
from briefkit.interface import interface_for
from briefkit.pdf import WITH_PANGO, PdfExtraMissing, pdf
from tests import arabic_archive
from tests.commands import call, contents, lay_down, run
from tests.small_archive import FILES

PAGE = "briefs/islands.html"


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = lay_down(tmp_path_factory.mktemp("archive"), FILES)
    assert call("build", folder=folder).code == 0
    try:
        import_module("weasyprint")
    except OSError:
        pytest.fail(f"The PDF's tests need Pango, and there is none. Run: {WITH_PANGO}", pytrace=False)
    return folder


@pytest.fixture(scope="module")
def made(archive: Path) -> Path:
    assert call("pdf", "islands", folder=archive).code == 0
    return archive / "islands.pdf"


@pytest.fixture
def read(made: Path) -> Iterator[Any]:
    with pikepdf.open(made) as file:
        yield file


def links(file: Any) -> list[Any]:
    return [one for sheet in file.pages for one in sheet.get("/Annots", [])]


def test_it_is_tagged_and_says_its_language(read):
    assert read.Root.MarkInfo.Marked
    assert str(read.Root.Lang) == "en-GB"
    assert "/StructTreeRoot" in read.Root
    with read.open_metadata() as metadata:
        assert metadata["pdfuaid:part"] == "1"


def test_a_checker_finds_no_error(made):
    checked = subprocess.run(
        [Path(sys.executable).parent / "pdfua", "check", made], capture_output=True, text=True, check=False
    )
    assert "errors=0 warnings=0" in checked.stdout


def test_it_says_title_makers_days_and_the_digest_of_its_seed(read):
    said = {name: str(value) for name, value in read.docinfo.items()}
    assert said["/Title"] == "What the “Grey Fleet” does next"
    assert said["/Author"] == "A. Writer, B. Author"
    assert said["/Creator"].startswith("briefkit ")
    assert len(said["/seedsha256"]) == 64


def test_headings_are_bookmarks(read):
    with read.open_outline() as outline:
        [top] = outline.root
        titles = [one.title for one in top.children]
    assert "Grey Fleet" in top.title
    assert "Notes" in titles


def test_links_lead_to_places_in_it_or_to_the_web(read):
    inside, outside = 0, []
    for one in links(read):
        if "/A" in one and "/URI" in one.A:
            outside.append(str(one.A.URI))
        else:
            inside += 1
    assert inside > 20
    assert "https://example.org/islands" in outside
    assert all(address.startswith("https://example.org/") for address in outside)


def test_header_cells_say_what_they_head(read):
    scopes = {
        str(one.A.Scope) for one in read.objects
        if isinstance(one, pikepdf.Dictionary) and one.get("/S") == "/TH"
    }  # fmt: skip
    assert scopes == {"/Column", "/Row"}


def test_the_same_page_gives_the_same_bytes(archive, made):
    ended = run("pdf", "islands", "-o", "again.pdf", folder=archive, PYTHONHASHSEED="7")
    assert ended.code == 0, ended.err
    assert (archive / "again.pdf").read_bytes() == made.read_bytes()


def test_nothing_is_fetched_from_disk_or_network(archive):
    files = contents(archive / "build")
    elsewhere = b'<img src="file:///etc/hostname" alt="x"><img src="https://example.org/x.png" alt="y">'
    files[PAGE] = files[PAGE].replace(b"<h1", elsewhere + b"<h1", 1)
    asked: list[str] = []

    class Watched:
        def read(self, path: str) -> bytes:
            asked.append(path)
            return files[path]

    assert pdf(PAGE, Watched(), packaged_templates()["pdf.css"].decode()).startswith(b"%PDF-1.7")
    assert all(path == PAGE or path.startswith("assets/") for path in asked)


def drawings(content: bytes) -> set[str]:
    """The names of the drawings that a reader of the file can come to."""
    with pikepdf.open(io.BytesIO(content)) as file:
        found = [one for one in file.objects if isinstance(one, pikepdf.Dictionary)]
        return {str(one.Alt) for one in found if one.get("/S") == "/Figure" and "/Alt" in one}


def test_what_arabic_words_are_drawn_in_stands_in_tables_alone(archive, made, tmp_path):
    folder = lay_down(tmp_path, arabic_archive.FILES)
    assert call("build", folder=folder).code == 0
    style, words = packaged_templates()["pdf.css"].decode(), interface_for("ar")
    left_out = {words.the_argument, words.place_map, words.timeline}
    assert not drawings(pdf("briefs/port.html", Disk(folder / "build"), style)) & left_out
    assert drawings(pdf("briefs/port.html", Disk(folder / "build"), "")) >= left_out
    assert {"Map", "Timeline"} <= drawings(made.read_bytes())


def test_a_page_that_is_no_briefs_can_be_set_too(archive):
    content = pdf("index.html", Disk(archive / "build"), packaged_templates()["pdf.css"].decode())
    assert b"briefkit index.html" in content


@pytest.mark.parametrize(
    ("error", "command"),
    [(ImportError("gone"), "pip install 'briefkit[pdf]'"), (OSError("gone"), "apt-get install libpango")],
)
def test_what_is_missing_is_named_with_the_command_that_installs_it(archive, monkeypatch, error, command):
    def missing(name: str) -> Any:
        raise error

    monkeypatch.setattr(module, "import_module", missing)
    with pytest.raises(PdfExtraMissing, match="is not installed"):
        pdf(PAGE, Disk(archive / "build"), "")
    ended = call("pdf", "islands", "-o", "never.pdf", folder=archive)
    assert (ended.code, command in ended.err) == (2, True)
    assert not (archive / "never.pdf").exists()


def test_a_brief_that_was_not_built_is_named(archive, tmp_path):
    assert "the nearest is islands" in call("pdf", "island", folder=archive).err
    empty = lay_down(tmp_path, {})
    ended = call("pdf", "islands", folder=empty)
    assert (ended.code, "`briefkit build` makes it" in ended.err) == (2, True)
