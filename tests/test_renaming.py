"""A new name stands everywhere, the old one leads on, and nothing else changes."""

import pytest

from briefkit.files import Memory
from briefkit.modeline import modeline
from briefkit.renaming import CannotRename, rename
from tests.archives import archive, codes, sha256, sidecar

LABELS = """\
p1:
  # the sea
  - claim: The sea rises
    id: rise  # soon
    quote: The sea rises
    by: office
  - implication: The sea will rise
    id: will
    quote: The sea is likely to rise faster
    note: "It \\"rests\\" on [this](#rise), not on `#rise`."
p2:
  - actor: office
    quote: Port Office of Delmouth
    note: |
      As [said](#p2-actor-office-1) by
      <entity:office>.
"""
ENTITIES = "office: {actor: The office}\n"


def after(files, old, new, *, retire=True):
    """The files after a renaming, those that changed alone."""
    found = rename(Memory(files), old, new, retire=retire)
    return {one.to or one.path: one.after for one in found.rewrites}


def files(labels=LABELS, more=""):
    return archive(labels, more_keys=more) | {"brief/entities.yaml": ENTITIES.encode()}


@pytest.fixture
def small():
    return files()


def test_a_label_is_renamed_in_fields_notes_and_head(small):
    small["brief/sea.yaml"] = sidecar(
        LABELS + "  - claim: It floods\n    supports: [rise, will]\n", more="key_judgments: [will, rise]\n"
    ).encode()
    text = small["brief/sea.yaml"].decode()
    expected = text.replace("id: rise", "id: risen").replace("(#rise)", "(#risen)")
    expected = expected.replace("[rise, will]", "[risen, will]").replace("[will, rise]", "[will, risen]")
    expected = expected.replace("labels:\n", "retired: {rise: risen}\nlabels:\n")
    assert after(small, "sea#rise", "risen") == {"brief/sea.yaml": expected}


def test_an_entity_is_renamed_with_the_addresses_that_hold_it(small):
    found = after(small, "entity:office", "port")
    assert found == {
        "brief/entities.yaml": "port: {actor: The office}\nretired: {office: port}\n",
        "brief/sea.yaml": small["brief/sea.yaml"]
        .decode()
        .replace("by: office", "by: port")
        .replace("actor: office", "actor: port")
        .replace("#p2-actor-office-1", "#p2-actor-port-1")
        .replace("<entity:office>", "<entity:port>"),
    }
    assert codes(small | {path: text.encode() for path, text in found.items()}) == codes(small)


def test_a_brief_moves_and_archive_yaml_remembers_its_name(small):
    small["brief/sea.yaml"] = (modeline("sea") + "\n").encode() + small["brief/sea.yaml"]
    small["brief/layers/hk/sea.yaml"] = small["brief/sea.yaml"].replace(b"# the sea", b"# mine")
    other = sidecar("p1:\n  - claim: It floods\n    supports: [sea#rise]\n", file="o.txt")
    small |= {"brief/other.yaml": other.encode(), "seeds/o.txt": small["seeds/sea.txt"]}
    found = after(small, "sea", "north/sea")
    assert found == {
        "brief/archive.yaml": "retired: {sea: north/sea}\n",
        "brief/north/sea.yaml": small["brief/sea.yaml"]
        .decode()
        .replace(modeline("sea"), modeline("north/sea")),
        "brief/layers/hk/north/sea.yaml": found["brief/layers/hk/north/sea.yaml"],
        "brief/other.yaml": other.replace("sea#rise", "north/sea#rise"),
    }
    moved = {path: text.encode() for path, text in found.items()}
    kept = {path: text for path, text in small.items() if path.startswith("seeds/") or "entities" in path}
    assert codes(kept | moved) == codes(small)


def test_a_name_taken_back_is_retired_no_longer(small):
    there = small | {path: text.encode() for path, text in after(small, "sea#rise", "risen").items()}
    back = after(there, "sea#risen", "rise")
    assert "retired: {risen: rise}\n" in back["brief/sea.yaml"]
    assert (
        after(there, "sea#risen", "rise", retire=False)["brief/sea.yaml"].encode() == small["brief/sea.yaml"]
    )


