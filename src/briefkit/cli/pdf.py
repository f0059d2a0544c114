"""`briefkit pdf`."""

from __future__ import annotations

from pathlib import Path

from briefkit.cli.app import CouldNotRun, app
from briefkit.cli.opening import archive, built_page, hand_out
from briefkit.cli.options import Folder, Force, Output, Quiet, Slug


@app.command()
def pdf(
    slug: Slug,
    output: Output = None,
    force: Force = False,
    directory: Folder = Path(),
    quiet: Quiet = False,
) -> None:
    """Set a built brief as a PDF: tagged, with bookmarks, notes by passage and links that work.

    It needs the extra `pdf`, and a build/ that holds the brief.
    """
    from briefkit.folder import own_templates, packaged_templates
    from briefkit.pdf import PdfExtraMissing
    from briefkit.pdf import pdf as set_as_pdf

    files = archive(directory)
    page, built = built_page(directory, slug)
    style = {**packaged_templates(), **own_templates(files)}["pdf.css"].decode("utf-8")
    try:
        content = set_as_pdf(page, built, style)
    except PdfExtraMissing as error:
        raise CouldNotRun(str(error)) from None
    hand_out(output or Path(f"{slug.rpartition('/')[2]}.pdf"), content, force, quiet)
