"""Whatever names something finds it: passage, quote, entity, editor, label, brief.

`resolve` turns a sidecar as written into a brief in which nothing is missing. A label that
names what is not there is refused and reported once; what names a refused label stays silent,
for its cause is reported already.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from briefkit.brief import (
    RELATIONS,
    Base,
    Brief,
    Label,
    Link,
    LinkFact,
    Mention,
    Outcome,
    Passage,
    Refused,
    Relation,
    Seed,
    Settings,
    Statement,
    Status,
)
from briefkit.diagnostics import Diagnostic, Rule, Severity
from briefkit.entities import EntityTable, WrittenEntity
from briefkit.labels import WrittenLabel
from briefkit.lookup import LINK_TO_ITSELF, UNKNOWN_EDITOR, UNKNOWN_LABEL, Lookup, retired_faults
from briefkit.passages import SPLITS, SUFFIXES, split_for
from briefkit.quotes import check_hedge, find_anchors
from briefkit.schema import ClaimForm, ImplicationForm, StatementForm, TrendForm
from briefkit.sidecar import Sidecar
from briefkit.spans import Span

ERROR = Severity.ERROR
UNKNOWN_BRIEF = Rule(
    "BK213", "unknown-brief", ERROR, "The archive has no brief of that name, so the link leads nowhere."
)
RETIRED_CLASH = Rule(
    "BK216",
    "retired-clash",
    ERROR,
    "A retired name leads on to something that is there, and cannot be in use again.",
)
SPLIT_OF_OTHER_FILES = Rule(
    "BK218",
    "split-of-other-files",
    ERROR,
    "Text and Markdown are cut by different rules, and a rule is kept for ever.",
)
LINK_TO_SUGGESTED = Rule(
    "BK219",
    "link-to-suggested",
    ERROR,
    "A suggested label is not built, so what links to it would lead nowhere.",
)
LOCAL_CLASH = Rule(
    "BK220",
    "local-clash",
    ERROR,
    "An id means one thing in the whole archive, also where only one brief gives it.",
)


class _Resolver:
    """Resolves the labels of one sidecar by its names."""

    def __init__(self, names: Lookup) -> None:
        self.names = names
        self.sidecar = names.sidecar

    # -- a label by itself

    def label(self, written: WrittenLabel, seed: Seed | None) -> Label | Refused:
        before = len(self.names.findings)
        silent = self.names.passages is None or not written.sound
        anchors: tuple[Span, ...] = ()
        if self.names.passages is not None and seed is not None:
            if passage := self.names.passages.get(written.passage):
                anchors = find_anchors(self.names, written, passage, seed)
            else:
                silent = True  # the key is reported once, not each of its labels
        if written.kind.base == "mention":
            known = self.names.entity(written.value, written.span(written.kind.name), written.kind.name)
            body: Statement | Mention = Mention(written.value)
            silent |= not known
        else:
            body, known = self.statement(written)
            silent |= not known
        editor, status = self.editor_and_status(written)
        silent |= status == "reviewed" and not editor  # reported here, or once where the default stands
        if written.form.note:
            self.names.note(written.form.note, written.span("note"))
        if silent or len(self.names.findings) > before:
            why = tuple(finding.message for finding in self.names.findings[before:])
            return self.refused(written, written.faults + why)
        return Label(
            address=written.address,
            id=written.form.id,
            kind=written.kind.name,
            passage=written.passage,
            anchors=anchors,
            body=body,
            note=written.form.note,
            tags=written.form.tags,
            editor=editor,
            status=status,
            shows_passage=written.form.publish,
            written_at=written.node.span,
        )

    def refused(self, written: WrittenLabel, why: tuple[str, ...]) -> Refused:
        return Refused(
            written.address, written.form.id, written.kind.name, written.passage, why, written.node.span
        )

    def statement(self, written: WrittenLabel) -> tuple[Statement, bool]:
        """The body, and whether the entities it names are known; without links: those come later."""
        form = written.form
        assert isinstance(form, StatementForm)
        known = [self.names.entity(id, written.span("by", number)) for number, id in enumerate(form.by)]
        for number, id in enumerate(form.see):
            if self.names.passages is not None and id not in self.names.passages:
                self.names.unknown_passage(id, written.span("see", number))
        if form.hedge and self.names.passages is not None and written.passage in self.names.passages:
            check_hedge(self.names, form.hedge, written)
        scale = self.names.scale
        if form.likelihood and scale and scale.term(form.likelihood) is None:
            self.names.unknown_likelihood(form.likelihood, written.span("likelihood"))
        outcome = form.outcome if isinstance(form, ImplicationForm) else None
        return Statement(
            sentence=written.value,
            name=form.name,
            by=form.by,
            see=form.see,
            basis=form.basis if isinstance(form, ClaimForm) else None,
            hedge=form.hedge,
            likelihood=form.likelihood,
            confidence=form.confidence,
            confidence_basis=form.confidence_basis,
            direction=form.direction if isinstance(form, TrendForm) else None,
            when=form.when,
            indicators=form.indicators if isinstance(form, TrendForm | ImplicationForm) else (),
            outcome=Outcome(outcome.result, outcome.date, outcome.evidence) if outcome else None,
            reason=form.reason,
            supplied=form.supplied,
        ), all(known)

    def editor_and_status(self, written: WrittenLabel) -> tuple[str | None, Status]:
        defaults = self.sidecar.defaults
        editor = written.form.editor or defaults.editor
        status: Status = written.form.status or defaults.status or "draft"
        if written.form.editor and written.form.editor not in (self.sidecar.editors or ()):
            self.names.unknown_editor(written.form.editor, written.span("editor"))
        if written.form.status == "reviewed" and not editor:
            message = "a reviewed label names its editor"
            self.names.report(written.span("status"), UNKNOWN_EDITOR, message, "add `editor: …`")
        return editor, status

    # -- links

    def links(self, written: WrittenLabel, statements: dict[str, Base], refused: set[str]) -> list[Link]:
        """The label's links to other statements; those to refused labels are left out."""
        form = written.form
        assert isinstance(form, StatementForm)
        found: list[Link] = []
        for relation in RELATIONS:
            for number, target in enumerate(getattr(form, relation)):
                span = written.span(relation, number)
                if link := self.link(relation, target, span, written.form.id, statements, refused):
                    found.append(link)
        if form.revises:
            span = written.span("revises")
            if "#" not in form.revises:
                help = f"write `slug#{form.revises}` with the slug of the earlier brief"
                self.names.report(span, UNKNOWN_BRIEF, f"`{form.revises}` names no earlier brief", help)
            elif link := self.link("revises", form.revises, span, written.form.id, statements, refused):
                found.append(link)
        return found

    def link(
        self,
        relation: Relation,
        target: str,
        span: Span,
        own: str | None,
        statements: dict[str, Base],
        refused: set[str],
    ) -> Link | None:
        slug, hash_, id = target.rpartition("#")
        if hash_ and not slug:
            message = f"`{target}` is written as in a note"
            fix = self.names.instead(span, target, id, safe=True)
            self.names.report(span, UNKNOWN_LABEL, message, f"write `{id}`", fix=fix)
            return None
        if slug and slug != self.sidecar.slug:
            return Link(relation, slug, id, span)  # whether it is there, the archive's facts tell
        if id == own:
            self.names.report(span, LINK_TO_ITSELF, f"`{id}` links to itself", "take it away")
        elif self.names.label_here(id, span, statements, refused):
            return Link(relation, self.sidecar.slug, id, span)
        return None


