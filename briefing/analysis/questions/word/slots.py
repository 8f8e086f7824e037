"""What may fill a template: noun phrases and verb phrases that are in the article as they are shown.

A slot is a contiguous stretch of the article, or it is None. It is whole: nothing that depends on it is cut off, unless a
comma or a conjunction parts it. It holds no pronoun, since a question stands alone; no quotation mark, comma, bracket or
dash, since it would be cut out of a construction that the question does not have.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from spacy.tokens import Token

from briefing.analysis.questions.grammar import NAMES, NOUNS, base_form, child, is_negated, next_word, subject
from briefing.analysis.questions.vocabulary import vocabulary
from briefing.analysis.questions.word.phrase_bounds import (
    LONGEST_NOUN_PHRASE,
    LONGEST_VERB_PHRASE,
    left_end,
    right_end,
    stands_alone,
)

_DEFINITE: Final = frozenset({"a", "an", "this", "these", "that", "those", "one", "another"})
_LOWERED: Final = frozenset({"DT", "PDT", "IN", "JJ", "JJR", "JJS", "NN", "NNS", "CD", "RB", "RBR", "VBG", "VBN"})


@dataclass(frozen=True, slots=True)
class Slot:
    """Words of the article that fill a template."""

    text: str
    plural: bool
    """Whether a verb that follows is plural."""
    head: Token

    @property
    def length(self) -> int:
        """Number of words."""
        return len(self.text.split())


def noun_phrase(head: Token | None, *, definite: bool = False, until: Token | None = None) -> Slot | None:
    """The noun phrase around `head` with all that depends on it; None where it cannot stand alone, or names nothing ("some").

    With `definite`, an article or demonstrative at its front becomes "the": what is asked about is known by then. With
    `until`, it ends before that token, which the parse depends on it.
    """
    if head is None or head.pos_ not in NOUNS or head.lower_ in vocabulary("vague") or _is_bare_number(head):
        return None
    first = left_end(head)
    last = int(until.i) - 1 if until is not None else right_end(head, LONGEST_NOUN_PHRASE)
    if first is None or last is None:
        return None
    if head.doc[first].is_sent_start and all(token.is_upper for token in head.doc[first : head.i + 1]) and _is_dateline(head):
        return None  # a dateline, "NEW HARBOUR - The mayor …"
    if first > 0 and head.doc[first - 1].tag_ == "HYPH" and not head.doc[first - 1].whitespace_:
        return None  # half a word
    tokens = list(head.doc[first : last + 1])
    if definite and [token.lower_ for token in tokens[:3]] == ["at", "least", "one"]:
        tokens = tokens[2:]
    # "Some fool" is nobody in particular.
    nobody = tokens[:1] and (tokens[0].lower_ in ("any", "no", "such") or (tokens[0].lower_ == "some" and head.tag_ == "NN"))
    if nobody or not stands_alone(tokens, LONGEST_NOUN_PHRASE):
        return None
    return Slot(_words(tokens, definite=definite), _is_plural(head, last), head)


def _is_dateline(head: Token) -> bool:
    """Whether capitals at the start of a sentence are those of the place that it is written from."""
    return next_word(head) in (",", "(", "-", "–", "—") and len(head.text) > len("NATO")


def names_a_year(slot: Slot) -> bool:
    """Whether a slot tells a year: "the 2008 crisis" is over."""
    return any(len(word) == len("2008") and word.isdigit() for word in slot.text.split())


def _is_bare_number(head: Token) -> bool:
    """Whether a number stands for those it counts: "the two", "many of the four"."""
    return head.pos_ == "NUM" and head.ent_type_ in ("", "CARDINAL")


def verb_phrase(verb: Token) -> str | None:
    """The verb's base form ("be" and the participle in a passive) and what belongs to it; None where it would be cut."""
    rest = complement(verb, keep_negation=False)
    base = base_form(verb)
    if rest is None or base is None or (base == "be" and not rest) or rest.startswith(("no ", "nothing")):
        return None
    if any(one.dep_ == "auxpass" for one in verb.lefts):
        base = f"be {verb.lower_}"
    return f"{base} {rest}".strip()


