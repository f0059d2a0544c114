"""The manifest: every file of a built folder with its size and digest, and what was published."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from briefkit.diagnostics import Rule, Severity
from briefkit.verify.findings import Findings

MANIFEST_MALFORMED = Rule(
    "BK701",
    "manifest-malformed",
    Severity.ERROR,
    "Without a manifest that can be read nobody can say which files belong to the site: nothing is proved.",
)
FILE_MISSING = Rule("BK702", "file-missing", Severity.ERROR, "A file that the manifest lists is not there.")
FILE_EXTRA = Rule(
    "BK703",
    "file-extra",
    Severity.ERROR,
    "A file that the manifest does not list was not written by the build, and readers cannot tell.",
)
FILE_DIGEST = Rule(
    "BK704", "file-digest", Severity.ERROR, "A file is not, byte for byte, the one that the build wrote."
)
MANIFEST_DIGEST = Rule(
    "BK705",
    "manifest-digest",
    Severity.ERROR,
    "The manifest is not the one whose digest you were given; so neither is anything that it lists.",
)
ASSET_NAME = Rule(
    "BK706",
    "asset-name",
    Severity.ERROR,
    "The name of an asset carries the digest of its content, so that no page can be given another style or "
    "script than it was built with.",
)

MANIFEST = "manifest.json"
SHA256 = re.compile(r"[0-9a-f]{64}")
HASHED = re.compile(r"[-.]([0-9a-f]{8,64})\.[^/]+$")


class Reader(Protocol):
    """Files by path, "/" on every system: those of a built folder, or seeds that are not published."""

    def read(self, path: str) -> bytes: ...

    def names(self, folder: str, /) -> list[str]:
        """The paths of all files below the folder; "" is the root."""


class Built:
    """A built folder, whose names are asked for once."""

    def __init__(self, files: Reader) -> None:
        self.names = frozenset(files.names(""))
        self.read = files.read


@dataclass(frozen=True, slots=True)
class Published:
    """What the manifest says of a brief."""

    seed: str
    sha256: str
    publish: str
    passages: int
    labels: tuple[str, ...]  # explicit ids
    retired: Mapping[str, str | None]


@dataclass(slots=True)
class Manifest:
    files: dict[str, tuple[int, str]] = field(default_factory=dict)  # path → size, sha256
    parts: dict[str, tuple[int, str]] = field(default_factory=dict)
    briefs: dict[str, Published] = field(default_factory=dict)
    entities: dict[str, str] = field(default_factory=dict)  # id → kind
    retired_briefs: dict[str, str | None] = field(default_factory=dict)
    retired_entities: dict[str, str | None] = field(default_factory=dict)
    version: str = ""
    sha256: str = ""


class _Malformed(Exception):
    pass


def read_manifest(files: Built, expected: str | None, findings: Findings) -> Manifest | None:
    """The manifest with its parts; None where there is none that can be read."""
    if MANIFEST not in files.names:
        findings.of_file(MANIFEST, MANIFEST_MALFORMED, "there is no manifest")
        return None
    content = files.read(MANIFEST)
    manifest = Manifest(sha256=hashlib.sha256(content).hexdigest())
    if expected is not None and expected.strip().lower() != manifest.sha256:
        findings.of_file(MANIFEST, MANIFEST_DIGEST, f"its SHA-256 is {manifest.sha256}")
    try:
        _fill(manifest, _json(content))
    except _Malformed as malformed:
        findings.of_file(MANIFEST, MANIFEST_MALFORMED, str(malformed))
        return None
    for path, (size, sha256) in manifest.parts.items():
        if not _look_at_file(path, size, sha256, files, findings):
            return None
        try:
            part = _json(files.read(path))
            if part.keys() != {"files"}:
                raise _Malformed("a part of a manifest lists files and nothing else")
            manifest.files |= _entries(part["files"])
        except _Malformed as malformed:
            findings.of_file(path, MANIFEST_MALFORMED, str(malformed))
            return None
    return manifest


def look_at_files(manifest: Manifest, files: Built, findings: Findings) -> int:
    """How many files are, byte for byte, those that the manifest lists; every other one is found."""
    known = manifest.files.keys() | manifest.parts.keys() | {MANIFEST}
    for path in sorted(files.names):
        if path not in known:
            findings.compared(path, FILE_EXTRA, "the manifest does not list this file", MANIFEST)
    return sum(_look_at_file(path, *entry, files, findings) for path, entry in manifest.files.items())


def _look_at_file(path: str, size: int, sha256: str, files: Built, findings: Findings) -> bool:
    if path not in files.names:
        findings.compared(path, FILE_MISSING, "the manifest lists this file, and it is not there", MANIFEST)
        return False
    content = files.read(path)
    digest = hashlib.sha256(content).hexdigest()
    if len(content) != size:
        findings.compared(
            path, FILE_DIGEST, f"it has {len(content)} bytes, and {size} by the manifest", MANIFEST
        )
    elif digest != sha256:
        findings.compared(
            path, FILE_DIGEST, f"its SHA-256 is {digest}, and another by the manifest", MANIFEST
        )
    if path.startswith("assets/") and not ((name := HASHED.search(path)) and digest.startswith(name[1])):
        findings.of_file(path, ASSET_NAME, "its name does not carry the digest of its content")
    return len(content) == size and digest == sha256


# -- reading ---------------------------------------------------------------------------------------


def _json(content: bytes) -> dict[str, Any]:
    """An object in the one spelling that briefkit writes: doubled keys and odd spaces have none."""
    try:
        text = content.decode("utf-8")
        value = json.loads(text)
        if not isinstance(value, dict):
            raise _Malformed("it is no object")
        if json.dumps(value, ensure_ascii=False, indent=1) + "\n" != text:
            raise _Malformed("it is not written as briefkit writes it")
    except (ValueError, RecursionError) as error:
        raise _Malformed("it cannot be read as JSON") from error
    return value


def _fill(manifest: Manifest, value: dict[str, Any]) -> None:
    _keys(value, {"briefkit", "published"} | ({"parts"} if "parts" in value else {"files"}), "it")
    _keys(value["briefkit"], {"format", "version"}, "briefkit")
    if value["briefkit"]["format"] != 1 or type(value["briefkit"]["format"]) is not int:
        raise _Malformed("it is of another format than 1")
    manifest.version = _text(value["briefkit"]["version"])
    if "parts" in value:
        manifest.parts = _entries(value["parts"])
    else:
        manifest.files = _entries(value["files"])
    published = _keys(value["published"], {"briefs", "entities", "retired"}, "published")
    for slug, brief in _object(published["briefs"]).items():
        manifest.briefs[slug] = _published(brief)
    manifest.entities = {id: _text(kind) for id, kind in _object(published["entities"]).items()}
    retired = _keys(published["retired"], {"briefs", "entities"}, "retired")
    manifest.retired_briefs = _retired(retired["briefs"])
    manifest.retired_entities = _retired(retired["entities"])
    for there, gone in (
        (manifest.briefs.keys(), manifest.retired_briefs),
        (manifest.entities.keys(), manifest.retired_entities),
    ):
        for old, new in gone.items():
            if old in there or (new is not None and new not in there):
                raise _Malformed(f"“{old}” is retired, and is there or leads to nothing")


def _published(value: object) -> Published:
    brief = _keys(value, {"seed", "sha256", "publish", "passages", "labels", "retired"}, "a brief")
    if not SHA256.fullmatch(_text(brief["sha256"])) or type(brief["passages"]) is not int:
        raise _Malformed("a brief has no SHA-256 or no number of passages")
    if brief["publish"] not in ("full", "quotes") or not isinstance(brief["labels"], list):
        raise _Malformed("a brief does not say what of it is published")
    return Published(
        _text(brief["seed"]),
        brief["sha256"],
        brief["publish"],
        brief["passages"],
        tuple(map(_text, brief["labels"])),
        _retired(brief["retired"]),
    )


def _entries(value: object) -> dict[str, tuple[int, str]]:
    found: dict[str, tuple[int, str]] = {}
    for one in value if isinstance(value, list) else [value]:
        entry = _keys(one, {"path", "size", "sha256"}, "a file")
        path, size, sha256 = entry["path"], entry["size"], _text(entry["sha256"])
        if type(size) is not int or not SHA256.fullmatch(sha256) or path == MANIFEST:
            raise _Malformed(f"the entry of “{path}” is not a path, size and SHA-256")
        found[_text(path)] = size, sha256
    if not isinstance(value, list) or len(found) != len(value) or list(found) != sorted(found):
        raise _Malformed("the files are no list in the order of their paths")
    return found


def _keys(value: object, keys: set[str], what: str) -> dict[str, Any]:
    found = _object(value)
    if found.keys() != keys:
        raise _Malformed(f"{what} has other keys than {', '.join(sorted(keys))}")
    return found


def _object(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise _Malformed("a value is no object")
    return value


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise _Malformed("a value is no text")
    return value


def _retired(value: object) -> dict[str, str | None]:
    found = _object(value)
    for new in found.values():
        if new is not None:
            _text(new)
    return found
