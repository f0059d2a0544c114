"""The archive becomes build/: map, gather, map, write.

Each brief is read alone (`survey`), the facts of all are gathered, and each page is made from
one brief and the foreign facts that it shows. So memory holds one brief at a time, and the
same archive gives the same bytes.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic_core import to_json

import briefkit
from briefkit.brief import Brief
from briefkit.cache import Briefs, open_scratch
from briefkit.diagnostics import Diagnostic
from briefkit.files import Files
from briefkit.site.theme import TemplateFault
from briefkit.site_files import SiteFiles, Walk
from briefkit.survey import Survey, survey
from briefkit.swap import MANIFEST, Staging, Written, staged

FORMAT = 1
FILES_A_MANIFEST = 10_000


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
    signed: Callable[[Brief], Brief] = lambda brief: brief,
) -> Result:
    """Build root/build from an archive, whole or not at all.

    Errors keep build/ as it was; with `keep_going` what is sound is built all the same, and the
    pages say what is missing. `scratch` holds briefs and facts on their way. `signed` may add to a
    brief who labelled what.
    """
    with closing(scratch or open_scratch()) as database:
        briefs = Briefs(database)
        found = survey(
            files,
            database,
            keep=lambda brief: briefs.put(signed(brief)),
            drafts=drafts,
            progress=lambda walk: progress("Reading", walk),
        )
        if found.failed and not keep_going:
            return Result(found.findings, found.sidecars, True)
        try:
            with staged(root, "build") as staging:
                site = SiteFiles(files, found, briefs, database, drafts, progress)
                for path, content in site:
                    staging.write(path, content)
                digest = _write_manifest(staging, _published(found, site.published))
                count = len(staging.written)
        except TemplateFault as fault:
            return Result((*found.findings, fault.diagnostic), found.sidecars, True)
    return Result(found.findings, found.sidecars, found.failed, count, digest)


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
