"""Addresses that open an editor at a place."""

from pathlib import Path

import pytest

from briefkit.preview.editors import EDITORS, NoEditor, address, editor

FILE = Path("/srv/a b/brief/2016/nice.yaml")


@pytest.mark.parametrize(
    ("named", "opens"),
    [
        ("vscode", "vscode://file/srv/a%20b/brief/2016/nice.yaml:12:5"),
        ("zed", "zed://file/srv/a%20b/brief/2016/nice.yaml:12:5"),
        ("idea", "idea://open?file=/srv/a%20b/brief/2016/nice.yaml&line=12&column=5"),
        ("emacs", "emacs://open?url=file:///srv/a%20b/brief/2016/nice.yaml&line=12&column=5"),
        ("mine:{path}?l={line}", "mine:/srv/a%20b/brief/2016/nice.yaml?l=12"),
        ("vscode://file/{path}:{line}:{column}", "vscode://file/srv/a%20b/brief/2016/nice.yaml:12:5"),
    ],
)
def test_each_editor_has_its_own_form(named, opens):
    assert address(editor(named), FILE, 12, 5) == opens


def test_every_editor_of_the_table_is_told_file_line_and_column():
    for form in EDITORS.values():
        opens = address(form, Path("/x.yaml"), 37, 41)
        assert [opens.count(told) for told in ("x.yaml", "37", "41")] == [1, 1, 1]


def test_what_a_file_is_called_is_no_part_of_the_form():
    assert address(EDITORS["vscode"], Path("/a/{line}?#%.yaml"), 1, 2) == (
        "vscode://file/a/%7Bline%7D%3F%23%25.yaml:1:2"
    )


@pytest.mark.parametrize(
    ("named", "why"),
    [
        ("vscodes", "the nearest is vscode"),
        ("vi", "the names are vscode"),
        ("javascript:alert('{path}')", "`javascript:` opens no editor"),
        ("HTTPS://evil.example/{path}", "opens no editor"),
        ("data:{path}", "opens no editor"),
        ("1x:{path}", "opens no editor"),
        ("mine://open", "it has no {path}"),
        ("mine://{path}:{row}", "{row} stands for nothing"),
    ],
)
def test_what_opens_no_editor_is_refused(named, why):
    with pytest.raises(NoEditor) as raised:
        editor(named)
    assert why in str(raised.value)
