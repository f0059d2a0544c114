"""Findings and labels as the page's script takes them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.archives import sidecar
from tests.preview.site import LABELS, PAGE, SIDECAR, held, write

from briefkit.diagnostics import Diagnostic, Rule, Severity
from briefkit.preview.bench import Findings
from briefkit.preview.panel import MOST, findings_value, offer_value
from briefkit.spans import Document, Span

RULE = Rule("BK999", "a-fault", Severity.ERROR, "A reason.")


def address(path: str, line: int, column: int) -> str:
    return f"edit:{path}:{line}:{column}"


def told(*several: Diagnostic, text: str = "") -> list[dict[str, Any]]:
    value = findings_value(Findings(several, ()), lambda path: Document(path, text), address)
    found: list[dict[str, Any]] = json.loads(json.dumps(value))["here"]["findings"]
    return found


def at(text: str, start: int, end: int) -> Diagnostic:
    return Diagnostic.at(Document("brief/x.yaml", text), Span(start, end), RULE, "it is wrong", "write `x`")


def test_a_finding_is_told_with_its_place_its_line_and_what_mends_it() -> None:
    text = "a: 1\n  bad: value here\n"
    [one] = told(at(text, 12, 17), text=text)
    assert one["code"] == "BK999"
    assert one["severity"] == "error"
    assert (one["message"], one["help"]) == ("it is wrong", "write `x`")
    assert (one["place"], one["editor"]) == ("brief/x.yaml:2:8", "edit:brief/x.yaml:2:8")
    assert one["excerpt"] == ["bad: ", "value", " here"]


def test_a_fault_over_several_lines_shows_its_first() -> None:
    text = "a: one\n  two\n"
    [one] = told(at(text, 3, 12), text=text)
    assert one["excerpt"] == ["a: ", "one", ""]


def test_a_long_line_is_shown_around_the_fault() -> None:
    text = "a: " + "x" * 300 + "FAULT" + "y" * 300
    [one] = told(at(text, 303, 308), text=text)
    before, fault, behind = one["excerpt"]
    assert fault == "FAULT"
    assert before.startswith("…x")
    assert behind.endswith("y…")
    assert len(before + fault + behind) < 170


def test_of_a_file_as_a_whole_or_one_that_has_changed_no_line_is_shown() -> None:
    assert told(Diagnostic.of_file("seeds/x.txt", RULE, "gone"))[0]["excerpt"] == []
    assert told(at("a: 123456789", 3, 12), text="a")[0]["excerpt"] == []


def test_the_gravest_come_first_and_of_many_the_rest_are_counted() -> None:
    text = "x" * 5000
    mild = Rule("BK998", "a-slip", Severity.WARNING, "A reason.")
    document = Document("brief/x.yaml", text)
    several = [Diagnostic.at(document, Span(n, n + 1), mild, "m") for n in range(4990)] + [
        at(text, 4999, 5000)
    ]
    value = findings_value(Findings((), tuple(several), "trouble"), lambda path: document, address)
    there = value["elsewhere"]
    assert [one["code"] for one in there["findings"]] == ["BK999", *["BK998"] * (MOST - 1)]
    assert there["counts"] == {"error": 1, "warning": 4990, "suggestion": 0}
    assert there["rest"] == [["BK998", "a-slip", 4990 - MOST + 1]]
    assert value["trouble"] == "trouble"


def test_a_near_miss_is_told_with_the_words_that_differ(tmp_path: Path) -> None:
    with held(tmp_path) as bench:
        write(
            bench, SIDECAR, sidecar(LABELS.replace("The sea rises", "The sea is not likely to rise faster"))
        )
        value = json.loads(json.dumps(findings_value(bench.findings(PAGE), bench.document, address)))
        [one] = value["here"]["findings"]
        runs = one["difference"]["runs"]
        assert [run["written"] for run in runs if "negation" in run["weights"]]
        assert "".join(run["stands"] for run in runs).split() == "The sea is likely to rise faster".split()


def test_other_places_of_a_finding_open_too(tmp_path: Path) -> None:
    with held(tmp_path) as bench:
        write(bench, SIDECAR, sidecar(LABELS) + "labels: {}\n")
        value = findings_value(bench.findings(PAGE), bench.document, address)
        [one] = [one for one in value["here"]["findings"] if one["related"]]
        [other] = one["related"]
        assert other["editor"] == f"edit:{other['place']}"


def test_an_offer_is_told_with_the_place_where_it_goes(tmp_path: Path) -> None:
    with held(tmp_path) as bench:
        path, made = bench.offer("sea", [Span(0, 13)], "claim")
        value = json.loads(json.dumps(offer_value(path, made, bench.kinds(), address)))
        assert value["label"] == "- claim: The sea rises\n  quote: The sea rises"
        assert value["place"]["editor"] == f"edit:{SIDECAR}:{value['place']['line']}:1"
        assert value["kinds"][0] == ["claim", "Claim"]
        assert value["present"][0]["address"] == "rises"
        assert not value["mention"]
        assert value["widened"] == ""
        _, made = bench.offer("sea", [Span(1, 6)], "place")
        value = offer_value(path, made, bench.kinds(), address)
        assert value["widened"] == "The sea"
        assert value["newEntity"].startswith("the-sea:")
        write(bench, SIDECAR, "")
        _, made = bench.offer("sea", [Span(0, 13)], "claim")
        assert offer_value(path, made, bench.kinds(), address)["place"] is None
