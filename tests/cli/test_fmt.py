"""`briefkit fmt`, as a shell calls it."""

from pathlib import Path

import pytest

from briefkit.modeline import modeline
from tests.archives import archive
from tests.commands import call, contents, lay_down

WILD = archive("""\
p2:
  - quote: Harbours   # whose?
    claim: Harbours flood
p1: []
""")
TAME = (
    WILD["brief/sea.yaml"].decode().partition("labels:\n")[0]
    + """\
labels:
  p1: []

  p2:
    - claim: Harbours flood
      quote: Harbours   # whose?
"""
)
TAME = f"{modeline('sea')}\n{TAME}"


def written(folder: Path) -> dict[str, bytes]:
    """The archive's files; the schemas that editors are led to stand beside them."""
    return {path: data for path, data in contents(folder).items() if not path.startswith(".briefkit/")}


def test_the_files_are_put_in_canonical_form(tmp_path):
    folder = lay_down(tmp_path, WILD)
    ended = call("fmt", folder=folder)
    assert (ended.code, ended.out, ended.err) == (0, "", "1 of 1 file formatted\n")
    assert written(folder) == {**WILD, "brief/sea.yaml": TAME.encode()}
    assert call("fmt", folder=folder).err == "1 file in canonical form\n"
    assert written(folder) == {**WILD, "brief/sea.yaml": TAME.encode()}


def test_check_names_what_would_change_and_writes_nothing(tmp_path):
    folder = lay_down(tmp_path, WILD)
    ended = call("fmt", "--check", folder=folder)
    assert (ended.code, ended.out, ended.err) == (1, "brief/sea.yaml\n", "1 of 1 file would be formatted\n")
    assert written(folder) == WILD


def test_diff_shows_what_would_change_and_writes_nothing(tmp_path):
    folder = lay_down(tmp_path, WILD)
    ended = call("fmt", "--diff", "-q", folder=folder)
    assert (ended.code, ended.err) == (1, "")
    assert "+    - claim: Harbours flood\n" in ended.out
    assert written(folder) == WILD


def test_a_file_with_a_fault_is_left_and_the_others_are_formatted(tmp_path):
    broken = {"brief/other.yaml": b"title: a: b\n", "brief/byte.yaml": b"\xff"}
    folder = lay_down(tmp_path, WILD | broken)
    ended = call("fmt", folder=folder)
    assert ended.code == 1
    assert ended.err.splitlines() == [
        "brief/byte.yaml:1:1: BK190 byte 0 (0xff) is not UTF-8; the file is left as it is",
        "brief/other.yaml:1:8: BK108 a colon and a space make a key of the words before them; "
        "the file is left as it is",
        "1 of 1 file formatted",
    ]
    assert written(folder) == {**WILD, **broken, "brief/sea.yaml": TAME.encode()}


def test_files_are_named_as_the_shell_knows_them(tmp_path):
    folder = lay_down(tmp_path, WILD | {"brief/archive.yaml": b"coverage: 1\ntitle: The sea\n"})
    assert call("fmt", "-C", "..", "archive.yaml", folder=folder / "brief").code == 0
    assert written(folder) == {**WILD, "brief/archive.yaml": b"title: The sea\ncoverage: 1\n"}


@pytest.mark.parametrize("path", ["seeds/sea.txt", "brief", "brief/none.yaml", "/etc/passwd"])
def test_only_yaml_files_of_the_archive_are_formatted(tmp_path, path):
    ended = call("fmt", path, folder=lay_down(tmp_path, WILD))
    assert (ended.code, ended.err) == (2, f"briefkit: {path} is no YAML file under brief/\n")


def test_the_schema_that_a_file_leads_its_editor_to_is_there(tmp_path):
    folder = lay_down(tmp_path, WILD)
    call("fmt", folder=folder)
    assert "$schema=../.briefkit/schema/sea.json" in (folder / "brief/sea.yaml").read_text("utf-8")
    assert (folder / ".briefkit/schema/sea.json").is_file()
