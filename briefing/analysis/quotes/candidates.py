"""Who may have said it: mentions outside the quotation marks, each with the words that may report the speech.

Candidates are subjects of verbs (shared along coordinations, participles and relative clauses), agents, "according to
X", owners of nominal cues ("in the senator's words"), labels before a colon as in a script, and bare names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from briefing.analysis import lexicon
from briefing.analysis.quotes.tokens import Tokens

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
NAME_TYPES: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})
NO_CUE: Final = -1
_PREMODIFIERS: Final = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "case", "predet", "quantmod"})
_SHARING: Final = frozenset({"conj", "xcomp", "advcl", "pcomp", "prep", "dep", "parataxis", "ccomp"})
_BY_NAME: Final = frozenset({"ROOT", "appos", "dep", "conj", "attr", "dobj", "poss", "npadvmod", "pobj", "nmod"})
_CLIMB: Final = 5
"""How many steps up the parse to look for the subject that a verb shares."""


class Link(IntEnum):
    """How the candidate stands to its cue."""

    SUBJECT = 0
    PASSIVE = 1
    SHARED = 2
    ACCORDING = 3
    AGENT = 4
    SOURCE = 5
    OWNER = 6
    LABEL = 7
    NOUN = 8
    NAME = 9


@dataclass(frozen=True, slots=True)
class Candidate:
    """A mention that may be the speaker. All numbers are indexes of tokens."""

    head: int
    """The mention's head."""
    first: int
    """The mention's first token."""
    last: int
    """Behind the mention's last token."""
    link: Link
    """What ties it to the cue."""
    cue: int
    """The reporting word, or -1."""


def find_candidates(tokens: Tokens) -> list[Candidate]:
    """All candidates outside the quoted stretches, in the order of their heads, each pair of mention and cue once."""
    seen: set[tuple[int, int]] = set()
    found = []
    for head, link, cue in _pairs(tokens):
        if tokens.is_quoted(head) or (head, cue) in seen:
            continue
        seen.add((head, cue))
        first, last = mention(tokens, head)
        found.append(Candidate(head, first, last, link, cue))
    return sorted(found, key=lambda candidate: (candidate.head, candidate.cue))


def _pairs(tokens: Tokens) -> Iterator[tuple[int, Link, int]]:
    """Pairs of a mention's head and a cue, the surest first."""
    for token, dep in enumerate(tokens.dep):
        if tokens.pos[token] in {"VERB", "AUX"} and not tokens.is_quoted(token):
            yield from _of_verb(tokens, token)
        elif dep == "pobj":
            yield from _of_preposition(tokens, token)
        elif dep == "poss" and tokens.lemma[tokens.head[token]] in lexicon.words("quote_nouns"):
            yield token, Link.OWNER, tokens.head[token]
    for token, dep in enumerate(tokens.dep):
        if (
            tokens.name[token] in {"PERSON", "ORG"}
            and dep in _BY_NAME
            and tokens.name[tokens.head[token]] not in {"PERSON", "ORG"}
        ):
            label = token + 1 < len(tokens) and tokens.lower[token + 1] == ":"
            yield token, Link.LABEL if label else Link.NAME, NO_CUE


def _of_verb(tokens: Tokens, verb: int) -> Iterator[tuple[int, Link, int]]:
    """The subject of a verb, its own or the one it shares."""
    subjects = [child for child in tokens.children[verb] if tokens.dep[child] in SUBJECTS]
    for subject in subjects:
        yield subject, Link.PASSIVE if tokens.dep[subject] == "nsubjpass" else Link.SUBJECT, verb
        if tokens.lower[subject] in {"who", "which", "that"} and tokens.dep[verb] == "relcl":
            yield tokens.head[verb], Link.SHARED, verb
    if subjects:
        return
    at = verb
    for _ in range(_CLIMB):
        dep, above = tokens.dep[at], tokens.head[at]
        if dep in {"acl", "relcl"} and tokens.pos[above] in {"NOUN", "PROPN", "PRON"}:
            yield above, Link.SHARED, verb
            return
        if dep not in _SHARING or above == at:
            return
        at = above
        shared = [child for child in tokens.children[at] if tokens.dep[child] in SUBJECTS]
        if shared:
            yield shared[-1], Link.SHARED, verb
            return


def _of_preposition(tokens: Tokens, token: int) -> Iterator[tuple[int, Link, int]]:
    """ "according to X", "by X", "from X"."""
    preposition = tokens.head[token]
    above = tokens.head[preposition]
    match tokens.lower[preposition]:
        case "to" if tokens.lower[above] == "according":
            yield token, Link.ACCORDING, above
        case "by":
            yield token, Link.AGENT, above
        case "of" | "from" if tokens.name[token] in {"PERSON", "ORG"}:
            yield token, Link.SOURCE, above
        case _:
            return


def mention(tokens: Tokens, head: int) -> tuple[int, int]:
    """The words of a mention around its head, from its first token to behind its last: no relative clause, no line break."""
    first = head
    while first > 0 and _belongs(tokens, first - 1, first, head):
        first -= 1
    last = head + 1
    while (
        last < len(tokens) and tokens.name[head] and tokens.name[last] == tokens.name[head] and _same_name(tokens, last, head)
    ):
        last += 1
    if tokens.name[head] not in NAME_TYPES:
        last = _with_name_beside(tokens, head, last)
    return first, last


def _belongs(tokens: Tokens, token: int, first: int, head: int) -> bool:
    """Whether the token before a mention's first is part of it: a modifier inside the same phrase."""
    if tokens.is_quoted(token) or tokens.pos[token] == "SPACE":
        return False
    above = token
    for _ in range(3):
        if tokens.dep[above] not in _PREMODIFIERS and not (tokens.dep[above] == "punct" and tokens.lower[token] == "-"):
            return False
        above = tokens.head[above]
        if first <= above <= head:
            return True
    return False


def _same_name(tokens: Tokens, token: int, head: int) -> bool:
    return tokens.head[token] == head or tokens.head[head] == token or tokens.head[token] == tokens.head[head]


def _with_name_beside(tokens: Tokens, head: int, last: int) -> int:
    """A description with its name: "the mayor, Ann Lee" ends behind the name."""
    for child in tokens.children[head]:
        if (
            tokens.dep[child] == "appos"
            and tokens.name[child] == "PERSON"
            and 0 < child - head <= 8
            and not tokens.is_quoted(child)
        ):
            return child + 1
    return last
