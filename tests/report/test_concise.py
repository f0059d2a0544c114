from tests.report.findings import finding, printed


def test_a_finding_is_one_line():
    assert printed("concise", finding()) == "brief/sea.yaml:2:10: BK202 it does not stand"


def test_a_path_and_a_message_cannot_break_the_line():
    one = finding(path="brief/a\nb\x1b.yaml", message="it\r\nends")
    assert printed("concise", one) == "brief/a b␛.yaml:2:10: BK202 it  ends"