def test_names_retired_before_lead_to_the_new_one():
    found = files(more="retired:\n  oldest: older  # 2019\n  older: rise\n")
    text = after(found, "sea#rise", "risen")["brief/sea.yaml"]
    assert "retired:\n  oldest: older  # 2019\n  older: risen\n  rise: risen\nlabels:" in text
    there = found | {"brief/sea.yaml": text.encode()}
    back = after(there, "sea#risen", "oldest")["brief/sea.yaml"]
    assert "retired:\n  risen: oldest  # 2019\n  older: oldest\n  rise: oldest\nlabels:" in back


def test_a_briefs_own_entity_is_retired_in_entities_yaml():
    found = archive(LABELS, more_keys="entities: {office: {actor: The office}}\n")
    changed = after(found, "entity:office", "port")
    assert changed["brief/entities.yaml"] == "retired: {office: port}\n"
    assert "entities: {port: {actor: The office}}" in changed["brief/sea.yaml"]
    assert codes(found | {path: text.encode() for path, text in changed.items()}) == codes(found)


def test_the_file_that_retired_a_name_takes_it_back():
    found = files()
    found["brief/entities/more.yaml"] = b"town: {place: Town}\nretired: {port: office}\n"
    changed = after(found, "entity:office", "port")
    assert changed["brief/entities/more.yaml"] == "town: {place: Town}\nretired: {office: port}\n"
    assert changed["brief/entities.yaml"] == "port: {actor: The office}\n"


def test_a_name_that_other_readers_of_yaml_would_take_for_something_else_is_quoted(small):
    found = after(small, "entity:office", "no")
    assert '"no": {actor' in found["brief/entities.yaml"]
    assert 'by: "no"\n' in found["brief/sea.yaml"]
    assert "<entity:no>" in found["brief/sea.yaml"]


def test_a_name_written_with_escapes_is_written_anew():
    found = files(
        LABELS.replace("id: rise ", 'id: "r\\x69se" ').replace("[this](#rise)", "[this](#r\\x69se)")
    )
    text = after(found, "sea#rise", "risen")["brief/sea.yaml"]
    assert "id: risen  # soon" in text
    assert """note: 'It "rests" on [this](#risen), not on `#rise`.'""" in text


def test_line_ends_and_byte_order_mark_stay(small):
    text = "\ufeff" + small["brief/sea.yaml"].decode().replace("\n", "\r\n")
    small["brief/sea.yaml"] = text.encode()
    changed = after(small, "sea#rise", "risen")["brief/sea.yaml"]
    assert changed.startswith("\ufeffbriefkit")
    assert changed.count("\r\n") == changed.count("\n") == text.count("\n") + 1


def test_comments_that_hold_the_old_name_are_told_and_left():
    found = files(
        "p1:  # see sea-rise\n  - claim: The sea rises\n    id: sea-rise\n  # and #sea-rise, rise\n"
    )
    renamed = rename(Memory(found), "sea#sea-rise", "risen")
    assert renamed.comments == (("brief/sea.yaml", 6), ("brief/sea.yaml", 9))
    assert "# and #sea-rise, rise" in (renamed.rewrites[0].after or "")
    assert rename(Memory(found), "sea", "ocean").comments == ()  # a word of any sentence


def test_a_layer_keeps_its_own_ids_and_follows_entities(small):
    own = "  - claim: It came\n    supports: [sea#rise]\n    note: see [it](sea#rise)\n"
    small["brief/layers/hk/sea.yaml"] = sidecar(LABELS + own).encode()
    assert set(after(small, "sea#rise", "risen")) == {"brief/sea.yaml"}
    assert "by: port" in after(small, "entity:office", "port")["brief/layers/hk/sea.yaml"]


