"""What an archive publishes, from its files or from the manifest of a build."""

from __future__ import annotations

import json
from collections.abc import Mapping
from contextlib import closing
from typing import Any

from briefkit import yamltree
from briefkit.brief import Brief
from briefkit.cache import open_scratch
from briefkit.checks.published import At, Published, PublishedBrief, check_published
from briefkit.diagnostics import Diagnostic
from briefkit.files import Files
from briefkit.folder import lay_out, read_document
from briefkit.spans import Document, Span
from briefkit.survey import survey


class NotAManifest(ValueError):
    """The file is not the manifest of a build; the message says why."""


def gone_since(before: Published, files: Files) -> list[Diagnostic]:
    """A finding for each address that was published and is gone, in order of place."""
    found = check_published(before, published_by(files), retired_in(files))
    return sorted(found, key=lambda finding: finding.order)


def published_by(files: Files) -> Published:
    """The addresses of every brief and entity that the archive would publish."""
    briefs: dict[str, PublishedBrief] = {}

    def keep(brief: Brief) -> None:
        labels = {label.id for label in brief.labels if label.id}
        labels |= {refused.id for refused in brief.refused if refused.id}  # which are reported already
        briefs[brief.slug] = PublishedBrief(
            brief.seed.sha256,
            len(brief.passages),
            frozenset(labels),
            frozenset(brief.retired),
            frozenset(brief.suggested),
        )

    with closing(open_scratch()) as database:
        found = survey(files, database, keep=keep)
        kinds = [kind.name for kind in found.settings.kinds.values() if kind.base == "mention"]
        entities = {id: kind for kind in kinds for id in found.index.entity_ids(kind)}
    layout, _ = lay_out(files)
    return Published(
        briefs,
        entities,
        frozenset(found.settings.retired),
        frozenset(found.retired_entities),
        frozenset({*found.lost, *layout.misnamed}),
        layout.sidecars,
        next(iter(layout.entities), "brief/entities.yaml"),
    )


def read_manifest(content: bytes) -> Published:
    """The addresses that a build's manifest.json lists. Raises `NotAManifest`."""
    try:
        manifest = json.loads(content)
        version = manifest["briefkit"]["format"]
        if version != 1:
            raise NotAManifest(f"it is of format {version}, and this briefkit reads format 1")
        published = manifest["published"]
        return Published(
            {slug: _brief(one) for slug, one in published["briefs"].items()},
            {str(id): str(kind) for id, kind in published["entities"].items()},
            frozenset(published["retired"]["briefs"]),
            frozenset(published["retired"]["entities"]),
        )
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError):
        raise NotAManifest("it is no JSON") from None
    except (KeyError, TypeError, AttributeError):
        raise NotAManifest("it is JSON, and not what `briefkit build` writes") from None


def _brief(one: Mapping[str, Any]) -> PublishedBrief:
    return PublishedBrief(
        str(one["sha256"]), int(one["passages"]), frozenset(one["labels"]), frozenset(one["retired"])
    )


def retired_in(files: Files) -> At:
    """Where a YAML file has its `retired`; its beginning, where it has none or is not there."""

    def at(path: str) -> tuple[Document, Span]:
        document = read_document(files, path) if files.exists(path) else Document(path, "")
        if isinstance(document, Diagnostic):
            return Document(path, ""), Span(0, 0)
        root, _ = yamltree.parse(document)
        key = root.key("retired") if isinstance(root, yamltree.Mapping) else None
        return document, key.span if key else Span(0, 0)

    return at
