"""Whatever is typed, every feature gives an answer, and one that fits the text."""

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.small_archive import FILES

from briefkit.diagnostics import Edit
from briefkit.edits import apply
from briefkit.language.actions import actions, fix_all
from briefkit.language.completion import complete
from briefkit.language.folding import folds
from briefkit.language.hover import hover
from briefkit.language.links import links
from briefkit.language.places import definition, references
from briefkit.language.rename import renamable, rename_at
from briefkit.language.symbols import names_like, outline
from briefkit.language_server.open_archive import OpenArchive
from briefkit.renaming import CannotRename
from briefkit.spans import Span

ROOT = Path(__file__).parents[2]
REAL = "brief/islamic-state-strikes-abroad.yaml"
PIECES = st.sampled_from(
    [
        *("", "\n", "\t", "- ", "\n    - claim: ", "quote: ", '"', "'", "[", "{", "}", "]", ": ", "#", " #"),
        *("|", ">-\n", "&a", "*a", "%", "\ufeff", "\r\n", "\r", "\u2028", "\x00", "\ud800", "😀", "p1:"),
        *("labels:\n", "~", "?", "---\n"),
    ]
)


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    return opened(tmp_path_factory.mktemp("small"), FILES)


@pytest.fixture(scope="module")
def real(tmp_path_factory):
    seeds = {f"seeds/{path.name}": path.read_bytes() for path in (ROOT / "seeds").iterdir()}
    briefs = {f"brief/{path.name}": path.read_bytes() for path in (ROOT / "brief").glob("*.yaml")}
    return opened(tmp_path_factory.mktemp("real"), seeds | briefs)


def opened(folder, files):
    for path, data in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return OpenArchive(folder)


def answers(archive, path, text, offset):
    archive.write(path, text)
    findings = archive.at_once(path)
    desk = archive.desk(path)
    if desk is None:  # half of a surrogate pair: then it is no text
        assert "\ud800" in text
        return
    found = complete(desk, offset)
    line = desk.document.line_column(found.replaces.start)[0]
    assert found.replaces.end <= len(text)
    assert line == desk.document.line_column(found.replaces.end)[0]
    assert found.replaces.start <= offset <= found.replaces.end
    for choice in found.choices[:3]:
        apply(text, [Edit(found.replaces, choice.text)])
    shown = hover(desk, offset)
    assert shown is None or shown.span.end <= len(text)
    place = definition(desk, offset)
    assert place is None or place.span.end <= len(place.document.text)
    for one in references(desk, offset)[:5]:
        assert one.span.end <= len(one.document.text)
    if renamable(desk, offset):
        with suppress(CannotRename):
            rename_at(desk, offset, "another-name")
    for symbol in outline(desk):
        assert symbol.span.covers(symbol.chosen)
    assert all(one.first < one.last for one in folds(desk))
    assert all(one.span.end <= len(text) for one in links(desk))
    for action in actions(desk, Span(offset, min(len(text), offset + 9)), findings):
        apply(action.document.text, action.edits)
    apply(text, fix_all(desk, findings))
    list(names_like(desk.files, desk.workspace, text[offset : offset + 3]))
    archive.settle()


@settings(max_examples=40, deadline=None)
@given(
    place=st.floats(0, 1),
    cut=st.integers(0, 40),
    words=st.lists(PIECES, max_size=3).map("".join),
    data=st.data(),
)
def test_a_small_archive_survives_any_typing(small, place, cut, words, data):
    path = data.draw(st.sampled_from([path for path in FILES if path.startswith("brief/")]))
    text = FILES[path].decode()
    at = int(place * len(text))
    answers(small, path, text[:at] + words + text[at + cut :], at + len(words))


@settings(max_examples=15, deadline=None)
@given(place=st.floats(0, 1), words=st.lists(PIECES, max_size=2).map("".join), rest=st.booleans())
def test_the_first_brief_survives_any_typing(real, place, words, rest):
    text = (ROOT / REAL).read_text("utf-8")
    at = int(place * len(text))
    answers(real, REAL, text[:at] + words + (text[at:] if rest else ""), at + len(words))
