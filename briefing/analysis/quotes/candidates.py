"""Who may have said it: mentions outside the quotation marks, each with the words that may report the speech.

Candidates are subjects of verbs (shared along coordinations, participles and relative clauses), agents, "according to
X", owners of nominal cues ("in the senator's words"), labels before a colon as in a script, and bare names.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

from briefing.analysis import lexicon
from briefing.analysis.quotes.tokens import FINITE, Tokens

SUBJECTS: Final = frozenset({"nsubj", "nsubjpass"})
NAME_TYPES: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})
NO_CUE: Final = -1
_PREMODIFIERS: Final = frozenset({"det", "amod", "compound", "poss", "nummod", "nmod", "case", "predet", "quantmod"})
_BY_NAME: Final = frozenset({"ROOT", "appos", "dep", "conj", "attr", "dobj", "poss", "npadvmod", "pobj", "nmod"})
_TIMES: Final = frozenset({"DATE", "TIME", "MONEY"})
_NOMINAL: Final = frozenset({"NOUN", "PROPN", "PRON"})
DASHES: Final = frozenset({"-", "—", "–", "--", "―"})
"""What stands before a name that signs a quote."""
_SIGNATURE: Final = 12
"""Tokens of a line that signs a quote, at most."""
_BESIDE: Final = 8
"""How far behind a description its name may stand to be shown with it, in tokens."""
_CLIMB: Final = 5
"""How many steps up the parse to look for the subject that a verb shares."""
_SHARED: Final = 3
"""How many such subjects to take."""


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
    BESIDE = 8
    NAME = 9
    SIGNED = 10


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
    steps: int = 0
    """How many steps up the parse a shared subject was found."""


def find_candidates(tokens: Tokens) -> list[Candidate]:
    """All candidates outside the quoted stretches, in the order of their heads, each pair of mention and cue once."""
    found: dict[tuple[int, int], Candidate] = {}
    spans: dict[int, tuple[int, int]] = {}
    for head, link, cue, steps in _pairs(tokens):
        if tokens.is_quoted(head) or tokens.pos[head] in {"PUNCT", "SPACE"} or tokens.name[head] in _TIMES:
            continue
        if (head, cue) in found:
            continue
        if link == Link.SIGNED:
            spans[head] = _signed_name(tokens, head)
        elif head not in spans:
            spans[head] = mention(tokens, head)
        found[head, cue] = Candidate(head, *spans[head], link, cue, steps)
    return sorted(found.values(), key=lambda candidate: (candidate.head, candidate.cue))


def _pairs(tokens: Tokens) -> Iterator[tuple[int, Link, int, int]]:
    """A mention's head, what ties it to its cue, the cue, and the steps between them; the surest first."""
    for token, dep in enumerate(tokens.dep):
        if tokens.pos[token] in {"VERB", "AUX"} or tokens.lower[token] in lexicon.words("quote_verbs"):
            if not tokens.is_quoted(token):
                yield from _of_verb(tokens, token)
        elif dep == "pobj":
            yield from _of_preposition(tokens, token)
        elif dep == "poss" and tokens.lemma[tokens.head[token]] in lexicon.words("quote_nouns"):
            yield token, Link.OWNER, tokens.head[token], 0
        elif tokens.lower[token][0] == ":":
            yield from _before_colon(tokens, token)
        if tokens.lower[token] in DASHES:
            yield from _signature(tokens, token)
    for token, dep in enumerate(tokens.dep):
        if (
            tokens.name[token] in {"PERSON", "ORG"}
            and dep in _BY_NAME
            and tokens.name[tokens.head[token]] not in {"PERSON", "ORG"}
        ):
            yield token, Link.NAME, NO_CUE, 0


def _of_verb(tokens: Tokens, verb: int) -> Iterator[tuple[int, Link, int, int]]:
    """The subject of a verb, and those that it may share with the verbs above it."""
    subjects = [child for child in tokens.children[verb] if tokens.dep[child] in SUBJECTS]
    for subject in subjects:
        yield subject, Link.PASSIVE if tokens.dep[subject] == "nsubjpass" else Link.SUBJECT, verb, 0
        if tokens.lower[subject] in {"who", "which", "that"} and tokens.dep[verb] == "relcl":
            yield tokens.head[verb], Link.SHARED, verb, 1
    if subjects:
        return
    at, shared = verb, 0
    for steps in range(1, _CLIMB + 1):
        dep, above = tokens.dep[at], tokens.head[at]
        if above == at:
            break
        if dep in {"acl", "relcl"} and tokens.pos[above] in _NOMINAL:
            yield above, Link.SHARED, verb, steps
        at = above
        for child in tokens.children[at]:
            if tokens.dep[child] in SUBJECTS and shared < _SHARED and child != verb:
                shared += 1
                yield child, Link.SHARED, verb, steps
    if not shared:
        yield from _beside(tokens, verb)


