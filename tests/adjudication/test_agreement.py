"""The figures of agreement are those of the textbooks, and say what they are not."""

from __future__ import annotations

import json

import pytest
from tests.archives import brief

from briefkit.adjudication.agreement import NothingToCompare, agreement, as_json, as_markdown, as_text

PASSAGES = 12
SEED = "\n\n".join(f"The sea rises in year {number}. Harbours flood." for number in range(PASSAGES)) + "\n"
KINDS = ("claim", "trend", "place")


def reading(passages, kind="claim", quote="The sea rises"):
    labels = "".join(
        f"p{number}:\n  - {kind}: It is so {number}\n    quote: {quote}\n" for number in passages
    )
    return brief(labels or "{}\n", seed=SEED)


def of(**readings):
    return agreement({"sea": readings}, KINDS)


def alpha_by_hand(first, second):
    """Krippendorff's alpha of two readers and nominal values, by its definition."""
    pairs = [(number in first, number in second) for number in range(1, PASSAGES + 1)]
    values = [value for pair in pairs for value in pair]
    ones, all_ = sum(values), len(values)
    observed = sum(2 for a, b in pairs if a != b) / all_
    expected = 2 * ones * (all_ - ones) / (all_ * (all_ - 1))
    return 1 - observed / expected


@pytest.mark.parametrize(
    ("first", "second"),
    [({1, 2, 3}, {1, 2, 3}), ({1, 2, 3, 4}, {3, 4, 5}), ({1, 2}, {3, 4, 5, 6}), ({1}, set())],
)
def test_alpha_is_krippendorffs_over_passages(first, second):
    [found] = of(x=reading(sorted(first)), y=reading(sorted(second))).kinds
    assert found.alpha == pytest.approx(alpha_by_hand(first, second))


def test_alpha_is_not_told_where_nobody_differs_from_anybody_anywhere():
    everywhere = reading(range(1, PASSAGES + 1))
    [found] = of(x=everywhere, y=everywhere).kinds
    assert (found.alpha, found.exact, found.overlap) == (None, 1.0, 1.0)
    assert list(as_text(of(x=everywhere, y=everywhere)))[1] == "claim  12  12  –          1.00        1.00"


def test_f1_counts_labels_that_are_the_same_and_labels_that_overlap():
    first = reading([1, 2, 3])
    second = brief(
        "p1:\n  - claim: One\n    quote: The sea rises\n"
        "p2:\n  - claim: Two\n    quote: sea rises in\n"
        "p4:\n  - claim: Four\n    quote: Harbours flood\n",
        seed=SEED,
    )
    [found] = of(x=first, y=second).kinds
    assert found.labels == {"x": 3, "y": 3}
    assert found.exact == pytest.approx(2 / 6)
    assert found.overlap == pytest.approx(4 / 6)


def test_of_several_readers_each_pair_has_its_figures_and_a_kind_their_mean():
    found = of(x=reading([1, 2]), y=reading([1, 2]), z=reading([3]))
    assert [(one.readers, one.exact) for one in found.pairs] == [
        (("x", "y"), 1.0),
        (("x", "z"), 0),
        (("y", "z"), 0),
    ]
    assert found.kinds[0].exact == pytest.approx(1 / 3)
    assert "x and y      1.00        1.00" in list(as_text(found))


def test_readers_are_compared_on_what_they_both_read():
    ice = brief("p1:\n  - claim: One\n    quote: Ice\n", seed="Ice.\n")
    found = agreement(
        {"sea": {"x": reading([1]), "y": reading([1])}, "ice": {"y": ice, "z": ice}, "tide": {"x": ice}},
        KINDS,
    )
    assert [one.readers for one in found.pairs] == [("x", "y"), ("y", "z")]
    assert found.briefs == ("sea", "ice")
    assert found.disagreements == ()


def test_one_reading_is_nothing_to_compare():
    with pytest.raises(NothingToCompare, match="no brief has two readings"):
        of(x=reading([1]))


def test_disagreements_stand_by_passage_with_who_labelled_what():
    found = of(x=reading([1, 2]), y=reading([1], quote="sea rises"))
    assert [(one.passage, dict(one.said)) for one in found.disagreements] == [
        ("p1", {"x": ("“The sea rises”",), "y": ("“sea rises”",)}),
        ("p2", {"x": ("“The sea rises”",), "y": ()}),
    ]
    text = list(as_text(found))
    assert text[-3:] == ["sea#p2  claim", "  x  “The sea rises”", "  y  –"]
    assert list(as_markdown(found))[-1] == "| sea\\#p2 | claim | “The sea rises” | – |"


def test_mentions_and_whole_passages_are_named():
    entities = {"brief/entities.yaml": "port: {place: Port}\n"}
    first = brief("p1:\n  - place: port\n    quote: Harbours\n  - claim: All\n", seed=SEED, **entities)
    second = brief("p1: []\n", seed=SEED)
    assert [one.said["x"] for one in of(x=first, y=second).disagreements] == [
        ("port “Harbours”",),
        ("the whole passage",),
    ]


def test_it_says_that_alpha_is_not_unitized_and_when_there_is_too_little():
    found = of(x=reading([1, 2]), y=reading([1]))
    for lines in (list(as_text(found)), list(as_markdown(found))):
        text = "\n".join(lines)
        assert "It is not unitized alpha" in text
        assert "12 passages are too few for alpha to say much" in text
    value = json.loads(as_json(found))
    assert value["too_few_passages"] is True
    assert value["alpha"] == "nominal, by passage and kind; not unitized"
    assert value["kinds"][0]["labels"] == {"x": 2, "y": 1}
    assert value["disagreements"] == [
        {"brief": "sea", "passage": "p2", "kind": "claim", "said": {"x": ["“The sea rises”"], "y": []}}
    ]


def test_with_enough_passages_nothing_is_said_of_that():
    seed = "\n\n".join("The sea rises." for _ in range(25)) + "\n"
    one = brief("p1:\n  - claim: One\n", seed=seed)
    assert "too few" not in "\n".join(as_text(agreement({"sea": {"x": one, "y": one}}, KINDS)))
