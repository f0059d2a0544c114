"""Layers: other editors' readings of the seed of a brief, beside the one that is built.

`brief/layers/<editor>/<slug>.yaml` has the form of a sidecar, and its ids are its own. Its form and
targets are checked as a sidecar's; nothing of it is built, and no other brief can link to it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from briefkit.diagnostics import Diagnostic, Rule, Severity
from briefkit.folder import BRIEFS, SEEDS, Layout, brief_of

LAYER_OF_OTHER_SEED = Rule(
    "BK360",
    "layer-of-other-seed",
    Severity.ERROR,
    "Readings can be compared only where they are of the same text.",
)


def editor_of(slug: str) -> str:
    """Whose layer it is, by its folder."""
    return slug.split("/", 2)[1]


def layers_of(layout: Layout, slug: str) -> dict[str, str]:
    """Editor -> the layer's own slug, layers/<editor>/<slug>, by editor."""
    return {editor_of(layer): layer for layer in layout.layers if brief_of(layer) == slug}


def check_layers(layout: Layout, seeds: Mapping[str, str]) -> Iterator[Diagnostic]:
    """Layers of a brief that name another seed than it does, or than the first of them.

    `seeds`: sidecar or layer -> the seed that it names.
    """
    first: dict[str, str] = {slug: slug for slug in layout.sidecars if slug in seeds}
    for layer, path in layout.layers.items():
        if layer in seeds:
            other = first.setdefault(brief_of(layer), layer)
            if seeds[layer] != seeds[other]:
                ours, theirs = f"{SEEDS}/{seeds[layer]}", f"{SEEDS}/{seeds[other]}"
                message = f"this layer is of {ours}, and {BRIEFS}/{other}.yaml of {theirs}"
                help = "name the same seed in both, or move this under the slug of its brief"
                yield Diagnostic.of_file(path, LAYER_OF_OTHER_SEED, message, help)