@pytest.mark.parametrize(
    ("old", "new", "why"),
    [
        ("sea#rize", "x", "sea has no label `rize`: write `rise`"),
        ("sea#zzz", "x", "sea has no label `zzz`$"),
        ("seaa#rise", "x", "there is no brief `seaa`: write `sea`"),
        ("entity:ofice", "x", "there is no entity `ofice`: write `entity:office`"),
        ("entity:zzz", "x", "there is no entity `zzz`$"),
        ("sea#rise", "will", "`will` is the id of another label"),
        ("sea#rise", "p3", "cannot be a name: ids like p12"),
        ("sea#rise", "Rise", "cannot be a name: a name has lower-case letters"),
        ("sea#rise", "rise", "`rise` is the name that it has"),
        ("sea#rise", "null", "`null` cannot take the place of a name"),
        ("sea#rise", "other#x", "a label stays in its brief, sea"),
        ("sea#p2-actor-office-1", "x", "write `id: …` into the label"),
        ("sea#p1-claim-1", "x", "write `id: …` into the label"),
        ("sea#gone", "x", "`gone` is retired: it is gone"),
        ("sea#older", "x", "`older` is retired: write `rise`"),
        ("sea#rise", "gone", r"`gone` is retired: old links to it would lead elsewhere \(it is gone"),
        ("sea#will", "older", r"`older` is retired: old links .* elsewhere \(write `rise`\)"),
        ("entity:office", "retired", "cannot be a name"),
        ("entity:office", "town", "`town` is the id of another entity"),
        ("entity:harbour", "x", "entity `harbour` is retired"),
        ("seas", "x", "brief `seas` is retired: write `sea`"),
        ("sea", "layers/x", "`layers` at the top of brief/ is not a brief"),
        ("sea", "other", "brief/other.yaml is there already"),
    ],
)
def test_what_cannot_be_renamed_is_refused_with_what_to_do(old, new, why):
    found = files(more="retired: {gone: ~, older: rise}\n")
    found["brief/entities.yaml"] = (ENTITIES + "town: {place: Town}\nretired: {harbour: office}\n").encode()
    found["brief/archive.yaml"] = b"retired: {seas: sea}\n"
    found["brief/other.yaml"] = b"briefkit: 1\n"
    with pytest.raises(CannotRename, match=why):
        rename(Memory(found), old, new)


@pytest.mark.parametrize("what", ["label", "entity"])
def test_of_two_things_with_one_name_none_is_renamed(small, what):
    if what == "label":
        small["brief/sea.yaml"] = small["brief/sea.yaml"].replace(b"id: will", b"id: rise")
    else:
        small["brief/entities/x.yaml"] = ENTITIES.encode()
    with pytest.raises(CannotRename, match="give each its own first"):
        rename(Memory(small), "sea#rise" if what == "label" else "entity:office", "x")


def test_where_a_file_cannot_be_read_whole_nothing_is_renamed(small):
    broken = small | {"brief/other.yaml": b"labels:\n  p1: [sea#rise, 'office\n"}
    with pytest.raises(CannotRename, match=r"brief/other\.yaml:2: BK1\d\d .* Until that is mended"):
        rename(Memory(broken), "sea#rise", "risen")
    with pytest.raises(CannotRename, match=r"brief/other\.yaml:2"):
        rename(Memory(broken), "entity:office", "port")
    assert set(after(broken, "sea#will", "would")) == {"brief/sea.yaml"}  # which it does not name
    latin = small | {"brief/other.yaml": "é".encode("latin-1")}
    with pytest.raises(CannotRename, match=r"brief/other\.yaml is not UTF-8"):
        rename(Memory(latin), "sea#will", "would")


def test_a_link_whose_words_cannot_be_found_is_named(small):
    small["brief/sea.yaml"] = small["brief/sea.yaml"].replace(b"(#rise)", b"(&#35;rise)")
    with pytest.raises(CannotRename, match=r"brief/sea\.yaml:14: a link names `rise` with characters that"):
        rename(Memory(small), "sea#rise", "risen")


def test_what_another_sidecar_of_a_bad_name_names_is_renamed_too(small):
    small["brief/Bad Name.yaml"] = small["brief/sea.yaml"].replace(b"sea.txt", b"o.txt")
    assert "by: port" in after(small, "entity:office", "port")["brief/Bad Name.yaml"]


def test_an_archive_of_settings_alone_gets_its_entry_back(small):
    there = small | {path: text.encode() for path, text in after(small, "sea", "ocean").items()}
    del there["brief/sea.yaml"]
    back = after(there, "ocean", "sea", retire=False)
    assert back["brief/archive.yaml"] == "retired: {}\n"
    assert back["brief/sea.yaml"].encode() == small["brief/sea.yaml"]


def test_digests_do_not_change(small):
    assert sha256(small["seeds/sea.txt"]) in after(small, "sea", "ocean")["brief/ocean.yaml"]
