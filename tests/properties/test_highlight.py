"""What is true of every cut, however the labels lie."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefkit.site.highlight import LANES, lanes, pieces
from briefkit.spans import Span

Labels = list[tuple[str, list[Span]]]


@st.composite
def texts_with_labels(draw: st.DrawFn) -> tuple[str, Span, Labels]:
    text = draw(st.text(min_size=2, max_size=60))
    start = draw(st.integers(0, len(text) - 2))
    whole = Span(start, len(text))
    edges = st.tuples(st.integers(start, len(text) - 1), st.integers(1, 20))
    spans = edges.map(lambda edge: Span(edge[0], min(len(text), edge[0] + edge[1])))
    labels = draw(st.lists(st.lists(spans, min_size=1, max_size=3), max_size=12))
    return text, whole, [(f"label-{number}", spans) for number, spans in enumerate(labels)]


@given(texts_with_labels())
def test_pieces_join_to_the_text(case: tuple[str, Span, Labels]) -> None:
    text, whole, labels = case
    cut = pieces(whole, labels)
    assert "".join(piece.span.of(text) for piece in cut) == whole.of(text)
    assert all(piece.start < piece.end for piece in cut)


@given(texts_with_labels())
def test_the_pieces_of_a_label_cover_its_spans_and_nothing_else(case: tuple[str, Span, Labels]) -> None:
    _, whole, labels = case
    cut = pieces(whole, labels)
    for name, spans in labels:
        covered = {at for piece in cut if name in piece.labels for at in range(piece.start, piece.end)}
        assert covered == {at for span in spans for at in range(span.start, span.end)}


@given(texts_with_labels())
def test_each_label_ends_once_at_its_last_word(case: tuple[str, Span, Labels]) -> None:
    _, whole, labels = case
    cut = pieces(whole, labels)
    for name, spans in labels:
        (last,) = [piece for piece in cut if name in piece.ends]
        assert last.end == max(span.end for span in spans)
        assert name in last.labels


@given(texts_with_labels())
def test_labels_of_a_piece_stand_in_the_order_given(case: tuple[str, Span, Labels]) -> None:
    _, whole, labels = case
    order = [name for name, _ in labels]
    for piece in pieces(whole, labels):
        assert list(piece.labels) == sorted(piece.labels, key=order.index)


@given(texts_with_labels())
def test_two_labels_share_a_lane_above_the_last_only_where_they_do_not_overlap(
    case: tuple[str, Span, Labels],
) -> None:
    _, _, labels = case
    found = lanes(labels)
    assert set(found) == {name for name, _ in labels}
    for name, spans in labels:
        assert 1 <= found[name] <= LANES
        for other, others in labels:
            if name != other and found[name] == found[other] < LANES:
                assert not any(one.overlaps(two) for one in spans for two in others)
