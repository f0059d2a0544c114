"""The archive of a page is tried: checked, built, or built and then tampered with."""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path

from briefkit.adjudication.merge import merge_layers
from briefkit.build import build_archive
from briefkit.cache import open_scratch
from briefkit.diagnostics import Diagnostic
from briefkit.files import Disk, Files, Memory
from briefkit.publication import gone_since, read_manifest
from briefkit.rules import is_of_merging, is_on_request, is_suggestion
from briefkit.status import labels_at_or_below
from briefkit.suggest import suggest_labels
from briefkit.survey import survey
from briefkit.verify import verify

BUILD = "build/"
MANIFEST = "manifest.json"
EARLIER = "published.json"  # the manifest of an earlier build


@dataclass(frozen=True, slots=True)
class Change:
    """What was done to a file of build/ after it was built.

    With `old`, these words, which stand once in the file, were replaced by `new`; else `new` is the whole
    file, or None where it was removed. If it is `listed`, the manifest was put right to hide it.
    """

    path: str
    old: str | None
    new: str | None
    listed: bool

    def made_to(self, files: dict[str, bytes]) -> None:
        if self.old is not None:
            text = files[self.path].decode()
            assert text.count(self.old) == 1, (
                f"{self.old!r} stands {text.count(self.old)} times in {self.path}"
            )
            files[self.path] = text.replace(self.old, self.new or "").encode()
        elif self.new is not None:
            files[self.path] = self.new.encode()
        else:
            del files[self.path]


@dataclass(frozen=True, slots=True)
class Archive:
    """Path → content, path → where a symbolic link leads, and changes to what is built."""

    files: Mapping[str, bytes] = field(default_factory=dict)
    links: Mapping[str, str] = field(default_factory=dict)
    changes: tuple[Change, ...] = ()

    def findings(self, code: str) -> list[Diagnostic]:
        """What the command finds that the rule belongs to, most often `check`."""
        if code.startswith("BK7"):
            return self._verified(with_digest=code == "BK705")
        if code.startswith("BK6"):
            return self._built()
        if is_of_merging(code):
            return list(merge_layers(Memory(self.files), "sea")[0].findings)
        if is_suggestion(code):
            return list(suggest_labels(Memory(self.files)).findings)
        if not self.links:
            return [*_check(Memory(self.files)), *_asked_for(code, Memory(self.files))]
        with self._on_disk() as root:
            return _check(Disk(root))

    def _verified(self, with_digest: bool) -> list[Diagnostic]:
        site = dict(_site(tuple(self.files.items())))
        digest = hashlib.sha256(site[MANIFEST]).hexdigest()
        for change in self.changes:
            change.made_to(site)
            if change.listed:
                _list_anew(site)
        found, _ = verify(Memory(site), digest if with_digest else None)
        return found

    def _built(self) -> list[Diagnostic]:
        with self._on_disk() as root:
            return list(build_archive(Disk(root), root).findings)

    @contextmanager
    def _on_disk(self) -> Iterator[Path]:
        """A folder with the archive in it, and room above it for links that lead out."""
        with tempfile.TemporaryDirectory() as folder:
            root = Path(folder) / "archive"
            for path in (*self.files, *self.links):
                (root / path).parent.mkdir(parents=True, exist_ok=True)
            for path, content in self.files.items():
                (root / path).write_bytes(content)
            for path, target in self.links.items():
                (root / path).symlink_to(target)
            yield root


def _asked_for(code: str, files: Memory) -> list[Diagnostic]:
    """What `check --published published.json` finds, or `check --fail-on-status draft`."""
    if is_on_request(code):
        return labels_at_or_below(files, "draft")
    return gone_since(read_manifest(files.read(EARLIER)), files) if files.exists(EARLIER) else []


def _check(files: Files) -> list[Diagnostic]:
    with closing(open_scratch()) as database:
        return list(survey(files, database).findings)


@lru_cache(maxsize=32)
def _site(files: tuple[tuple[str, bytes], ...]) -> dict[str, bytes]:
    """Every file of build/, by its path there."""
    with Archive(dict(files))._on_disk() as root:
        built = build_archive(Disk(root), root)
        assert built.manifest_sha256, built.findings
        site = Disk(root / "build")
        return {path: site.read(path) for path in site.names("")}


def _list_anew(site: dict[str, bytes]) -> None:
    """Rewrite the manifest so that it lists the files as they are now, as one who hides a change would."""
    manifest = json.loads(site[MANIFEST])
    manifest["files"] = [
        {"path": path, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for path, content in sorted(site.items())
        if path != MANIFEST
    ]
    site[MANIFEST] = (json.dumps(manifest, ensure_ascii=False, indent=1) + "\n").encode()