def complement(verb: Token, *, keep_negation: bool = True, actor: Token | None = None) -> str | None:
    """The words after a verb that belong to it, verbatim (it may be none of them); None where they cannot be cut there.

    `actor` is whose deed it is where the verb has no subject of its own. Without `keep_negation` a "not"
    or "yet" right after the verb, and a "yet" at the end, are left out.
    """
    last = right_end(verb, LONGEST_VERB_PHRASE)
    if last is None:
        return None
    first = verb.i + 1
    if not keep_negation:
        while first <= last and verb.doc[first].lower_ in ("not", "n't", "n’t", "yet"):
            first += 1
        if first > verb.i + 1 and first <= last and verb.doc[first].lower_ in ("only", "just", "merely", "simply"):
            return None  # "not only for a few" denies nothing
        while last >= first and verb.doc[last].lower_ == "yet":
            last -= 1
    tokens = list(verb.doc[first : last + 1])
    if tokens and not stands_alone(tokens, LONGEST_VERB_PHRASE, needs_noun=False, actor=actor or subject(verb)):
        return None
    if any(token.lower_ in ("so", "too", "also", "either", "neither", "nor", "such", "sure") for token in tokens) or _goes_on(
        verb, last
    ):
        return None
    if [token.lower_ for token in tokens[-2:]] == ["in", "part"]:
        return None  # "in part because …": the rest of it is the point
    return None if tokens and tokens[-1].lower_ in ("not", "just") else _words(tokens, lower=False)


def _goes_on(verb: Token, last: int) -> bool:
    """Whether what follows belongs to a verb's words, too: "is fine leaving it", "will oversee, manage and bear all costs"."""
    end = verb.doc[last]
    if end.i == verb.i and any(one.dep_ == "conj" and child(one, "dobj", "acomp") is not None for one in verb.rights):
        return True
    if last + 1 < len(verb.doc) and end.nbor().tag_ == "TO":
        return True
    return end.i > verb.i and end.pos_ == "ADJ" and last + 1 < len(verb.doc) and end.nbor().tag_ == "VBG"


def gerund_action(gerund: Token, actor: Token | None) -> str | None:
    """What a gerund says that `actor` did, in the base form: "hide the report" for "hiding the report"."""
    rest, base = complement(gerund, keep_negation=False, actor=actor), base_form(gerund)
    return None if rest is None or base is None or gerund.tag_ != "VBG" or is_negated(gerund) else f"{base} {rest}".strip()


def _words(tokens: Iterable[Token], *, definite: bool = False, lower: bool = True) -> str:
    return "".join(_shown(tokens, definite=definite, lower=lower)).strip()


def _shown(tokens: Iterable[Token], *, definite: bool, lower: bool) -> Iterator[str]:
    for number, token in enumerate(tokens):
        word = token.text
        starts = lower and number == 0
        if token.lower_ in ("this", "these", "that", "those") and token.dep_ == "det":
            shown = token.lower_ if starts else token.text
            word = shown if token.head.ent_type_ in ("DATE", "TIME") else "the"
        elif starts and definite and token.lower_ in _DEFINITE and token.dep_ in ("det", "nummod"):
            word = "the"
        elif starts and (_opens(token) or (token.tag_ == "DT" and not token.ent_type_)) and _is_common(token):
            word = word[:1].lower() + word[1:]
        yield word + token.whitespace_


def _opens(token: Token) -> bool:
    """Whether a sentence or a quotation starts with the token."""
    return bool(token.is_sent_start) or (token.i > 0 and (token.nbor(-1).is_punct or token.nbor(-1).is_space))


def _is_common(token: Token) -> bool:
    """Whether a capital at the start of a sentence is only that."""
    if token.tag_ == "DT":
        return True
    return token.tag_ in _LOWERED and token.ent_type_ not in NAMES and not token.text[1:2].isupper()


def _is_plural(head: Token, last: int) -> bool:
    if any(one.dep_ == "conj" and one.i <= last for one in head.rights):
        return True
    if head.ent_type_ in ("GPE", "ORG") and head.tag_ == "NNPS":
        return False
    return head.tag_ in ("NNS", "NNPS") or head.lower_ in ("people", "police", "officials")
