"""A conversion runs in a process of its own, and the command says what came of it."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from tests.archives import findings, sha256
from tests.commands import COMMAND, call, contents, lay_down

from briefkit.cli.add import CONVERTED
from briefkit.conversion import ENDINGS, Converted, NotConverted, convert
from briefkit.conversion.process import answer

PAGE = b"<html lang=en-GB><title>The sea</title><main><p>It rises.<img></p></main><footer>About us</footer>"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return lay_down(tmp_path / "archive", {"../page.html": PAGE})


def test_the_command_knows_the_endings_that_can_be_converted():
    assert set(CONVERTED) == set(ENDINGS)


def test_a_page_comes_back_as_a_text():
    made = convert(".html", PAGE)
    assert isinstance(made, Converted)
    assert (made.text, made.title, made.language) == ("It rises.\n", "The sea", "en-GB")
    assert made.notes == ("2 words outside <main> were left out", "1 picture was left out")


@pytest.mark.parametrize(
    ("ending", "data", "problem"),
    [
        (".html", b"<div>" * 100_000 + b"x", "nested more deeply than a document is"),
        (".pdf", b"%PDF-1.7 no more", "it cannot be read .*: is it damaged"),
        (".docx", b"hi", "a .docx is a ZIP package"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(ending, data, problem):
    with pytest.raises(NotConverted, match=problem):
        convert(ending, data)


def test_what_takes_too_long_is_stopped():
    with pytest.raises(NotConverted, match=r"not converted within 0\.01 seconds"):
        convert(".html", PAGE, seconds=0.01)


def test_a_process_that_the_system_ends_says_nothing_and_is_told(monkeypatch):
    ended = subprocess.CompletedProcess([], -9, b"", b"")
    monkeypatch.setattr(subprocess, "run", lambda *of, **more: ended)
    with pytest.raises(NotConverted, match="more memory or time than a document needs"):
        convert(".html", PAGE)


def test_an_extra_that_is_missing_is_named_with_the_command_that_installs_it(monkeypatch):
    monkeypatch.setattr("briefkit.conversion.process.find_spec", lambda name: None)
    with pytest.raises(NotConverted, match=r"needs pdfminer, .*: pip install 'briefkit\[convert\]'"):
        convert(".pdf", b"")


def test_the_process_answers_in_json(monkeypatch):
    monkeypatch.setattr(
        "briefkit.conversion.process._limit", lambda seconds: None
    )  # it would limit the tests
    assert json.loads(answer(".html", PAGE, 60))["text"] == "It rises.\n"
    assert "refused" in json.loads(answer(".docx", b"hi", 60))
    assert "is it damaged" in json.loads(answer(".pdf", b"hi", 60))["refused"]
    assert "nested" in json.loads(answer(".html", b"<div>" * 9_000 + b"x", 60))["refused"]


# The command


def test_add_makes_a_text_and_keeps_the_original_and_says_how(root):
    ended = call("add", "../page.html", "--name", "2016/sea.html", "--date", "2016", folder=root)
    assert ended.code == 0, ended.err
    assert ended.err == (
        "2016/sea.html: 2 words outside <main> were left out\n2016/sea.html: 1 picture was left out\n"
    )
    assert "kept seeds/originals/2016/sea.html\n" in ended.out
    assert (root / "seeds/originals/2016/sea.html").read_bytes() == PAGE
    assert (root / "seeds/2016/sea.md").read_bytes() == b"It rises.\n"
    text = (root / "brief/2016/sea.yaml").read_text("utf-8")
    assert f"  # seeds/originals/2016/sea.html, sha256 {sha256(PAGE)}\n  file: " in text
    for line in (
        "title: The sea",
        'date: "2016"',
        "language: en-GB",
        "descriptor: text of sea.html, made of it",
    ):
        assert f"\n  {line}" in text
    assert "  supplied: [descriptor]" in text
    assert findings(contents(root)) == []
    assert "these bytes are there already" in call("add", "../page.html", folder=root).err


def test_add_takes_a_page_from_standard_input_and_a_name_for_the_text(root):
    command = [*COMMAND, "add", "-", "--name", "sea.html", "--split", "blocks-1", "--no-sidecar", "-q"]
    ended = subprocess.run(command, cwd=root, input=PAGE, capture_output=True, check=False)
    assert (ended.returncode, ended.stdout) == (0, b"")
    assert {path for path in contents(root) if path.startswith("seeds/")} == {
        "seeds/sea.md",
        "seeds/originals/sea.html",
    }
    (root / "other.html").write_bytes(PAGE.replace(b"rises", b"falls"))
    assert call("add", "other.html", "--name", "falls.md", folder=root).code == 0
    assert (root / "seeds/falls.md").read_bytes() == b"It falls.\n"
    assert (root / "seeds/originals/falls.html").is_file()


def test_add_says_why_a_file_cannot_be_converted(root):
    (root / "a.docx").write_bytes(b"hi")
    ended = call("add", "a.docx", folder=root)
    assert (ended.code, ended.out) == (2, "")
    assert (
        ended.err
        == "briefkit: a.docx cannot be converted: it is no Word document: a .docx is a ZIP package\n"
    )
    assert not (root / "seeds/originals").exists()
