"""Who may have said it: mentions outside the quotation marks, each with the words that may report the speech.

Candidates are subjects of verbs (shared along coordinations, participles and relative clauses), agents, "according to
X", owners of nominal cues ("in the senator's words"), labels before a colon as in a script, and bare names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from briefing.analysis import lexicon
from briefing.analysis.document import Document
from briefing.analysis.document.symbols import FINITE, SUBJECTS

NAME_TYPES: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})
NO_CUE: Final = -1
_PREMODIFIERS: Final = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "case", "predet", "quantmod"})
_BY_NAME: Final = frozenset({"ROOT", "appos", "dep", "conj", "attr", "dobj", "poss", "npadvmod", "pobj", "nmod"})
_TIMES: Final = frozenset({"DATE", "TIME", "MONEY"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON"})
DASHES: Final = frozenset({"-", "—", "–", "--", "―"})
"""What comes before a name that signs a quote."""
_SIGNATURE: Final = 12
"""Document of a line that signs a quote, at most."""
_BESIDE: Final = 8
"""How far after a description its name may relate to be shown with it, in document."""
_CLIMB: Final = 5
"""How many steps up the parse to look for the subject that a verb shares."""
_SHARED: Final = 3
"""How many such subjects to take."""


class Link(IntEnum):
    """How the candidate relates to its cue."""

    SUBJECT = 0
    PASSIVE = 1
    SHARED = 2
    ACCORDING = 3
    AGENT = 4
    SOURCE = 5
    OWNER = 6
    LABEL = 7
    BESIDE = 8
    NAME = 9
    SIGNED = 10


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that may be the speaker. All numbers are indexes of document."""

    head: int
    """The mention's head."""
    first: int
    """The mention's first token."""
    last: int
    """After the mention's last token."""
    link: Link
    """What ties it to the cue."""
    cue: int
    """The reporting word, or -1."""
    steps: int = 0
    """How many steps up the parse a shared subject was found."""


def find_candidates(document: Document) -> list[Candidate]:
    """All candidates outside the quoted stretches, in the order of their heads, each pair of mention and cue once."""
    found: dict[tuple[int, int], Candidate] = {}
    spans: dict[int, tuple[int, int]] = {}
    for head, link, cue, steps in _pairs(document):
        if document.is_quoted(head) or document.pos[head] in {"PUNCT", "SPACE"} or document.entity_types[head] in _TIMES:
            continue
        if (head, cue) in found:
            continue
        if link == Link.SIGNED:
            spans[head] = _signed_name(document, head)
        elif head not in spans:
            spans[head] = mention(document, head)
        found[head, cue] = Candidate(head, *spans[head], link, cue, steps)
    return sorted(found.values(), key=lambda candidate: (candidate.head, candidate.cue))


def _pairs(document: Document) -> Iterator[tuple[int, Link, int, int]]:
    """A mention's head, what ties it to its cue, the cue, and the steps between them; the surest first."""
    for token, dep in enumerate(document.deps):
        if document.pos[token] in {"VERB", "AUX"} or document.lower[token] in lexicon.words("quotes/verbs"):
            if not document.is_quoted(token):
                yield from _of_verb(document, token)
        elif dep == "pobj":
            yield from _of_preposition(document, token)
        elif dep == "poss" and document.lemmas[document.heads[token]] in lexicon.words("quotes/nouns"):
            yield token, Link.OWNER, document.heads[token], 0
        elif document.lower[token][0] == ":":
            yield from _before_colon(document, token)
        if document.lower[token] in DASHES:
            yield from _signature(document, token)
    for token, dep in enumerate(document.deps):
        if (
            document.entity_types[token] in {"PERSON", "ORG"}
            and dep in _BY_NAME
            and document.entity_types[document.heads[token]] not in {"PERSON", "ORG"}
        ):
            yield token, Link.NAME, NO_CUE, 0


def _of_verb(document: Document, verb: int) -> Iterator[tuple[int, Link, int, int]]:
    """The subject of a verb, and those that it may share with the verbs above it."""
    subjects = [child for child in document.children[verb] if document.deps[child] in SUBJECTS]
    for subject in subjects:
        yield subject, Link.PASSIVE if document.deps[subject] == "nsubjpass" else Link.SUBJECT, verb, 0
        if document.lower[subject] in {"who", "which", "that"} and document.deps[verb] == "relcl":
            yield document.heads[verb], Link.SHARED, verb, 1
    if subjects:
        return
    at, shared = verb, 0
    for steps in range(1, _CLIMB + 1):
        dep, above = document.deps[at], document.heads[at]
        if above == at:
            break
        if dep in {"acl", "relcl"} and document.pos[above] in _NOMINAL:
            yield above, Link.SHARED, verb, steps
        at = above
        for child in document.children[at]:
            if document.deps[child] in SUBJECTS and shared < _SHARED and child != verb:
                shared += 1
                yield child, Link.SHARED, verb, steps
    if not shared:
        yield from _beside(document, verb)


