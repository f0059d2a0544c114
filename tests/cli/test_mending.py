"""`check --fix`, `--unsafe-fixes` and `--diff`, as a shell calls them."""

import difflib

import pytest

from briefkit.rewrite import ChangedMeanwhile
from tests.archives import archive
from tests.commands import as_nobody, call, contents, lay_down

WRONG = archive("""\
p1:
  - claim: The sea: it rises  # says who?
    Quote: The sea rises
  - claim: It goes on
    quot: Harbours
""")
RIGHT = (
    WRONG["brief/sea.yaml"].replace(b"The sea: it rises", b'"The sea: it rises"').replace(b"Quote", b"quote")
)


def test_fix_writes_what_keeps_the_meaning_and_says_what_is_left(tmp_path):
    ended = call("check", "--fix", "--format", "concise", folder=lay_down(tmp_path, WRONG))
    assert contents(tmp_path) == {**WRONG, "brief/sea.yaml": RIGHT}
    assert ended.err.splitlines() == [
        "2 fixed, 1 left (1 more with --unsafe-fixes)",
        "1 brief checked: 1 error",
    ]
    assert ended.out == "brief/sea.yaml:9:7: BK120 there is no key `quot` here\n"
    assert ended.code == 1


def test_a_second_run_changes_nothing(tmp_path):
    folder = lay_down(tmp_path, WRONG)
    call("check", "--fix", "--unsafe-fixes", folder=folder)
    once = contents(folder)
    ended = call("check", "--fix", "--unsafe-fixes", folder=folder)
    assert contents(folder) == once
    assert ended.err == "0 fixed, 1 left\n1 brief checked: 1 error\n"  # BK202, laid open by a fix


def test_diff_shows_and_writes_nothing(tmp_path):
    folder = lay_down(tmp_path, WRONG)
    ended = call("check", "--diff", folder=folder)
    assert contents(folder) == WRONG
    assert ended.code == 1
    assert ended.out.splitlines() == [
        line.rstrip("\n")
        for line in difflib.unified_diff(
            WRONG["brief/sea.yaml"].decode().splitlines(keepends=True),
            RIGHT.decode().splitlines(keepends=True),
            "a/brief/sea.yaml",
            "b/brief/sea.yaml",
        )
    ]
    assert ended.err == "2 would be fixed, 1 left (1 more with --unsafe-fixes)\n"


def test_diff_of_a_sound_archive_is_empty(tmp_path):
    ended = call("check", "--diff", folder=lay_down(tmp_path, archive()))
    assert (ended.code, ended.out, ended.err) == (0, "", "0 would be fixed, 0 left\n")


def test_unsafe_fixes_can_be_shown_before_they_are_made(tmp_path):
    folder = lay_down(tmp_path, WRONG)
    assert "+      quote: Harbours\n" in call("check", "--diff", "--unsafe-fixes", folder=folder).out
    assert contents(folder) == WRONG


def test_check_says_what_can_be_mended(tmp_path):
    ended = call("check", folder=lay_down(tmp_path, WRONG))
    assert ended.err.splitlines()[-1] == "2 with --fix and 1 more with --unsafe-fixes can be mended"
    assert "can be mended" not in call("check", "-q", folder=tmp_path).err


def test_a_read_only_file_is_left_and_named(tmp_path):
    folder = lay_down(tmp_path, WRONG)
    (folder / "brief/sea.yaml").chmod(0o444)
    ended = call("check", "--fix", folder=folder)
    assert (ended.code, contents(folder)) == (2, WRONG)
    assert ended.err == "briefkit: this file is read-only, so nothing was written: brief/sea.yaml\n"


def test_a_folder_that_may_not_be_written_to_is_named():
    with as_nobody(WRONG) as folder:
        (folder / "brief").chmod(0o555)
        ended = call("check", "--fix", folder=folder)
        (folder / "brief").chmod(0o755)
        assert ended.code == 2
        assert "Permission denied" in ended.err
        assert (folder / "brief/sea.yaml").read_bytes() == WRONG["brief/sea.yaml"]


def test_a_file_that_changed_meanwhile_is_left(tmp_path, monkeypatch):
    folder = lay_down(tmp_path, WRONG)

    def changed(root, changes):
        raise ChangedMeanwhile(changes[0].path)

    monkeypatch.setattr("briefkit.rewrite.rewrite", changed)
    ended = call("check", "--fix", folder=folder)
    assert (ended.code, contents(folder)) == (2, WRONG)
    assert "brief/sea.yaml changed while this ran, so nothing was written: run it again" in ended.err


@pytest.mark.parametrize("option", ["--fix", "--diff"])
def test_machine_formats_tell_what_is_left(tmp_path, option):
    ended = call("check", option, "--format", "json", "-q", folder=lay_down(tmp_path, WRONG))
    assert ended.err == ""
    assert ended.out.startswith("[" if option == "--fix" else "---")
