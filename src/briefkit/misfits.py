"""A form's mistakes become diagnostics, each at the value it is about.

`fit` is the door between YAML and values: it takes a mapping of the tree and a form, and
gives the filled form or what is wrong with it, all at once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from typing import Any, TypeVar

from pydantic import TypeAdapter, ValidationError

from briefkit import edits, mends
from briefkit.diagnostics import Diagnostic, Edit, Fix, Rule, Severity
from briefkit.names import BAD_NAME
from briefkit.nearest import nearest
from briefkit.schema import STATEMENT_FORMS, EntityForm, Form, OutcomeForm, PlaceForm, StatementForm
from briefkit.spans import Document, Span
from briefkit.yamltree import Broken, Mapping, Node, Scalar, plain
from briefkit.yamltree import Sequence as YamlSequence

UNKNOWN_KEY = Rule(
    "BK120",
    "unknown-key",
    Severity.ERROR,
    "A key that briefkit does not know is most often one misspelt, and what stands behind it would be lost.",
)
MISSING_KEY = Rule(
    "BK121", "missing-key", Severity.ERROR, "Without this key the file does not say what it is about."
)
WRONG_SHAPE = Rule(
    "BK122",
    "wrong-shape",
    Severity.ERROR,
    "Text, list and mapping are different things: a list where a text belongs, or the other way round, "
    "is most often a slip of punctuation.",
)
WRONG_VALUE = Rule(
    "BK123",
    "wrong-value",
    Severity.ERROR,
    "The value is none that this key can have, so nothing that reads it could rely on it.",
)
EMPTY_VALUE = Rule(
    "BK125",
    "empty-value",
    Severity.ERROR,
    "A key without a value says nothing; most often the value was forgotten or stands on another line.",
)
RULES_BY_NAME = {rule.name: rule for rule in (WRONG_VALUE, BAD_NAME, EMPTY_VALUE)}

F = TypeVar("F", bound=Form)
LISTS_OF_WORDS = ("quote", "indicators")  # written one to a line: in brackets they would be cut at commas
NESTED: dict[str, type[Form]] = {"outcome": OutcomeForm}
TWO_NUMBERS = "two numbers, latitude and longitude"
SHAPES = {
    "string_type": "text",
    "tuple_type": "a list",
    "list_type": "a list",
    "dict_type": "a mapping",
    "model_type": "a mapping",
    "model_attributes_type": "a mapping",
    "bool_type": "`true` or `false`",
    "float_type": "a number",
    "int_type": "a number",
}


def fit(
    form: type[F], node: Mapping, document: Document, *, without: Iterable[str] = (), lenient: bool = False
) -> tuple[F | None, list[Diagnostic]]:
    """The form filled from a mapping, or the findings; what was reported already is not reported again.

    A lenient door leaves out the keys with a fault and tries once more, so that one bad key
    of a long mapping costs only itself. `without` names keys that are read elsewhere.
    """
    values, whole = _values(node, set(without))
    try:
        filled = form.model_validate(values)
    except ValidationError as error:
        mistakes = error.errors(include_url=False)
        findings = [
            finding
            for mistake in mistakes
            if not _only_misspelt(mistake, mistakes)
            and (finding := misfit(document, node, mistake["loc"], mistake, form)) is not None
        ]
        if lenient and (sound := _sound(values, [mistake["loc"] for mistake in mistakes])) is not None:
            return fit_values(form, sound), findings
        return None, findings
    return (filled if whole or lenient else None), []


def _only_misspelt(mistake: Any, mistakes: Sequence[Any]) -> bool:
    """Whether a missing key stands there under a name near to its own, which is reported."""
    strange = [str(other["loc"][-1]) for other in mistakes if other["type"] == "extra_forbidden"]
    return mistake["type"] == "missing" and any(nearest(one, [str(mistake["loc"][-1])]) for one in strange)


def fit_values(form: type[F], values: dict[str, Any]) -> F | None:
    try:
        return form.model_validate(values)
    except ValidationError:
        return None


def fit_value(type_: Any, node: Node, document: Document, key: str) -> tuple[Any, list[Diagnostic]]:
    """One value of a mapping that has no form of its own, such as `publish`, read as the type."""
    if has_broken(node):
        return None, []
    try:
        return _adapter(type_).validate_python(plain(node)), []
    except ValidationError as error:
        root = Mapping(((Scalar(key, node.span, "plain"), node),), node.span, False)
        mistakes = error.errors(include_url=False)
        found = [misfit(document, root, (key, *mistake["loc"]), mistake) for mistake in mistakes]
        return None, [finding for finding in found if finding]


@cache
def _adapter(type_: Any) -> TypeAdapter[Any]:
    return TypeAdapter(type_)


def has_broken(node: Node) -> bool:
    """Whether any part of it could not be read."""
    match node:
        case Broken():
            return True
        case Mapping(entries=entries):
            return any(has_broken(value) for _, value in entries)
        case YamlSequence(items=items):
            return any(map(has_broken, items))
    return False


def misfit(
    document: Document, node: Mapping, loc: Sequence[int | str], mistake: Any, form: type[Form] | None = None
) -> Diagnostic | None:
    """pydantic's mistake as a finding at the node it is about; None where the node was reported already."""
    place, key = _walk(node, loc)
    if isinstance(place, Broken):
        return None
    name = next((str(step) for step in reversed(loc) if isinstance(step, str)), "")
    match mistake["type"]:
        case "missing" if isinstance(loc[-1], int):  # a pair with one number
            return _wrong_shape(document, place, name, TWO_NUMBERS)
        case "missing":
            opening = (
                Span(place.span.start, place.entries[0][0].span.end)
                if isinstance(place, Mapping) and place.entries
                else place.span
            )
            return Diagnostic.at(
                document, opening, MISSING_KEY, f"`{loc[-1]}` is missing", f"add `{loc[-1]}: …`"
            )
        case "extra_forbidden":
            return _unknown_key(document, key or place, str(loc[-1]), form, loc, _walk(node, loc[:-1])[0])
        case "literal_error":
            return _not_one_of(document, place, name, mistake)
        case "briefkit":
            return _in_our_words(document, place, key if loc[-1] == "[key]" else None, name, mistake["ctx"])
        case kind if kind in SHAPES or kind in ("too_short", "too_long"):
            return _wrong_shape(document, place, name, SHAPES.get(kind, TWO_NUMBERS))
        case _:
            return Diagnostic.at(document, place.span, WRONG_VALUE, f"`{name}`: {mistake['msg']}")


