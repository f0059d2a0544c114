"""What the editor offers to do is done as it says, and nothing else."""

import hashlib

from tests.language.desks import at, desk

from briefkit.diagnostics import Diagnostic, Edit, Fix, Severity
from briefkit.edits import apply
from briefkit.language.actions import actions, fix_all
from briefkit.spans import Span

ISLANDS = "brief/islands.yaml"
SEA = b"The sea rises. The land sinks. The sea falls.\n"
SIDECAR = (
    f"briefkit: 1\nseed: {{file: sea.txt, sha256: {hashlib.sha256(SEA).hexdigest()}, split: prose-1}}\n"
    "about: {title: The sea}\nlabels:\n  p1:\n    - claim: It moves\n      quote: The sea\n"
)


def on_sea(text=SIDECAR, path="brief/sea.yaml"):
    return desk("brief/sea.yaml", text, {"seeds/sea.txt": SEA}) if path.startswith("brief") else None


def finding(span, fix):
    return Diagnostic("BK101", "x", Severity.ERROR, "wrong", "brief/sea.yaml", 1, 1, span, fix=fix)


def test_an_ambiguous_quote_can_be_told_apart_at_once():
    found = on_sea()
    findings = found.workspace.findings_of("brief/sea.yaml")
    offered = actions(found, Span(SIDECAR.index("The sea\n"), SIDECAR.index("The sea\n")), findings)
    titles = [one.title for one in offered if one.mends and one.mends.code == "BK203"]
    assert titles == [
        "Add `occurrence: 1`: … [The sea] rises. The land sinks. …",
        "Add `occurrence: 2`: … rises. The land sinks. [The sea] falls. …",
        "Add `occurrence: all`",
    ]
    second = next(one for one in offered if one.title.startswith("Add `occurrence: 2`"))
    after = apply(SIDECAR, second.edits)
    assert after == SIDECAR + "      occurrence: 2\n" or after.endswith(
        "quote: The sea\n      occurrence: 2\n"
    )
    assert on_sea(after).workspace.findings_of("brief/sea.yaml") == ()


def test_a_fix_is_offered_where_its_finding_stands_and_preferred_if_it_is_safe():
    found = on_sea()
    fix = Fix("Write 2", (Edit(Span(10, 11), "2"),), safe=True)
    offered = actions(found, Span(10, 10), [finding(Span(10, 11), fix)])
    assert [(one.title, one.preferred, one.edits) for one in offered] == [("Write 2", True, fix.edits)]
    assert actions(found, Span(40, 40), [finding(Span(10, 11), fix)]) == []


def test_all_that_is_safe_to_fix_is_fixed_and_nothing_else():
    text = SIDECAR.replace("quote: The sea\n", "quote:The land  # why\n").replace("\n", "\r\n")
    found = on_sea(text)
    findings = found.workspace.findings_of("brief/sea.yaml")
    fixes = [one.fix for one in findings if one.fix]
    assert [one.safe for one in fixes] == [True]
    after = apply(text, fix_all(found, findings))
    assert after == text.replace("quote:The land", "quote: The land")
    assert fix_all(on_sea(after), on_sea(after).workspace.findings_of("brief/sea.yaml")) == ()


def test_of_fixes_that_change_the_same_words_the_first_is_made_and_none_that_does_harm():
    found = on_sea(SIDECAR + "# abcdefgh\n")
    start = len(SIDECAR)
    first = Fix("", (Edit(Span(start + 2, start + 4), "x"),), safe=True)
    over = Fix("", (Edit(Span(start + 3, start + 5), "y"),), safe=True)
    unsafe = Fix("", (Edit(Span(start + 6, start + 7), "z"),), safe=False)
    harm = Fix("", (Edit(Span(0, 8), "["),), safe=True)
    findings = [finding(Span(0, 1), one) for one in (first, over, unsafe, None)]
    assert fix_all(found, findings) == first.edits
    assert fix_all(found, [finding(Span(0, 1), harm)]) == ()


def labelled(desk_, chosen):
    return {one.title.rpartition(" as ")[2]: one for one in actions(desk_, chosen, [])}


def test_words_selected_in_a_seed_become_a_label_of_its_sidecar():
    text = SEA.decode()
    seed = desk(
        "seeds/sea.txt",
        None,
        {
            "seeds/sea.txt": SEA,
            "brief/sea.yaml": SIDECAR.replace("quote: The sea\n", "quote: The land\n").encode(),
        },
    )
    start = text.rindex("The sea")
    offered = labelled(seed, Span(start - 1, start + len("The sea") + 1))
    assert set(offered) == {"Claim", "Trend", "Implication"}
    claim = offered["Claim"]
    assert claim.document.path == "brief/sea.yaml"
    after = apply(claim.document.text, claim.edits)
    assert after.endswith("    - claim: The sea\n      quote: The sea\n      occurrence: 2\n")


def test_a_name_selected_can_become_a_mention_of_its_entity():
    seed, offset = at("seeds/north/islands 1.txt", "Cape Bruin")
    offered = labelled(seed, Span(offset - 5, offset + 5))
    assert "Place `cape-bruin`" in offered
    part = labelled(seed, Span(offset - 5, offset + 3))
    assert "Place `cape-bruin`" not in part


def test_words_selected_in_a_comment_of_a_sidecar_can_be_labelled():
    text = SIDECAR.replace("  p1:\n", "  # The land sinks. The sea\n  p1:\n")
    found = on_sea(text)
    start = text.index("The land sinks")
    claim = labelled(found, Span(start, start + len("The land sinks")))["Claim"]
    assert apply(text, claim.edits) == text + "    - claim: The land sinks\n      quote: The land sinks\n"


def test_words_that_are_no_passages_offer_nothing():
    assert labelled(on_sea(), Span(0, 8)) == {}
    assert labelled(on_sea(), Span(0, 0)) == {}
