from __future__ import annotations

from dataclasses import dataclass

import pytest
from tests.site.site import packaged

from briefkit.site.theme import TemplateFault, Theme


@dataclass
class Sea:
    depth: int = 3


def fault(own: str, view: dict[str, object] | None = None) -> TemplateFault:
    with pytest.raises(TemplateFault) as raised:
        Theme({"page.html.j2": "packaged"}, {"page.html.j2": own}).render("page.html.j2", view or {})
    return raised.value


def test_html_is_escaped_and_markdown_is_not() -> None:
    theme = Theme({"a.html.j2": "{{ x }}", "a.md.j2": "{{ x }}"})
    assert theme.render("a.html.j2", {"x": "<b>&'"}) == b"&lt;b&gt;&amp;&#39;"
    assert theme.render("a.md.j2", {"x": "<b>&'"}) == b"<b>&'"


def test_values_are_shown_and_never_run() -> None:
    assert Theme({"a.html.j2": "{{ x }}"}).render("a.html.j2", {"x": "{{ 7 * 7 }}"}) == b"{{ 7 * 7 }}"


def test_the_filter_md_shows_markdown_marks_as_text() -> None:
    assert Theme({"a.md.j2": "{{ x|md }}"}).render("a.md.j2", {"x": "*a*"}) == rb"\*a\*"


def test_an_archive_s_own_template_takes_the_packaged_one_s_place() -> None:
    theme = Theme({"a.html.j2": "theirs"}, {"a.html.j2": "ours"})
    assert theme.render("a.html.j2", {}) == b"ours"


def test_an_own_template_can_lean_on_packaged_ones() -> None:
    theme = Theme(
        {"base.html.j2": "<{% block x %}{% endblock %}>"},
        {"a.html.j2": "{% extends 'base.html.j2' %}{% block x %}ours{% endblock %}"},
    )
    assert theme.render("a.html.j2", {}) == b"<ours>"


def test_a_packaged_template_that_leans_on_an_own_one_takes_it() -> None:
    templates = {"a.html.j2": "{% include 'b.html.j2' %}", "b.html.j2": "theirs"}
    assert Theme(templates, {"b.html.j2": "ours"}).render("a.html.j2", {}) == b"ours"


def test_an_own_template_runs_in_a_sandbox_and_a_packaged_one_does_not() -> None:
    source = "{{ x.__class__ }}"
    assert b"dict" in Theme({"a.md.j2": source}).render("a.md.j2", {"x": {}})
    diagnostic = fault("{{ x.__class__.__mro__ }}", {"x": {}}).diagnostic
    assert "unsafe" in diagnostic.message


@pytest.mark.parametrize(
    ("own", "line", "column", "message"),
    [
        ("fine\n  {{ titel }}\n", 2, 3, "'titel' is undefined"),
        ("{% for x in %}", 1, 1, "Expected an expression, got 'end of statement block'"),
        ("\n{{ 1 / 0 }}", 2, 1, "division by zero"),
        ("{% include 'none.html.j2' %}", 1, 1, "none.html.j2"),
        ("{{ title|nope }}", 1, 1, "No filter named 'nope'."),
    ],
)
def test_a_fault_is_reported_at_its_line(own: str, line: int, column: int, message: str) -> None:
    diagnostic = fault(own, {"title": "x"}).diagnostic
    assert (diagnostic.code, diagnostic.path) == ("BK601", "templates/page.html.j2")
    assert (diagnostic.line, diagnostic.column, diagnostic.message) == (line, column, message)
    assert diagnostic.span.of(own) == own.splitlines()[line - 1].strip()


def test_an_unknown_name_is_told_the_nearest_one() -> None:
    assert fault("{{ titel }}", {"title": "x"}).diagnostic.help == "the nearest name is “title”"
    assert fault("{{ sea.dept }}", {"sea": Sea()}).diagnostic.help == "the nearest name is “depth”"
    assert fault("{{ sea.dept }}", {"sea": {"depth": 3}}).diagnostic.help == "the nearest name is “depth”"
    assert fault("{{ zebra }}", {"title": "x"}).diagnostic.help is None


def test_a_fault_in_a_template_that_a_packaged_one_includes_is_the_archive_s() -> None:
    theme = Theme({"a.html.j2": "{% include 'b.html.j2' %}", "b.html.j2": ""}, {"b.html.j2": "\n{{ x }}"})
    with pytest.raises(TemplateFault) as raised:
        theme.render("a.html.j2", {})
    assert (raised.value.diagnostic.path, raised.value.diagnostic.line) == ("templates/b.html.j2", 2)


def test_a_fault_in_a_packaged_template_is_a_bug_and_not_a_finding() -> None:
    with pytest.raises(Exception, match="'x' is undefined"):
        Theme({"a.html.j2": "{{ x }}"}, {"b.html.j2": ""}).render("a.html.j2", {})


def test_endless_recursion_of_an_own_template_is_a_finding() -> None:
    own = "{% macro f() %}{{ f() }}{% endmacro %}{{ f() }}"
    assert "recursion" in fault(own).diagnostic.message


def test_a_template_is_compiled_once(monkeypatch: pytest.MonkeyPatch) -> None:
    theme = Theme(packaged() | {"a.html.j2": "{{ x }}"})
    theme.render("a.html.j2", {"x": 1})
    monkeypatch.setattr(theme, "_compile", None)
    assert theme.render("a.html.j2", {"x": 2}) == b"2"
