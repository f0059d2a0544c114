"""The readings of a brief, by reader: its layers, and if asked the sidecar that is built."""

from __future__ import annotations

from collections.abc import Collection

from briefkit.brief import Brief
from briefkit.layers import layers_of
from briefkit.workspace import Workspace

MAIN = "main"  # who reads in the sidecar that is built


def read_layers(
    workspace: Workspace, slugs: Collection[str] = (), *, with_main: bool = False
) -> tuple[dict[str, dict[str, Brief]], list[str]]:
    """(slug -> reader -> reading, what could not be read) of these briefs, or of all that have layers."""
    layout = workspace.ground.layout
    found: dict[str, dict[str, Brief]] = {}
    lost: list[str] = []
    wanted = sorted(
        {slug for layer in layout.layers if (slug := layer.split("/", 2)[2]) in slugs or not slugs}
    )
    for slug in wanted:
        readings = dict(layers_of(layout, slug))
        if with_main and slug in layout.sidecars:
            readings = {MAIN: slug, **readings}
        for reader, place in readings.items():
            brief = workspace.brief(place)
            if brief is None:
                lost.append(layout.readings[place])
            else:
                found.setdefault(slug, {})[reader] = brief
    return found, lost
