"""The layers of a brief in an archive, merged into its sidecar."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from briefkit.adjudication.merged_text import CannotMerge, Layer
from briefkit.adjudication.merging import Merged, merge
from briefkit.adjudication.readings import MAIN
from briefkit.diagnostics import Severity
from briefkit.files import Files
from briefkit.folder import BRIEFS, SEEDS
from briefkit.layers import layers_of
from briefkit.reading import read_brief
from briefkit.rewrite import Rewrite
from briefkit.spans import Document
from briefkit.workspace import Workspace


def merge_layers(
    files: Files,
    slug: str,
    editors: Sequence[str] = (),
    progress: Callable[[Iterable[str]], Iterable[str]] = iter,
) -> tuple[Merged, Rewrite | None]:
    """What comes of merging, and the change that writes it; None where there is nothing new.

    `editors`: whose layers, the one to start from first; without any, all by name. Raises `CannotMerge`
    and `DifferentCut`.
    """
    workspace = Workspace(files)
    workspace.refresh(progress)
    layout = workspace.ground.layout
    places = layers_of(layout, slug)
    for editor in editors:
        if editor not in places:
            raise CannotMerge(
                f"{editor} has no layer of {slug}: there is no brief/layers/{editor}/{slug}.yaml"
            )
    wanted = {editor: places[editor] for editor in editors or places}
    if not wanted:
        raise CannotMerge(f"{slug} has no layers: they stand in brief/layers/<editor>/{slug}.yaml")
    layers = [_layer(workspace, editor, place) for editor, place in wanted.items()]
    main = _layer(workspace, MAIN, slug) if slug in layout.sidecars else None
    settings = workspace.ground.settings.settings
    merged = merge(layers, main, settings)
    base = main or layers[0]
    before = main.sidecar.document.text if main else None
    if merged.text == before:
        return merged, None
    path = f"{BRIEFS}/{slug}.yaml"
    seed = files.read(f"{SEEDS}/{base.brief.seed.path}")
    again = read_brief(Document(path, merged.text), slug, seed, workspace.ground.table, settings)
    faults = [one for one in again.findings if one.severity is Severity.ERROR]
    if faults:
        raise CannotMerge(f"{path} would have an error, so nothing was written: {faults[0].message}")
    return merged, Rewrite(path, before, merged.text)


def _layer(workspace: Workspace, reader: str, place: str) -> Layer:
    path = workspace.ground.layout.readings[place]
    sidecar, brief = workspace.sidecar(place), workspace.brief(place)
    faulty = any(one.severity is Severity.ERROR for one in workspace.findings_of(path))
    if sidecar is None or brief is None or faulty:
        raise CannotMerge(f"{path} has errors: mend them first (`briefkit check`)")
    return Layer(reader, sidecar, brief)
