"""What changed in an archive, for a terminal, for a comment in a pull request, and for machines."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict

from briefkit.comparing import BriefChange, Comparison, FieldChange, LabelChange
from briefkit.diagnostics import Diagnostic
from briefkit.notes import escape_line
from briefkit.terminal_text import visible

LONGEST = 100  # characters of a value on a line
# GitHub takes 65,536 characters in a comment, GitLab more.
MOST = 60_000
REFERENCE = re.compile(r"[@#!](?=\w)")
JUDGED = ("likelihood", "confidence", "status")
SIGNS = {"added": "+", "removed": "-", "changed": "~", "moved": ">"}


def as_text(found: Comparison) -> Iterator[str]:
    """A line a label, and below it a line a field."""
    for brief in found.briefs:
        yield visible(f"{SIGNS[brief.sort]} {_brief_line(brief)}")
        for field in brief.fields:
            yield visible(f"    {field.name}: {_change(field)}")
        for label in brief.labels:
            yield visible(f"  {SIGNS[label.sort]} {_label_line(label)}")
            for field in label.fields:
                yield visible(f"      {field.name}: {_change(field)}")
    for entity in found.entities:
        yield visible(f"{SIGNS[entity.sort]} entity {entity.id}: {entity.name}")
        for field in entity.fields:
            yield visible(f"    {field.name}: {_change(field)}")
    for word, findings in (("new", found.new), ("mended", found.mended)):
        for one in findings:
            yield visible(f"{word} {one.severity} {one.path}:{one.line} {one.code} {one.message}")
    yield summary(found)


def summary(found: Comparison) -> str:
    """Everything in a line."""
    labels: Counter[str] = Counter(one.sort for brief in found.briefs for one in brief.labels)
    briefs: Counter[str] = Counter(one.sort for one in found.briefs)
    parts = [_counted("brief", briefs), _counted("label", labels)]
    parts.append(_counted("entity", Counter(one.sort for one in found.entities)))
    parts += [_findings(found.new, "new"), _findings(found.mended, "mended")]
    return "; ".join(filter(None, parts)) or "nothing changed"


def as_markdown(found: Comparison) -> Iterator[str]:
    """The same for a comment: judgments that changed first, then brief by brief; cut where it is too long."""
    length = 0
    for line in _markdown(found):
        length += len(line) + 1
        if length > MOST:
            yield ""
            yield "… and more: `briefkit diff` shows all of it."
            return
        yield line


def _markdown(found: Comparison) -> Iterator[str]:
    yield f"### {_safe(summary(found))}"
    rows = [
        (brief, label, field)
        for brief in found.briefs
        for label in brief.labels
        for field in label.fields
        if field.name in JUDGED and label.label.base == "statement"
    ]
    if rows:
        yield from ("", "| Statement | | before | now |", "|---|---|---|---|")
        for brief, label, field in rows:
            where = f"`{_address(brief, label)}` {_cell(label.label.said)}"
            before, now = (_cell(value) or "–" for value in (field.before, field.after))
            yield f"| {where} | {field.name} | {before} | **{now}** |"
    for brief in found.briefs:
        yield ""
        yield f"#### {_safe(_brief_line(brief))}"
        yield ""
        for field in brief.fields:
            yield f"- {field.name}: {_marked(field)}"
        for label in brief.labels:
            yield f"- {label.sort}: {_safe(_label_line(label))}"
            yield from (f"  - {field.name}: {_marked(field)}" for field in label.fields)
    if found.entities:
        yield from ("", "#### Actors and places", "")
    for entity in found.entities:
        yield f"- {entity.sort}: `{entity.id}` {_safe(entity.name)}"
        yield from (f"  - {field.name}: {_marked(field)}" for field in entity.fields)
    for title, findings in (("New findings", found.new), ("Mended", found.mended)):
        if findings:
            yield from ("", f"#### {title}", "")
        for one in findings:
            place = _safe(f"{one.path}:{one.line}")
            yield f"- {one.severity} {one.code} in {place}: {_safe(_short(one.message))}"


def as_json(found: Comparison) -> Iterator[str]:
    def finding(one: Diagnostic) -> dict[str, object]:
        named = ("code", "name", "message", "path", "line", "column")
        return {"severity": one.severity.value, **{name: getattr(one, name) for name in named}}

    def brief(one: BriefChange) -> dict[str, object]:
        told = asdict(one)
        for state in (label[end] for label in told["labels"] for end in ("before", "after")):
            if state:
                state["fields"] = dict(state["fields"])
        return told

    whole = {
        "summary": summary(found),
        "briefs": [brief(one) for one in found.briefs],
        "entities": [asdict(one) for one in found.entities],
        "findings": {
            "new": [finding(one) for one in found.new],
            "mended": [finding(one) for one in found.mended],
        },
    }
    yield json.dumps(whole, ensure_ascii=False, indent=2)


FORMATS: Mapping[str, Callable[[Comparison], Iterator[str]]] = {
    "text": as_text,
    "markdown": as_markdown,
    "json": as_json,
}


def _brief_line(brief: BriefChange) -> str:
    was = f" (was {brief.was})" if brief.was else ""
    supersedes = f", supersedes {brief.supersedes}" if brief.supersedes else ""
    before, now = brief.count
    labels = f"{now} labels" if before == now else f"{before} → {now} labels"
    first, second = (None if share is None else f"{share:.0%}" for share in brief.coverage)
    coverage = f", {first or '–'} → {second or '–'} of passages labelled" if first != second else ""
    return f"{brief.slug}{was}: {_short(brief.title)} ({brief.sort}{supersedes}; {labels}{coverage})"


def _label_line(label: LabelChange) -> str:
    one = label.label
    place = one.passage
    if label.before and label.after and label.before.passage != label.after.passage:
        place = f"{label.before.passage} → {label.after.passage}"
    likelihood = one.get("likelihood")
    judged = f" [{likelihood}]" if likelihood and label.sort in ("added", "removed") else ""
    return f"{one.address} ({place}) {one.kind}: {_short(one.said)}{judged}"


def _address(brief: BriefChange, label: LabelChange) -> str:
    return f"{brief.slug}#{label.label.address}"


def _change(field: FieldChange) -> str:
    if not field.before:
        return f"+ {_short(field.after)}"
    return f"{_short(field.before)} → {_short(field.after)}" if field.after else f"- {_short(field.before)}"


def _marked(field: FieldChange) -> str:
    before = f"~~{_safe(_short(field.before))}~~" if field.before else ""
    after = f"**{_safe(_short(field.after))}**" if field.after else ""
    return " → ".join(filter(None, (before, after)))


def _safe(text: str) -> str:
    """Words as Markdown that shows them; a forge calls no people by it, and links no issues."""
    return REFERENCE.sub(r"\g<0><!-- -->", escape_line(text))


def _cell(text: str) -> str:
    """Words in a table's cell: bars are escaped as other marks are."""
    return _safe(_short(text))


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= LONGEST else words[: LONGEST - 1] + "…"


def _counted(what: str, counts: Counter[str]) -> str:
    parts = [f"{counts[sort]} {sort}" for sort in SIGNS if counts[sort]]
    many = what[:-1] + "ies" if what.endswith("y") else f"{what}s"
    return f"{what if counts.total() == 1 else many}: {', '.join(parts)}" if parts else ""


def _findings(found: Sequence[Diagnostic], word: str) -> str:
    if not found:
        return ""
    return f"{len(found)} {'finding' if len(found) == 1 else 'findings'} {word}"