def _beside(document: Document, verb: int) -> Iterator[tuple[int, Link, int, int]]:
    """A name or noun beside a verb that the parser gave no subject: "tweeted another", "continued Lee:", "Lee said"."""
    if verb and _may_name(document, verb - 1):
        yield verb - 1, Link.BESIDE, verb, 0
    for token in range(verb + 1, min(verb + 5, len(document))):
        if _may_name(document, token) and not (document.heads[token] > token and document.deps[token] == "compound"):
            yield token, Link.BESIDE, verb, 0
            return
        if document.pos[token] in {"PUNCT", "VERB", "SPACE", "ADP"}:
            return


def _may_name(document: Document, token: int) -> bool:
    """Whether a word can be a mention's head by its form alone; a capital tells where the tagger errs ("said Early")."""
    return document.pos[token] in _NOMINAL or (document.is_capital[token] and document.pos[token] != "SPACE")


def _before_colon(document: Document, colon: int) -> Iterator[tuple[int, Link, int, int]]:
    """The name of a label, as in a script: "Rep. Lee (R-Ohio):"."""
    depth = 0
    for token in range(colon - 1, max(-1, colon - 9), -1):
        depth += (document.lower[token] == ")") - (document.lower[token] == "(")
        if depth == 0 and document.pos[token] in _NOMINAL:
            yield token, Link.LABEL, NO_CUE, 0
            return
        if document.pos[token] in {"VERB", "SPACE"}:
            return


def _signature(document: Document, dash: int) -> Iterator[tuple[int, Link, int, int]]:
    """The name that signs a quote after a dash: "“…” — Ann Lee, a teacher", to the end of the line, or a line of its own."""
    before, block = dash - 1, document.block_of[dash]
    while before >= 0 and document.pos[before] == "SPACE":
        before -= 1
    if before < 0 or not document.is_quoted(before) or not document.is_capital[min(dash + 1, len(document) - 1)]:
        return
    end = dash + 1
    while end < len(document) and document.block_of[end] == block and document.pos[end] != "SPACE":
        if end - dash > _SIGNATURE or document.is_quoted(end) or document.tags[end] in FINITE or document.lower[end] in DASHES:
            return
        end += 1
    head = dash
    while head + 1 < end and document.pos[head + 1] == "PROPN" and document.is_capital[head + 1]:
        head += 1
    if head > dash and document.entity_types[head] in {"PERSON", ""}:
        yield head, Link.SIGNED, NO_CUE, 0


def _signed_name(document: Document, head: int) -> tuple[int, int]:
    """The words of a name between the dash and its end."""
    first = head
    while document.lower[first - 1] not in DASHES:
        first -= 1
    return first, head + 1


def _of_preposition(document: Document, token: int) -> Iterator[tuple[int, Link, int, int]]:
    """What depends on a preposition: "according to X", "by X", "from X"."""
    preposition = document.heads[token]
    above = document.heads[preposition]
    match document.lower[preposition]:
        case "to" if document.lower[above] == "according":
            yield token, Link.ACCORDING, above, 0
        case "by":
            yield token, Link.AGENT, above, 0
        case "of" | "from" if document.entity_types[token] in {"PERSON", "ORG"} or document.lemmas[above] in lexicon.words(
            "quotes/nouns"
        ):
            yield token, Link.SOURCE, above, 0
        case _:
            return


def mention(document: Document, head: int) -> tuple[int, int]:
    """The words of a mention around its head, from its first token to after its last: no relative clause, no line break."""
    first = head
    while first > 0 and _belongs(document, first - 1, first, head):
        first -= 1
    last = head + 1
    while (
        last < len(document)
        and document.entity_types[head]
        and document.entity_types[last] == document.entity_types[head]
        and _same_name(document, last, head)
    ):
        last += 1
    if document.entity_types[head] not in NAME_TYPES:
        return _with_name_beside(document, head, first, last)
    return first, last


def _belongs(document: Document, token: int, first: int, head: int) -> bool:
    """Whether the token before a mention's first is part of it: a modifier inside the same phrase."""
    if document.is_quoted(token) or document.pos[token] == "SPACE":
        return False
    if document.lower[first] == "-" and document.starts[first] == document.ends[token]:  # the rest of a compound: "well-known"
        return True
    above = token
    for _ in range(3):
        if document.deps[above] not in _PREMODIFIERS and not (document.deps[above] == "punct" and document.lower[token] == "-"):
            return False
        above = document.heads[above]
        if first <= above <= head:
            return True
    return False


def _same_name(document: Document, token: int, head: int) -> bool:
    return document.heads[token] == head or document.heads[head] == token or document.heads[token] == document.heads[head]


def _with_name_beside(document: Document, head: int, first: int, last: int) -> tuple[int, int]:
    """A description with its name, "the mayor, Ann Lee"; the name alone where it is far after."""
    for child in document.children[head]:
        if (
            document.deps[child] == "appos"
            and document.entity_types[child] == "PERSON"
            and child > head
            and not document.is_quoted(child)
        ):
            if child - head <= _BESIDE:
                return first, child + 1
            return mention(document, child)
    return first, last
