"""Verbs whose complement was lost, as in "one question remains: ."."""

from typing import Final

from briefing.analysis.document import Document

_LISTING: Final = frozenset({"remain", "include"})
_NEAR: Final = 3
"""Characters before a gap in which its verb ends."""


def lost_words(document: Document) -> frozenset[int]:
    """The verbs that a gap follows, at once or after a colon."""
    found = set()
    for gap in document.article.gaps:
        if gap.certainty == "possible":
            continue
        before = document.doc.char_span(max(0, gap.at - _NEAR), gap.at, alignment_mode="expand")
        words = [token for token in before or () if token.text != ":" and not token.is_space]
        colon = next((token for token in before or () if token.text == ":"), None)
        verb = colon.nbor(-1) if colon is not None and colon.i > 0 else words[-1] if words else None
        if verb is not None and (verb.lemma_ in _LISTING or (colon is not None and verb.pos_ in ("VERB", "AUX"))):
            found.add(verb.i)
    return frozenset(found)
