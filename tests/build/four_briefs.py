"""An archive of four briefs in which it is plain who shows what of whom.

`ice` and `harbour` link to `coast`; `inland` has nothing to do with any of them. The Port Office is named
in `ice` and `harbour`, Delmouth in `coast`, and Delmouth is a part of the bay.
"""

from __future__ import annotations

from pathlib import Path

from tests.archives import sidecar
from tests.commands import call, contents, lay_down

SEEDS = {
    "coast": "The sea rises at Delmouth. It will probably flood.\n",
    "harbour": "The walls are low, the Port Office says.\n",
    "ice": "The ice melts, says the Port Office. It melted before.\n",
    "inland": "Nothing happens inland.\n",
}
LABELS = {
    "coast": """\
p1:
  - trend: The sea rises at the coast
    quote: The sea rises
    leads_to: [flood]
  - implication: The coast will flood
    id: flood
    quote: It will probably flood
    hedge: probably
    likelihood: likely
    when: 2050
  - place: delmouth
    quote: Delmouth
""",
    "harbour": """\
p1:
  - claim: The walls of the harbour are low
    id: walls
    quote: The walls are low
    by: office
    supports: [coast#flood]
  - actor: office
    quote: Port Office
""",
    "ice": """\
p1:
  - claim: The ice melts
    id: melts
    quote: The ice melts
    by: office
    leads_to: [coast#flood]
  - claim: It melted in other years
    quote: It melted before
  - actor: office
    quote: Port Office
""",
    "inland": """\
p1:
  - claim: Nothing happens
    quote: Nothing happens
""",
}
JUDGMENTS = {"coast": "key_judgments: [flood]\n"}
ENTITIES = """\
office: {actor: Port Office}
delmouth: {place: Delmouth, part_of: bay}
bay: {place: The Bay}
"""
SETTINGS = "title: Four briefs\nurl: https://example.org/briefs\n"


def four_briefs() -> dict[str, str]:
    """Path → text."""
    files = {"brief/entities.yaml": ENTITIES, "brief/archive.yaml": SETTINGS}
    for slug, seed in SEEDS.items():
        files[f"seeds/{slug}.txt"] = seed
        files[f"brief/{slug}.yaml"] = sidecar(
            LABELS[slug],
            seed=seed,
            file=f"{slug}.txt",
            about=f"title: About {slug}, date: 2020",
            more=JUDGMENTS.get(slug, ""),
        )
    return files


def encoded(files: dict[str, str]) -> dict[str, bytes]:
    return {path: text.encode() for path, text in files.items()}


def built(folder: Path, files: dict[str, str]) -> dict[str, bytes]:
    """The site of a sound archive."""
    root = lay_down(folder, encoded(files))
    assert call("build", "-q", "--format", "concise", folder=root).out == ""
    return contents(root / "build")
