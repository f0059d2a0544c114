"""What became of each label of a revised text, for people, for a pull request, and for machines."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence

from briefkit.diagnostics import Difference
from briefkit.fates import LabelFate, counts
from briefkit.notes import escape_line
from briefkit.revising import Revision
from briefkit.terminal_text import visible

SHOWN = 70  # characters of what a label says


def as_text(revision: Revision) -> Iterator[str]:
    """The labels that wait, each with what changed; of the others how many there are."""
    for one in revision.waiting:
        yield f"{one.fate:<9} {_places(one):<11} {visible(_said(one))}"
        for line in _details(one):
            yield f"          {visible(line)}"
    for one in revision.fates:
        if one.fate.settled and one.why:
            yield f"{one.fate:<9} {_places(one):<11} {visible(_said(one))}: {visible(one.why)}"
    if fresh := revision.alignment.fresh():
        yield f"new text  {', '.join(one.id for one in fresh)}"
    yield f"{revision.old} → {revision.new}: {_summary(revision.fates)}"


def as_markdown(revision: Revision) -> Iterator[str]:
    """The same as a table that GitHub renders."""
    yield f"**{escape_line(revision.old)} → {escape_line(revision.new)}**: {_summary(revision.fates)}"
    if revision.waiting:
        yield ""
        yield "| | from | to | label | |"
        yield "|---|---|---|---|---|"
    for one in revision.waiting:
        details = "; ".join([one.why, *([_marked(one.difference)] if one.difference else [])]).strip("; ")
        words = (one.fate, one.label.passage, one.passage, escape_line(_said(one)), details)
        yield f"| {' | '.join(words)} |"


def as_json(revision: Revision) -> Iterator[str]:
    labels = [
        {
            "fate": one.fate,
            "kind": one.label.kind,
            "said": one.said,
            "old": {"address": one.label.address, "passage": one.label.passage},
            "new": {"address": one.address, "passage": one.passage},
            "why": one.why or None,
            "difference": one.difference and [[run.written, run.stands] for run in one.difference.runs],
        }
        for one in revision.fates
    ]
    whole = {
        "old": revision.old,
        "new": revision.new,
        "seed": revision.text.name,
        "passages": {"old": len(revision.before), "new": len(revision.after)},
        "new_text": [one.id for one in revision.alignment.fresh()],
        "counts": counts(revision.fates),
        "labels": labels,
    }
    yield json.dumps(whole, ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Callable[[Revision], Iterator[str]]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}


def _summary(found: Sequence[LabelFate]) -> str:
    if not found:
        return "no labels"
    return ", ".join(f"{number} {fate}" for fate, number in counts(found).items() if number)


def _places(one: LabelFate) -> str:
    same = one.label.passage == one.passage
    return one.passage if same else f"{one.label.passage} → {one.passage}"


def _said(one: LabelFate) -> str:
    words = " ".join(f"{one.label.kind}: {one.said}".split())
    return words if len(words) <= SHOWN else words[: SHOWN - 1] + "…"


def _details(one: LabelFate) -> Iterator[str]:
    if one.why:
        yield one.why
    if one.difference:
        yield "".join(
            run.stands
            if run.same
            else (f"[-{run.written}-]" if run.written else "") + (f"{{+{run.stands}+}}" if run.stands else "")
            for run in one.difference.runs
        )


def _marked(difference: Difference) -> str:
    """The word diff with what went struck out and what came in bold."""
    parts = []
    for run in difference.runs:
        if run.same:
            parts.append(escape_line(run.stands))
            continue
        for mark, words in (("~~", run.written), ("**", run.stands)):
            if bare := words.strip():
                before, after = (" " if words[:1] == " " else ""), (" " if words[-1:] == " " else "")
                parts.append(f"{before}{mark}{escape_line(bare)}{mark}{after}")
    return "".join(parts)
