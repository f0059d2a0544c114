"""The pages of docs/rules/ tell the truth: each case of each page is tried."""

from __future__ import annotations

import pytest

from briefkit.rules import rules
from tests.rules.documents import (
    NOTHING_FOUND,
    README,
    TABLE,
    Case,
    codes,
    head_of,
    parse,
    read_page,
    renewed,
    table,
)

PAGES = {code: read_page(code) for code in codes()}
CASES = [case for page in PAGES.values() for case in page.cases()]

every_page = pytest.mark.parametrize("code", PAGES)
every_case = pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.code}-{case.title}")


def test_every_rule_has_a_page_and_every_page_a_rule():
    assert list(PAGES) == list(rules())


@every_page
def test_a_page_opens_with_what_the_rule_says(code: str):
    assert PAGES[code].head == head_of(rules()[code])


@every_page
def test_a_page_shows_what_is_wrong_and_then_how_it_is_mended(code: str):
    titles = [case.title for case in PAGES[code].cases()]
    wrong, mended = titles[::2], titles[1::2]
    assert wrong
    assert [title.replace("Wrong", "Mended") for title in wrong] == mended
    assert len(set(titles)) == len(titles)


@every_case
def test_a_case_prints_what_its_page_says(case: Case):
    assert case.printed() == case.console.text


@every_case
def test_a_wrong_archive_breaks_its_rule_and_a_mended_one_none(case: Case):
    if case.wrong:
        assert f": {case.code} " in case.console.text
    else:
        assert case.console.text == f"{NOTHING_FOUND}\n"


def test_the_table_lists_every_rule_as_the_code_has_it():
    found = TABLE.search(README.read_text("utf-8"))
    assert found
    assert found[0] == table()


# -- the reader of pages

SHORT = """\
# BK000 any-rule

Severity: error.

Why it matters.

## Given

```text seeds/a.txt escapes
caf\\xc3\\xa9\\r
\\\\ end\\
```

```text seeds/b.txt
b
```

## Wrong: one

```text seeds/b.txt link ../b.txt
```

```console
?
```

## Mended: one

```text seeds/b.txt gone
```

```console
?
```

## How to mend

Words.
"""


def test_a_page_is_read_as_it_is_written():
    page = parse("BK000", SHORT)
    wrong, mended = page.cases()
    assert page.head == ("BK000 any-rule", "Severity: error.", "Why it matters.")
    assert wrong.archive.files == {"seeds/a.txt": b"caf\xc3\xa9\r\n\\ end"}
    assert wrong.archive.links == {"seeds/b.txt": "../b.txt"}
    assert mended.archive.files == wrong.archive.files
    assert mended.archive.links == {}


@pytest.mark.parametrize(
    ("slip", "said"),
    [
        (SHORT.replace("## Mended: one", "## Menned: one"), "no section is called 'Menned: one'"),
        (
            SHORT.replace("```console\n?\n```\n\n## Mended", "## Mended"),
            "section 'Wrong: one' has 0 console blocks",
        ),
    ],
)
def test_a_slip_in_a_page_is_named(slip: str, said: str):
    with pytest.raises(ValueError, match=said):
        list(parse("BK000", slip).cases())


def test_renewing_fills_in_what_the_code_knows():
    text = (README.parent / "BK202.md").read_text("utf-8")
    blank = text.replace("quote-not-found", "?").replace("```console\nbrief", "```console\nwrong\nbrief")
    assert renewed("BK202", blank) == text
