"""Gaps that grammar shows: the features of the places between tokens (`features`), and the model over them (`detection`)."""

from briefing.analysis.gaps.detection import find_grammar_gaps

__all__ = ["find_grammar_gaps"]
