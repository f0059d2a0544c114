"""Which rules' findings are wanted: by code, by the beginning of a code, or by name. Learnt from ruff."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from briefkit.diagnostics import Diagnostic, Severity, is_locked
from briefkit.nearest import nearest
from briefkit.rules import find_rule, rules

PREFIX = re.compile(r"BK[0-9]{0,2}", re.IGNORECASE)


class UnknownRules(ValueError):
    """The words name no rule; the message says which is nearest."""


@dataclass(frozen=True, slots=True)
class Selection:
    """What is wanted. The longest word that fits a rule decides; of two as long, the one in `ignored`."""

    selected: frozenset[str] = frozenset()  # codes and their beginnings; none: every rule
    ignored: frozenset[str] = frozenset()

    def takes(self, code: str) -> bool:
        wanted = _longest(code, self.selected) if self.selected else 0
        unwanted = _longest(code, self.ignored)
        return wanted is not None and (unwanted is None or wanted > unwanted)

    def part(self, findings: Iterable[Diagnostic]) -> tuple[list[Diagnostic], list[Diagnostic]]:
        """(what is wanted, errors that are not and yet cannot be silenced)"""
        wanted, locked = [], []
        for finding in findings:
            if self.takes(finding.code):
                wanted.append(finding)
            elif is_locked(finding.code) and finding.severity is Severity.ERROR:
                locked.append(finding)
        return wanted, locked


def choose(select: Sequence[str], ignore: Sequence[str]) -> Selection:
    """The selection of these words; several may stand in one, with commas. Raises `UnknownRules`."""
    return Selection(*(frozenset(map(_code, _words(given))) for given in (select, ignore)))


def _words(given: Sequence[str]) -> list[str]:
    return [word.strip() for one in given for word in one.split(",") if word.strip()]


def _code(word: str) -> str:
    """The code of a rule, or the beginning of several."""
    if rule := find_rule(word):
        return rule.code
    known = rules()
    code = word.upper()
    if PREFIX.fullmatch(code) and any(one.startswith(code) for one in known):
        return code
    close = nearest(code, known) or nearest(word, [rule.name for rule in known.values()])
    help = f"the nearest is {close}" if close else "`briefkit explain` lists the rules"
    raise UnknownRules(f"there is no rule {word}; {help}")


def _longest(code: str, beginnings: frozenset[str]) -> int | None:
    return max((len(one) for one in beginnings if code.startswith(one)), default=None)


def counted(findings: Sequence[Diagnostic]) -> str:
    """How many findings each rule has, in one line: "BK202 quote-not-found (2)"."""
    counts = Counter((one.code, one.name) for one in findings)
    return ", ".join(f"{code} {name} ({count})" for (code, name), count in sorted(counts.items()))
