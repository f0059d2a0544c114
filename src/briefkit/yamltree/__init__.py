"""YAML text becomes plain values, with the span of every key and value.

Strict and typeless: each scalar stays the text that YAML reads, and what could mean two things
is refused. The tree is built in one pass over libyaml's events. Nothing is composed or loaded,
so no alias or merge key is ever followed.

libyaml stops at the first thing that it cannot read. So that one wrong line hides no other, the
fault is named for what the writer most likely meant, and a patch takes its place in the text
that libyaml is given next: filler for a value, other white space before a key. What had to be
guessed at comes out as `Broken`. Behind the values (`nodes`) and the rules (`faults`) stand

- `reader`, which builds the tree and refuses what YAML allows and the format does not;
- `page`, which keeps the patches and leads every place back to the text as it was written;
- `diagnosis`, which says what is wrong where libyaml stopped (`scene`), and what lets it read on;
  `indentation`, `keys`, `lines` and `mending` are what it knows of YAML as people write it;
- `unnoticed`, which finds what YAML takes without a word and the writer did not mean.

Inside, a fault counts its spans in the text that libyaml was given.
"""

from __future__ import annotations

import yaml

from briefkit.diagnostics import Diagnostic
from briefkit.spans import Document, Span
from briefkit.yamltree.faults import NOT_A_MAPPING, UNREADABLE, Fault
from briefkit.yamltree.lines import BLANK, line_at
from briefkit.yamltree.nodes import Broken, Mapping, Node, Scalar, Sequence, plain
from briefkit.yamltree.page import Page
from briefkit.yamltree.reader import Reader
from briefkit.yamltree.unnoticed import unnoticed

__all__ = ["Broken", "Mapping", "Node", "Scalar", "Sequence", "parse", "plain"]

ROUNDS = 300  # faults that libyaml is led past; each means reading from the start again
FEWEST = 10  # of them in any file
ENOUGH = 5_000_000  # characters read so; where a file is very long, its faults come in portions


def parse(document: Document) -> tuple[Node | None, list[Diagnostic]]:
    """The tree of a YAML file, and what is wrong with it in order of place.

    None where the top is not a mapping. Nothing that stands in the text makes it raise.
    """
    if not yaml.__with_libyaml__:
        raise RuntimeError("briefkit reads YAML with libyaml, and this PyYAML was built without it")
    page = Page(document)
    root, faults = _read(page)
    for fault in faults:
        page.report(fault)
    for span in (span for fault in faults for span in fault.lost):
        page.lose(page.span(span))
    tree = None if root is None else page.placed(root)
    return tree, sorted(page.findings, key=lambda finding: finding.order)


def _read(page: Page) -> tuple[Node | None, list[Fault]]:
    """The tree and its faults, once those that stop libyaml are reported and patched."""
    rounds = read = 0
    while True:
        reader = Reader(page.text)
        try:
            root = reader.root()
        except yaml.MarkedYAMLError as error:
            fault = _diagnosed(reader, error)
            if rounds == ROUNDS or (rounds >= FEWEST and read > ENOUGH):
                return Broken(Span(0, len(page.text))), [_reading_stopped(fault, rounds)]
            page.mend(fault)
            rounds += 1
            read += error.problem_mark.index if error.problem_mark else len(page.text)
        else:
            break
    if isinstance(root, Mapping):
        return root, reader.faults + unnoticed(page.text, root)
    if root is None and page.edits:  # what there was is reported
        return None, reader.faults
    return None, [*reader.faults, _not_a_mapping(page.text, root)]


def _diagnosed(reader: Reader, error: yaml.MarkedYAMLError) -> Fault:
    from briefkit.yamltree.diagnosis import diagnose  # imported where something is wrong
    from briefkit.yamltree.scene import Scene

    return diagnose(Scene.of(reader, error))


def _not_a_mapping(text: str, root: Node | None) -> Fault:
    help = "write keys with values, such as `title: The sea`"
    if root is None:
        empty = not text.strip(BLANK)
        message = "the file is empty" if empty else "the file holds nothing but comments"
        return Fault(NOT_A_MAPPING, Span(0, 0), message, help)
    kind = "a list" if isinstance(root, Sequence) else "one piece of text"
    span = Span(root.span.start, min(root.span.end, line_at(text, root.span.start).end))
    return Fault(NOT_A_MAPPING, span, f"the file is {kind}, not keys with values", help)


def _reading_stopped(fault: Fault, rounds: int) -> Fault:
    message = f"reading stopped here, behind {rounds} faults"
    return Fault(UNREADABLE, fault.span, message, "mend the lines above; then all that follow are read")
