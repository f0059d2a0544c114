"""Values of options that need no asking."""

from __future__ import annotations

import os
from enum import StrEnum
from pathlib import Path
from types import SimpleNamespace
from typing import Annotated, Any

import pytest
import typer
from typer import core
from typer.models import OptionInfo
from typer.testing import CliRunner

from briefkit.cli.plain_values import CONVERTERS, PlainFirst, plain, take_plain_values


class Colour(StrEnum):
    RED = "red"
    BLUE = "blue"


def described(annotation: Any, **info: Any) -> SimpleNamespace:
    return SimpleNamespace(annotation=annotation, parameter_info=OptionInfo(**info))


@pytest.mark.parametrize(
    ("value", "annotation", "taken"),
    [
        ("red", Colour, Colour.RED),
        (Colour.BLUE, Colour, Colour.BLUE),
        ("words", str, "words"),
        ("none/there", Path, Path("none/there")),
        (Path(), Path, Path()),
    ],
)
def test_a_plain_value_is_taken(value, annotation, taken):
    found = plain(value, described(annotation))
    assert (found, type(found)) == (taken, type(taken))


@pytest.mark.parametrize(
    ("value", "annotation"),
    [("green", Colour), ("3", int), (3, str), (["a"], list[str]), (b"bytes", Path), ("on", bool)],
)
def test_any_other_is_left_to_typer(value, annotation):
    assert plain(value, described(annotation)) is None


@pytest.mark.parametrize("info", [{"exists": True}, {"resolve_path": True}, {"dir_okay": False}])
def test_a_path_of_which_more_is_asked_is_left_to_typer(info):
    assert plain(".", described(Path, **info)) is None


def test_a_path_that_cannot_be_read_is_left_to_typer(monkeypatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert plain(".", described(Path)) is None


def test_what_a_command_is_given_and_says_is_the_same_as_from_typer_alone():
    app = typer.Typer(rich_markup_mode=None)

    @app.command()
    def paint(
        colour: Colour = Colour.RED,
        where: Annotated[Path | None, typer.Option()] = None,
        many: Annotated[list[str] | None, typer.Option()] = None,
        number: int = 1,
        quiet: bool = False,
    ) -> None:
        print(repr((colour, where, many, number, quiet)))

    words: list[list[str]] = [
        [],
        ["--colour", "blue", "--where", "x", "--quiet"],
        ["--many", "a", "--many", "b", "--number", "3"],
        ["--colour", "green"],
        ["--number", "three"],
    ]

    def outcomes() -> list[tuple[int, str]]:
        return [(ended.exit_code, ended.output) for ended in (CliRunner().invoke(app, one) for one in words)]

    converters = vars(core)[CONVERTERS]
    assert isinstance(converters(described(str)), PlainFirst)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(core, CONVERTERS, converters(described(str)).typers)
        alone = outcomes()
    assert outcomes() == alone
    assert [code for code, _ in alone] == [0, 0, 0, 2, 2]


def test_in_a_typer_that_has_no_such_converters_nothing_is_changed(monkeypatch):
    monkeypatch.delattr(core, CONVERTERS)
    take_plain_values()
    assert not hasattr(core, CONVERTERS)
