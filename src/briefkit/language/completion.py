"""What can be written at a place: keys, kinds, ids, terms, and the passage's own words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal, get_args

from briefkit.anchoring import find_words
from briefkit.brief import RELATIONS, Kind
from briefkit.countries import COUNTRIES
from briefkit.edits import line_end, scalar
from briefkit.language.cursor import ITEM, Cursor, cursor_at
from briefkit.language.desk import Desk, labels_in
from briefkit.language.quoting import Quotation, quotation_of, quotations
from briefkit.likelihood import SCALES, ladder_words_in
from briefkit.passages import SPLITS
from briefkit.rules import rules
from briefkit.schema import (
    ENTITY_FORMS,
    SIDECAR_KEYS,
    STATEMENT_FORMS,
    AboutForm,
    ArchiveForm,
    DefaultsForm,
    EntityForm,
    Form,
    KindForm,
    LabelForm,
    MentionForm,
    OutcomeForm,
    SeedForm,
    StatementForm,
)
from briefkit.spans import Span

Sort = Literal["key", "value", "passage", "entity", "label", "rule", "quote"]
MOST = 200  # choices at once; what is typed next narrows them
FIRST_WORDS = 60  # code points of a passage or sentence shown beside its id


@dataclass(frozen=True, slots=True)
class Choice:
    """Something that can be written at the cursor."""

    label: str  # what the editor lists
    text: str  # what is written
    sort: Sort
    detail: str = ""  # a few words beside the label
    found_by: str = ""  # what the words typed are held against; empty: the label


@dataclass(frozen=True, slots=True)
class Completion:
    """The choices at a place, the best first, and what they take the place of."""

    choices: tuple[Choice, ...]
    replaces: Span


def complete(desk: Desk, offset: int) -> Completion:
    """What can be written at an offset of a file."""
    cursor = cursor_at(desk.document, offset)
    typed = cursor.typed.of(desk.document.text)
    if cursor.writes == "comment" or desk.kind in ("seed", "other"):
        return Completion((), cursor.typed)
    path = cursor.path
    if desk.kind == "entities" and path[:1] != ("retired",):
        path = ("entities", *path)
    here = _Here(desk, cursor, path, typed)
    if note := here.in_note():
        return note
    if (path[:1] == ("labels",) and path[-1] == "quote") or path[-2:] == ("quote", ITEM):
        return here.quotes()
    is_key = cursor.writes == "key" and not (path and path[-1] == ITEM and not here.is_label)
    choices = here.keys() if is_key else here.values()
    return Completion(tuple(here.fitting(choices))[:MOST], cursor.whole)


@dataclass(frozen=True)
class _Here:
    """The place that is written at."""

    desk: Desk
    cursor: Cursor
    path: tuple[str, ...]
    typed: str

    @property
    def is_label(self) -> bool:
        return len(self.path) == 3 and self.path[0] == "labels" and self.path[2] == ITEM

    @property
    def label_kind(self) -> Kind | None:
        kinds = self.desk.settings.kinds
        return next((kinds[key] for key in self.cursor.siblings if key in kinds), None)

    def fitting(self, choices: Iterable[Choice]) -> Iterator[Choice]:
        """Those that the words typed begin, then those that hold them; all where nothing is typed."""
        typed = self.typed.strip("\"' ").casefold()
        ranked: list[tuple[int, Choice]] = []
        once: dict[str, Choice] = {}
        for choice in choices:
            once.setdefault(choice.text, choice)
        for choice in once.values():
            words = [choice.label, choice.text, *choice.found_by.split("\n")]
            rank = min(_rank(word.casefold(), typed) for word in words)
            if rank < 3:
                ranked.append((rank, replace(choice, found_by=self.typed.strip() or choice.label)))
        return (choice for _, choice in sorted(ranked, key=lambda one: one[0]))

    # -- keys

    def keys(self) -> Iterator[Choice]:
        match self.path:
            case () if self.desk.kind == "archive":
                yield from self.fields(ArchiveForm)
            case ():
                for key, what in SIDECAR_KEYS.items():
                    yield from self.key(key, what)
            case ("labels",):
                yield from self.passages(suffix=":")
            case ("labels", _, "-"):
                yield from self.label_keys()
            case ("labels", _, "-", "outcome"):
                yield from self.fields(OutcomeForm)
            case ("allow",) | ("labels", _, "-", "allow"):
                yield from self.rules(suffix=": ")
            case ("rules",) if self.desk.kind == "archive":
                yield from self.rules(suffix=": ")
            case ("kinds", _) if self.desk.kind == "archive":
                yield from self.fields(KindForm)
            case ("entities", _):
                yield from self.entity_keys()
            case ("seed",):
                yield from self.fields(SeedForm)
            case ("about",):
                yield from self.fields(AboutForm)
            case ("defaults",):
                yield from self.fields(DefaultsForm)

    def key(self, key: str, what: str) -> Iterator[Choice]:
        if key not in self.cursor.siblings:
            yield Choice(key, f"{key}: ", "key", what)

    def fields(self, form: type[Form]) -> Iterator[Choice]:
        for name, field in form.model_fields.items():
            yield from self.key(name, field.description or "")

    def label_keys(self) -> Iterator[Choice]:
        kind = self.label_kind
        if kind is None:
            for one in self.desk.settings.kinds.values():
                what = "the sentence, in your words" if one.base == "statement" else "the entity's id"
                yield Choice(one.name, f"{one.name}: ", "key", what)
        if kind is None and not self.cursor.siblings:
            return
        yield from self.fields(_label_form(kind))

    def entity_keys(self) -> Iterator[Choice]:
        mentions = [one for one in self.desk.settings.kinds.values() if one.base == "mention"]
        kind = next((one.name for one in mentions if one.name in self.cursor.siblings), None)
        if kind is None:
            for one in mentions:
                yield Choice(one.name, f"{one.name}: ", "key", "its name")
        yield from self.fields(ENTITY_FORMS.get(kind or "place", EntityForm))

    # -- values

    def values(self) -> Iterator[Choice]:
        match self.path:
            case ("labels", _, "-", *rest) if rest:
                yield from self.label_values(str(rest[0]), tuple(map(str, rest[1:])))
            case ("entities", _, "part_of"):
                yield from self.entities()
            case ("entities", _, "country"):
                for code, name in COUNTRIES.items():
                    yield Choice(code, scalar(code), "value", name, name)
            case ("entities", _, field):
                kind = next((one for one in self.cursor.siblings if one in ENTITY_FORMS), "")
                yield from self.enumerated(ENTITY_FORMS.get(kind, EntityForm), field)
            case ("seed", "file"):
                for file in self.desk.workspace.ground.layout.seeds:
                    yield Choice(file, scalar(file), "value")
            case ("seed", "split"):
                yield from (Choice(one, one, "value") for one in SPLITS)
            case ("about", "supplied", "-"):
                yield from (Choice(one, one, "value") for one in self.about_keys())
            case ("about", "supersedes"):
                yield from self.slugs()
            case ("about", field):
                yield from self.enumerated(AboutForm, field)
            case ("defaults", "editor"):
                yield from self.editors()
            case ("defaults", field):
                yield from self.enumerated(DefaultsForm, field)
            case ("key_judgments", "-"):
                yield from self.labels(statements_only=True)
            case ("publish",):
                yield Choice("full", "full", "value", "the whole text is shown")
                yield Choice("quotes", "quotes", "value", "only quoted words are shown")
            case ("scale",):
                yield from (Choice(one.name, one.name, "value", one.title) for one in SCALES.values())
            case ("briefkit",):
                yield Choice("1", "1", "value", "version of the format")
            case ("retired", _) if self.desk.kind == "entities":
                yield from self.entities()
            case ("retired", _) if self.desk.kind == "archive":
                yield from self.slugs()
            case ("retired", _):
                yield from self.labels(statements_only=False)
            case ("rules", _) if self.desk.kind == "archive":
                for one in ("error", "warning", "suggestion", "off"):
                    yield Choice(one, one, "value")
            case ("kinds", _, "base") if self.desk.kind == "archive":
                yield from self.enumerated(KindForm, "base")

    def label_values(self, field: str, inner: tuple[str, ...]) -> Iterator[Choice]:
        kind = self.desk.settings.kinds.get(field)
        match field:
            case _ if kind and kind.base == "mention":
                yield from self.entities(kind.name)
            case "by":
                yield from self.entities()
            case "see":
                yield from self.passages()
            case "editor":
                yield from self.editors()
            case "likelihood":
                yield from self.terms()
            case "hedge":
                yield from self.hedges()
            case "occurrence":
                yield from self.occurrences()
            case "supplied":
                own = (*self.cursor.siblings, "when", "confidence", "likelihood")
                yield from (Choice(one, one, "value") for one in dict.fromkeys(own) if one in _STATEMENT)
            case "tags":
                yield from (Choice(one, one, "value") for one in self.tags())
            case "publish":
                yield Choice("true", "true", "value", "show the whole passage of this label")
            case "outcome" if inner:
                yield from self.enumerated(OutcomeForm, inner[0])
            case _ if field in RELATIONS:
                yield from self.labels(statements_only=True)
            case "revises":
                yield from self.foreign_labels()
            case _:
                yield from self.enumerated(_label_form(self.label_kind), field)

    def enumerated(self, form: type[Form], field: str) -> Iterator[Choice]:
        for one in choices_of(form, field):
            yield Choice(one, one, "value")

    def passages(self, suffix: str = "") -> Iterator[Choice]:
        taken = self.cursor.siblings if suffix else {}
        for id, passage in self.desk.passages.items():
            words = shortened(passage.text)
            if id not in taken:
                yield Choice(id, id + suffix, "passage", words)

    def entities(self, kind: str | None = None) -> Iterator[Choice]:
        for id, written in sorted(self.desk.entities.items()):
            one = written.entity
            if kind in (None, one.kind):
                names = "\n".join((one.name, *one.aliases))
                detail = ", ".join((one.name, *one.aliases))
                yield Choice(id, id, "entity", shortened(detail), names)

    def labels(self, *, statements_only: bool) -> Iterator[Choice]:
        """Labels of this brief by id; once a slug is typed, or words of them, those of other briefs."""
        for label in labels_in(self.desk.last, self.desk.settings.kinds):
            id = label.text("id")
            statement = label.kind is not None and label.kind.base == "statement"
            if id and (statement or not statements_only):
                yield Choice(id, id, "label", shortened(label.value), f"{label.text('name')}\n{label.value}")
        yield from self.foreign_labels()

    def foreign_labels(self) -> Iterator[Choice]:
        query = "select slug, id, sentence, name from statement where id is not null and slug <> ?"
        for slug, id, sentence, name in self.desk.workspace.index.ask(
            f"{query} and (slug || '#' || id || ' ' || sentence like ?) order by slug, number limit {MOST}",
            self.desk.slug or "",
            f"%{self.typed.strip()}%",
        ):
            target = f"{slug}#{id}"
            yield Choice(target, target, "label", shortened(sentence), f"{name}\n{sentence}")

    def slugs(self) -> Iterator[Choice]:
        for slug in self.desk.workspace.ground.layout.sidecars:
            if slug != self.desk.slug:
                yield Choice(slug, slug, "value", self.desk.workspace.index.title(slug) or "")

    def rules(self, suffix: str) -> Iterator[Choice]:
        findings = [one.code for one in self.desk.workspace.findings_of(self.desk.document.path)]
        known = [one for one in rules().values() if not one.locked]
        for rule in sorted(known, key=lambda one: (one.code not in findings, one.code)):
            yield Choice(rule.code, rule.code + suffix, "rule", rule.name, rule.name)

    def editors(self) -> Iterator[Choice]:
        for key, name in ((self.desk.sidecar and self.desk.sidecar.editors) or {}).items():
            yield Choice(key, key, "value", name, name)

    def terms(self) -> Iterator[Choice]:
        for term in reversed(self.desk.scale.terms):
            for words in (term.words, *term.synonyms):
                yield Choice(words, scalar(words), "value", f"{term.low} to {term.high} per cent")

    def hedges(self) -> Iterator[Choice]:
        """The words of likelihood that stand in the passage."""
        if passage := self.desk.passages.get(self.path[1]):
            for scale in SCALES.values():
                for span, term in ladder_words_in(passage.text, scale):
                    words = " ".join(span.of(passage.text).split())
                    yield Choice(words, scalar(words), "value", term.words)

    def occurrences(self) -> Iterator[Choice]:
        passage, words = self.desk.passages.get(self.path[1]), self.cursor.siblings.get("quote", "")
        kind = self.label_kind
        if passage is None or not words:
            return
        places = find_words(passage.text, words, kind is not None and kind.base == "mention")
        for number, place in enumerate(places, 1):
            around = passage.text[max(0, place.start - 30) : place.end + 30]
            yield Choice(str(number), str(number), "value", "… " + " ".join(around.split()) + " …")
        if len(places) > 1:
            yield Choice("all", "all", "value", f"all {len(places)}")

    def tags(self) -> Iterator[str]:
        listed = (label.node.get("tags") for label in self.desk.labels)
        texts = {one.text for node in listed for one in getattr(node, "items", ()) if hasattr(one, "text")}
        return iter(sorted(texts))

    def about_keys(self) -> list[str]:
        return [name for name in AboutForm.model_fields if name not in ("supplied", "summary")]

    # -- words

    def quotes(self) -> Completion:
        """Words of the passage behind `quote`."""
        passage, typed = self.desk.passages.get(self.path[1]), self.typed
        if passage is None:
            return Completion((), self.cursor.typed)
        kind = self.label_kind
        mention = kind is not None and kind.base == "mention"
        words, style = _unquoted(typed)
        style = self.cursor.style if self.cursor.style == "block" else style
        found = [] if words else self.names_in(passage.text, kind)
        found += quotations(passage, words, mention=mention)
        listed = self.path[-1] == ITEM
        choices = [
            Choice(
                shortened(one.words, 100), self.written(one, style, listed), "quote",
                f"occurrence {one.occurrence}" if one.occurrence else "", typed + one.words if typed else "",
            )
            for one in found
        ]  # fmt: skip
        return Completion(tuple(choices), self.cursor.whole)

    def names_in(self, text: str, kind: Kind | None) -> list[Quotation]:
        """The names of a mention's entity that stand in the text, the longest first."""
        written = self.desk.entities.get(self.cursor.siblings.get(kind.name, "")) if kind else None
        names = (written.entity.name, *written.entity.aliases) if written else ()
        spans = [
            span for name in sorted(names, key=len, reverse=True) for span in find_words(text, name, True)
        ]
        return [quotation_of(text, span, True) for span in dict.fromkeys(spans)]

    def written(self, quotation: Quotation, style: str, listed: bool) -> str:
        """The words as YAML; with the line that says which of them is meant, if that must be said."""
        text = quotation.words if style == "block" else scalar(quotation.words, flow=self.cursor.flow)
        if quotation.occurrence is None or listed or "occurrence" in self.cursor.siblings or style == "block":
            return text
        between = ", " if self.cursor.flow else line_end(self.desk.document.text) + " " * self.cursor.column
        return f"{text}{between}occurrence: {quotation.occurrence}"

    def in_note(self) -> Completion | None:
        """The targets of a link that is being written in a note."""
        if not ({"note", "summary"} & set(self.path[-1:])) or "](" not in self.typed:
            return None
        link = self.typed.rpartition("](")[2]
        if ")" in link or " " in link:
            return None
        start = self.cursor.typed.end - len(link)
        inner = replace(self, typed=link)
        choices = [
            replace(one, label=f"#{one.label}", text=f"#{one.text}") if "#" not in one.text else one
            for one in inner.labels(statements_only=False)
        ]
        choices += [
            replace(one, label=f"entity:{one.label}", text=f"entity:{one.text}") for one in self.entities()
        ]
        choices += [replace(one, label=f"#{one.label}", text=f"#{one.text}") for one in self.passages()]
        fitting = tuple(inner.fitting(choices))[:MOST]
        return Completion(fitting, Span(start, self.cursor.typed.end))


