"""A site is built, forged in one file, and verified: what is found."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from pathlib import Path

from briefkit.build import build_archive
from briefkit.files import Disk, Memory
from briefkit.verify import verify

Site = Mapping[str, bytes]


def built(files: Mapping[str, bytes], folder: Path) -> Site:
    """Every file of build/, by its path there."""
    assert not build_archive(Memory(files), folder).failed
    site = Disk(folder / "build")
    return {path: site.read(path) for path in site.names("")}


def forged(site: Site, path: str, old: str, new: str) -> Site:
    """The site with other words in one file, where they first stand there, and a manifest that says so."""
    text = site[path].decode()
    assert old in text, f"{old} is not in {path}"
    content = text.replace(old, new, 1).encode()
    return listed({**site, path: content})


def listed(site: Site) -> Site:
    """The site with a manifest that lists its files as they are."""
    manifest = json.loads(site["manifest.json"])
    manifest["files"] = [
        {"path": path, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for path, content in sorted(site.items())
        if path != "manifest.json"
    ]
    text = json.dumps(manifest, ensure_ascii=False, indent=1) + "\n"
    return {**site, "manifest.json": text.encode()}


def messages(site: Site, path: str = "") -> list[str]:
    """What is found, in the file if one is named."""
    findings, _ = verify(Memory(site))
    return [one.message for one in findings if path in ("", one.path)]
