"""The files that a page offers to reference managers."""

from __future__ import annotations

from tests.exports.cited import brief, settings

from briefkit.exports.citation import FORMATS, citation_files


def test_each_format_stands_beside_the_page():
    files = dict(citation_files(brief(), settings()))
    assert list(files) == ["briefs/islands.bib", "briefs/islands.ris", "briefs/islands.csl.json"]
    assert len(files) == len(FORMATS)
    assert all(content.endswith(b"\n") for content in files.values())


def test_the_same_brief_gives_the_same_bytes():
    assert dict(citation_files(brief(), settings())) == dict(citation_files(brief(), settings()))


def test_no_word_of_a_withheld_seed_is_in_them():
    for content in dict(citation_files(brief("harbour"), settings())).values():
        assert b"Secret" not in content
        assert b"Withheld" not in content
