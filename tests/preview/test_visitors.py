"""Who may read the archive through the preview, and who may not."""

import pytest

from briefkit.preview.visitors import refusal

OWN = {"Host": "127.0.0.1:8765"}


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"host": "LOCALHOST:8765"},
        {"Origin": "http://127.0.0.1:8765"},
        {"Origin": "http://localhost:8765"},
        {"Sec-Fetch-Site": "same-origin", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"},
        {"Sec-Fetch-Site": "none", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "document"},
    ],
)
def test_this_machine_s_own_browser_is_answered(headers):
    given = headers if "host" in headers else OWN | headers
    assert refusal(given, 8765) is None


@pytest.mark.parametrize(
    "host",
    [
        "",
        "evil.example",
        "evil.example:8765",
        "127.0.0.1",
        "127.0.0.1:80",
        "127.0.0.1:8765.evil.example",
        "[::1]:8765",
    ],
)
def test_another_name_is_refused_as_dns_rebinding_would_bring_it(host):
    assert "not to another name" in (refusal({"Host": host}, 8765) or "")


def test_without_any_name_it_is_refused():
    assert refusal({}, 8765)


@pytest.mark.parametrize(
    "origin", ["http://evil.example", "null", "http://127.0.0.1:9", "https://127.0.0.1:8765", ""]
)
def test_a_page_of_another_origin_is_refused(origin):
    assert "another origin" in (refusal(OWN | {"Origin": origin}, 8765) or "")


@pytest.mark.parametrize(
    "headers",
    [
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "no-cors", "Sec-Fetch-Dest": "script"},
        {"Sec-Fetch-Site": "same-site", "Sec-Fetch-Mode": "cors", "Sec-Fetch-Dest": "empty"},
        {"Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate", "Sec-Fetch-Dest": "iframe"},
    ],
)
def test_what_another_site_s_page_loads_is_refused(headers):
    assert "another site" in (refusal(OWN | headers, 8765) or "")


def test_on_the_port_of_the_web_the_name_stands_alone():
    assert refusal({"Host": "localhost"}, 80) is None
