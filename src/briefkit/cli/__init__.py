"""The commands: words in, exit code out.

A file a command. What a command needs is imported inside it, so that `--help` is quick; the order
in which the files are imported here is that of `--help`.
"""

from briefkit.cli.app import main

# isort: off
from briefkit.cli.check import check
from briefkit.cli.build import build
from briefkit.cli.pdf import pdf
from briefkit.cli.verify import verify
from briefkit.cli.passages import passages
from briefkit.cli.schema import schema
from briefkit.cli.add import add
from briefkit.cli.new import new
from briefkit.cli.rename import rename
from briefkit.cli.explain import explain
# isort: on

__all__ = [
    "add",
    "build",
    "check",
    "explain",
    "main",
    "new",
    "passages",
    "pdf",
    "rename",
    "schema",
    "verify",
]
from briefkit.cli.suggest import suggest
from briefkit.cli.explain import explain
# isort: on

__all__ = ["add", "build", "check", "explain", "main", "new", "passages", "pdf", "schema", "verify"]
__all__ = ["build", "check", "explain", "main", "new", "passages", "pdf", "schema", "suggest", "verify"]
