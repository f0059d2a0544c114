"""The labels of an archive that have not come as far as is asked; each sidecar is read by itself."""

from __future__ import annotations

from briefkit.brief import Status
from briefkit.checks.status import check_status
from briefkit.diagnostics import Diagnostic
from briefkit.files import Files
from briefkit.folder import read_document
from briefkit.ground import read_ground
from briefkit.rules import Silences, weighed
from briefkit.sidecar import read_sidecar


def labels_at_or_below(files: Files, least: Status) -> list[Diagnostic]:
    """A finding for each label with this status or a lower one, with the archive's severity and `allow`s.

    Sidecars and labels that cannot be read are left out: what is wrong with them is found by other rules.
    """
    ground, _ = read_ground(files)
    settings = ground.settings.settings
    found: list[Diagnostic] = []
    for slug, path in ground.layout.sidecars.items():
        document = read_document(files, path)
        sidecar = None if isinstance(document, Diagnostic) else read_sidecar(document, slug, settings)[0]
        if sidecar:
            silences = Silences(sidecar.document, sidecar.allowed, whole=False)
            found += weighed(check_status(sidecar, least), settings.rules, silences)
    return sorted(found, key=lambda finding: finding.order)
