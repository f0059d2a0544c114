"""What all briefs judge, told from facts alone."""

from __future__ import annotations

from briefkit.facts_index import FactsIndex
from briefkit.judged import Tally, judgments, now, revisions, tallies
from tests.archives import archive, look, sidecar

TIDE = "The tide will probably turn. It may not.\n"
FIRST = """
p1:
  - implication: The sea will rise by 2016
    id: by-2016
    quote: is likely to rise
    hedge: likely
    likelihood: likely
    when: 2016
    outcome: {result: happened, date: 2017-03}
  - implication: The sea will rise by 2030
    id: by-2030
    quote: rise faster
    likelihood: probable
    when: 2030
  - implication: The sea will rise in 2019
    id: by-2019
    quote: faster
    likelihood: unlikely
    when: 2019-12
    outcome: {result: did-not}
  - claim: The sea rises
    id: rises
    quote: The sea rises
p2:
  - implication: Harbours will flood
    quote: Harbours flood
  - implication: Harbours will flood for ever
    quote: says
    when: 2018/..
"""
SECOND = """
p1:
  - implication: The tide will turn
    id: turns
    quote: will probably turn
    likelihood: highly likely
    revises: sea#by-2016
    reason: A log came to light
  - implication: It may not turn
    id: not
    quote: It may not
    likelihood: unlikely
    revises: tide#turns
"""


def index_of(
    *, first: str = FIRST, second: str = SECOND, about: str = "title: The sea, date: 2018"
) -> FactsIndex:
    more = "key_judgments: [rises]\n" if "id: rises" in first else ""
    files = archive(first, about=about, more_keys=more)
    if second:
        tide = sidecar(
            second, seed=TIDE, file="tide.txt", about="title: The tide, date: 2019-05", more="scale: phia\n"
        )
        files |= {"seeds/tide.txt": TIDE.encode(), "brief/tide.yaml": tide.encode()}
    return look(files)[0].index


def test_now_is_the_latest_date_that_the_archive_gives_itself():
    today = now(index_of())
    assert (today.date, today.day, today.year) == ("2019-05", 20190501, 2019)
    alone = now(index_of(second="", about="title: The sea, date: 2015, updated: 2016-02"))
    assert alone.date == "2017-03"  # of an outcome
    assert now(index_of(first="p1: []", second="", about="title: The sea")).date is None


def test_judgments_stand_by_horizon():
    index = index_of()
    today = now(index)
    assert [(today.horizon(due), row.statement.address) for due, row in judgments(index)] == [
        ("past", "by-2016"),
        ("year", "by-2019"),
        ("later", "by-2030"),
        ("open", "p2-implication-2"),
        ("unstated", "rises"),  # no implication, but a key judgment
        ("unstated", "p2-implication-1"),
        ("unstated", "turns"),
        ("unstated", "not"),
    ]


def test_without_any_date_horizons_are_told_from_none():
    index = index_of(
        first="p1:\n  - implication: It will rise\n    when: 2016\n", second="", about="title: The sea"
    )
    assert [now(index).horizon(due) for due, _ in judgments(index)] == ["dated"]


def test_outcomes_are_counted_by_term_whatever_its_synonym():
    rows = {(one.scale, one.term.words): one for one in tallies(index_of())}
    assert list(rows) == [
        ("icd203", "unlikely"),
        ("icd203", "likely"),
        ("phia", "unlikely"),
        ("phia", "highly likely"),
    ]
    likely = rows["icd203", "likely"]
    assert (likely.written, likely.judged, likely.results, likely.settled) == (
        ("likely", "probable"),
        2,
        (1, 0, 0, 0),
        1,
    )
    assert isinstance(likely, Tally)


def test_while_no_outcome_is_known_nothing_is_counted():
    assert tallies(index_of(first="p1: []")) == []


def test_chains_of_revisions_run_from_the_earliest_on():
    steps = list(revisions(index_of()))
    assert [(one.chain, one.row.label, one.revises and one.revises.label) for one in steps] == [
        (1, "sea#by-2016", None),
        (1, "tide#turns", "sea#by-2016"),
        (1, "tide#not", "tide#turns"),
    ]
    assert steps[1].row.statement.reason == "A log came to light"


def test_several_that_revise_one_stand_in_its_chain_one_after_the_other():
    both = SECOND.replace("revises: tide#turns", "revises: sea#by-2016")
    assert [(one.chain, one.row.label) for one in revisions(index_of(second=both))] == [
        (1, "sea#by-2016"),
        (1, "tide#turns"),
        (1, "tide#not"),
    ]


def test_a_circle_of_revisions_is_listed_once():
    circle = SECOND.replace("revises: sea#by-2016", "revises: tide#not")
    assert [
        (one.chain, one.row.label, one.revises and one.revises.label)
        for one in revisions(index_of(second=circle))
    ] == [
        (1, "tide#not", "tide#turns"),
        (1, "tide#turns", "tide#not"),
    ]
