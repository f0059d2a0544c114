"""Labels that have not come as far as whoever publishes asks."""

from __future__ import annotations

from collections.abc import Iterator

from briefkit.brief import Status
from briefkit.diagnostics import Diagnostic, Rule, Severity
from briefkit.labels import WrittenLabel
from briefkit.sidecar import Sidecar
from briefkit.spans import Span

# From the least to the furthest. A disputed label has been looked at, and is not agreed on.
STATUSES: tuple[Status, ...] = ("suggested", "draft", "disputed", "reviewed")

STATUS_TOO_LOW = Rule(
    "BK370",
    "status-too-low",
    Severity.ERROR,
    "Whoever publishes can ask that every label has come further than a status, so that no draft goes out "
    "unseen.",
)


def check_status(sidecar: Sidecar, least: Status) -> Iterator[Diagnostic]:
    """A finding for each label whose status is this one or a lower."""
    for written in sidecar.labels:
        if not isinstance(written, WrittenLabel):
            continue
        status: Status = written.form.status or sidecar.defaults.status or "draft"
        if STATUSES.index(status) <= STATUSES.index(least):
            message = f"`{written.address}` is {'a draft' if status == 'draft' else status}"
            yield Diagnostic.at(sidecar.document, _place(written), STATUS_TOO_LOW, message, _help(status))


def _help(status: Status) -> str:
    if status == "disputed":
        return "settle what is disputed, and write `status: reviewed` and the `editor` who reviewed it"
    return "review it, and write `status: reviewed` and the `editor` who did"


def _place(written: WrittenLabel) -> Span:
    """Where the status is written, or else the label's kind."""
    if written.node.get("status") is not None:
        return written.span("status")
    kind = written.node.key(written.kind.name)
    return kind.span if kind else written.node.span
