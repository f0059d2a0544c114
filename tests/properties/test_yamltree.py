from itertools import chain, pairwise

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from briefkit.spans import Document
from briefkit.yamltree import Broken, Mapping, Scalar, Sequence, parse, plain

SIDECAR = """\
# The sea, read twice
briefkit: 1
seed: {file: sea.txt, sha256: 7629c7c4, split: prose-1}
about:
  title: "The sea: a view"
  date: 2016-07~
  summary: |
    The sea rises.

    It *does*.
labels:
  p1:
    - claim: The sea is rising,
        and quickly
      id: rising
      quote:
        - The sea rises
        - three millimetres a year
      leads_to: [flood, 'the end']
    - place: sea
      quote: sea  # the first
  p2:
    - trend: >-
        It goes on
        and on
      quote: "it goes on"
    - actor: ministry
      quote: Ministry
  p3: []
"""
LINES = SIDECAR.splitlines(keepends=True)
# Where a field of a label can be written: in front of a line that begins another field or the next label.
# In front of a passage's first label it stands in the way of the list, which is a fault by itself.
FIELD_STARTS = [
    number
    for number, line in enumerate(LINES)
    if number > 11 and (line[:6] == "      " or line[:6] == "    - ") and line[6] not in " -"
]
INSIDE = [number for number in FIELD_STARTS if not LINES[number - 1].startswith("  p")]

PIECES = [
    *[
        "a",
        "b c",
        "key",
        "claim",
        "p1",
        "2016",
        "é",
        "😀",
        "\u2028",
        "\x85",
        "\ufeff",
        "\x00",
        "\ud800",
        "\\",
        "\\d",
    ],
    *[
        ": ",
        ":",
        "- ",
        "-",
        "? ",
        "#",
        " #",
        "&a",
        "*a",
        "!t",
        "!!str ",
        "|\n",
        ">-\n",
        "@",
        "%",
        "`",
        "<<: ",
    ],
    *['"', "'", "[", "]", "{", "}", ", ", "“", "”"],
    *["\n", "\n", "\n  ", "\n    ", "\n- ", "\n  - ", "\r\n", "\r", " ", "\t", "\n\t", "\n---\n", "\n...\n"],
    *["a: b\n", "  c: d\n", "- claim: x\n", "'tis", '"open', "[x", "{x: y", "%YAML 1.2\n"],
]
snippets = st.lists(st.sampled_from(PIECES), max_size=30).map("".join)
texts = snippets | st.text(max_size=40)


def read(text):
    return parse(Document("brief/sea.yaml", text))


def nodes(node):
    """Every node of a tree, keys too."""
    yield node
    if isinstance(node, Mapping):
        yield from chain.from_iterable((key, *nodes(value)) for key, value in node.entries)
    elif isinstance(node, Sequence):
        yield from chain.from_iterable(map(nodes, node.items))


def check(text):
    """What holds of any text."""
    root, findings = read(text)
    if root is None or any(isinstance(node, Broken) for node in nodes(root)):
        assert findings != []
    for finding in findings:
        assert 0 <= finding.span.start <= finding.span.end <= len(text)
        assert finding.message
        assert not set("\r\n") & set(finding.message)
        assert finding.help
        for edit in finding.fix.edits if finding.fix else ():
            assert edit.span.end <= len(text)
    assert [finding.order for finding in findings] == sorted(finding.order for finding in findings)
    for node in nodes(root) if root else ():
        assert node.span.end <= len(text)
        words = node.span.of(text)
        if isinstance(node, Scalar) and node.style == "plain" and not set("\r\n") & set(words):
            assert node.text == words or findings
    return root, findings


@given(texts)
@example("a: &b [c")
@example("!t}\r%YAML 1.1\n*a!t #@")
@example("&a #\\u12'}  \n  @%YAML 1.1\n[ #?`? &a\n  claim: y")
def test_any_text_is_read_and_every_place_stands_in_it(text):
    check(text)


