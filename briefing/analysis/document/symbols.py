"""Labels of the parser and tagger, and the marks of quotation, that more than one part of the analysis asks for."""

from typing import Final

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
"""Relations of nominal subjects to their verbs."""
FINITE: Final = frozenset({"VBD", "VBZ", "VBP", "MD"})
"""Tags of verb forms that have a subject of their own."""
OPENING_MARKS: Final = frozenset({"“", "„", "‟", "``", "‘‘", "«"})
"""Double quotation marks that open."""
CLOSING_MARKS: Final = frozenset({"”", "’’", "»"})
"""Double quotation marks that close."""
STRAIGHT_MARKS: Final = frozenset({'"', "''"})
"""Double quotation marks that do either."""
SINGLE_MARKS: Final = frozenset("‘’‚'`")
"""Single quotation marks; each may as well be an apostrophe."""
EDGE_MARKS: Final = "“”\"'‘’.,:;!?()—–-"
"""What is no part of a word at its ends."""
