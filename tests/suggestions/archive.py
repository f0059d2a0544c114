"""A small archive for suggestions, and what is suggested for it."""

from __future__ import annotations

from collections.abc import Mapping

from tests.archives import archive, sidecar

from briefkit.diagnostics import Diagnostic
from briefkit.edits import apply
from briefkit.files import Memory
from briefkit.suggest import Suggested, suggest_labels

ENTITIES = """\
is: {actor: Islamic State, aliases: [IS, Daesh]}
aqi: {actor: Al-Qaida in Iraq}
iraq: {place: Iraq}
turkey: {place: Turkey}
turkey-state: {actor: Turkish state, aliases: [Turkey]}
office: {actor: Office of the Port}
"""


def files(
    labels: str, seed: str, others: Mapping[str, tuple[str, str]] | None = None, **more: str
) -> dict[str, bytes]:
    """The brief `sea`, and others by slug, each of (labels, seed)."""
    found = archive(labels, seed=seed, **{"brief/entities.yaml": ENTITIES}, **more)
    for slug, (their_labels, their_seed) in (others or {}).items():
        found[f"seeds/{slug}.txt"] = their_seed.encode()
        found[f"brief/{slug}.yaml"] = sidecar(their_labels, seed=their_seed, file=f"{slug}.txt").encode()
    return found


def suggested(archive: Mapping[str, bytes], *slugs: str) -> Suggested:
    return suggest_labels(Memory(archive), slugs, write=True)


def findings(archive: Mapping[str, bytes]) -> tuple[Diagnostic, ...]:
    """Those of `sea`."""
    return suggested(archive, "sea").findings


def said(archive: Mapping[str, bytes]) -> list[str]:
    return [f"{one.code} {one.message}" for one in findings(archive)]


def written(archive: Mapping[str, bytes]) -> dict[str, bytes]:
    """The archive with all that is suggested in it."""
    changes = {one.path: (one.after or "").encode() for one in suggested(archive).changes}
    return {**archive, **changes}


def fixed(archive: Mapping[str, bytes]) -> str:
    """The sidecar of `sea` as the fix of its only finding would have it."""
    [finding] = findings(archive)
    assert finding.fix
    return apply(archive["brief/sea.yaml"].decode(), finding.fix.edits)
