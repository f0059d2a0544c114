"""Whatever a finding says, and whatever the file is called, each report is one that can be read."""

import json
from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from briefkit.diagnostics import Diagnostic, Edit, Fix, Related, Rule, Severity
from briefkit.report import FORMATS, Look
from briefkit.spans import Document, Span
from briefkit.word_diff import compare

anything = st.text(st.characters(exclude_categories=()), max_size=12)
texts = st.text(max_size=60) | st.text("ab \r\n\t日\u0301🌊", max_size=60)


@st.composite
def findings(draw):
    """(findings of a file, its text)"""
    text = draw(texts)
    found = []
    for _ in range(draw(st.integers(0, 4))):
        start, end = sorted(draw(st.tuples(*[st.integers(0, len(text))] * 2)))
        span, document = Span(start, end), Document(draw(anything), text)
        found.append(
            Diagnostic.at(
                document,
                span,
                Rule("BK202", "quote-not-found", draw(st.sampled_from(Severity)), ""),
                draw(anything),
                draw(st.none() | anything),
                (Related(draw(anything), draw(anything), 1, 1, draw(st.sampled_from([None, span]))),),
                Fix("", (Edit(span, draw(anything)),), True),
                compare(draw(texts), draw(texts), ("written", "p1")),
            )
        )
    return sorted(found, key=lambda finding: finding.order), text


@settings(max_examples=200, deadline=None)
@given(findings(), st.sampled_from(sorted(FORMATS)))
def test_every_report_can_be_sent_and_read(case, format):
    found, text = case
    report = "\n".join(FORMATS[format](found, lambda path: Document(path, text), Look()))
    if format in ("json", "gitlab", "sarif"):
        json.loads(report.encode("utf-8"))
    elif format == "junit":
        cases = ElementTree.fromstring(report).iter("testcase")
        assert len(list(cases)) == max(1, len(found))
    elif format in ("github", "concise"):
        assert len(report.split("\n")) == max(1, len(found))
    report.encode("utf-8")


@given(texts, texts)
def test_the_runs_of_a_difference_join_to_the_two_wordings(written, stands):
    difference = compare(written, stands, ("a", "b"))
    assert difference.written == " ".join(written.split())
    assert difference.stands == " ".join(stands.split())


@given(texts)
def test_a_wording_does_not_differ_from_itself(text):
    assert all(run.same for run in compare(text, text, ("a", "b")).runs)
