import pytest
from tests.archives import archive, look

from briefkit.brief import KINDS
from briefkit.search.facets import SHOWN, Group, facets_of, in_order, year_of


@pytest.mark.parametrize(
    ("date", "year"),
    [
        ("2016-07~", "2016"),
        ("2014/2016", "2014"),
        ("-0043", "-43"),
        ("../2016", None),
        ("soon", None),
        (None, None),
    ],
)
def test_a_brief_is_of_the_year_in_which_its_date_begins(date, year):
    assert year_of(date) == year


def test_a_brief_has_what_its_head_and_its_labels_say():
    labels = """\
    p1:
      - {claim: It rises, quote: The sea rises}
      - {claim: It will, quote: is likely to rise, hedge: likely, likelihood: probable}
    p2:
      - {actor: port-office, quote: Port Office}
      - {actor: port-office, quote: Delmouth}
    """
    entities = "port-office: {actor: Port Office}\n"
    about = "title: The sea, date: 2016-07, publisher: Sea Review, authors: [A. Writer]"
    files = archive(labels, about=about) | {"brief/entities.yaml": entities.encode()}
    _, briefs = look(files)
    assert [tuple(key.split("\x1f")) for key in facets_of(briefs["sea"])] == [
        ("year", "2016"),
        ("source", "Sea Review"),
        ("status", "active"),
        ("actor", "port-office"),
        ("actor", "port-office"),
        ("kind", "claim"),
        ("likelihood", "likely"),
    ]


def test_without_a_publisher_the_first_author_is_the_source():
    _, briefs = look(archive(about="title: The sea, authors: [A. Writer, B. Author]"))
    assert "source\x1fA. Writer" in list(facets_of(briefs["sea"]))


def test_a_group_keeps_the_values_of_most_briefs():
    group = Group("actor")
    for number in range(20):
        group.add(f"{number:02}", list(range(number % 15)))
    values = group.values()
    assert len(values) == SHOWN
    assert list(values)[:4] == ["14", "13", "12", "11"]
    assert list(values)[-2:] == ["04", "19"]


def test_values_stand_in_the_order_that_readers_expect():
    assert in_order("year", ["2016", "-43", "1999"], KINDS) == ["2016", "1999", "-43"]
    assert in_order("kind", ["trend", "claim"], KINDS) == ["claim", "trend"]
    assert in_order("likelihood", ["unlikely", "almost certain", "likely"], KINDS) == [
        "almost certain",
        "likely",
        "unlikely",
    ]
    assert in_order("actor", ["b", "a"], KINDS) == ["b", "a"]
