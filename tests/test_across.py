"""What only the whole archive can tell."""

from briefkit.diagnostics import Diagnostic
from tests.archives import archive, findings, sidecar

OTHER = "The quay floods.\n"
RISES = "p1:\n  - claim: It rises\n    id: rises\n    {}\n"


def two(
    first: str = "",
    second: str = "",
    *,
    entities: str = "",
    settings: str = "",
    about: str = "title: The quay",
) -> dict[str, bytes]:
    labels = f"p1:\n  - claim: It floods\n    id: floods\n    {second}\n"
    files = archive(RISES.format(first))
    files["seeds/quay.txt"] = OTHER.encode()
    files["brief/quay.yaml"] = sidecar(labels, seed=OTHER, file="quay.txt", about=about).encode()
    if entities:
        files["brief/entities.yaml"] = entities.encode()
    if settings:
        files["brief/archive.yaml"] = settings.encode()
    return files


def found(files: dict[str, bytes]) -> list[tuple[str, str | None]]:
    return [(one.code, one.help) for one in findings(files) if one.code != "BK305"]


def only(files: dict[str, bytes]) -> Diagnostic:
    [finding] = [one for one in findings(files) if one.code != "BK305"]
    return finding


def test_links_between_briefs_are_sound_where_both_ends_are():
    assert found(two("supports: [quay#floods]")) == []


def test_a_link_to_no_brief_is_told_the_nearest():
    assert found(two("supports: [quai#floods]")) == [("BK213", "write `quay#floods`")]


def test_a_link_to_no_label_is_told_the_nearest():
    assert found(two("supports: [quay#flood]")) == [("BK210", "write `quay#floods`")]


def test_the_nearest_may_be_a_label_that_did_not_get_in():
    [(_, refused), (code, help)] = sorted(
        found(two("supports: [quay#flood]", "basis: guessed")), key=lambda one: one[0] == "BK210"
    )
    assert (code, help) == ("BK210", "write `quay#floods`, which did not get in for another reason")
    assert refused != help


def test_a_link_of_a_refused_label_is_checked_all_the_same():
    assert sorted(found(two("quote: nowhere at all to be seen\n    supports: [quai#floods]"))) == sorted(
        [("BK202", "no words of p1 come near: copy them from the passage"), ("BK213", "write `quay#floods`")]
    )


def test_a_link_to_a_label_that_did_not_get_in_is_silent():
    assert [code for code, _ in found(two("supports: [quay#floods]", "basis: guessed"))] == ["BK123"]


def test_a_link_to_a_suggested_label_is_told_so():
    assert (
        only(two("supports: [quay#floods]", "status: suggested")).message == "`quay#floods` is only suggested"
    )


def test_a_link_to_a_brief_that_could_not_be_read_is_silent():
    files = two("supports: [quay#floods]")
    files["brief/quay.yaml"] = b"- nothing\n"
    assert len(found(files)) == 1


def test_a_circle_through_two_briefs_is_found_once():
    finding = only(two("supports: [quay#floods]", "leads_to: [sea#rises]"))
    assert finding.message == "the argument runs in a circle: quay#floods → sea#rises → quay#floods"


def test_briefs_that_only_link_both_ways_make_no_circle():
    assert found(two("supports: [quay#floods]", "contradicts: [sea#rises]")) == []


def test_a_retired_slug_leads_on():
    assert found(two("supports: [dock#floods]", settings="retired: {dock: quay}\n")) == [
        ("BK215", "write `quay#floods`")
    ]


def test_a_superseded_brief_says_so_itself():
    finding = only(two(about="title: The quay, supersedes: sea"))
    assert (finding.code, finding.path) == ("BK312", "brief/sea.yaml")


def test_a_brief_cannot_take_its_own_place():
    assert "BK212" in [code for code, _ in found(two(about="title: The quay, supersedes: quay"))]


def test_the_notes_of_shared_entities_are_checked():
    note = "sea: {{place: Sea, note: 'see {}'}}\n"
    for link, codes in (
        ("[it](quay#floods)", []),
        ("[it](quay#p1)", []),
        ("[it](quay#nothing)", ["BK210"]),
        ("[it](nowhere#floods)", ["BK213"]),
        ("[it](#floods)", ["BK214"]),
        ("[it](entity:sea)", []),
        ("[it](entity:see)", ["BK205"]),
        ("[it](page.html)", ["BK214"]),
        ("[it](https://sea.example)", []),
    ):
        assert [code for code, _ in found(two(entities=note.format(link)))] == codes, link


def test_parts_of_shared_entities_are_checked():
    for entities, codes in (
        ("a: {place: A, part_of: b}\nb: {place: B}\n", []),
        ("a: {place: A, part_of: a}\n", ["BK212"]),
        ("a: {place: A, part_of: b}\nb: {place: B, part_of: a}\n", ["BK306"]),
        ("a: {place: A, part_of: c}\n", ["BK205"]),
        ("a: {place: A, part_of: b}\nb: {actor: B}\n", ["BK206"]),
    ):
        assert [code for code, _ in found(two(entities=entities))] == codes, entities


def test_an_entity_given_in_two_briefs_is_reported_at_the_second():
    files = two()
    for path in ("brief/sea.yaml", "brief/quay.yaml"):
        files[path] = files[path].replace(b"labels:", b"entities: {dock: {place: Dock}}\nlabels:")
    finding = only(files)
    assert (finding.code, finding.path, finding.related[0].path) == (
        "BK131",
        "brief/sea.yaml",
        "brief/quay.yaml",
    )


def test_retired_entities_lead_on():
    assert found(two(entities="sea: {place: Sea}\nretired: {ocean: lake}\n")) == [
        ("BK216", "write the new name, or `~` where it is gone")
    ]


def test_one_dead_link_hides_no_other_of_its_label():
    codes = sorted(code for code, _ in found(two("leads_to: [nope]\n    supports: [gone#x, quay#floods]")))
    assert codes == ["BK210", "BK213"]


def test_a_retired_entity_may_lead_to_one_of_a_brief_and_not_be_one():
    files = archive(
        "p1:\n  - place: sea\n    quote: sea rises\n", more_keys="entities: {sea: {place: Sea}}\n"
    )
    files["brief/entities.yaml"] = b"retired: {ocean: sea}\n"
    assert found(files) == []
    files["brief/entities.yaml"] = b"retired: {sea: ocean}\n"
    assert found(files) == [("BK216", "give what uses it a new name")]
    files["brief/entities.yaml"] = b"retired: {ocean: lake}\n"
    assert found(files) == [("BK216", "write the new name, or `~` where it is gone")]
    files["brief/sea.yaml"] = b"briefkit: 1\n"  # a brief that is lost may have given it
    assert "BK216" not in [code for code, _ in found(files)]
