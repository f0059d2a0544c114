from tests.report.findings import finding, printed

from briefkit.diagnostics import Rule, Severity
from briefkit.report import Look
from briefkit.report.flood import IN_A_FILE, IN_ALL, More, without_flood

OTHER = Rule("BK205", "unknown-entity", Severity.ERROR, "")
FEW = Look(every=False)


def test_a_few_findings_are_all_shown():
    few = [finding()] * IN_A_FILE
    assert list(without_flood(few)) == few


def test_thousands_of_one_file_are_told_by_the_first_and_a_count():
    many = [finding() for _ in range(5_000)]
    lines = printed("concise", *many, finding(rule=OTHER), look=FEW).splitlines()
    assert len(lines) == IN_A_FILE + 2
    assert lines[-2].endswith("BK205 it does not stand")
    assert lines[-1] == "… and 4,990 more of BK202 quote-not-found in brief/sea.yaml; --all shows each"
    assert printed("full", *many, look=FEW).count("error[BK202]") == IN_A_FILE


def test_one_in_each_of_thousands_of_files_is_told_so_too():
    many = [finding(path=f"brief/{number:04}.yaml") for number in range(5_000)]
    *shown, last = without_flood(many)
    assert shown == many[:IN_ALL]
    assert last == More("BK202", "quote-not-found", None, 5_000 - IN_ALL)
    assert str(last) == "… and 4,950 more of BK202 quote-not-found in other files; --all shows each"


def test_whatever_is_asked_for_in_full_or_read_by_machines_is_complete():
    many = [finding() for _ in range(100)]
    assert printed("concise", *many).count("\n") == 99
    assert printed("github", *many, look=FEW).count("\n") == 99
    assert printed("json", *many, look=FEW).count('"code"') == 100
