"""Layers of spans, and what they make of a line."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from briefing.reader.highlights import Highlights, Layer, Run

SPANS = st.lists(st.tuples(st.integers(0, 60), st.integers(0, 60), st.sampled_from(["person", "place"])), max_size=12)


def test_layers_add_up_lowest_first():
    highlights = Highlights(("names", "evidence"))
    highlights.put({"names": Layer([(2, 5, "person")]), "evidence": Layer([(4, 9, "evidence")])})
    assert highlights.runs(0, 10) == [
        Run(0, 2, ()),
        Run(2, 4, ("person",)),
        Run(4, 5, ("person", "evidence")),
        Run(5, 9, ("evidence",)),
        Run(9, 10, ()),
    ]


@given(SPANS, SPANS, st.integers(0, 60), st.integers(0, 60))
def test_runs_cover_a_line_without_a_hole(names, evidence, start, length):
    end = start + length
    highlights = Highlights(("names", "evidence"))
    highlights.put({"names": Layer(names), "evidence": Layer((start, end, "evidence") for start, end, _ in evidence)})
    runs = highlights.runs(start, end)
    assert "".join("x" * (run.end - run.start) for run in runs) == "x" * length
    for run in runs:
        assert run.start < run.end
        for position in range(run.start, run.end):
            inside = any(first <= position < behind for first, behind, _ in names)
            assert inside == bool({"person", "place"} & set(run.kinds))


@given(SPANS)
def test_spans_of_a_layer_are_disjoint_and_in_order(spans):
    layer = Layer(spans)
    runs = [layer[index] for index in range(len(layer))]
    assert all(one.end <= other.start for one, other in pairwise(runs))


@given(SPANS.filter(bool), st.integers(0, 61))
def test_the_next_and_the_one_before_go_round(spans, position):
    layer = Layer(spans)
    if not len(layer):
        assert layer.after(position) is None
        assert layer.before(position) is None
        return
    starts = [layer[index].start for index in range(len(layer))]
    after, before = layer.after(position), layer.before(position)
    assert starts[after] == next((start for start in starts if start > position), starts[0])
    assert starts[before] == next((start for start in reversed(starts) if start < position), starts[-1])
