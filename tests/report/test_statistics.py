import json

from tests.report.findings import finding

from briefkit.diagnostics import Diagnostic, Edit, Fix, Rule, Severity
from briefkit.report import statistics_json, statistics_table, summary
from briefkit.spans import Span

OTHER = Diagnostic.of_file("x", Rule("BK400", "some", Severity.SUGGESTION, ""), "m")
WARNING = Diagnostic.of_file("x", Rule("BK300", "thing", Severity.WARNING, ""), "m")
FIXED = finding(fix=Fix("write sea", (Edit(Span(0, 0), "x"),), True))


def test_the_summary_counts_by_severity():
    assert summary([], 1) == "1 brief checked, nothing found"
    assert summary([finding(), finding(), OTHER], 2) == "2 briefs checked: 2 errors and 1 suggestion"
    assert summary([finding(), WARNING, OTHER], 2) == "2 briefs checked: 1 error, 1 warning, 1 suggestion"


def test_the_most_frequent_rule_comes_first_then_the_lowest_code():
    found = [WARNING, OTHER, finding(), FIXED]
    assert list(statistics_table(found)) == [
        "2  BK202  quote-not-found  error  1 with a fix",
        "1  BK300  thing            warning",
        "1  BK400  some             suggestion",
    ]
    [text] = statistics_json(found)
    assert json.loads(text)[0] == {
        "code": "BK202",
        "name": "quote-not-found",
        "severity": "error",
        "count": 2,
        "fixable": 1,
    }


def test_of_nothing_there_is_nothing_to_count():
    assert list(statistics_table([])) == []
    assert list(statistics_json([])) == ["[]"]
