"""One brief, alone: seed bytes and sidecar text become its findings, the brief and its facts.

The first of the three steps that a build is made of. It is pure: the same bytes, entity table
and settings give the same result, in any process and in any order.
"""

from __future__ import annotations

from dataclasses import dataclass

from briefkit import mends
from briefkit.brief import Brief, Facts, Passage, Seed, Settings
from briefkit.checks import check_brief
from briefkit.checks.subject import Subject
from briefkit.diagnostics import Allowed, Diagnostic, Rule, Severity
from briefkit.entities import EntityTable
from briefkit.facts import facts_of
from briefkit.passages import SPLITS, cut
from briefkit.resolve import resolve
from briefkit.seeds import check_fixity, read_seed
from briefkit.sidecar import Sidecar, read_sidecar
from briefkit.spans import Document

PASSAGE_COUNT = Rule(
    "BK217",
    "passage-count",
    Severity.ERROR,
    "The number of passages was written down when the seed was cut; by another number, labels would move.",
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What came of reading one brief."""

    slug: str
    brief: Brief | None
    facts: Facts | None
    findings: tuple[Diagnostic, ...]
    allowed: tuple[Allowed, ...] = ()


def read_brief(
    document: Document,
    slug: str,
    seed: bytes | None,
    table: EntityTable,
    settings: Settings,
    *,
    drafts: bool = False,
) -> Reading:
    """The brief of a sidecar and the bytes of the seed it names; None: they are not to be had."""
    sidecar, findings = read_sidecar(document, slug, settings)
    return resolve_brief(sidecar, slug, findings, seed, table, settings, drafts=drafts)


def resolve_brief(
    sidecar: Sidecar | None,
    slug: str,
    findings: list[Diagnostic],
    data: bytes | None,
    table: EntityTable,
    settings: Settings,
    *,
    drafts: bool = False,
) -> Reading:
    """The brief of a sidecar that is read already, so that its seed could be fetched."""
    if sidecar is None:
        return Reading(slug, None, None, tuple(findings))
    seed = _seed(sidecar, data, findings)
    passages = _passages(sidecar, seed, findings) if seed else None
    brief, references, faults = resolve(sidecar, seed, passages, table, settings, drafts=drafts)
    findings += faults
    if brief is not None:
        findings += check_brief(Subject.of(sidecar, brief, settings))
    if brief is None or not sidecar.sound_head:
        # What is wrong with the head may be what says how much of the text may be shown, and to whom.
        return Reading(slug, None, None, tuple(findings), sidecar.allowed)
    keys = [one.key.start for one in sidecar.entities]
    places = tuple((*sidecar.document.line_column(start), start) for start in keys)
    facts = facts_of(brief, settings, sidecar.document, references, places)
    return Reading(slug, brief, facts, tuple(findings), sidecar.allowed)


def _seed(sidecar: Sidecar, data: bytes | None, findings: list[Diagnostic]) -> Seed | None:
    """The seed, if these are the bytes that the labels were made for; else no word of them is of use."""
    if sidecar.seed is None or data is None:
        return None
    seed, faults = read_seed(sidecar.seed.file, data)
    findings += faults
    if seed and (
        fault := check_fixity(seed, sidecar.seed.sha256, sidecar.document, sidecar.span("seed", "sha256"))
    ):
        findings.append(fault)
        return None
    return seed


def _passages(sidecar: Sidecar, seed: Seed, findings: list[Diagnostic]) -> tuple[Passage, ...] | None:
    """The passages, if there are as many as when the seed was first cut; else every label would be astray."""
    form = sidecar.seed
    assert form is not None
    passages = cut(seed.text, form.split)
    if form.passages is None or form.passages == len(passages):
        return passages
    fitting = [rule for rule in SPLITS if len(cut(seed.text, rule)) == form.passages]
    findings.append(
        Diagnostic.at(
            sidecar.document,
            sidecar.span("seed", "passages"),
            PASSAGE_COUNT,
            f"{form.split} cuts the seed into {len(passages)} passages, not {form.passages}",
            f"{fitting[0]} gives {form.passages}: write `split: {fitting[0]}`"
            if fitting
            else "see whether `split` is the rule it was cut by; if it is, write the number found",
            fix=mends.instead(
                sidecar.document.text, sidecar.span("seed", "split"), form.split, fitting[0], safe=False
            )
            if fitting
            else None,
        )
    )
    return None
