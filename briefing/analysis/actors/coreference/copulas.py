"""Statements: where a clause itself says what somebody is ("she became a judge", "he served as mayor")."""

from typing import Final

from briefing.analysis.actors.coreference.discourse import DiscourseState
from briefing.analysis.actors.entities.entity import Entity
from briefing.analysis.document import Document
from briefing.analysis.document.symbols import SUBJECTS

_BEING: Final = frozenset({"be", "become", "remain"})
_OBJECTS: Final = ("dobj", "dative")


def stated_of(head: int, discourse: DiscourseState) -> Entity | None:
    """The one of whom the clause around a noun says that they are it."""
    first = _first_listed(head, discourse.document)
    subject = _subject_of(first, discourse.document) if first not in discourse.named else None
    entity = discourse.owner.get(subject) if subject is not None else None
    return entity if entity is not None and not entity.is_plural else None


def named_beside(head: int, discourse: DiscourseState) -> Entity | None:
    """The body or place whose name is beside a noun for it.

    "the company Acme"; "our town, Dover".
    """
    document = discourse.document
    if head + 1 in discourse.owner and document.sentence_of[head] == document.sentence_of[head + 1]:
        beside: int | None = head + 1
    else:
        beside = document.child(head, "appos")
    entity = discourse.owner.get(beside) if beside is not None else None
    return entity if entity in discourse.kinds and not entity.is_plural else None


def _subject_of(noun: int, document: Document) -> int | None:
    """The token of what the noun is said of: "X is a …", "X served as …", "they named X …", "X, a …"."""
    above = document.heads[noun]
    if document.deps[noun] == "attr" and document.lemmas[above] in _BEING:
        return document.child(above, *SUBJECTS) if document.is_asserted(above) else None
    if document.deps[noun] == "appos":
        return above if document.is_own_apposition(above, noun) else None
    verb = above if document.deps[noun] == "oprd" else None
    if (
        document.deps[noun] == "pobj"
        and document.lower[above] == "as"
        and document.pos[document.heads[above]] in ("VERB", "AUX")
    ):
        verb = document.heads[above]
    if verb is None or not document.is_asserted(verb):
        return None
    named = document.child(verb, *_OBJECTS)
    if named is not None and named != noun:
        return named
    return document.child(verb, "nsubjpass" if document.deps[noun] == "oprd" else "nsubj", "nsubjpass")


def _first_listed(token: int, document: Document) -> int:
    """The first of the nouns that the token is listed with ("a lawyer and judge": lawyer)."""
    for _ in range(6):
        if document.deps[token] != "conj":
            break
        token = document.heads[token]
    return token


def head_of_item(first: int, head: int, discourse: DiscourseState) -> Entity | None:
    """The person whose name heads the item that a reference opens: "3. Jane Doe. The judge …".

    The reference, from its token `first` to its `head`, is a subject in the item's first sentence, with no name before it.
    """
    document = discourse.document
    begins, entity = discourse.headed.get(document.sentence_of[head], (0, None))
    if entity is None or not begins <= first or document.deps[head] not in SUBJECTS:
        return None
    return entity if discourse.named.isdisjoint(range(begins, first)) else None
