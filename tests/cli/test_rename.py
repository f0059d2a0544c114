"""`briefkit rename` as an editor calls it."""

import pytest

from tests.archives import archive
from tests.commands import as_nobody, call, contents, lay_down

FILES = archive(
    "p1:\n  # on sea-rise\n  - claim: The sea rises\n    id: sea-rise\n    quote: The sea rises\n"
)


@pytest.fixture
def folder(tmp_path):
    return lay_down(tmp_path, FILES)


def test_it_says_how_much_changed_and_which_comments_did_not(folder):
    ended = call("rename", "sea#sea-rise", "risen", folder=folder)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == (
        "renamed sea#sea-rise to risen: 1 place, 1 file\n"
        "brief/sea.yaml:7: a comment still holds the old name\n"
    )
    assert "id: risen" in (folder / "brief/sea.yaml").read_text()
    assert call("check", "-q", folder=folder).code == 0


def test_a_brief_moves(folder):
    assert call("rename", "sea", "north/sea", "-q", folder=folder).out == ""
    assert sorted(contents(folder)) == ["brief/archive.yaml", "brief/north/sea.yaml", "seeds/sea.txt"]


def test_a_preview_writes_nothing(folder):
    ended = call("rename", "sea#sea-rise", "risen", "--diff", folder=folder)
    assert ended.code == 0
    assert "-    id: sea-rise\n+    id: risen\n".replace("    id", "      id") in ended.out
    assert contents(folder) == FILES


def test_without_a_retired_name_none_is_kept(folder):
    call("rename", "sea#sea-rise", "risen", "--no-retire", folder=folder)
    assert "retired" not in (folder / "brief/sea.yaml").read_text()


def test_what_cannot_be_renamed_ends_with_2(folder):
    ended = call("rename", "sea#sea-rize", "risen", folder=folder)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "briefkit: sea has no label `sea-rize`: write `sea-rise`\n"


def test_a_folder_that_cannot_be_written_is_said_and_all_stays():
    with as_nobody(FILES) as folder:
        (folder / "brief").chmod(0o555)
        ended = call("rename", "sea#sea-rise", "risen", folder=folder)
        assert ended.code == 2
        assert "Permission denied" in ended.err
        (folder / "brief").chmod(0o755)
        assert (folder / "brief/sea.yaml").read_bytes() == FILES["brief/sea.yaml"]
