"""Frames carry any plain data over a pipe."""

import io
import math

from hypothesis import given
from hypothesis import strategies as st

from matderiv.worker.frames import encode, read_frame

plain = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda children: (
        st.lists(children, max_size=4) | st.dictionaries(st.text(max_size=8), children, max_size=4)
    ),
    max_leaves=10,
)


@given(st.dictionaries(st.text(max_size=8), plain, max_size=4))
def test_what_is_written_is_read(message: dict[str, object]) -> None:
    assert read_frame(io.BytesIO(encode(message))) == message


def test_numbers_that_json_does_not_know_become_words() -> None:
    message = {"values": [math.inf, -math.inf, math.nan, 1.5]}
    assert read_frame(io.BytesIO(encode(message))) == {"values": ["inf", "-inf", "nan", 1.5]}


def test_half_a_frame_is_the_end() -> None:
    frame = encode({"job": "check"})
    assert all(read_frame(io.BytesIO(frame[:length])) is None for length in range(len(frame)))
