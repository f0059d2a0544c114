from __future__ import annotations

import pytest

from briefkit.brief import Status
from briefkit.files import Memory
from briefkit.status import labels_at_or_below
from tests.archives import archive, codes

LABELS = (
    "".join(
        f"p{number}:\n  - claim: One\n    id: a-{status}\n    status: {status}\n    editor: hk\n"
        for number, status in ((1, "suggested"), (2, "reviewed"))
    )
    + "p3:\n  - claim: Two\n    id: a-draft\n  - claim: Three\n    id: a-disputed\n    status: disputed\n"
)
SEED = "One.\n\nTwo.\n\nThree.\n"


def found(least: Status, labels: str = LABELS, /, **more: str | bytes) -> list[str]:
    keys = {"more_keys": "editors: {hk: H.}\n", **more}
    files = archive(labels, seed=SEED, **keys)
    return [one.message for one in labels_at_or_below(Memory(files), least)]


@pytest.mark.parametrize(
    ("least", "messages"),
    [
        ("suggested", ["`a-suggested` is suggested"]),
        ("draft", ["`a-suggested` is suggested", "`a-draft` is a draft"]),
        ("disputed", ["`a-suggested` is suggested", "`a-draft` is a draft", "`a-disputed` is disputed"]),
    ],
)
def test_a_label_with_this_status_or_a_lower_one_is_a_finding(least, messages):
    assert found(least) == messages


def test_a_status_by_default_is_meant_too():
    keys = "editors: {hk: H.}\ndefaults: {editor: hk, status: reviewed}\n"
    assert found("draft", more_keys=keys) == ["`a-suggested` is suggested"]


def test_an_archive_may_lower_the_rule_and_a_label_be_allowed():
    labels = "p1:\n  - claim: One\n    allow: {BK370: It waits for the author}\n"
    assert found("draft", labels) == []
    assert found("draft", "p1:\n  - claim: One\n", **{"brief/archive.yaml": "rules: {BK370: 'off'}\n"}) == []


def test_where_nobody_asks_for_it_an_allow_of_the_rule_is_no_finding():
    assert "BK390" not in codes(archive("p1:\n  - claim: One\n    allow: {BK370: It waits}\n", seed=SEED))


def test_what_cannot_be_read_is_left_out():
    labels = "p1:\n  - claim: One\n    stauts: draft\n  - nonsense\n"
    assert found("draft", labels) == ["`p1-claim-1` is a draft"]
    unreadable: dict[str, str | bytes] = {"brief/more.yaml": "labels: [\n", "brief/bad.yaml": b"\xff"}
    assert found("draft", **unreadable) == found("draft")
