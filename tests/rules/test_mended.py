"""docs/fixing.md shows what fixes do, and every row of its table is so."""

import pytest

from briefkit.rules import is_suggestion
from tests.rules.documents import codes, read_page
from tests.rules.mended import EXAMPLES, PAGE, renewed


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.code} {one.written}")
def test_what_is_written_becomes_what_the_page_says(example):
    assert example.mended(unsafe=True) == example.archive(example.becomes)[example.path]


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda one: f"{one.code} {one.written}")
def test_only_what_is_safe_is_done_with_fix_alone(example):
    safely = example.mended(unsafe=False)
    assert safely == example.archive(example.becomes if example.safe else example.written)[example.path]


def test_the_page_holds_the_table():
    assert PAGE.read_text("utf-8") == renewed()


@pytest.mark.parametrize("code", [code for code in codes() if code < "BK600" and not is_suggestion(code)])
def test_every_fix_that_the_page_of_a_rule_leads_to_has_its_row(code):
    found = [one for case in read_page(code).cases() for one in case.archive.findings(code)]
    fixes = {(one.code, one.fix.safe) for one in found if one.fix and one.code == code}
    assert fixes <= {(one.code, one.safe) for one in EXAMPLES}