def resolve(
    sidecar: Sidecar,
    seed: Seed | None,
    passages: tuple[Passage, ...] | None,
    table: EntityTable,
    settings: Settings,
    *,
    drafts: bool = False,
) -> tuple[Brief | None, tuple[LinkFact, ...], list[Diagnostic]]:
    """(the brief, its references to other briefs beside links, findings).

    None where seed, passages or the head of the sidecar are not to be had; the findings then
    tell all that can be told without them. Suggested labels are left out unless `drafts`.
    """
    names = Lookup(sidecar, passages, table, settings)
    resolver = _Resolver(names)
    _check_head(names, seed)
    read = [one if isinstance(one, Refused) else resolver.label(one, seed) for one in sidecar.labels]
    labels, refused = _linked(resolver, read, drafts)
    suggested = () if drafts else tuple(_suggested(read))
    _check_references(names, labels, refused, suggested)
    if sidecar.about and sidecar.about.summary:
        names.note(sidecar.about.summary, sidecar.span("about", "summary"))
    if sidecar.about is None or sidecar.seed is None or seed is None or passages is None:
        return None, tuple(names.facts), names.findings
    order = {passage.id: number for number, passage in enumerate(passages)}
    judgments = {label.id for label in labels if isinstance(label.body, Statement)}
    brief = Brief(
        slug=sidecar.slug,
        sidecar=sidecar.document.path,
        seed=seed,
        split=sidecar.seed.split,
        passages=passages,
        about=sidecar.about,
        labels=tuple(sorted(labels, key=lambda label: order[label.passage])),
        publish=sidecar.publish or "quotes",  # where it cannot be told, nothing is given away
        scale=sidecar.scale or settings.scale,
        key_judgments=tuple(id for id in sidecar.key_judgments if id in judgments),
        editors=sidecar.editors or {},
        entities=tuple(one.entity for one in sidecar.entities),
        retired=sidecar.retired,
        refused=tuple(refused),
        suggested=suggested,
    )
    return brief, (*names.facts, *_supersedes(sidecar)), names.findings


