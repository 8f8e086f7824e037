"""Marks of footnotes in plain text: "crown¹.", "shares[3]", "Tuesday.1 The"."""

import re
from typing import Final

_MARK: Final = re.compile(
    r"""(?<=[^\W\d_]{3})[¹²³⁰⁴-⁹]{1,3}(?!\w)  # crown¹.
      | (?<=[.!?,;:”"’)])[¹²³⁰⁴-⁹]{1,3}(?=\s|$)  # crown.¹ The
      | (?<=[\w.!?,;:”"’)%])(?:\[(?:\^?\d{1,3}|[a-z]|note\ \d{1,3}|citation\ needed)\]){1,4}(?![\w(])  # crown[1].
      | (?<=[^\W\d_]{3})\ ?\(\d{1,2}\)(?=[.!?,;])  # crown (1).
      | (?<=[^\W\d_]{2})[*†‡§]{1,3}(?=[.!?,;:]?[”"’]?(?:\s|$))  # crown*.
      | (?<=[.!?,;:”"’)])[*†‡§]{1,3}(?=\s|$)  # crown.* The
      | (?<=[a-z]{5}[.!?])\d{1,2}(?=\s+[“"‘]?[A-ZÀ-Þ])  # crown.1 The
      | (?<=[.!?,][”"’])\d{1,2}(?=\s+[“"‘]?[A-ZÀ-Þ])  # crown.”1 The
    """,
    re.VERBOSE,
)
"""The mark of a footnote where it joins a word or a stop; an exponent (10⁶, km²) is none."""


def without_footnote_marks(text: str) -> str:
    """The text with blanks in place of the marks of footnotes, which would hide the ends of sentences; no character moves."""
    return _MARK.sub(lambda mark: " " * len(mark.group()), text)
