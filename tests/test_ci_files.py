"""The CI files that docs/ci.md gives away are valid, and every command in them runs."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from pre_commit.clientlib import load_config, load_manifest

from tests.commands import COMMAND
from tests.sessions import fences

ROOT = Path(__file__).parents[1]
HOOKS = ROOT / ".pre-commit-hooks.yaml"
PAGE = {
    fence.words[1]: fence.text
    for fence in fences((ROOT / "docs/ci.md").read_text("utf-8"))
    if len(fence.words) == 2
}
WORKFLOW, GITLAB = ".github/workflows/briefs.yml", ".gitlab-ci.yml"


def steps() -> dict[str, list[str]]:
    """The shell commands of each file, in order."""
    github = yaml.safe_load(PAGE[WORKFLOW])["jobs"]["briefs"]["steps"]
    gitlab: dict[str, Any] = yaml.safe_load(PAGE[GITLAB])["briefs"]
    return {
        WORKFLOW: [step["run"] for step in github if "run" in step],
        GITLAB: [*gitlab["before_script"], *gitlab["script"]],
        "pre-commit": [hook["entry"] for hook in load_manifest(str(HOOKS))],
    }


@pytest.fixture(scope="module")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive in git, whose branch origin/main is one brief behind."""
    folder = tmp_path_factory.mktemp("repository")
    git = ("git", "-c", "user.name=A", "-c", "user.email=a@example.org", "-C", str(folder))
    for arguments in (("init", "-q"), ("commit", "-q", "--allow-empty", "-m", "Begin")):
        subprocess.run([*git, *arguments], check=True)
    for name in ("seeds", "brief"):
        subprocess.run(["cp", "-R", str(ROOT / "examples/harbour" / name), str(folder)], check=True)
    (folder / ".gitignore").write_text("build/\n.briefkit/\n")
    subprocess.run([*git, "add", "-A"], check=True)
    subprocess.run([*git, "commit", "-qm", "Two briefs"], check=True)
    subprocess.run([*git, "update-ref", "refs/remotes/origin/main", "HEAD"], check=True)
    return folder


@pytest.mark.parametrize(("file", "schema"), [(WORKFLOW, "github-workflows"), (GITLAB, "gitlab-ci")])
def test_a_file_fits_its_published_schema(tmp_path, file, schema):
    path = tmp_path / Path(file).name
    path.write_text(PAGE[file], "utf-8")
    checker = [sys.executable, "-m", "check_jsonschema", "--builtin-schema", f"vendor.{schema}", "-o", "json"]
    fits = subprocess.run([*checker, str(path)], capture_output=True, text=True, check=False)
    assert fits.returncode == 0, fits.stdout
    path.write_text(PAGE[file].replace("  script:", "  scrip:").replace("runs-on:", "runs:"), "utf-8")
    fails = subprocess.run([*checker, str(path)], capture_output=True, text=True, check=False)
    assert json.loads(fails.stdout)["status"] == "fail"


def test_the_hooks_are_those_that_the_page_names(tmp_path):
    path = tmp_path / ".pre-commit-config.yaml"
    path.write_text(PAGE[path.name], "utf-8")
    (repo,) = load_config(path)["repos"]
    assert {hook["id"] for hook in repo["hooks"]} == {hook["id"] for hook in load_manifest(str(HOOKS))}


@pytest.mark.parametrize(("file", "command"), [(file, one) for file, all in steps().items() for one in all])
def test_every_command_runs(repository, tmp_path, file, command):
    if command.startswith("pip install"):
        assert command == 'pip install "$BRIEFKIT"'
        return
    summary = tmp_path / "summary.md"
    environment = f"GITHUB_BASE_REF=main GITHUB_STEP_SUMMARY={summary} CI_MERGE_REQUEST_DIFF_BASE_SHA=HEAD"
    shim = f'briefkit() {{ {" ".join(COMMAND)} "$@"; }}; export {environment}\n'
    ended = subprocess.run(
        ["bash", "-ec", shim + command], cwd=repository, capture_output=True, encoding="utf-8", check=False
    )
    assert ended.returncode == 0, f"{file}: {command}\n{ended.stdout}{ended.stderr}"
    for report in ("briefkit.sarif", "code-quality.json"):
        if report in command:
            json.loads((repository / report).read_text("utf-8"))
