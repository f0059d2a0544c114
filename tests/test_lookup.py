"""Names that mean nothing are told what would."""

import pytest

from briefkit.diagnostics import Diagnostic
from briefkit.lookup import retired_faults
from tests.archives import archive, findings

LABELS = (
    "p1:\n  - claim: One\n    id: one\n    {}\n  - claim: Two\n  - place: sea\n    quote: The sea rises\n"
)
ENTITIES = "sea: {place: Sea}\nsea-wall: {place: Wall}\nold: {place: Old}\nretired: {ocean: sea}\n"


def only(field: str, **more: str) -> Diagnostic:
    found = findings(archive(LABELS.format(field), **{"brief/entities.yaml": ENTITIES, **more}))
    [finding] = [one for one in found if one.code not in ("BK305", "BK403")]
    return finding


@pytest.mark.parametrize(
    ("field", "code", "help"),
    [
        (
            "supports: [p1-claim-2]",
            "BK210",
            "that is a derived address, which moves: give the label an `id` and name that",
        ),
        ("supports: [p1-place-sea-1]", "BK210", "that is a mention: only statements can be linked or judged"),
        ("supports: [p2]", "BK210", "that is a passage: name a statement, or list it in `see`"),
        (
            "supports: [harbour/plan]",
            "BK210",
            "a brief is linked by one of its statements: write `harbour/plan#` and the statement's id",
        ),
        ("supports: [zzz]", "BK210", "give the label meant an `id`, and name that"),
        ("supports: ['#one']", "BK210", "write `one`"),
        ("revises: one", "BK213", "write `slug#one` with the slug of the earlier brief"),
        ("see: [P2]", "BK201", "write `p2`"),
        ("see: [9]", "BK201", "the passages are p1 to p2"),
        (
            "see: [one]",
            "BK201",
            "that is a label; passages are p1, p2 and so on, and `supports` and its like link labels",
        ),
        ("by: ocean", "BK215", "write `sea`"),
        ("by: zzz", "BK205", "add it to entities.yaml, or to `entities` of this sidecar"),
        ("note: see [it](#p9)", "BK214", "the passages are p1 to p2"),
        ("note: see [it](#onee)", "BK214", "write `#one`"),
        ("note: see [it](#zzz)", "BK214", "give the label meant an `id`, and name that"),
        ("likelihood: 80%", "BK208", None),
        ("likelihood: highly likely", "BK208", None),
        ("editor: hk", "BK209", "add `hk: …` with the name to `editors`"),
    ],
)
def test_a_name_that_means_nothing_is_told_what_would(field: str, code: str, help: str | None):
    if field.startswith("revises"):
        field += "\n    reason: new data"
    if field.startswith("likelihood"):
        field += "\n    hedge: likely"
    finding = only(field)
    assert finding.code == code
    if help:
        assert finding.help == help


def test_a_likelihood_is_a_term_and_never_a_number():
    assert (only("likelihood: 80%\n    hedge: likely").help or "").startswith(
        "a likelihood is a term, never a number"
    )


def test_a_term_of_the_other_scale_is_told_so():
    assert (only("likelihood: highly likely\n    hedge: likely").help or "").startswith(
        "it is a term of phia"
    )


def test_a_seed_of_one_passage_is_told_so():
    found = findings(archive("p1:\n  - claim: One\n    see: [p2]\n", seed="The sea.\n"))
    assert [one.help for one in found] == ["there is one passage, p1"]


def test_a_fault_in_a_block_of_words_is_shown_at_the_words():
    text = archive("p1:\n  - claim: One\n    quote: >-\n      nothing like\n      it here\n")
    [finding] = findings(text)
    assert text["brief/sea.yaml"].decode()[finding.span.start :].startswith("nothing like")


def test_retired_names_lead_on_and_are_not_in_use():
    retired = {"a": "b", "b": "now", "c": None, "d": "gone", "now": "b", "x": "y", "y": "x"}
    found = {old: message for old, message, _ in retired_faults(retired, {"now"}, {"now"})}
    assert found == {
        "d": "`d` leads to `gone`, which is not there",
        "now": "`now` is retired and in use",
        "b": "`b` leads back to itself",
        "x": "`x` leads back to itself",
    }


def test_the_nearest_label_may_be_one_that_did_not_get_in():
    refused = "p1:\n  - claim: One\n    id: raid\n    quote: The see rises\n"
    found = findings(archive(refused + "  - claim: Two\n    supports: [raids]\n"))
    [unknown] = [one for one in found if one.code == "BK210"]
    assert unknown.help == "write `raid`, which did not get in for another reason"
    assert unknown.fix is not None
    assert not unknown.fix.safe