def unknown_key(
    document: Document, key: Scalar, known: Iterable[str], where: str, mapping: Mapping
) -> Diagnostic:
    close = nearest(key.text, known)
    help = f"write `{close}`" if close else f"{where} may have: {', '.join(sorted(known))}"
    fix = mends.rename_key(mapping, key, close) if close else None
    return Diagnostic.at(document, key.span, UNKNOWN_KEY, f"{where} has no key `{key.text}`", help, fix=fix)


def wrong_shape(
    document: Document, node: Node, name: str, wanted: str, help: str | None = None
) -> Diagnostic | None:
    """None where the node was reported already."""
    return None if isinstance(node, Broken) else _wrong_shape(document, node, name, wanted, help)


def _values(node: Mapping, without: set[str]) -> tuple[dict[str, Any], bool]:
    """The mapping's values as plain Python less those that could not be read, and whether none was lost."""
    readable = {
        key.text: value for key, value in node.entries if key.text not in without and not has_broken(value)
    }
    whole = sum(key.text not in without for key, _ in node.entries) == len(readable)
    return {key: plain(value) for key, value in readable.items()}, whole


def _sound(values: dict[str, Any], places: list[tuple[int | str, ...]]) -> dict[str, Any] | None:
    faulty = {place[0] for place in places if place}
    return {key: value for key, value in values.items() if key not in faulty}


def _walk(node: Node, loc: Sequence[int | str]) -> tuple[Node, Scalar | None]:
    """The node that a location leads to, and its key; a step that has no node of its own is skipped."""
    key = None
    for step in loc:
        if isinstance(node, Mapping) and isinstance(step, str) and (inner := node.get(step)) is not None:
            key, node = node.key(step), inner
        elif isinstance(node, YamlSequence) and isinstance(step, int) and step < len(node.items):
            node, key = node.items[step], None
    return node, key


def _in_our_words(document: Document, place: Node, key: Scalar | None, name: str, said: Any) -> Diagnostic:
    """A mistake that our own readers found, in a value or in a key."""
    at: Node = key or place
    wanted = said["write"]
    fix = mends.write(at.span, at.text, wanted) if wanted and isinstance(at, Scalar) and at.span else None
    message = said["message"] if key else _about(name, said["message"])
    return Diagnostic.at(
        document, at.span, RULES_BY_NAME[said["rule"]], message, said["help"] or None, fix=fix
    )