@given(st.integers(0, len(SIDECAR)), st.integers(0, 8), snippets)
def test_a_sidecar_with_anything_in_it_is_read(at, less, snippet):
    check(SIDECAR[:at] + snippet + SIDECAR[at + less :])


@given(st.lists(st.sampled_from(LINES), max_size=30).map("".join))
def test_a_sidecar_in_disorder_is_read(text):
    check(text)


@pytest.mark.parametrize("line_end", ["\n", "\r\n"])
def test_a_sidecar_is_read_at_every_stage_of_typing_it(line_end):
    text = SIDECAR.replace("\n", line_end)
    assert check(text)[1] == []
    for end in range(len(text)):
        check(text[:end])


@given(st.integers(0, len(SIDECAR)), st.sampled_from(["\x85", "\u2028", "\u2029"]))
def test_a_line_separator_is_a_character_like_others(at, separator):
    root, findings = read(SIDECAR[:at] + separator + SIDECAR[at:])
    other, others = read(SIDECAR[:at] + "x" + SIDECAR[at:])
    spoken = [(finding.code, finding.span) for finding in findings]
    if "x:" not in SIDECAR[:at] + "x" + SIDECAR[at:]:  # where it does not become part of a key
        assert spoken == [(finding.code, finding.span) for finding in others]
        assert [node.span for node in nodes(root)] == [node.span for node in nodes(other)]


@given(st.text("abc: \n-'", max_size=30))
def test_a_byte_order_mark_moves_every_place_by_one_and_changes_nothing_else(text):
    text = "k: v\n" + text
    root, findings = read(text)
    other, others = read("\ufeff" + text)
    assert (root and plain(root)) == (other and plain(other))
    assert [finding.message for finding in findings] == [finding.message for finding in others]
    assert [node.span.moved(1) for node in nodes(root) if root] == [
        node.span for node in nodes(other) if other
    ]


# -- sound YAML

words = st.text(
    st.characters(
        min_codepoint=32, exclude_categories=["Cc", "Cs"], exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"
    )
    | st.sampled_from("\n\t:#-?[]{},&*!|>'\"%@` "),
    max_size=30,
).filter(lambda text: not text.startswith("-"))
names = st.from_regex(r"[A-Za-z_][A-Za-z0-9_ .-]{0,10}[A-Za-z0-9]", fullmatch=True)
trees = st.recursive(
    words,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(names, inner, max_size=4),
    max_leaves=20,
)


class Dumper(yaml.SafeDumper):
    def ignore_aliases(self, data):
        return True


@given(
    st.dictionaries(names, trees, min_size=1, max_size=5),
    st.sampled_from([None, "'", '"']),
    st.sampled_from([None, True, False]),
    st.sampled_from([20, 80, 1000]),
    st.booleans(),
    st.sampled_from(["\n", "\r\n"]),
)
def test_sound_yaml_is_read_as_others_read_it(tree, style, flow, width, unicode, line_end):
    text = yaml.dump(
        tree,
        Dumper=Dumper,
        default_style=style,
        default_flow_style=flow,
        width=width,
        allow_unicode=unicode,
        line_break=line_end,
        sort_keys=False,
    )
    root, findings = check(text)
    if not any(
        finding.code in ("BK112", "BK117", "BK105") for finding in findings
    ):  # what the format refuses
        assert findings == []
        assert plain(root) == yaml.load(text, yaml.CBaseLoader)


@given(
    st.lists(st.text("ab #:-\t", max_size=8), min_size=1, max_size=6), st.sampled_from(["|", ">", "|-", ">+"])
)
def test_a_block_of_text_is_read_as_others_read_it(lines, indicator):
    text = f"a: {indicator}2\n" + "".join(f"  {line}\n" for line in lines) + "b: c\n"
    root, findings = check(text)
    if "".join(lines).strip():
        assert findings == []
        assert plain(root) == yaml.load(text, yaml.CBaseLoader)
        assert root.get("a").span.of(text) == text[3:].removesuffix("b: c\n").rstrip()


