"""Values as JSON has them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pytest

from briefkit.diagnostics import Diagnostic, Fix, Related, Severity
from briefkit.rows import row, value
from briefkit.spans import Span


@dataclass(frozen=True)
class Odd:
    pair: tuple[str, Span]
    map: Mapping[str, str]


@dataclass(frozen=True)
class Pair:
    pair: tuple[str, Span | None]


def test_a_finding_is_a_list_of_plain_values():
    fix = Fix("Mend it", (), safe=True)
    finding = Diagnostic(
        "BK1", "x", Severity.ERROR, "m", "p", 1, 2, Span(3, 4), None, (Related("r", "p", 1, 1),), fix
    )
    made = row(finding)
    assert made[:11] == [
        "BK1",
        "x",
        "error",
        "m",
        "p",
        1,
        2,
        [3, 4],
        None,
        [["r", "p", 1, 1, None]],
        ["Mend it", [], True],
    ]
    again = value(Diagnostic, made)
    assert (again, type(again.severity)) == (finding, Severity)


def test_a_pair_keeps_what_each_half_is():
    assert value(Pair, row(Pair(("a", Span(0, 1))))) == Pair(("a", Span(0, 1)))
    assert value(Pair, row(Pair(("a", None)))) == Pair(("a", None))


def test_a_class_that_holds_what_a_row_cannot_is_refused():
    with pytest.raises(TypeError, match="Mapping"):
        row(Odd(("a", Span(0, 1)), {}))
