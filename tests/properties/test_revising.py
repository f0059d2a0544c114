"""However a text is revised, no label is lost, and none is taken for settled that is not."""

from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.archives import findings, look, sha256

from briefkit.adding import Incoming
from briefkit.files import Memory
from briefkit.revising import Revision, revise
from briefkit.word_diff import TYPOGRAPHY

Files = dict[str, bytes]
WORDS = ("the", "sea", "rises", "not", "34", "43", "port", "Delmouth", "floods", "it’s", "will")
EDITS = ("new", "drop", "swap", "put", "take", "change", "join", "typed", "again")


@st.composite
def revisions(draw: st.DrawFn) -> tuple[Files, str]:
    """(an archive whose brief is sound, the revised text)."""
    words = st.sampled_from(WORDS)
    passages = draw(st.lists(st.lists(words, min_size=1, max_size=12), min_size=1, max_size=5))
    lines = ["# labels", "labels:"]
    for number, passage in enumerate(passages, 1):
        lines += [f"  # on p{number}", f"  p{number}:"]
        for _ in range(draw(st.integers(1, 3))):
            start = draw(st.integers(0, len(passage) - 1))
            end = draw(st.integers(start + 1, len(passage)))
            quote = passage[start:end]
            text = " ".join(passage)
            at = len(" ".join([*passage[:start], ""]))
            nth = sum(text.startswith(" ".join(quote), place) for place in range(at + 1))
            times = sum(text.startswith(" ".join(quote), place) for place in range(len(text)))
            lines += [f"    # label {len(lines)}", f"    - claim: In {len(lines)} it rises"]
            if draw(st.booleans()):
                lines += [
                    f'      quote: "{" ".join(quote)}"',
                    *([f"      occurrence: {nth}"] if times > 1 else []),
                ]
            lines += draw(st.sampled_from([[], [f"      id: x-{len(lines)}"], [f"      see: [p{number}]"]]))
    seed = "\n\n".join(map(" ".join, passages)) + "\n"
    head = [
        "briefkit: 1",
        f"seed: {{file: sea.txt, sha256: {sha256(seed)}, split: prose-1}}",
        "about: {title: Sea}",
    ]
    lines = [*head, *lines]
    line_end = draw(st.sampled_from(["\n", "\r\n"]))
    files = {"seeds/sea.txt": seed.encode(), "brief/sea.yaml": (line_end.join(lines) + line_end).encode()}
    revised = [list(passage) for passage in passages]
    for _ in range(draw(st.integers(0, 5))):
        number = draw(st.integers(0, len(revised) - 1)) if revised else 0
        passage = revised[number] if revised else []
        match draw(
            st.sampled_from(["new", "drop", "swap", "put", "take", "change", "join", "typed", "again"])
        ):
            case "new":
                revised.insert(number, draw(st.lists(words, min_size=1, max_size=8)))
            case "drop" if revised:
                del revised[number]
            case "swap" if revised:
                revised.append(revised.pop(number))
            case "put" if revised:
                passage.insert(draw(st.integers(0, len(passage))), draw(words))
            case "take" if passage:
                del passage[draw(st.integers(0, len(passage) - 1))]
            case "change" if passage:
                passage[draw(st.integers(0, len(passage) - 1))] = draw(words)
            case "join" if len(revised) > number + 1:
                passage += revised.pop(number + 1)
            case "typed":
                revised = [[word.replace("’", "'") for word in one] for one in revised]
            case "again" if revised:
                revised.append(list(passage))
    new = "\n\n".join(" ".join(one) for one in revised if one) + "\n\n"
    return files, new + ("" if new != seed else "end")


def revised(files: Files, text: str) -> tuple[Revision, Files]:
    found = revise(Memory(files), "sea", Incoming("sea-2.txt", text.encode()))
    after = files | {one.path: (one.after or "").encode() for one in found.rewrites}
    return found, after | {"seeds/sea-2.txt": text.encode()}


def folded(text: str) -> str:
    return " ".join(text.translate(TYPOGRAPHY).split())


@settings(max_examples=200)
@given(revisions())
def test_no_label_is_lost_and_the_settled_keep_their_words(case):
    files, text = case
    found, after = revised(files, text)
    result, briefs = look(after, drafts=True)
    _, old_briefs = look(files, drafts=True)
    old, new = old_briefs["sea"], briefs["sea-2"]
    labels: dict[str, Any] = {one.address: one for one in new.labels}
    refused = {one.address for one in new.refused}
    assert len(found.fates) == len(old.labels) == len(labels) + len(refused)
    for one in found.fates:
        assert (one.address in labels) == one.fate.settled
        if one.fate.settled:
            carried = labels[one.address]
            assert carried.body.sentence == one.said
            was = [folded(span.of(old.seed.text)) for span in one.label.anchors]
            assert [folded(span.of(new.seed.text)) for span in carried.anchors] == was
        if one.fate == "same":
            assert one.passage == one.label.passage
    waiting = [one for one in result.findings if one.path == found.sidecar and one.severity == "error"]
    assert bool(waiting) == bool(found.waiting)


@given(revisions())
def test_every_comment_and_sentence_of_the_labels_is_kept(case):
    files, text = case
    _, after = revised(files, text)
    before, now = files["brief/sea.yaml"].decode(), after["brief/sea-2.yaml"].decode()
    for line in before.split("labels:")[1].splitlines():
        if "# label" in line or "claim:" in line:
            assert now.count(line) == before.count(line)
    assert ("\r\n" in now) == ("\r\n" in before)


@given(revisions())
def test_the_old_brief_stays_and_says_that_it_is_revised(case):
    files, text = case
    _, after = revised(files, text)
    assert after["seeds/sea.txt"] == files["seeds/sea.txt"]
    assert {one.code for one in findings(after) if one.path == "brief/sea.yaml"} <= {
        one.code for one in findings(files)
    }
    assert look(after)[1]["sea"].about.status == "revised"


@given(revisions())
def test_a_text_with_other_line_breaks_alone_keeps_every_label_where_it_was(case):
    files, _ = case
    text = files["seeds/sea.txt"].decode().replace(" ", "\n").replace("\n\n", "\n \n")
    found, _ = revised(files, text.rstrip() + "\n\n\n")
    assert {one.fate for one in found.fates} == {"same"}
