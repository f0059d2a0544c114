"""`briefkit show`."""

from __future__ import annotations

from tests.commands import call, lay_down
from tests.small_archive import FILES


def test_it_prints_what_it_knows(tmp_path):
    ended = call("show", "islands#seized", folder=lay_down(tmp_path, FILES))
    assert (ended.code, ended.err) == (0, "")
    assert ended.out.startswith("islands#seized  brief/islands.yaml:30:7  claim, reviewed, by hk\n")


def test_what_is_not_there_ends_with_2(tmp_path):
    ended = call("show", "islands#sezed", folder=lay_down(tmp_path, FILES))
    assert (ended.code, ended.out) == (2, "")
    assert ended.err == "briefkit: islands has no label or passage sezed; the nearest is islands#seized\n"
