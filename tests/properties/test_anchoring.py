from hypothesis import given
from hypothesis import strategies as st

from briefkit.anchoring import SPACES, find_quote
from briefkit.brief import Passage, TextQuoteSelector
from briefkit.passages import cut
from briefkit.spans import Span

LETTERS = "ab\u0301é😀ب本 \n\t\r\u00a0\u2028*<&"
texts = st.text(st.sampled_from(LETTERS), min_size=1, max_size=60).filter(lambda text: bool(text.strip()))


@st.composite
def passages_with_a_span(draw: st.DrawFn) -> tuple[Passage, Span]:
    passages = cut(draw(texts), "blocks-1")
    passage = passages[draw(st.integers(0, len(passages) - 1))]
    start = draw(st.integers(passage.span.start, passage.span.end - 1))
    return passage, Span(start, draw(st.integers(start + 1, passage.span.end)))


def trimmed(passage: Passage, span: Span) -> Span:
    words = span.moved(-passage.span.start).of(passage.text)
    left = 0
    while left < len(words) and SPACES.fullmatch(words[left]):
        left += 1
    right = len(words)
    while right > left and SPACES.fullmatch(words[right - 1]):
        right -= 1
    return Span(span.start + left, span.start + right)


@given(passages_with_a_span())
def test_a_quote_is_found_where_it_was_cut(case: tuple[Passage, Span]):
    passage, span = case
    span = trimmed(passage, span)
    words = span.moved(-passage.span.start).of(passage.text)
    assert not words or span in find_quote(passage, TextQuoteSelector(words))


@given(passages_with_a_span(), st.sampled_from([" ", "\n", "\r\n", "\u00a0 \u2028"]))
def test_the_white_space_of_a_quote_does_not_matter(case: tuple[Passage, Span], space: str):
    passage, span = case
    span = trimmed(passage, span)
    words = SPACES.sub(lambda run: space, span.moved(-passage.span.start).of(passage.text))
    assert not words or span in find_quote(passage, TextQuoteSelector(words))


@given(passages_with_a_span(), texts)
def test_what_is_found_reads_as_the_quote(case: tuple[Passage, Span], words: str):
    passage, _ = case
    for place in find_quote(passage, TextQuoteSelector(words)):
        found = place.moved(-passage.span.start).of(passage.text)
        assert SPACES.sub(" ", found) == SPACES.sub(" ", words).strip(" ")
