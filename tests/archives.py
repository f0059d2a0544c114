"""Small archives for tests, made in memory."""

from __future__ import annotations

import hashlib
import textwrap
from collections.abc import Mapping

from briefkit.brief import Brief
from briefkit.cache import open_scratch
from briefkit.diagnostics import Diagnostic
from briefkit.files import Memory
from briefkit.survey import Survey, survey

SEA = (
    "The sea rises. The sea is likely to rise faster.\n\nHarbours flood, says the Port Office of Delmouth.\n"
)


def sha256(text: str | bytes) -> str:
    return hashlib.sha256(text.encode() if isinstance(text, str) else text).hexdigest()


def sidecar(
    labels: str,
    *,
    seed: str | bytes = SEA,
    file: str = "sea.txt",
    more: str = "",
    about: str = "title: The sea",
) -> str:
    """A sidecar with these labels (indented as they stand under `labels:`)."""
    split = "markdown-1" if file.endswith(".md") else "prose-1"
    head = (
        f"briefkit: 1\nseed: {{file: {file}, sha256: {sha256(seed)}, split: {split}}}\nabout: {{{about}}}\n"
    )
    return head + textwrap.dedent(more) + "labels:\n" + textwrap.indent(textwrap.dedent(labels), "  ")


def archive(labels: str = "p1: []", *, seed: str | bytes = SEA, **more: str | bytes) -> dict[str, bytes]:
    """The files of an archive with one brief, `sea`; further files by path (`/` written as `__`)."""
    options = {key: str(more.pop(key)) for key in ("about", "more_keys") if key in more}
    text = sidecar(
        labels, seed=seed, more=options.get("more_keys", ""), about=options.get("about", "title: The sea")
    )
    files = {
        "seeds/sea.txt": seed if isinstance(seed, bytes) else seed.encode(),
        "brief/sea.yaml": text.encode(),
    }
    for name, content in more.items():
        files[name] = content.encode() if isinstance(content, str) else content
    return files


def look(files: Mapping[str, bytes], *, drafts: bool = False) -> tuple[Survey, dict[str, Brief]]:
    """The survey of an archive, and its briefs by slug."""
    briefs: dict[str, Brief] = {}
    result = survey(
        Memory(files), open_scratch(), keep=lambda brief: briefs.__setitem__(brief.slug, brief), drafts=drafts
    )
    return result, briefs


def findings(files: Mapping[str, bytes]) -> list[Diagnostic]:
    return list(look(files)[0].findings)


def codes(files: Mapping[str, bytes]) -> list[str]:
    return [finding.code for finding in findings(files)]


def brief(labels: str, **more: str | bytes) -> Brief:
    """The sound brief of these labels; what is wrong with it fails the test."""
    result, briefs = look(archive(labels, **more))
    assert [one for one in result.findings if one.severity == "error"] == []
    return briefs["sea"]
