"""`briefkit check` and its options, as editors and CI call it."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest

from tests.archives import SEA, archive, sidecar
from tests.commands import COMMAND, call, contents, lay_down, run

SOUND = archive("p1:\n  - claim: The sea rises\n    id: rising\n    quote: The sea rises\n")
LABELS = "p1:\n  - claim: The sea rises\n    quote: The see rises\n"
WRONG = archive(LABELS, **{"seeds/ice.txt": "The ice melts.\n"})  # of the ice no sidecar speaks: BK502
FLOOD = archive("p1:\n" + "  - claim: The sea rises\n    quote: The see rises\n" * 5_000)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    return lay_down(tmp_path / "wrong", WRONG)


def git(folder: Path, *words: str) -> None:
    settings = ("-c", "user.name=A", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")
    subprocess.run(["git", *settings, *words], cwd=folder, check=True, capture_output=True)


def committed(folder: Path, files: dict[str, bytes]) -> Path:
    lay_down(folder, files)
    git(folder, "init")
    git(folder, "add", "-A")
    git(folder, "commit", "-m", "first")
    return folder


# --select, --ignore


def test_rules_are_selected_and_ignored(wrong):
    def codes(*words: str) -> list[str]:
        lines = call("check", "--format", "concise", *words, folder=wrong).out.splitlines()
        return [line.split()[1] for line in lines]

    assert codes() == ["BK202", "BK502"]
    assert codes("--select", "BK5") == ["BK502"]
    assert codes("--ignore", "seed-without-sidecar") == ["BK202"]
    assert codes("--select", "BK5", "--select", "BK3,BK202") == ["BK202", "BK502"]


@pytest.mark.parametrize("words", [("--select", "BK3"), ("--ignore", "BK202"), ("--ignore", "BK2")])
def test_an_error_that_nobody_may_silence_is_not_ignored_away(wrong, words):
    ended = call("check", "-q", *words, folder=wrong)
    assert (ended.code, "BK202" in ended.out) == (1, False)
    assert ended.err == (
        "not shown, and failing all the same, since no option silences it: BK202 quote-not-found (1)\n"
    )


def test_a_rule_that_there_is_none_of_ends_with_2_before_any_work(wrong):
    ended = call("check", "--select", "quote-not-fund", folder=wrong)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "briefkit: there is no rule quote-not-fund; the nearest is quote-not-found\n"


def test_only_selected_rules_are_mended(tmp_path):
    folder = lay_down(tmp_path, archive("p1:\n  - claim: The sea rises\n    Quote: The sea rises\n"))
    sidecar = folder / "brief/sea.yaml"
    before = sidecar.read_bytes()
    assert call("check", "--fix", "--ignore", "BK120", folder=folder).code == 1
    assert sidecar.read_bytes() == before
    assert call("check", "--fix", "--select", "BK120", folder=folder).code == 0
    assert sidecar.read_bytes() == before.replace(b"Quote", b"quote")


# --statistics, --all


def test_findings_are_counted_by_rule(wrong):
    ended = call("check", "--statistics", folder=wrong)
    assert [line.split()[:3] for line in ended.out.splitlines()] == [
        ["1", "BK202", "quote-not-found"],
        ["1", "BK502", "seed-without-sidecar"],
    ]
    rows = json.loads(call("check", "--statistics", "--format", "json", folder=wrong).out)
    assert [(row["code"], row["count"]) for row in rows] == [("BK202", 1), ("BK502", 1)]


def test_thousands_of_errors_are_grouped_unless_all_are_asked_for(tmp_path):
    folder = lay_down(tmp_path / "flood", FLOOD)
    ended = call("check", folder=folder)
    assert ended.out.count("error[BK202]") == 10
    assert "… and 4,990 more of BK202 quote-not-found in brief/sea.yaml; --all shows each\n" in ended.out
    assert ended.err == "1 brief checked: 5000 errors\n"
    assert call("check", "--all", folder=folder).out.count("error[BK202]") == 5_000
    assert call("check", "--format", "concise", folder=folder).out.count("BK202") == 5_000


def test_a_reader_that_goes_away_is_told_nothing(tmp_path):
    folder = lay_down(tmp_path / "flood", FLOOD)
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    words = [*COMMAND, "check", "--all", "-q"]
    with subprocess.Popen(
        words, cwd=folder, env=buffered, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    ) as command:
        assert command.stdout
        assert command.stderr
        assert command.stdout.readline().startswith(b"error[BK202]")
        command.stdout.close()
        assert command.stderr.read() == b""
    assert command.returncode == 1


# --output-file


def test_a_report_goes_into_a_file_while_people_read_another(wrong, tmp_path):
    for _ in range(2):  # an earlier report is replaced
        ended = call("check", "--format", "sarif", "--output-file", tmp_path / "out/r.sarif", folder=wrong)
        assert ended.out.startswith("error[BK202] quote-not-found")
        result = json.loads((tmp_path / "out/r.sarif").read_text())["runs"][0]["results"][0]
        assert result["ruleId"] == "BK202"


def test_a_dash_is_standard_output(wrong):
    ended = call("check", "--format", "json", "--output-file", "-", folder=wrong)
    assert ended == call("check", "--format", "json", folder=wrong)


def test_a_file_may_be_a_pipe(wrong, tmp_path):
    os.mkfifo(tmp_path / "pipe")
    ours = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    call("check", "--format", "json", "--output-file", tmp_path / "pipe", folder=wrong)
    with os.fdopen(ours, "rb") as reader:
        assert json.loads(reader.read())[0]["code"] == "BK202"


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("brief/sea.yaml", "brief/sea.yaml is among what the archive is made of: name a file elsewhere"),
        ("seeds/r.json", "seeds/r.json is among what the archive is made of: name a file elsewhere"),
        ("notes.txt", "notes.txt is there, and is no report of briefkit's: name another file, or remove it"),
        ("brief/..", "brief/.. is a folder"),
    ],
)
def test_a_report_is_written_over_nothing_else(wrong, path, said):
    (wrong / "notes.txt").write_text("Mine.\n")
    before = contents(wrong)
    ended = call("check", "--output-file", path, folder=wrong)
    assert (ended.code, ended.out, ended.err) == (2, "", f"briefkit: {said}\n")
    assert contents(wrong) == before


def test_reports_for_ci_name_files_from_the_top_of_the_repository(tmp_path):
    committed(tmp_path / "repository/archive", WRONG)
    (tmp_path / "repository/archive/.git").rename(tmp_path / "repository/.git")
    for folder, words in ((tmp_path / "repository/archive", ()), (tmp_path, ("-C", "repository/archive"))):
        assert "file=archive/brief/sea.yaml" in call("check", "--format", "github", *words, folder=folder).out
    lay_down(tmp_path / "alone", WRONG)
    assert "file=alone/brief" in call("check", "--format", "github", "-C", "alone", folder=tmp_path).out
    assert "file=brief/" in call("check", "--format", "github", folder=tmp_path / "alone").out


# --since


def test_only_what_a_change_brought_is_shown(tmp_path):
    folder = committed(tmp_path / "archive", WRONG)
    ended = call("check", "--since", "HEAD", folder=folder)
    assert (ended.code, ended.out) == (0, "")
    assert ended.err.startswith("2 found that HEAD had already, on lines not touched since: not shown\n")
    changed = WRONG["brief/sea.yaml"] + b"  p2:\n    - claim: It floods\n      quote: Harbors\n"
    (folder / "brief/sea.yaml").write_bytes(changed)
    ended = call("check", "-q", "--since", "HEAD", "--format", "concise", folder=folder)
    assert (ended.code, ended.out) == (1, 'brief/sea.yaml:10:14: BK202 "Harbors" does not stand in p2\n')


@pytest.mark.parametrize("option", ["--since", "--published"])
def test_where_git_cannot_say_the_command_ends_with_2_and_says_what_to_do(tmp_path, option):
    alone = lay_down(tmp_path / "alone", SOUND)
    ended = call("check", option, "HEAD", folder=alone)
    assert (ended.code, ended.out) == (2, "")
    assert f"briefkit: {option}: " in ended.err
    assert "is no git repository" in ended.err
    repository = committed(tmp_path / "archive", SOUND)
    ended = call("check", option, "v9", folder=repository)
    assert (ended.code, ended.out) == (2, "")
    assert "holds no revision v9" in ended.err
    ended = run("check", option, "HEAD", folder=repository, PATH="/nowhere")
    assert (ended.code, ended.out) == (2, "")
    assert "git is not installed" in ended.err


# --published


def test_what_was_published_is_here_or_retired(tmp_path):
    folder = committed(tmp_path / "archive", SOUND)
    call("build", folder=folder)
    (tmp_path / "earlier.json").write_bytes((folder / "build/manifest.json").read_bytes())
    text = sidecar("p1:\n  - claim: The sea rises\n    id: rise\n    quote: The sea rises\n")
    (folder / "brief/sea.yaml").write_text(text)
    for earlier in (tmp_path / "earlier.json", "build", "HEAD"):
        ended = call("check", "--published", earlier, "--format", "concise", folder=folder)
        assert ended.code == 1
        assert "BK223 `sea#rising` was published, and is neither here nor retired" in ended.out
    (folder / "brief/sea.yaml").write_text(text.replace("labels:", "retired: {rising: rise}\nlabels:"))
    assert call("check", "--published", "HEAD", folder=folder).code == 0


@pytest.mark.parametrize(
    ("word", "said"),
    [
        (
            "gone.json",
            "there is no file gone.json; --published takes an earlier manifest.json or",
        ),
        ("seeds", "there is no file seeds/manifest.json; --published takes"),
        ("seeds/sea.txt", "seeds/sea.txt is no manifest of a build: it is no JSON"),
    ],
)
def test_a_file_that_is_no_manifest_ends_with_2(tmp_path, word, said):
    ended = call("check", "--published", word, folder=lay_down(tmp_path, SOUND))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err.startswith(f"briefkit: {said}")


def test_a_revision_without_an_archive_has_published_nothing_and_that_is_said(tmp_path):
    (tmp_path / "README").write_text(SEA)
    git(tmp_path, "init")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-m", "first")
    ended = call("check", "--published", "HEAD", folder=lay_down(tmp_path, SOUND))
    assert (ended.code, ended.err) == (2, "briefkit: --published: there was no archive here at HEAD\n")


# --fail-on-status


def test_drafts_fail_where_that_is_asked_for(tmp_path):
    folder = lay_down(tmp_path, SOUND)
    assert call("check", folder=folder).code == 0
    assert call("check", "--fail-on-status", "suggested", folder=folder).code == 0
    ended = call("check", "--fail-on-status", "draft", "--format", "concise", folder=folder)
    assert (ended.code, ended.out) == (1, "brief/sea.yaml:6:7: BK370 `rising` is a draft\n")
