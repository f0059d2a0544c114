"""A seed on the desk: whose it is, and which labels mark its words."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.folder import SEEDS
from briefkit.language.desk import Desk, LabelNode, desk_of
from briefkit.language.quoting import marked
from briefkit.spans import Span


def sidecars_of(desk: Desk) -> Iterator[Desk]:
    """The sidecars that are about the seed on the desk."""
    file = desk.document.path.removeprefix(f"{SEEDS}/")
    workspace = desk.workspace
    for (slug,) in list(workspace.index.ask("select slug from brief where seed = ? order by slug", file)):
        if (other := desk_of(desk.files, workspace, workspace.ground.layout.sidecars[slug])) is not None:
            yield other


def labels_on(desk: Desk, offset: int) -> Iterator[tuple[str, LabelNode, Span]]:
    """(slug, label, marked span) of each label whose words stand at an offset of the seed."""
    for sidecar in sidecars_of(desk):
        for label in sidecar.labels:
            passage = sidecar.passages.get(label.passage)
            for span in marked(label, passage) if passage else ():
                if span.start <= offset < span.end:
                    yield sidecar.slug or "", label, span