def choices_of(form: type[Form], field: str) -> tuple[str, ...]:
    """The words that a field takes, where it takes none but certain ones."""
    found = form.model_fields.get(field)
    if found is None:
        return ()
    return tuple(_words_in(found.annotation))


def _words_in(annotation: object) -> Iterator[str]:
    """The words of every `Literal` in an annotation."""
    for one in get_args(annotation):
        if isinstance(one, str):
            yield one
        else:
            yield from _words_in(one)


_STATEMENT_FORMS: tuple[type[Form], ...] = (StatementForm, *STATEMENT_FORMS.values())
_STATEMENT = frozenset(name for form in _STATEMENT_FORMS for name in form.model_fields)


def _label_form(kind: Kind | None) -> type[LabelForm]:
    if kind is None:
        return LabelForm
    return STATEMENT_FORMS.get(kind.name, StatementForm) if kind.base == "statement" else MentionForm


def _rank(word: str, typed: str) -> int:
    """0: it begins so; 1: a word of it does; 2: it holds that; 3: it does not."""
    if not typed or word.startswith(typed):
        return 0
    at = word.find(typed)
    if at < 0:
        return 3
    return 1 if not word[at - 1].isalnum() else 2


def _unquoted(typed: str) -> tuple[str, str]:
    """(the words typed, without the quotation mark before them; the style it makes)."""
    if typed.startswith('"'):
        return typed[1:].rstrip('"').replace('\\"', '"').replace("\\\\", "\\"), "double"
    if typed.startswith("'"):
        return typed[1:].rstrip("'").replace("''", "'"), "single"
    return typed, "plain"


def shortened(text: str, longest: int = FIRST_WORDS) -> str:
    words = " ".join(text.split())
    return words if len(words) <= longest else words[: longest - 1].rstrip() + "…"
