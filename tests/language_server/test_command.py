"""`briefkit lsp` starts, or says what it lacks; docs/editors.md starts it as it is started here."""

import re
import sys
from pathlib import Path

from tests.commands import call

PAGE = Path(__file__).parents[2] / "docs" / "editors.md"


def test_without_its_extra_the_command_names_what_installs_it(monkeypatch, tmp_path):
    monkeypatch.setitem(sys.modules, "pygls", None)
    ended = call("lsp", folder=tmp_path)
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "briefkit: the language server needs pygls: pip install 'briefkit[lsp]'\n"


def test_every_set_up_runs_the_command_that_the_scripted_editor_runs():
    page = PAGE.read_text("utf-8")
    setups = re.findall(r"## (?:Visual Studio Code|Neovim|Helix|Emacs)\n.*?(?=\n## |\Z)", page, re.DOTALL)
    assert len(setups) == 4
    for setup in setups:
        assert re.search(r"""["']briefkit["']""", setup)
        assert re.search(r"""["']lsp["']""", setup)
