"""Suggestions anchor, bring no error, change no line, and are made once, whatever text they are for."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.archives import look
from tests.suggestions.archive import files, suggested, written

from briefkit.brief import Mention

WORDS = st.sampled_from(
    "Islamic State IS is Daesh Al-Qaida in Iraq Iraqi Turkey Turkey’s Turks likely probably not the "
    "東京 e\u0301 , . \n \n\n \t \u00a0 * 1. ISLAMIC STATE".split(" ")
)
TEXTS = st.lists(WORDS, min_size=1, max_size=30).map(lambda words: " ".join(words) + " end.\n")
LABELS = st.sampled_from(
    [
        "{}\n",
        "p1: []\n",
        "p1: [] # none\n\np2: []\n",
        "p1:\n  - claim: It is so\n    tags: [a]\n  # at the end\n",
        "p1: [{claim: It is so}]\n",
        "p1:\n- claim: It is so\n  note: |\n    a\n\n    b\n\n\n# end\n",
    ]
)
ENDS = st.sampled_from(["\n", "\r\n"])


@settings(max_examples=150, deadline=None)
@given(TEXTS, LABELS, ENDS)
def test_suggestions_are_written_once_and_bring_no_error(text, labels, end):
    archive = files(labels, text)
    archive["brief/sea.yaml"] = archive["brief/sea.yaml"].replace(b"\n", end.encode())
    before, _ = look(archive)
    found = suggested(archive)
    after = written(archive)
    assert suggested(after).changes == ()
    assert written(after) == after
    result, briefs = look(after, drafts=True)
    faults = {(one.code, one.message) for one in before.findings if one.severity == "error"}
    assert {(one.code, one.message) for one in result.findings if one.severity == "error"} == faults
    if not faults:
        new = [label for label in briefs["sea"].labels if label.status == "suggested"]
        assert len(new) >= len([one for one in found.findings if one.fix and one.code == "BK510"])
        assert all(isinstance(label.body, Mention) and label.anchors for label in new)
        lines = archive["brief/sea.yaml"].decode().splitlines()
        rest = iter(after["brief/sea.yaml"].decode().splitlines())
        assert all(line in rest for line in lines if "[" not in line and "{}" not in line)
