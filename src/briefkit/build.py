"""The archive becomes build/: map, gather, map, write.

Each brief is read alone (`survey`), the facts of all are gathered, and each page is made from
one brief and the foreign facts that it shows. So memory holds one brief at a time, and the
same archive gives the same bytes.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic_core import to_json

import briefkit
from briefkit.addresses import brief_path, seed_path
from briefkit.brief import Brief
from briefkit.cache import Briefs, open_scratch
from briefkit.diagnostics import Diagnostic
from briefkit.exports.web_annotation import annotation_page
from briefkit.files import Files
from briefkit.folder import SEEDS, TEMPLATES, own_templates, packaged_templates
from briefkit.site.pages import brief_pages, entity_pages, index_pages, redirect_pages
from briefkit.site.theme import TEMPLATE_ERROR, TemplateFault, Theme
from briefkit.survey import Survey, survey
from briefkit.swap import MANIFEST, Staging, Written, staged

FORMAT = 1
FILES_A_MANIFEST = 10_000

Walk = Callable[
    [str, Iterable[str]], Iterable[str]
]  # (what is done, slugs) -> the slugs, shown as they go by


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a build; without a manifest digest, build/ is as it was."""

    findings: tuple[Diagnostic, ...]
    sidecars: int
    failed: bool
    files: int = 0
    manifest_sha256: str | None = None


def build_archive(
    files: Files,
    root: Path,
    *,
    keep_going: bool = False,
    drafts: bool = False,
    progress: Walk = lambda what, walk: walk,
    scratch: sqlite3.Connection | None = None,
) -> Result:
    """Build root/build from an archive, whole or not at all.

    Errors keep build/ as it was; with `keep_going` what is sound is built all the same, and the
    pages say what is missing. `scratch` holds briefs and facts on their way.
    """
    with closing(scratch or open_scratch()) as database:
        briefs = Briefs(database)
        found = survey(
            files, database, keep=briefs.put, drafts=drafts, progress=lambda walk: progress("Reading", walk)
        )
        if found.failed and not keep_going:
            return Result(found.findings, found.sidecars, True)
        try:
            with staged(root, "build") as staging:
                published: dict[str, Any] = {}
                for path, content in _site(files, found, briefs, published, drafts, progress):
                    staging.write(path, content)
                digest = _write_manifest(staging, _published(found, published))
                count = len(staging.written)
        except TemplateFault as fault:
            return Result((*found.findings, fault.diagnostic), found.sidecars, True)
    return Result(found.findings, found.sidecars, found.failed, count, digest)


def _site(
    files: Files, found: Survey, briefs: Briefs, published: dict[str, Any], drafts: bool, progress: Walk
) -> Iterator[tuple[str, bytes]]:
    """Every file of the site but the manifest: path in build/, content. Fills in what is published."""
    theme = _theme(files)
    settings, index, version = found.settings, found.index, briefkit.__version__
    yield from theme.assets.values()
    for slug in progress("Writing", index.slugs()):
        brief = briefs.get(slug)
        foreign = index.foreign(brief)
        published[slug] = _published_brief(brief)
        yield from brief_pages(brief, foreign, settings, theme, drafts=drafts, version=version)
        yield brief_path(slug, "json"), annotation_page(brief, foreign, settings)
        if brief.publish == "full":
            yield seed_path(brief.seed.path), files.read(f"{SEEDS}/{brief.seed.path}")
    for kind in settings.kinds.values():
        for id in index.entity_ids(kind.name) if kind.base == "mention" else ():
            entity = index.entity(id)
            assert entity is not None
            yield from entity_pages(entity, index, settings, theme, drafts=drafts, version=version)
    yield from redirect_pages(index, found.retired_entities, settings, theme, drafts=drafts, version=version)
    yield from index_pages(index, settings, theme, lost=found.lost, drafts=drafts, version=version)


def _theme(files: Files) -> Theme:
    """The packaged templates, with the archive's own in their place where it has any."""
    shipped, own = packaged_templates(), own_templates(files)
    assets = {
        name.removeprefix("assets/"): data
        for name, data in {**shipped, **own}.items()
        if name.startswith("assets/")
    }
    return Theme(_texts(shipped), _texts(own), assets)


def _texts(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: _text(name, data) for name, data in files.items() if name.endswith(".j2")}


def _text(name: str, data: bytes) -> str:
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError as error:
        message = f"byte {error.start} (0x{data[error.start]:02x}) is not UTF-8"
        path = f"{TEMPLATES}/{name}"
        fault = Diagnostic.of_file(path, TEMPLATE_ERROR, message, "save the file as UTF-8")
        raise TemplateFault(fault) from None


# -- manifest --------------------------------------------------------------------------------------


def _published(found: Survey, briefs: dict[str, Any]) -> dict[str, Any]:
    """Every address that this build publishes; a later build can be held against it."""
    return {
        "briefs": briefs,
        "entities": {
            id: kind.name
            for kind in found.settings.kinds.values()
            if kind.base == "mention"
            for id in found.index.entity_ids(kind.name)
        },
        "retired": {"briefs": dict(found.settings.retired), "entities": dict(found.retired_entities)},
    }


def _published_brief(brief: Brief) -> dict[str, Any]:
    return {
        "seed": brief.seed.path,
        "sha256": brief.seed.sha256,
        "publish": brief.publish,
        "passages": len(brief.passages),
        "labels": [label.id for label in brief.labels if label.id],
        "retired": dict(brief.retired),
    }


def _write_manifest(staging: Staging, published: dict[str, Any]) -> str:
    """Write manifest.json, in parts if it is long, and give its digest."""
    written = sorted(staging.written)
    head = {"briefkit": {"format": FORMAT, "version": briefkit.__version__}}
    if len(written) <= FILES_A_MANIFEST:
        content = _as_text({**head, "files": [_entry(one) for one in written], "published": published})
    else:
        first = len(staging.written)
        for number, start in enumerate(range(0, len(written), FILES_A_MANIFEST), 1):
            part = {"files": [_entry(one) for one in written[start : start + FILES_A_MANIFEST]]}
            staging.write(f"manifest/{number}.json", _as_text(part))
        parts = [_entry(one) for one in staging.written[first:]]
        content = _as_text({**head, "parts": parts, "published": published})
    staging.write(MANIFEST, content)
    return hashlib.sha256(content).hexdigest()


def _entry(written: Written) -> dict[str, Any]:
    return {"path": written.path, "size": written.size, "sha256": written.sha256}


def _as_text(value: dict[str, Any]) -> bytes:
    """JSON with a name a line, so that two builds can be compared."""
    # json.dumps would hold every piece of the text at once: ten kilobytes for each brief.
    return to_json(value, indent=1) + b"\n"
