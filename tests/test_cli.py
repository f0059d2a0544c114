"""The commands: what they print, and how they end."""

from __future__ import annotations

import json
import os
import pty
import subprocess
from contextlib import suppress
from pathlib import Path

import jsonschema
import pytest

import briefkit
from briefkit.files import Disk
from briefkit.rules import rules
from tests.archives import SEA, archive, sidecar
from tests.commands import COMMAND, as_nobody, call, lay_down, run

SOUND = archive("p1:\n  - claim: The sea rises\n    quote: The sea rises\n")
WRONG = archive("p1:\n  - claim: The sea rises\n    quote: The see rises\n")
SUGGESTED = archive("p1:\n  - implication: The sea will rise\n")
UNUSED = archive("p1:\n  - claim: The sea rises\n    allow: {BK403: because}\n")


@pytest.fixture
def sound(tmp_path: Path) -> Path:
    return lay_down(tmp_path / "sound", SOUND)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    return lay_down(tmp_path / "wrong", WRONG)


# The command itself


def test_the_version_is_the_packages(tmp_path):
    assert call("--version", folder=tmp_path).out == f"briefkit {briefkit.__version__}\n"


@pytest.mark.parametrize("words", [[], ["--help"], ["-h"], ["build", "-h"]])
def test_help_is_on_standard_output_and_no_failure(tmp_path, words):
    ended = call(*words, folder=tmp_path)
    assert "Usage: " in ended.out + ended.err
    assert ended.code == (0 if words else 2)


