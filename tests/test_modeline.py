"""The comment that leads an editor to a sidecar's schema."""

from __future__ import annotations

import posixpath

import pytest

from briefkit.modeline import modeline, schema_path


@pytest.mark.parametrize("slug", ["sea", "2016/nice", "a/b/c"])
def test_the_path_in_the_comment_leads_from_the_sidecar_to_its_schema(slug):
    comment, path = modeline(slug).split("$schema=")
    assert comment == "# yaml-language-server: "
    folder = posixpath.dirname(f"brief/{slug}.yaml")
    assert posixpath.normpath(f"{folder}/{path}") == schema_path(slug) == f".briefkit/schema/{slug}.json"
