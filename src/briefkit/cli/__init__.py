"""The commands: words in, exit code out.

A file a command. What a command needs is imported inside it, so that `--help` is quick; the order
in which the files are imported here is that of `--help`. `as` says that a name is this package's
own: a line a command, and nothing else that two branches could both change.
"""

from briefkit.cli.app import main as main

# isort: off
from briefkit.cli.check import check as check
from briefkit.cli.build import build as build
from briefkit.cli.serve import serve as serve
from briefkit.cli.pdf import pdf as pdf
from briefkit.cli.verify import verify as verify
from briefkit.cli.passages import passages as passages
from briefkit.cli.schema import schema as schema
from briefkit.cli.add import add as add
from briefkit.cli.new import new as new
from briefkit.cli.fmt import fmt as fmt
from briefkit.cli.diff import diff as diff
from briefkit.cli.impact import impact as impact
from briefkit.cli.rename import rename as rename
from briefkit.cli.revise import revise as revise
from briefkit.cli.suggest import suggest as suggest
from briefkit.cli.stats import stats as stats
from briefkit.cli.show import show as show
from briefkit.cli.grep import grep as grep
from briefkit.cli.agree import agree as agree
from briefkit.cli.merge import merge as merge
from briefkit.cli.blame import blame as blame
from briefkit.cli.explain import explain as explain
from briefkit.cli.lsp import lsp as lsp

# isort: on
