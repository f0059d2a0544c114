"""A name is changed where it is written, everywhere, and its old one is kept."""

import pytest
from tests.language.desks import at

from briefkit.language.rename import renamable, rename_at
from briefkit.renaming import CannotRename

ISLANDS, TIDES = "brief/islands.yaml", "brief/tides.yaml"


def renamed(path, words, inside, new):
    desk, offset = at(path, words, inside)
    found = rename_at(desk, offset, new)
    assert found is not None
    return {one.document.path: one.rewrite.after for one in found.changed}


def test_a_label_is_renamed_from_wherever_it_is_named():
    for path, inside in ((ISLANDS, "id: holds"), (TIDES, "islands#holds"), (ISLANDS, "](#holds)")):
        texts = renamed(path, "holds", inside, "keeps")
        assert set(texts) == {ISLANDS, TIDES}
        assert "id: keeps" in texts[ISLANDS]
        assert "held: keeps" in texts[ISLANDS]
        assert "holds: keeps" in texts[ISLANDS]
        assert "islands#keeps" in texts[TIDES]


def test_an_entity_is_renamed_in_every_brief():
    texts = renamed(ISLANDS, "grey-fleet", "by: grey-fleet", "the-fleet")
    assert set(texts) == {ISLANDS, TIDES, "brief/harbour.yaml", "brief/entities.yaml"}
    assert "grey-fleet: the-fleet" in texts["brief/entities.yaml"]


def test_only_labels_and_entities_have_names_that_can_change_here():
    text, name = renamable(*at(ISLANDS, "holds", "id: holds")) or (None, "")
    assert (text is not None, name) == (True, "holds")
    for words, inside in (("p3", "see: [p3]"), ("likely", "likelihood: likely"), ("The number", None)):
        desk, offset = at(ISLANDS, words, inside)
        assert renamable(desk, offset) is None
        assert rename_at(desk, offset, "x") is None


def test_a_name_that_is_taken_is_refused_with_the_reason():
    with pytest.raises(CannotRename, match="`follow` is the id of another label"):
        renamed(ISLANDS, "holds", "id: holds", "follow")