def _linked(
    resolver: _Resolver, read: Sequence[Label | Refused], drafts: bool
) -> tuple[list[Label], list[Refused]]:
    """The labels with their links; one with a dead link is refused, and links to it are dropped."""
    names = resolver.names
    labels = [one for one in read if isinstance(one, Label)]
    known = _known(labels)
    refused = {one.id for one in read if isinstance(one, Refused) and one.id} | names.sidecar.lost_ids
    suggested = set() if drafts else set(_suggested(read))
    kept: list[tuple[Label, list[Link]]] = []
    out: list[Refused] = []
    for written, one in zip(names.sidecar.labels, read, strict=True):
        links: list[Link] = []
        faults: tuple[str, ...] = ()
        if isinstance(written, WrittenLabel) and written.kind.base == "statement":
            before = len(names.findings)
            links = resolver.links(written, known, refused)
            if not (isinstance(one, Label) and one.status == "suggested"):
                _check_suggested(names, links, suggested)
            faults = tuple(finding.message for finding in names.findings[before:])
            if isinstance(one, Refused) or faults:
                names.refer(links)  # it does not get in; its links out are checked all the same
        if isinstance(one, Refused):
            out.append(replace(one, why=one.why + faults))
        elif faults and isinstance(written, WrittenLabel):
            out.append(resolver.refused(written, faults))
        elif drafts or one.status != "suggested":
            kept.append((one, links))
    gone = {one.id for one in out} | suggested
    return [_with_links(label, links, gone, names.sidecar.slug) for label, links in kept], out


def _suggested(read: Iterable[Label | Refused]) -> Iterator[str]:
    return (one.id for one in read if isinstance(one, Label) and one.status == "suggested" and one.id)


def _known(labels: Iterable[Label]) -> dict[str, Base]:
    """The explicit ids, and whether each is a statement's or a mention's."""
    return {
        label.id: "statement" if isinstance(label.body, Statement) else "mention"
        for label in labels
        if label.id
    }


def _with_links(label: Label, links: list[Link], gone: set[str | None], slug: str) -> Label:
    if not links or not isinstance(label.body, Statement):
        return label
    there = tuple(link for link in links if link.slug != slug or link.label not in gone)
    return replace(label, body=replace(label.body, links=there))


def _check_suggested(names: Lookup, links: list[Link], suggested: set[str]) -> None:
    for link in links:
        if link.slug == names.sidecar.slug and link.label in suggested:
            _report_suggested(names, link.label, link.written_at)


