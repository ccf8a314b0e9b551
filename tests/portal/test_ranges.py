"""Parts of files."""

from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import Headers

from portal.ranges import Unsatisfiable, part_of


@given(
    st.text(alphabet="bytes=-, 0123456789", max_size=30)
    | st.from_regex(r"bytes=[0-9]{0,4}-[0-9]{0,4}", fullmatch=True),
    st.integers(0, 999),
)
def test_a_part_lies_within_the_file_whatever_is_asked(asked: str, size: int) -> None:
    try:
        part = part_of(Headers({"range": asked}), size, '"x"')
    except Unsatisfiable:
        return
    assert part is None or 0 <= part[0] < part[1] <= size
