"""Statements: where a clause itself says what somebody is ("she became a judge", "he served as mayor")."""

from typing import Final

from briefing.analysis.actors.discourse import Discourse
from briefing.analysis.actors.figures import Figure
from briefing.analysis.actors.syntax import Syntax

_BEING: Final = frozenset({"be", "become", "remain"})
_SUBJECTS: Final = ("nsubj", "nsubjpass")
_OBJECTS: Final = ("dobj", "dative")


def stated_of(head: int, discourse: Discourse) -> Figure | None:
    """The person of whom the clause around a noun says that they are it."""
    syntax = discourse.syntax
    noun = _first_listed(head, syntax)
    above = syntax.heads[noun]
    subject = None
    if syntax.deps[noun] == "attr" and syntax.lemmas[above] in _BEING:
        subject = syntax.child(above, *_SUBJECTS)
        if syntax.child(above, "neg") is not None:
            return None
    elif syntax.deps[noun] == "pobj" and syntax.lower[above] == "as" and syntax.pos[syntax.heads[above]] in ("VERB", "AUX"):
        verb = syntax.heads[above]
        subject = syntax.child(verb, *_OBJECTS) or syntax.child(verb, *_SUBJECTS)
    elif syntax.deps[noun] == "oprd":
        subject = syntax.child(above, *_OBJECTS) or syntax.child(above, *_SUBJECTS)
    elif syntax.deps[noun] == "appos":
        subject = above
    if subject is None or subject == noun:
        return None
    figure = discourse.owner.get(subject)
    return figure if figure is not None and figure.label == "person" and not figure.is_plural else None


def _first_listed(token: int, syntax: Syntax) -> int:
    """The first of the nouns that the token is listed with ("a lawyer and judge": lawyer)."""
    for _ in range(6):
        if syntax.deps[token] != "conj":
            break
        token = syntax.heads[token]
    return token
