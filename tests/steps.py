"""The work that something is, as a number that is the same on a busy machine."""

import sys
from collections.abc import Callable
from types import FrameType


def steps(work: Callable[[], object]) -> int:
    """Lines of Python that `work` goes through."""
    lines = 0

    def count(_frame: FrameType, event: str, _argument: object):
        nonlocal lines
        lines += event == "line"
        return count

    before = sys.gettrace()
    sys.settrace(count)
    try:
        work()
    finally:
        sys.settrace(before)
    return lines
