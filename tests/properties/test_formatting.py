"""Whatever a file looks like, its canonical form says the same, and each comment stands where it stood."""

import re
from typing import Any

from hypothesis import example, given
from hypothesis import strategies as st

from briefkit import yamltree
from briefkit.brief import KINDS
from briefkit.formatting import LABEL_FIELDS, NotFormatted, formatted
from briefkit.spans import LINE_END, Document

FIELDS = [*LABEL_FIELDS[:12], "unknown", "other"]
VALUES = ["plain", "quoted", "flow", "folded", "literal", "kept", "list", "long", "below"]
SAID = re.compile(r"# (?:above|behind) .*|# the .*")
PIECES = [
    *["a", "b c", "claim: x\n", "labels:\n", "p1:", "p2: []\n", "2016", "\u2028", "- ", "- - ", "# c\n"],
    *["  # d\n", ": ", "|\n", ">-\n", "|+\n", '"', "'", "[", "]", "{", "}", ", ", "\n", "\n\n", "\n  "],
    *["\n    ", "\n- ", "\n  - ", "\r\n", "\r", " ", "\t", "\n---\n", "...\n", "\n\n  ", "- claim: x\n"],
]


@st.composite
def values(draw, token, column):
    """(what stands behind the key's colon, further lines) of a value that holds the token."""
    further = " " * (column + draw(st.integers(1, 4)))
    match draw(
        st.sampled_from(["plain", "quoted", "flow", "folded", "literal", "kept", "list", "long", "below"])
    ):
        case "plain":
            return f" {token}", []
        case "quoted":
            return f'   "{token}: # no comment"', []
        case "flow":
            return f" [ {token},b ,c]", []
        case "folded":
            return " >-", [f"{further}{token}", "", f"{further}  deeper", f"{further}back"]
        case "literal":
            return " |", [f"{further}{token}", f"{further} # no comment"]
        case "kept":
            return " |+", [f"{further}{token}", ""]
        case "list":
            return "", [f"{further}- {token}", f"{further}-   b", f"{further}- 'c'"]
        case "long":
            return f" {token}", [f"{further}goes on", "", f"{further} and on"]
    return "", [f"{further}{token}"]


@st.composite
def sidecars(draw):
    """A sidecar in disorder. `# above t` stands above what holds t, `# behind t` on its line."""
    lines, count = ["# the file", ""], 0
    passage_at = draw(st.integers(1, 4))
    dash_at = passage_at + draw(st.integers(0, 4))
    blanks = st.lists(st.just(""), max_size=2)
    lines += draw(st.permutations(["seed: {file: a.txt}", "briefkit: 1", "about: {title: a,date: b}"]))
    lines.append("labels:")
    for passage in draw(st.lists(st.integers(1, 12), unique=True, min_size=1, max_size=4)):
        lines += draw(blanks)
        label_count = draw(st.integers(0, 3))
        lines += [" " * passage_at + f"# above p{passage}"] if draw(st.booleans()) else []
        lines.append(" " * passage_at + f"p{passage}:" + ("" if label_count else " []"))
        for _ in range(label_count):
            count += 1
            lines += draw(blanks)
            lines += [" " * dash_at + f"# above L{count}"] if draw(st.booleans()) else []
            column = dash_at + draw(st.integers(2, 4))
            keys = [*draw(st.lists(st.sampled_from(FIELDS), unique=True, max_size=5)), "claim"]
            for number, key in enumerate(draw(st.permutations(keys))):
                token = f"L{count}F{number}"
                behind, further = draw(values(token, column))
                if number and draw(st.booleans()):
                    lines.append(" " * column + f"# above {token}")
                lead = " " * dash_at + "-" + " " * (column - dash_at - 1) if not number else " " * column
                is_line = not further and draw(st.booleans())
                lines.append(f"{lead}{key}:{behind}" + (f"  # behind {token}" if is_line else ""))
                lines += further
    lines += draw(st.sampled_from([[], ["# the end"], ["", "# the end", ""]]))
    return draw(st.sampled_from(["\n", "\r\n", "\r"])).join(lines)


def form(text):
    return formatted(Document("brief/sea.yaml", text), tuple(KINDS))


def whole(text):
    """The last line gets its line end."""
    return (
        text
        if text.endswith(("\n", "\r"))
        else text + (found[0] if (found := LINE_END.search(text)) else "\n")
    )


def plain(text) -> Any:
    root, findings = yamltree.parse(Document("brief/sea.yaml", text))
    assert findings == []
    assert root is not None
    return yamltree.plain(root)


@given(sidecars())
def test_a_file_in_canonical_form_says_what_it_said(text):
    after = form(text)
    assert plain(after) == plain(whole(text))
    assert form(after) == after


@given(sidecars())
def test_every_comment_stands_where_it_stood(text):
    after = LINE_END.split(form(text))
    assert sorted(SAID.findall("\n".join(after))) == sorted(SAID.findall("\n".join(LINE_END.split(text))))
    for number, line in enumerate(after):
        if found := re.search(r"# behind (\w+)", line):
            assert f"{found[1]}" in line[: found.start()]
        elif found := re.search(r"# above (\w+)", line):
            below = next(one for one in range(number, len(after)) if not re.match(r"\s*(#|$)", after[one]))
            assert re.search(rf"\b{found[1]}(?!\d)", " ".join(after[below : below + 3]))


@given(sidecars())
def test_passages_and_fields_are_in_order(text):
    labels = plain(form(text))["labels"]
    assert list(labels) == sorted(labels, key=lambda passage: int(passage[1:]))
    for label in (label for of_passage in labels.values() for label in of_passage):
        known = [key for key in label if key in LABEL_FIELDS]
        assert next(iter(label)) == "claim"
        assert known == sorted(known, key=LABEL_FIELDS.index)


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
@example("---\nbriefkit: 1\n")
@example("a: 1\n...\n")
@example("labels:\n  p1:\n  - - a\n")
@example("claim: x\n\n  \u2028")
@example("claim: x\u00a0\nnote: \u2028\n")
def test_any_file_is_formatted_or_left(text):
    """What is left without a finding is a list of lists, which the format has nowhere, or a document mark."""
    root, findings = yamltree.parse(Document("brief/sea.yaml", whole(text)))
    try:
        after = form(text)
    except NotFormatted as left:
        odd = re.search(r"- *-|---|\.\.\.", text)
        if (left.finding is None or findings == []) and not odd:
            raise
        return
    assert root is not None
    assert plain(after) == yamltree.plain(root)
    assert form(after) == after
