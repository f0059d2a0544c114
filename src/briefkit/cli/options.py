"""What several commands take, said once."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    FULL = "full"
    CONCISE = "concise"
    JSON = "json"
    GITHUB = "github"
    GITLAB = "gitlab"
    JUNIT = "junit"
    SARIF = "sarif"


class Form(StrEnum):
    """How a result that is no list of findings is printed."""

    TEXT = "text"
    JSON = "json"


class Report(StrEnum):
    """How one is printed that may stand in a pull request too."""

    TEXT = "text"
    MARKDOWN = "markdown"
    JSON = "json"


Folder = Annotated[Path, typer.Option("-C", "--directory", help="The archive's folder.")]
FormatOption = Annotated[Format, typer.Option("--format", help="How findings are printed.")]
FormOption = Annotated[Form, typer.Option("--format", help="How it is printed.")]
ReportOption = Annotated[Report, typer.Option("--format", help="How it is printed.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print results and nothing else.")]
Slug = Annotated[str, typer.Argument(help="A brief's name: that of its sidecar, without .yaml.")]
Slugs = Annotated[list[str] | None, typer.Argument(metavar="[SLUG]...", help="Briefs; without any, all.")]
Output = Annotated[Path | None, typer.Option("--output", "-o", metavar="FILE", help="Where it goes.")]
Force = Annotated[bool, typer.Option("--force", help="Replace a file that briefkit did not make.")]
Drafts = Annotated[bool, typer.Option("--drafts", help="With suggested labels, and a mark on every page.")]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Read everything anew, and keep nothing in .briefkit/.")
]