@pytest.mark.parametrize(
    "words", [["chek"], ["check", "--nonsense"], ["check", "--format", "xml"], ["schema"], ["schema", "seed"]]
)
def test_a_command_that_makes_no_sense_ends_with_2(tmp_path, words):
    ended = call(*words, folder=tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert "Error: " in ended.err


@pytest.mark.parametrize("command", ["check", "build"])
def test_a_folder_that_is_no_archive_gives_one_line_and_2(tmp_path, command):
    here = call(command, folder=tmp_path)
    there = call(command, "-C", "gone", folder=tmp_path)
    hint = (
        "it has a folder seeds/ and a folder brief/; `mkdir seeds brief` begins one, and -C names another\n"
    )
    assert (here.code, here.out, here.err) == (2, "", f"briefkit: there is no archive here: {hint}")
    assert (there.code, there.out, there.err) == (2, "", f"briefkit: there is no archive in gone: {hint}")


def test_the_process_ends_as_main_says(sound, wrong, tmp_path):
    assert [run("check", folder=folder).code for folder in (sound, wrong, tmp_path)] == [0, 1, 2]


# check


@pytest.mark.parametrize(
    ("files", "threshold", "code"),
    [
        (SOUND, "suggestion", 0),
        (SUGGESTED, None, 0),
        (SUGGESTED, "warning", 0),
        (SUGGESTED, "suggestion", 1),
        (UNUSED, None, 0),
        (UNUSED, "warning", 1),
        (WRONG, None, 1),
        (WRONG, "error", 1),
    ],
)
def test_findings_at_the_threshold_or_above_it_end_with_1(tmp_path, files, threshold, code):
    words = ["--fail-on", threshold] if threshold else []
    assert call("check", *words, folder=lay_down(tmp_path / "archive", files)).code == code


def test_findings_are_printed_and_summed_up_beside_them(wrong):
    ended = call("check", "--format", "concise", folder=wrong)
    assert ended.out == 'brief/sea.yaml:7:14: BK202 "The see rises" does not stand in p1\n'
    assert ended.err == "1 brief checked: 1 error\n"


def test_quiet_says_findings_and_nothing_else(sound, wrong):
    assert call("check", "-q", folder=sound).err == ""
    loud, quiet = call("check", folder=wrong), call("check", "--quiet", folder=wrong)
    assert (quiet.out, quiet.err, quiet.code) == (loud.out, "", 1)


def test_json_is_pure_json_on_standard_output(sound, wrong):
    assert json.loads(call("check", "--format", "json", folder=sound).out) == []
    [finding] = json.loads(call("check", "--format", "json", folder=wrong).out)
    text = WRONG["brief/sea.yaml"].decode()
    assert text[finding["start"] : finding["end"]] == "The see rises"
    assert finding["code"] == "BK202"


def test_github_gets_its_workflow_commands(wrong):
    ended = call("check", "--format", "github", folder=wrong)
    assert ended.out.startswith("::error file=brief/sea.yaml,line=7,col=14,endLine=7,endColumn=27,")


def test_an_excerpt_is_left_out_where_the_file_is_no_text(tmp_path):
    files = {**SOUND, "brief/ice.yaml": b"briefkit: \xff\n"}
    ended = call("check", folder=lay_down(tmp_path / "archive", files))
    assert "byte 10 (0xff) is not UTF-8\n  --> brief/ice.yaml:1:11\n" in ended.out
    assert " | " not in ended.out


def in_terminal(folder: Path, *words: str, **environment: str) -> bytes:
    """What the command writes to a terminal."""
    ours, its = pty.openpty()
    kept = {name: value for name, value in os.environ.items() if name not in ("NO_COLOR", "TERM")}
    command = subprocess.Popen([*COMMAND, *words], stdout=its, stderr=its, cwd=folder, env=kept | environment)
    os.close(its)
    shown = b""
    with os.fdopen(ours, "rb", buffering=0) as screen, suppress(OSError):  # EIO: the other side has gone
        while more := screen.read(4096):
            shown += more
    command.wait()
    return shown


def test_colour_is_for_terminals_and_can_be_refused(wrong):
    assert b"\x1b[" in in_terminal(wrong, "check", "-q", TERM="xterm")
    assert b"\x1b[" not in in_terminal(wrong, "check", "-q", TERM="xterm", NO_COLOR="1")
    assert b"\x1b[" not in in_terminal(wrong, "check", "-q", TERM="dumb")
    assert "\x1b[" not in call("check", folder=wrong).out


# passages


def test_passages_are_listed_as_a_table_and_as_json(sound):
    table = call("passages", "seeds/sea.txt", folder=sound)
    assert (
        table.out.splitlines()[1] == "p2  50–99  paragraph  Harbours flood, says the Port Office of Delmouth."
    )
    listed = json.loads(call("passages", "--format", "json", "seeds/sea.txt", folder=sound).out)
    assert [SEA[one["start"] : one["end"]] for one in listed] == [one["text"] for one in listed]
    assert [one["id"] for one in listed] == ["p1", "p2"]


def test_a_rule_may_be_chosen_that_is_known(sound):
    (sound / "seeds/sea.txt").write_text("One\n- two\n")
    assert call("passages", "seeds/sea.txt", folder=sound).out.count("\n") == 2
    assert call("passages", "seeds/sea.txt", "--split", "blocks-1", folder=sound).out.count("\n") == 1
    unknown = call("passages", "seeds/sea.txt", "--split", "prose-9", folder=sound)
    assert (unknown.code, unknown.out) == (2, "")
    assert unknown.err == (
        "briefkit: there is no rule prose-9; the rules are prose-1, blocks-1, markdown-1\n"
    )


def test_a_seed_that_no_page_can_carry_is_a_finding(sound):
    (sound / "seeds/sea.txt").write_bytes(b"The \x00 sea")
    ended = call("passages", "seeds/sea.txt", folder=sound)
    assert (ended.code, ended.out, ended.err.count("\n")) == (1, "", 1)
    assert ended.err.startswith("seeds/sea.txt: BK")


@pytest.mark.parametrize(
    ("path", "said"),
    [("gone.txt", "No such file or directory: gone.txt"), ("seeds", "seeds is a folder")],
)
def test_a_seed_that_is_no_file_gives_one_line_and_2(sound, path, said):
    ended = call("passages", path, folder=sound)
    assert (ended.code, ended.out, ended.err) == (2, "", f"briefkit: {said}\n")


def test_a_reader_that_goes_away_is_told_nothing(sound):
    (sound / "seeds/sea.txt").write_text("The sea rises.\n\n" * 20_000)  # far more than a pipe holds
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = subprocess.Popen(
        [*COMMAND, "passages", "seeds/sea.txt"],
        cwd=sound,
        env=buffered,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert command.stdout
    assert command.stderr
    with command.stdout:
        assert command.stdout.readline().startswith(b"p1 ")
    with command.stderr:
        assert command.stderr.read() == b""
    assert command.wait() == 1


# schema


@pytest.mark.parametrize("of", ["sidecar", "entities", "archive", "findings"])
def test_a_schema_is_sound_draft_07(tmp_path, of):
    schema = json.loads(call("schema", of, folder=tmp_path).out)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    jsonschema.Draft7Validator.check_schema(schema)


# new


def test_new_writes_a_sidecar_that_checks_clean_at_once(sound):
    (sound / "seeds/The Ice.txt").write_text("The ice melts.")
    ended = call("new", "seeds/The Ice.txt", folder=sound)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out == "wrote brief/the-ice.yaml: give it a title, and label what you find\n"
    assert call("check", "--fail-on", "suggestion", folder=sound).err == "2 briefs checked, nothing found\n"


def test_new_obeys_its_options(sound, tmp_path):
    (sound / "seeds/ice.txt").write_text("The ice melts.")
    words = ("new", "seeds/ice.txt", "--slug", "2016/ice", "--split", "blocks-1", "-q", "-C", sound)
    assert call(*words, folder=tmp_path).out == ""
    assert "split: blocks-1\n" in (sound / "brief/2016/ice.yaml").read_text("utf-8")


def test_new_writes_over_nothing(sound):
    ended = call("new", "seeds/sea.txt", folder=sound)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == ("briefkit: brief/sea.yaml is there already; --slug gives the new one another name\n")
    assert (sound / "brief/sea.yaml").read_bytes() == SOUND["brief/sea.yaml"]


# explain


def test_explain_lists_every_rule(tmp_path):
    listed = call("explain", folder=tmp_path).out.splitlines()
    assert [line.split()[0] for line in listed] == list(rules())
    assert "BK202  quote-not-found               error" in listed


def test_a_rule_is_explained_by_code_or_name(tmp_path):
    by_code = call("explain", "BK202", folder=tmp_path)
    assert by_code.out == (Path(__file__).parents[1] / "docs/rules/BK202.md").read_text("utf-8")
    assert call("explain", "quote-not-found", folder=tmp_path) == by_code
    assert call("explain", "bk202", folder=tmp_path) == by_code


def test_every_rule_is_explained_with_why_a_bad_case_a_good_one_and_how_to_mend_it(tmp_path):
    for code, rule in rules().items():
        page = call("explain", code, folder=tmp_path).out
        assert page.startswith(f"# {code} {rule.name}\n")
        assert rule.reason in page
        assert all(part in page for part in ("\n## Wrong", "\n## Mended", "\n## How to mend\n")), code


@pytest.mark.parametrize(
    ("word", "help"),
    [
        ("quote-not-fund", "; the nearest is quote-not-found"),
        ("BK2022", "; the nearest is BK202"),
        ("nonsense", ""),
    ],
)
def test_an_unknown_rule_is_explained_by_the_nearest(tmp_path, word, help):
    ended = call("explain", word, folder=tmp_path)
    assert (ended.code, ended.out, ended.err) == (2, "", f"briefkit: there is no rule {word}{help}\n")


# verify


def test_verify_ends_with_0_where_all_is_proved(sound):
    built = call("build", folder=sound).out.split()[-1]
    ended = call("verify", "--manifest-sha256", built, folder=sound)
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("proved: 2 passages of 1 seed byte for byte, 1 label at their words, ")
    assert call("verify", "-q", "build", folder=sound).out == ""


def test_verify_ends_with_1_where_a_file_was_changed(sound):
    call("build", folder=sound)
    page = sound / "build/briefs/sea.md"
    page.write_text(page.read_text("utf-8") + "More.\n", "utf-8")
    ended = call("verify", "--format", "json", folder=sound)
    assert ended.code == 1
    assert "file-digest" in [finding["name"] for finding in json.loads(ended.out)]
    assert ended.err.startswith("proved: ")


def test_verify_needs_the_seeds_of_what_is_withheld(tmp_path):
    labels = "p1:\n  - claim: The sea rises\n    quote: The sea rises\n"
    withheld = archive(labels, more_keys="publish: quotes\n", **{"brief/archive.yaml": "max_quoted: 1\n"})
    folder = lay_down(tmp_path / "archive", withheld)
    assert call("build", folder=folder).code == 0
    assert "not proved: seed of sea is not published" in call("verify", folder=folder).out
    assert "not proved" not in call("verify", "--seeds", "seeds", folder=folder).out


def test_verify_needs_the_folders_that_it_is_told_of(sound):
    ended = call("verify", folder=sound)
    assert (ended.code, ended.err) == (2, "briefkit: there is no folder build: `briefkit build` makes it\n")
    call("build", folder=sound)
    ended = call("verify", "--seeds", "sees", folder=sound)
    assert (ended.code, ended.err) == (2, "briefkit: there is no folder sees\n")


# What the machine refuses, and what is a fault of ours


def test_a_sidecar_that_may_not_be_read_is_a_finding():
    with as_nobody(SOUND) as folder:
        (folder / "brief/sea.yaml").chmod(0)
        ended = call("check", "--format", "concise", folder=folder)
        (folder / "brief/sea.yaml").chmod(0o644)
    said = "brief/sea.yaml:1:1: BK193 this file cannot be read: Permission denied\n"
    assert (ended.code, ended.out) == (1, said)


def test_settings_that_may_not_be_read_give_one_line_and_2():
    with as_nobody({**SOUND, "brief/archive.yaml": b""}) as folder:
        (folder / "brief/archive.yaml").chmod(0)
        ended = call("check", folder=folder)
        (folder / "brief/archive.yaml").chmod(0o644)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == f"briefkit: Permission denied: {folder.resolve()}/brief/archive.yaml\n"


def test_a_folder_that_may_not_be_written_gives_one_line_and_2():
    with as_nobody(SOUND) as folder:
        folder.chmod(0o555)
        ended = call("build", folder=folder)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith("briefkit: Permission denied: ")


def test_an_error_that_names_no_file_gives_one_line_too(monkeypatch, sound):
    def refuse(self: Disk, folder: str, suffix: str = "") -> list[str]:
        raise OSError("the disk has gone")  # without a number or a name, as some drivers do

    monkeypatch.setattr(Disk, "names", refuse)
    assert call("check", folder=sound).err == "briefkit: the disk has gone\n"


def test_an_archive_that_is_not_whole_in_itself_gives_one_line(sound, tmp_path):
    (sound / "seeds").rename(tmp_path / "seeds")
    (sound / "seeds").symlink_to(tmp_path / "seeds")
    ended = call("check", folder=sound)
    assert (ended.code, ended.err) == (2, 'briefkit: "seeds" is no path inside the archive\n')


def test_a_closed_standard_output_is_no_fault(sound):
    command = subprocess.run(["sh", "-c", 'exec "$@" >&-', "sh", *COMMAND, "check", "-q"], cwd=sound)
    assert command.returncode == 0


def test_a_bug_gives_one_line_that_says_where_it_is(monkeypatch, sound):
    def fail(self: Disk, path: str) -> bytes:
        raise LookupError("nobody thought of this")

    monkeypatch.setattr(Disk, "read", fail)
    ended = call("check", folder=sound)
    assert (ended.code, ended.out, ended.err.count("\n")) == (2, "", 1)
    assert ended.err.startswith(
        "briefkit: this is a fault of briefkit, not of your archive: "
        "LookupError: nobody thought of this (workspace.py:"
    )


def test_what_a_stopped_build_left_is_put_right_and_told(sound):
    (sound / ".build.briefkit-new").mkdir()
    ended = call("check", "-q", folder=sound)
    assert ended.err == "What a stopped build left beside build/ was cleared away.\n"
    assert not (sound / ".build.briefkit-new").exists()


# Progress


def test_long_work_is_shown_on_a_terminal_and_nowhere_else(tmp_path):
    files = {"seeds/sea.txt": SEA.encode()}
    files |= {f"brief/sea-{number}.yaml": sidecar("p1: []").encode() for number in range(45)}
    folder = lay_down(tmp_path / "archive", files)
    assert call("check", "--format", "concise", folder=folder).err.startswith("45 briefs checked: ")
    assert b"Checking" in in_terminal(folder, "check", "--no-cache", TERM="xterm")
    assert b"Checking" not in in_terminal(folder, "check", "--no-cache", "-q", TERM="xterm")


def test_what_hides_in_a_built_folder_is_found(tmp_path: Path):
    lay_down(tmp_path, archive())
    assert call("build", folder=tmp_path).code == 0
    (tmp_path / "build" / ".htaccess").write_text("Redirect / https://elsewhere.example/")
    (tmp_path / "build" / "link.html").symlink_to(tmp_path / "seeds" / "sea.txt")
    ended = call("verify", "--format", "concise", folder=tmp_path)
    assert ended.code == 1
    assert [line.split(":")[0] for line in ended.out.splitlines()[:2]] == [".htaccess", "link.html"]


def test_a_folder_can_be_named_before_the_command(tmp_path: Path):
    lay_down(tmp_path / "sea", archive())
    assert run("-C", "sea", "check", folder=tmp_path).err == "1 brief checked, nothing found\n"


def test_a_digest_that_is_none_is_refused(tmp_path: Path):
    lay_down(tmp_path, archive())
    assert call("build", folder=tmp_path).code == 0
    ended = call("verify", "--manifest-sha256", "abc", folder=tmp_path)
    assert (ended.code, ended.err.startswith("briefkit: --manifest-sha256 takes the 64 hex digits")) == (
        2,
        True,
    )


def test_a_seed_has_an_ending_that_says_what_it_is(tmp_path: Path):
    files = archive()
    files["seeds/sea.pdf"] = files.pop("seeds/sea.txt")
    files["brief/sea.yaml"] = files["brief/sea.yaml"].replace(b"sea.txt", b"sea.pdf")
    lay_down(tmp_path, files)
    ended = call("check", "--format", "concise", folder=tmp_path)
    assert ended.out == "brief/sea.yaml:2:14: BK218 `sea.pdf` is neither .txt nor .md\n"
