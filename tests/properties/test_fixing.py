"""Whatever a sidecar looks like, fixes end, lose nothing, and have nothing left to do."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st
from tests.archives import SEA, archive, sidecar

from briefkit import yamltree
from briefkit.files import Memory
from briefkit.fixing import mend
from briefkit.spans import Document

LABELS = """\
p1:
  - claim: The sea rises: it does
    Quote: The sea rises
    id: Rising
    # a comment
    confidense: low
  - place: delmoth
    quote: [Delmouth]
  - trend: 'tis rising
    quote: "The sea is likely
    hedge: likely
    likelihood: Likley
    supports: rising
P2:
  - actor: port-ofice  # another
    quote: Port Office
\t- claim: "Harbours" flood
    quote: *Harbours*
    allow: {BK401: why, BK999: why}
    when: July 2016
    note: See [it](#risin) and #2
"""
ENTITIES = "delmouth: {place: Delmouth, type: City}\nport-office: {actor: Port Office, part_off: delmouth}\n"
LINES = LABELS.splitlines(keepends=True)
PIECES = [
    *["'", '"', ": ", " #2", "[", "]", "{", "}", ",", "\t", "\n", "\r", "- ", "*", "&", "!", "|", "%", "\\"],
    *["  ", "é", "\x00", "😀", "\ufeff", "\u2028"],
]


@st.composite
def broken_labels(draw):
    """Lines in disorder, some with something in them that does not belong there."""
    lines = draw(st.lists(st.sampled_from(LINES), min_size=3, max_size=24))
    for _ in range(draw(st.integers(0, 3))):
        number = draw(st.integers(0, len(lines) - 1))
        at = draw(st.integers(0, len(lines[number])))
        lines[number] = lines[number][:at] + draw(st.sampled_from(PIECES)) + lines[number][at:]
    return "".join(lines)


def files(labels):
    text = sidecar("", seed=SEA) + "".join(f"  {line}" for line in labels.splitlines(keepends=True))
    return archive() | {"brief/sea.yaml": text.encode(), "brief/entities.yaml": ENTITIES.encode()}


def mended(given, *, unsafe):
    done = mend(Memory(given), unsafe=unsafe)
    return {**given, **{one.path: (one.after or "").encode() for one in done.changes}}, done


@given(broken_labels(), st.booleans())
@settings(max_examples=150)
def test_a_second_run_does_nothing(labels, unsafe):
    once, _ = mended(files(labels), unsafe=unsafe)
    twice, done = mended(once, unsafe=unsafe)
    assert twice == once
    assert done.fixed == 0


@given(broken_labels(), st.booleans())
@settings(max_examples=150)
@example('    quote: "The sea is likely\n    Quote: The sea rises\n    quote: *Harbours*\n', False)
def test_no_word_of_the_editors_is_lost(labels, unsafe):
    """Words may be spelt otherwise, where that is asked for; without it each stays, though not said twice."""
    before = files(labels)
    after, _ = mended(before, unsafe=unsafe)
    assert after["seeds/sea.txt"] == before["seeds/sea.txt"]
    comments = re.compile(rb"# (?:a comment|another)")
    for path in ("brief/sea.yaml", "brief/entities.yaml"):
        assert comments.findall(after[path]) == comments.findall(before[path])
        if not unsafe:
            assert words(after[path]) == words(before[path])


def words(data):
    return set(re.findall(r"[^\W_]+", data.decode().casefold()))


@given(broken_labels())
@settings(max_examples=100)
def test_no_label_goes_that_was_read_before(labels):
    before = files(labels)
    after, _ = mended(before, unsafe=False)
    assert count(after) >= count(before)


def count(given):
    """How many labels there are, to someone who reads YAML alone."""
    root, _ = yamltree.parse(Document("brief/sea.yaml", given["brief/sea.yaml"].decode()))
    labels = root.get("labels") if isinstance(root, yamltree.Mapping) else None
    passages = labels.entries if isinstance(labels, yamltree.Mapping) else ()
    return sum(len(items.items) for _, items in passages if isinstance(items, yamltree.Sequence))