# -- one wrong line

FAULTS = [
    *[
        "      note: Western: aviation\n",
        "      note: 'tis\n",
        '      note: "open\n',
        '      note: "IS" says\n',
    ],
    *[
        "      note: 'it's'\n",
        "      note: *Probably* so\n",
        "      note: @home\n",
        "      note: %\n",
        "      note: `x`\n",
    ],
    *["      note: [sic] he said\n", "      note: [sic he said\n", "      note: {x} y\n", "      note: {x\n"],
    *[
        "      note: &c\n",
        "      note: *c\n",
        "      note: !x y\n",
        "      note: !!str y\n",
        "      note: tactic #2\n",
    ],
    *[
        "      note: {a: b, c}\n",
        "      note: {a:b}\n",
        "      note: [a: b: c]\n",
        "      note: - x\n",
        "      note: > 5\n",
    ],
    *[
        '      note: "\\d"\n',
        "      note: a\x00b\n",
        "      note: “a: b”\n",
        "      note: |\n",
        "      note: , x\n",
    ],
    *[
        "      note:x\n",
        "      just some words\n",
        "words\n",
        "      : x\n",
        "      <<: *x\n",
        "      [a]: b\n",
        "}\n",
    ],
    *[
        "       note: x\n",
        "     note: x\n",
        "    note: x\n",
        "   note: x\n",
        " note: x\n",
        "\tnote: x\n",
        "\t\t\tnote: x\n",
    ],
    *["---\n", "%YAML 1.2\n", "      @x: y\n", "      'note: x\n", '      "note: x\n', "      ? note\n"],
]


def labels(root):
    """Each label with its passage and number."""
    of_passages = root.get("labels").entries
    return {
        (passage.text, number): plain(label)
        for passage, listed in of_passages
        if isinstance(listed, Sequence)
        for number, label in enumerate(listed.items)
    }


def label_at(number):
    """The label that the field in front of a line is part of."""
    begun = [line for line in LINES[:number] if line.startswith(("  p", "    - "))]
    passage = max(place for place, line in enumerate(begun) if line.startswith("  p"))
    return begun[passage].strip().removesuffix(":"), len(begun) - passage - 2


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("number", FIELD_STARTS)
def test_one_wrong_line_is_one_finding_and_costs_no_other_label(number, fault):
    text = "".join([*LINES[:number], fault, *LINES[number:]])
    root, findings = check(text)
    assert [finding.line for finding in findings] == [number + 1]
    whole, _ = read(SIDECAR)
    mine = label_at(number)
    others = {place: label for place, label in labels(whole).items() if place != mine}
    assert {place: label for place, label in labels(root).items() if place != mine} == others


@given(
    st.lists(st.tuples(st.sampled_from(FIELD_STARTS), st.sampled_from(FAULTS[:27])), min_size=2, max_size=6)
)
def test_one_wrong_line_hides_no_other(chosen):
    faults = {number: fault.replace("note", f"note{number}") for number, fault in chosen}
    text = "".join(faults.get(number, "") + line for number, line in enumerate(LINES))
    _, findings = check(text)
    places = [number + 1 + before for before, number in enumerate(sorted(faults))]
    assert [finding.line for finding in findings] == places
    assert all(one.span.end <= other.span.start for one, other in pairwise(findings))


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("number", INSIDE)
def test_a_safe_fix_mends_what_it_is_about_and_brings_no_other_fault(number, fault):
    text = "".join([*LINES[:number], fault, *LINES[number:]])
    for finding in read(text)[1]:
        if finding.fix and finding.fix.safe:
            (edit,) = finding.fix.edits
            assert read(text[: edit.span.start] + edit.text + text[edit.span.end :])[1] == []
