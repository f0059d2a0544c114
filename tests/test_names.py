import pytest

from briefkit.names import (
    nearest_name,
    nearest_slug,
    problem_with_entity_id,
    problem_with_id,
    problem_with_kind,
    problem_with_slug,
    problem_with_tag,
)

LETTERS = "a name has lower-case letters (a to z), digits and single hyphens"
ENDS = "a name begins and ends with a letter or digit"
EMPTY = "a name has at least one letter or digit"
PASSAGES = "ids like p12 and p12-claim-1 are reserved for passages and for labels without an id"
FIELDS = frozenset(["quote", "note", "status"])


def device(name):
    return f"`{name}` is a device name on Windows"


@pytest.mark.parametrize(
    "problem_with", [problem_with_id, problem_with_slug, problem_with_tag, problem_with_entity_id]
)
class TestEveryName:
    @pytest.mark.parametrize(
        "name", ["nice-claim", "a", "7", "2016-07", "p", "pp1", "p-1", "con-1", "indexes"]
    )
    def test_has_lower_case_letters_digits_and_single_hyphens(self, problem_with, name):
        assert problem_with(name) is None

    @pytest.mark.parametrize(
        "name", ["Nice", "nice claim", "nice_claim", "a--b", "niçe", "a.b", "a\n", "٣", "--", "ﬁ"]
    )
    def test_has_no_other_letters(self, problem_with, name):
        assert problem_with(name) == LETTERS

    @pytest.mark.parametrize("name", ["-a", "a-", "-"])
    def test_begins_and_ends_with_a_letter_or_digit(self, problem_with, name):
        assert problem_with(name) == ENDS

    def test_is_not_empty(self, problem_with):
        assert problem_with("") == EMPTY

    @pytest.mark.parametrize("name", ["con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9"])
    def test_is_no_device_on_windows(self, problem_with, name):
        assert problem_with(name) == device(name)

    def test_is_not_index(self, problem_with):
        assert problem_with("index") == "`index` is the name of a folder's own page"


@pytest.mark.parametrize("name", ["p1", "p12", "p007", "p12-", "p12-x", "p12-claim-1"])
def test_an_id_like_a_passage_or_a_derived_address_is_reserved_for_labels_only(name):
    assert problem_with_id(name) == PASSAGES
    assert problem_with_tag(name) != PASSAGES


@pytest.mark.parametrize("slug", ["2016/nice", "a/b/c", "2016/archive", "2016/layers", "archives"])
def test_a_slug_may_have_folders(slug):
    assert problem_with_slug(slug) is None


@pytest.mark.parametrize("top", ["archive", "entities", "layers"])
def test_what_the_top_of_brief_holds_is_no_slug(top):
    assert problem_with_slug(top) == f"`{top}` at the top of brief/ is not a brief"
    assert problem_with_slug(f"{top}/nice") == f"`{top}` at the top of brief/ is not a brief"


@pytest.mark.parametrize("slug", ["/", "/a", "a/", "a//b"])
def test_every_folder_of_a_slug_has_a_name(slug):
    assert problem_with_slug(slug) == "a slug has a name before and after each `/`"


@pytest.mark.parametrize(
    ("slug", "problem"),
    [
        ("con/a", device("con")),
        ("a/nul/b", device("nul")),
        ("a/index", "`index` is the name of a folder's own page"),
        ("a/B", LETTERS),
        ("../a", LETTERS),
        ("a\\b", LETTERS),
    ],
)
def test_every_part_of_a_slug_is_a_name(slug, problem):
    assert problem_with_slug(slug) == problem


def test_an_entity_is_not_named_like_the_list_of_retired_ids():
    assert (
        problem_with_entity_id("retired")
        == "`retired` is where entities.yaml keeps the ids that are no longer used"
    )
    assert problem_with_tag("retired") is None


def test_a_kind_is_one_word():
    assert problem_with_kind("event", FIELDS) is None
    for text in ("Event", "two words", "two-words", "event2", "événement", ""):
        assert problem_with_kind(text, FIELDS) == "a kind is one word of lower-case letters, a to z"


def test_a_kind_is_no_field():
    assert problem_with_kind("note", FIELDS) == "`note` is the name of a field"


@pytest.mark.parametrize("kind", ["brief", "seed", "asset", "index"])
def test_a_kind_takes_no_folder_of_the_built_site(kind):
    assert problem_with_kind(kind, FIELDS) == f"`{kind}` is the name of a part of the built site"


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("Nice Claim", "nice-claim"),
        ("nice_claim", "nice-claim"),
        ("  --nice--claim! ", "nice-claim"),
        ("Hôtel Français", "hotel-francais"),
        ("Łódź", "lodz"),
        ("Straße", "strasse"),
        ("Ærø", "aero"),
        ("İstanbul’un Işığı", "istanbulun-isigi"),
        ("Editor's choice", "editors-choice"),
        ("ﬁle №7", "file-no7"),
        ("nice-claim", "nice-claim"),
        ("ニース", None),
        ("!", None),
        ("", None),
        ("Con", None),
        ("P12", None),
        ("index.", None),
    ],
)
def test_a_text_is_mended_into_a_name(text, name):
    assert nearest_name(text) == name


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("2016/Nice Claim", "2016/nice-claim"),
        ("2016\\Nice", "2016/nice"),
        ("/2016//Nice/", "2016/nice"),
        ("Archive/x", None),
        ("2016/Con", None),
        ("2016/!", None),
        ("", None),
    ],
)
def test_a_text_is_mended_into_a_slug(text, slug):
    assert nearest_slug(text) == slug
