"""Every rule by its code, and what an archive may lower or silence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import import_module

from briefkit import mends
from briefkit.diagnostics import Allowed, Diagnostic, Rule, Severity, is_locked
from briefkit.nearest import nearest
from briefkit.settings import WrittenSettings
from briefkit.spans import Document, Span

# The rooms in which the rules of each family are declared. A room is read only where one of its
# rules is asked for by name: `check` with `rules` in archive.yaml shall not wait for the templates.
ROOMS: Mapping[str, tuple[str, ...]] = {
    "BK0": ("seeds", "folder"),
    "BK1": ("yamltree.faults", "misfits", "labels", "entities", "folder", "rules"),
    "BK2": ("lookup", "quotes", "resolve", "reading", "checks.published"),
    "BK3": (
        "checks.consistency",
        "checks.across",
        "checks.status",
        "layers",
        "adjudication.merging",
        "rules",
    ),
    "BK4": ("checks.tradecraft",),
    "BK5": (
        *("checks.coverage", "folder"),
        *("suggestions.unlabelled", "suggestions.otherwise", "suggestions.unread"),
    ),
    "BK6": ("site.theme",),
    "BK7": ("verify",),
}

UNUSED_ALLOW = Rule(
    "BK390",
    "unused-allow",
    Severity.WARNING,
    "An `allow` that silences nothing would hide the next fault of its kind: the one it was for is mended, "
    "or was never there.",
)
UNKNOWN_RULE = Rule(
    "BK191", "unknown-rule", Severity.ERROR, "There is no rule of that code, so nothing is changed."
)
LOCKED_RULE = Rule(
    "BK192",
    "locked-rule",
    Severity.ERROR,
    "Rules of fixity, form, naming and targets are what readers trust in; no archive can lower or "
    "silence them.",
)


@cache
def family(prefix: str) -> Mapping[str, Rule]:
    """The rules whose codes begin so ("BK3"), by code, in order."""
    found = [
        value
        for room in ROOMS.get(prefix, ())
        for value in vars(import_module(f"briefkit.{room}")).values()
        if isinstance(value, Rule) and value.code.startswith(prefix)
    ]
    return {rule.code: rule for rule in sorted(found, key=lambda rule: rule.code)}


def rules() -> Mapping[str, Rule]:
    """Every rule there is, by code, in order."""
    return {code: rule for prefix in ROOMS for code, rule in family(prefix).items()}


def find_rule(word: str) -> Rule | None:
    """The rule of a code or name, in any case."""
    wanted = word.strip().casefold()
    return next((one for one in rules().values() if wanted in (one.code.casefold(), one.name)), None)


def is_of_merging(code: str) -> bool:
    """Whether `merge` finds what breaks the rule, and `check` does not look."""
    return "BK361" <= code <= "BK369"


def is_suggestion(code: str) -> bool:
    """Whether `suggest` looks for what breaks the rule, and `check` does not."""
    return code.startswith("BK51")


def is_on_request(code: str) -> bool:
    """Whether `check` looks for what breaks the rule only if it is told to."""
    return code.startswith("BK37")


@dataclass(frozen=True, slots=True)
class Silences:
    """The `allow`s of one file."""

    document: Document
    allowed: tuple[Allowed, ...]
    whole: bool  # every label got in, so that what is not found is not there


def settle(
    findings: Iterable[Diagnostic],
    settings: WrittenSettings,
    silences: Mapping[str, Silences],
    *,
    suggestions: bool = False,
) -> list[Diagnostic]:
    """The findings in order of place, with the archive's severities, less what is allowed.

    An `allow` that is of no use, and a code that no rule has, are findings themselves. With
    `suggestions` these are the findings of `suggest`: only it can tell that an `allow` of one is of none.
    """
    severities = settings.settings.rules
    used: set[tuple[str, Span]] = set()
    kept: list[Diagnostic] = []
    for finding in findings:
        by = _silenced_by(finding, silences.get(finding.path))
        used |= {(finding.path, one.written_at) for one in by}
        kept += [] if by else _weighed(finding, severities)
    kept += [fault for code, span in settings.rules if (fault := _fault_of(code, settings.document, span))]
    for path, silence in silences.items():
        for one in silence.allowed:
            if fault := _fault_of(one.code, silence.document, one.written_at):
                kept.append(fault)
            elif (
                silence.whole
                and (path, one.written_at) not in used
                and severities.get(one.code) != "off"
                and is_suggestion(one.code) is suggestions
                and not is_on_request(one.code)
            ):
                kept += _weighed(_unused(one, silence.document), severities)
    return sorted(kept, key=lambda finding: finding.order)


def weighed(
    findings: Iterable[Diagnostic], severities: Mapping[str, str], silence: Silences
) -> list[Diagnostic]:
    """Findings of one file with the archive's severities, less what is allowed there."""
    return [
        one
        for finding in findings
        if not _silenced_by(finding, silence)
        for one in _weighed(finding, severities)
    ]


def _weighed(finding: Diagnostic, severities: Mapping[str, str]) -> list[Diagnostic]:
    """The finding with the severity that the archive gives it; none where it is off."""
    severity = None if is_locked(finding.code) else severities.get(finding.code)
    if severity == "off":
        return []
    return [replace(finding, severity=Severity(severity)) if severity else finding]


def _unused(allowed: Allowed, document: Document) -> Diagnostic:
    message = f"`allow` of {allowed.code} silences nothing"
    fix = allowed.removal
    return Diagnostic.at(document, allowed.written_at, UNUSED_ALLOW, message, "take it away", fix=fix)


def _silenced_by(finding: Diagnostic, silence: Silences | None) -> list[Allowed]:
    if silence is None or is_locked(finding.code):
        return []
    return [one for one in silence.allowed if one.code == finding.code and one.scope.covers(finding.span)]


def _fault_of(code: str, document: Document, span: Span) -> Diagnostic | None:
    rule = family(code[:3]).get(code)
    if rule is None:
        named = find_rule(code)
        close = named.code if named else nearest(code, rules())
        help = f"write `{close}`" if close else "`briefkit explain` lists the rules"
        fix = mends.write(span, code, close, safe=named is not None) if close else None
        return Diagnostic.at(document, span, UNKNOWN_RULE, f"there is no rule `{code}`", help, fix=fix)
    if rule.locked:
        message = f"{rule.code} {rule.name} cannot be lowered or silenced"
        return Diagnostic.at(document, span, LOCKED_RULE, message, "mend what it finds, and take this away")
    return None
