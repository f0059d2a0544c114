import pytest
from tests.report.findings import finding, printed

from briefkit.report import FORMATS, is_report


@pytest.mark.parametrize("format", FORMATS)
def test_every_report_is_known_for_one(format):
    assert is_report(printed(format, finding()).encode())
    assert is_report(printed(format).encode())


@pytest.mark.parametrize(
    "content",
    [b"a: b\n", b'{"a": 1}', b"<html>", b"[1]", b"allow: {BK202: x}\n", b'{"$schema": "x"}', b"\xff\xfe"],
)
def test_anything_else_is_not(content):
    assert not is_report(content)