def _beside(tokens: Tokens, verb: int) -> Iterator[tuple[int, Link, int, int]]:
    """A name or noun beside a verb that the parser gave no subject: "tweeted another", "continued Lee:", "Lee said"."""
    if verb and _may_name(tokens, verb - 1):
        yield verb - 1, Link.BESIDE, verb, 0
    for token in range(verb + 1, min(verb + 5, len(tokens))):
        if _may_name(tokens, token) and not (tokens.head[token] > token and tokens.dep[token] == "compound"):
            yield token, Link.BESIDE, verb, 0
            return
        if tokens.pos[token] in {"PUNCT", "VERB", "SPACE", "ADP"}:
            return


def _may_name(tokens: Tokens, token: int) -> bool:
    """Whether a word can be a mention's head by its form alone; a capital tells where the tagger errs ("said Early")."""
    return tokens.pos[token] in _NOMINAL or (tokens.is_capital[token] and tokens.pos[token] != "SPACE")


def _before_colon(tokens: Tokens, colon: int) -> Iterator[tuple[int, Link, int, int]]:
    """The name of a label, as in a script: "Rep. Lee (R-Ohio):"."""
    depth = 0
    for token in range(colon - 1, max(-1, colon - 9), -1):
        depth += (tokens.lower[token] == ")") - (tokens.lower[token] == "(")
        if depth == 0 and tokens.pos[token] in _NOMINAL:
            yield token, Link.LABEL, NO_CUE, 0
            return
        if tokens.pos[token] in {"VERB", "SPACE"}:
            return


def _signature(tokens: Tokens, dash: int) -> Iterator[tuple[int, Link, int, int]]:
    """The name that signs a quote behind a dash: "“…” — Ann Lee, a teacher", to the end of the line, or a line of its own."""
    before, block = dash - 1, tokens.block[dash]
    while before >= 0 and tokens.pos[before] == "SPACE":
        before -= 1
    if before < 0 or not tokens.is_quoted(before) or not tokens.is_capital[min(dash + 1, len(tokens) - 1)]:
        return
    end = dash + 1
    while end < len(tokens) and tokens.block[end] == block and tokens.pos[end] != "SPACE":
        if end - dash > _SIGNATURE or tokens.is_quoted(end) or tokens.tag[end] in FINITE or tokens.lower[end] in DASHES:
            return
        end += 1
    head = dash
    while head + 1 < end and tokens.pos[head + 1] == "PROPN" and tokens.is_capital[head + 1]:
        head += 1
    if head > dash and tokens.name[head] in {"PERSON", ""}:
        yield head, Link.SIGNED, NO_CUE, 0


def _signed_name(tokens: Tokens, head: int) -> tuple[int, int]:
    """The words of a name between the dash and its end."""
    first = head
    while tokens.lower[first - 1] not in DASHES:
        first -= 1
    return first, head + 1


def _of_preposition(tokens: Tokens, token: int) -> Iterator[tuple[int, Link, int, int]]:
    """What hangs on a preposition: "according to X", "by X", "from X"."""
    preposition = tokens.head[token]
    above = tokens.head[preposition]
    match tokens.lower[preposition]:
        case "to" if tokens.lower[above] == "according":
            yield token, Link.ACCORDING, above, 0
        case "by":
            yield token, Link.AGENT, above, 0
        case "of" | "from" if tokens.name[token] in {"PERSON", "ORG"} or tokens.lemma[above] in lexicon.words("quote_nouns"):
            yield token, Link.SOURCE, above, 0
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
        return _with_name_beside(tokens, head, first, last)
    return first, last


def _belongs(tokens: Tokens, token: int, first: int, head: int) -> bool:
    """Whether the token before a mention's first is part of it: a modifier inside the same phrase."""
    if tokens.is_quoted(token) or tokens.pos[token] == "SPACE":
        return False
    if tokens.lower[first] == "-" and tokens.starts[first] == tokens.ends[token]:  # the rest of a compound: "well-known"
        return True
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


def _with_name_beside(tokens: Tokens, head: int, first: int, last: int) -> tuple[int, int]:
    """A description with its name, "the mayor, Ann Lee"; the name alone where it stands far behind."""
    for child in tokens.children[head]:
        if tokens.dep[child] == "appos" and tokens.name[child] == "PERSON" and child > head and not tokens.is_quoted(child):
            if child - head <= _BESIDE:
                return first, child + 1
            return mention(tokens, child)
    return first, last
