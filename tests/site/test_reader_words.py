"""The scripts' words: in the language of the archive."""

from __future__ import annotations

import json
import re

import pytest

from briefkit.folder import packaged_templates
from briefkit.interface import interface_for
from briefkit.site.reader_words import reader_words

PARTS = {
    name.removeprefix("assets/"): content
    for name, content in packaged_templates().items()
    if name.startswith("assets/script/")
}
SPOKEN = re.compile(r"say\(\s*'(\w+)'")


@pytest.mark.parametrize("language", ["en", "ar"])
def test_every_word_that_the_script_says_is_given_to_it(language: str) -> None:
    given = json.loads(reader_words(interface_for(language)).decode().partition("=")[2].rstrip(";\n"))
    said = {key for part in PARTS.values() for key in SPOKEN.findall(part.decode())}
    assert said <= given.keys()
    assert set(given["keys"]) == {"j k", "n N", "/", "?"}
    assert set(given["states"]) == {"suggested", "draft", "reviewed", "disputed"}


def test_an_arabic_archive_has_arabic_words() -> None:
    assert '"close":"إغلاق"' in reader_words(interface_for("ar")).decode()