def _report_suggested(names: Lookup, id: str, span: Span) -> None:
    help = "accept it (`status: draft`), or take this away"
    names.report(span, LINK_TO_SUGGESTED, f"`{id}` is only suggested", help)


def _check_head(names: Lookup, seed: Seed | None) -> None:
    """The parts of the sidecar that name passages, editors and the rule that cut the seed."""
    sidecar = names.sidecar
    form = sidecar.seed
    if form and not form.file.lower().endswith(tuple(SUFFIXES)):
        message = f"`{form.file}` is neither {' nor '.join(SUFFIXES)}"
        help = "keep the text of the source as a .txt or .md file"
        names.report(sidecar.span("seed", "file"), SPLIT_OF_OTHER_FILES, message, help)
    elif form and form.split in SPLITS and split_for(form.file) not in (form.split, _plain(form.split)):
        span, fitting = sidecar.span("seed", "split"), split_for(form.file)
        message, help = f"{form.split} does not cut `{form.file}`", f"write `split: {fitting}`"
        fix = names.instead(span, form.split, fitting, safe=False)
        names.report(span, SPLIT_OF_OTHER_FILES, message, help, fix=fix)
    if names.passages is not None:
        for key in sidecar.passages:
            if key.text not in names.passages:
                names.unknown_passage(key.text, key.span)
    defaults = sidecar.defaults
    if defaults.editor and defaults.editor not in (sidecar.editors or ()):
        names.unknown_editor(defaults.editor, sidecar.span("defaults", "editor"))
    elif defaults.status == "reviewed" and not defaults.editor and any(map(_has_no_editor, sidecar.labels)):
        message = "a reviewed label names its editor, and some here name none"
        names.report(sidecar.span("defaults", "status"), UNKNOWN_EDITOR, message, "add `editor: …` beside it")


def _has_no_editor(written: WrittenLabel | Refused) -> bool:
    return isinstance(written, WrittenLabel) and not written.form.editor and not written.form.status


def _plain(split: str) -> str:
    return "prose-1" if split == "blocks-1" else split


def _check_references(
    names: Lookup, labels: list[Label], refused: list[Refused], suggested: tuple[str, ...]
) -> None:
    """Key judgments, retired ids and local entities name what is there."""
    sidecar = names.sidecar
    statements = _known(labels)
    lost = {one.id for one in refused if one.id} | sidecar.lost_ids
    lost |= {one.form.id for one in sidecar.labels if isinstance(one, WrittenLabel) and one.form.id} - set(
        statements
    )
    for number, id in enumerate(sidecar.key_judgments):
        span = sidecar.span("key_judgments", number)
        if id in suggested:
            _report_suggested(names, id, span)
        else:
            names.label_here(id, span, statements, lost)
    known = {*statements, *lost}
    for old, message, help in retired_faults(sidecar.retired, known, known):
        names.report(sidecar.key_span("retired", old), RETIRED_CLASH, message, help)
    for one in sidecar.entities:
        if part_of := one.entity.part_of:
            _check_part_of(names, one, part_of)
        if one.entity.note:
            names.note(one.entity.note, one.span("note"))
        if shared := names.table.entities.get(one.entity.id):
            message = f"`{one.entity.id}` is an entity of the whole archive, {shared.name}"
            names.findings.append(
                Diagnostic.at(
                    one.document, one.key, LOCAL_CLASH, message, "take it away, or give it another id"
                )
            )


def _check_part_of(names: Lookup, one: WrittenEntity, part_of: str) -> None:
    """An entity is part of one that is there, of the same kind, and not by way of itself."""
    span = one.span("part_of")
    if part_of == one.entity.id:
        names.report(span, LINK_TO_ITSELF, f"`{part_of}` is part of itself", "take `part_of` away")
    else:
        names.entity(part_of, span, one.entity.kind)


def _supersedes(sidecar: Sidecar) -> Iterator[LinkFact]:
    if sidecar.about and sidecar.about.supersedes:
        span = sidecar.span("about", "supersedes")
        line, column = sidecar.document.line_column(span.start)
        yield LinkFact("", "supersedes", sidecar.about.supersedes, "", line, column, span)
