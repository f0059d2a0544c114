from hypothesis import given
from hypothesis import strategies as st

from briefkit.spans import Document

texts = st.text(st.sampled_from("ab \n\r\u2028\x85😀é"), max_size=40)


@given(texts, st.data())
def test_an_offset_comes_back_from_its_line_and_column(text: str, data: st.DataObject):
    document = Document("x", text)
    offset = data.draw(st.integers(0, len(text)))
    assert document.offset(*document.line_column(offset)) == offset


@given(texts)
def test_lines_and_columns_count_from_one(text: str):
    document = Document("x", text)
    for offset in range(len(text) + 1):
        line, column = document.line_column(offset)
        assert line >= 1
        assert column >= 1
