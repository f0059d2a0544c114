"""The scripts' words: in the language of the archive, and the whole script as small as it must be."""

from __future__ import annotations

import json
import re

import pytest

from briefkit.folder import packaged_templates
from briefkit.interface import interface_for
from briefkit.site.assets import assets
from briefkit.site.reader_words import NAME, reader_words

PARTS = {
    name.removeprefix("assets/"): content
    for name, content in packaged_templates().items()
    if name.startswith("assets/script/")
}
SPOKEN = re.compile(r"say\(\s*'(\w+)'")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_the_script_of_a_page_is_no_larger_than_15_000_bytes(language: str) -> None:
    _, content = assets({**PARTS, NAME: reader_words(interface_for(language))})["script.js"]
    assert len(content) <= 15_000


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_word_that_the_script_says_is_given_to_it(language: str) -> None:
    given = json.loads(reader_words(interface_for(language)).decode().partition("=")[2].rstrip(";\n"))
    said = {key for part in PARTS.values() for key in SPOKEN.findall(part.decode())}
    assert said <= given.keys()
    assert set(given["keys"]) == {"j k", "n N", "/", "?"}
    assert set(given["states"]) == {"suggested", "draft", "reviewed", "disputed"}


def test_an_arabic_archive_has_arabic_words() -> None:
    assert '"close":"إغلاق"' in reader_words(interface_for("ar")).decode()