def _about(name: str, message: str) -> str:
    return f"`{name}`: {message}" if name else message


def _unknown_key(
    document: Document,
    key: Node,
    name: str,
    form: type[Form] | None,
    loc: Sequence[int | str],
    mapping: Node,
) -> Diagnostic:
    fix = None
    known = list(form.model_fields) if form and len(loc) == 1 else []
    homes = [kind for kind, other in STATEMENT_FORMS.items() if name in other.model_fields]
    if len(loc) > 1 and loc[0] in NESTED:
        known = list(NESTED[str(loc[0])].model_fields)
    if len(loc) > 1:
        homes = []
    if form and issubclass(form, EntityForm) and name in PlaceForm.model_fields:
        message, help = (
            f"`{name}` is a field of places",
            "take it away, or give the place an entity of its own",
        )
    elif form and issubclass(form, StatementForm) and homes:
        message, help = (
            f"`{name}` does not go with this kind of label",
            f"it is a field of: {', '.join(homes)}",
        )
    elif close := nearest(name, known):
        message, help = f"there is no key `{name}` here", f"write `{close}`"
        fix = mends.rename_key(mapping, key, close) if isinstance(key, Scalar) else None
    else:
        message = f"there is no key `{name}` here"
        help = f"the keys are: {', '.join(known)}" if known else "take it away"
    return Diagnostic.at(document, key.span, UNKNOWN_KEY, message, help, fix=fix)


def _not_one_of(document: Document, place: Node, name: str, mistake: Any) -> Diagnostic:
    given = place.text if isinstance(place, Scalar) else ""
    expected = str(mistake["ctx"]["expected"]).replace("'", "").replace(" or ", ", ")
    words = [word.strip() for word in expected.split(",")]
    close = nearest(given, words)
    help = f"write `{close}`" if close else f"write one of: {', '.join(words)}"
    if not given:
        return Diagnostic.at(document, place.span, EMPTY_VALUE, f"`{name}`: the value is empty", help)
    fix = mends.write(place.span, given, close) if close else None
    return Diagnostic.at(document, place.span, WRONG_VALUE, f"`{name}` cannot be `{given}`", help, fix=fix)


def _wrong_shape(
    document: Document, place: Node, name: str, wanted: str, help: str | None = None
) -> Diagnostic:
    if isinstance(place, Scalar) and not place.text:
        return Diagnostic.at(
            document,
            place.span,
            EMPTY_VALUE,
            f"`{name}`: the value is empty",
            "write the value, or take the key away",
        )
    given = {Scalar: "text", Mapping: "a mapping", YamlSequence: "a list"}[type(place)]
    fix = None
    if help is None and wanted == "a list":
        bare = isinstance(place, Scalar) and name not in LISTS_OF_WORDS and len(place.text) < 40
        help = (
            f"write `{name}: [{place.text}]`"
            if bare and isinstance(place, Scalar)
            else "write one to a line behind `- `"
        )
        fix = _in_brackets(document, place) if bare else None
    elif help is None and wanted == "a mapping":
        help = "write `key: value` lines under it, further to the right"
    elif help is None and wanted == "text" and isinstance(place, YamlSequence) and len(place.items) == 1:
        help = "write it without the brackets or the dash"
        fix = _without_list(place)
    elif help is None and wanted == "text":
        help = "put the words in quotation marks"
    elif help is None and wanted == TWO_NUMBERS and isinstance(place, YamlSequence):
        help = f"it has {len(place.items)}; decimals have a point: [43.70, 7.27]"
    message = f"`{name}` takes {wanted}, not {given}"
    return Diagnostic.at(document, place.span, WRONG_SHAPE, message, help, fix=fix)


def _in_brackets(document: Document, place: Node) -> Fix | None:
    """A word as a list of one; safe, for a word alone can be no other list."""
    if not isinstance(place, Scalar) or place.style in ("literal", "folded"):
        return None
    if place.style == "plain" and any(sign in place.text for sign in ",[]{}"):  # several, or their signs
        return None
    return Fix("Put it in brackets", (Edit(place.span, f"[{place.span.of(document.text)}]"),), safe=True)


def _without_list(place: YamlSequence) -> Fix | None:
    """The one item of a list in its place."""
    item = place.items[0]
    if not isinstance(item, Scalar) or "\n" in item.text or not place.flow:
        return None
    return Fix("Write it without the brackets", (Edit(place.span, edits.scalar(item.text)),), safe=False)
