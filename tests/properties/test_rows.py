"""Values come back from their rows as they were."""

from __future__ import annotations

import json

from hypothesis import given
from hypothesis import strategies as st

from briefkit.diagnostics import Diagnostic
from briefkit.known import Told
from briefkit.rows import row, value
from briefkit.spans import Span

spans = st.tuples(st.integers(0, 9), st.integers(0, 9)).map(lambda pair: Span(min(pair), max(pair)))
st.register_type_strategy(Span, spans)


# Made from the annotations, so that a new field is tried without a word here.
@given(st.builds(Diagnostic))
def test_a_finding_comes_back_with_every_field(finding: Diagnostic):
    assert value(Diagnostic, json.loads(json.dumps(row(finding)))) == finding


@given(st.builds(Told))
def test_what_is_told_of_a_brief_comes_back(told: Told):
    assert value(Told, json.loads(json.dumps(row(told)))) == told
