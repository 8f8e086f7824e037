"""What may fill a template: noun phrases and verb phrases that stand in the article as they are shown.

A slot is a contiguous stretch of the article, or it is None. It holds no pronoun, since a question stands alone; no
quotation mark, comma, bracket or dash, since it would be cut out of a construction that the question does not have; and no
place where words were lost.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.tokens import Token

LONGEST_NOUN_PHRASE: Final = 14
LONGEST_VERB_PHRASE: Final = 18
"""In tokens: what is read aloud without losing the thread."""

_LEFT: Final = frozenset({"det", "amod", "compound", "poss", "nummod", "quantmod", "nmod", "advmod", "predet", "case"})
_NEVER_AFTER: Final = frozenset({"punct", "relcl", "appos", "advcl", "parataxis", "ccomp", "mark", "dep", "intj", "csubj"})
_CORE: Final = frozenset({"dobj", "attr", "acomp", "xcomp", "ccomp", "prt", "oprd", "dative", "agent"})
_PRONOUN_TAGS: Final = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT", "WRB", "EX"})
_DEFINITE: Final = {"a": "the", "an": "the", "this": "the", "these": "the", "that": "the", "those": "the", "one": "the",
                    "another": "the"}  # fmt: skip
_DANGLING: Final = frozenset({"DT", "IN", "CC", "TO", "PRP$", "PDT", "WDT", "RP", "POS"})
_VAGUE: Final = frozenset(
    [
        "one",
        "ones",
        "some",
        "many",
        "most",
        "all",
        "both",
        "each",
        "other",
        "others",
        "another",
        "such",
        "same",
        "thing",
        "things",
        "something",
        "anything",
        "nothing",
        "lot",
        "today",
        "tomorrow",
        "yesterday",
        "tonight",
        "week",
        "month",
        "year",
        "people",
        "person",
        "man",
        "woman",
        "way",
        "time",
        "part",
        "here",
        "there",
        "now",
        "then",
        "more",
    ]
)
_LOWERED: Final = frozenset({"DT", "PDT", "IN", "JJ", "JJR", "JJS", "NN", "NNS", "CD", "RB", "VBG", "VBN", "PRP$"})


@dataclass(frozen=True, slots=True)
class Slot:
    """Words of the article that fill a template."""

    text: str
    plural: bool
    """Whether a verb that follows is plural."""
    head: Token


def noun_phrase(head: Token | None, *, definite: bool = False, vague: bool = False) -> Slot | None:
    """The noun phrase around `head` with the prepositions that hang on it; None where it cannot stand alone.

    With `definite`, an article or demonstrative at its front becomes "the": what is asked about is known by then. With
    `vague`, words that name nothing ("some", "a year") pass too.
    """
    if head is None or head.pos_ not in ("NOUN", "PROPN", "NUM") or (not vague and head.lower_ in _VAGUE):
        return None
    first = _left_end(head)
    last = None if first is None else _right_end(head, LONGEST_NOUN_PHRASE, of_is_core=True)
    if first is None or last is None:
        return None
    tokens = list(head.doc[first : last + 1])
    if not _stands_alone(tokens, LONGEST_NOUN_PHRASE):
        return None
    return Slot(_words(tokens, definite=definite), _is_plural(head, last), head)


def verb_phrase(verb: Token) -> str | None:
    """The verb's base form and what belongs to it, up to the next clause; None where a complement would be cut off."""
    rest = complement(verb)
    base = base_form(verb)
    if rest is None or base is None or (base == "be" and not rest):
        return None
    return f"{base} {rest}".strip()


def complement(verb: Token, *, keep_negation: bool = True) -> str | None:
    """The words after a verb that belong to it, verbatim (it may be none of them); None where they cannot be cut there.

    Without `keep_negation` a "not" right behind the verb is left out.
    """
    last = _right_end(verb, LONGEST_VERB_PHRASE, of_is_core=False)
    if last is None:
        return None
    first = verb.i + 1
    if not keep_negation and first <= last and verb.doc[first].dep_ == "neg":
        first += 1
    tokens = list(verb.doc[first : last + 1])
    if tokens and not _stands_alone(tokens, LONGEST_VERB_PHRASE, needs_noun=False):
        return None
    return _words(tokens, lower=False)


def base_form(verb: Token) -> str | None:
    """The infinitive of a verb form, without "to"."""
    if verb.tag_ == "VB" or (verb.tag_ == "VBP" and verb.lemma_ != "be"):
        return str(verb.lower_)
    lemma = str(verb.lemma_).lower()
    if lemma != verb.lower_ or not lemma.endswith(("ed", "ing", "s")):
        return lemma if lemma.isalpha() or "-" in lemma else None
    return _infinitive(lemma)


@cache
def _infinitive(form: str) -> str:
    """Lemminflect's infinitive, asked only where spaCy left the form as it was: the import costs half a second."""
    from lemminflect import getLemma  # noqa: PLC0415 - see above

    return str((getLemma(form, "VERB") or (form,))[0])


def subject(verb: Token) -> Token | None:
    """The subject of a verb, or of the verb that it shares its subject with."""
    seen = 0
    while seen < 5:
        found = next((child for child in verb.lefts if child.dep_ in ("nsubj", "nsubjpass")), None)
        if found is not None:
            return found
        if verb.dep_ not in ("conj", "xcomp") or verb.head is verb:
            return None
        verb, seen = verb.head, seen + 1
    return None


def child(token: Token, *deps: str) -> Token | None:
    """The first child of a token in one of these relations."""
    return next((one for one in token.children if one.dep_ in deps), None)


def after(token: Token, *prepositions: str) -> Token | None:
    """The object of one of these prepositions that hang on a token."""
    for one in token.children:
        if one.dep_ in ("prep", "agent", "dative") and one.lower_ in prepositions:
            return child(one, "pobj", "pcomp")
    return None


def _left_end(head: Token) -> int | None:
    first = head.i
    for one in sorted(head.lefts, key=lambda token: -token.i):
        if one.right_edge.i != first - 1 or one.dep_ in ("cc", "punct", "prep", "mark", "preconj", "nsubj", "aux"):
            break
        if one.dep_ not in _LEFT:
            return None
        first = one.left_edge.i
    return int(first)


def _right_end(head: Token, longest: int, *, of_is_core: bool) -> int | None:
    """Index of the last token that belongs to `head` in one stretch behind it; None where something needed is cut off."""
    last = head.i
    stopped = False
    for one in head.rights:
        if one.dep_ == "punct" and one.tag_ == "HYPH":
            continue
        if stopped:
            if one.dep_ in _CORE or (one.dep_ == "conj" and one.pos_ in ("NOUN", "PROPN") and of_is_core):
                return None
            continue
        end = _end_of_child(one, last)
        if end is None or end - head.i > longest:
            stopped = True
            needed = {"cc", "conj"} if of_is_core else _CORE
            if one.dep_ in needed or (one.dep_ == "prep" and (one.lower_ == "of" or (not of_is_core and last == head.i))):
                return None
        else:
            last = end
    while last > head.i and head.doc[last].tag_ in _DANGLING and head.doc[last].dep_ != "prt":
        last -= 1
    return int(last)


def _end_of_child(one: Token, last: int) -> int | None:
    """Where the child's stretch ends, if it follows at once and holds nothing that cannot be shown."""
    if one.dep_ in _NEVER_AFTER or one.left_edge.i != last + 1:
        return None
    if one.dep_ == "cc":
        return one.i if _joins_nouns(one) else None
    if one.dep_ == "conj" and one.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return None
    if one.dep_ == "acl" and one.tag_ not in ("VBN", "VBG", "VB"):
        return None
    if any(token.tag_ in _PRONOUN_TAGS for token in one.doc[one.left_edge.i : one.i + 1]):
        return None
    end = one.i
    for inner in one.rights:
        found = _end_of_child(inner, end)
        if found is None:
            if inner.dep_ in _CORE or inner.dep_ in ("pobj", "pcomp"):
                return None
            break
        end = found
    return int(end)


def _joins_nouns(conjunction: Token) -> bool:
    return any(one.dep_ == "conj" and one.pos_ in ("NOUN", "PROPN", "ADJ") for one in conjunction.head.rights)


def _stands_alone(tokens: Sequence[Token], longest: int, *, needs_noun: bool = True) -> bool:
    if not tokens or len(tokens) > longest or tokens[-1].tag_ in _DANGLING - {"RP"}:
        return False
    if any(token.tag_ in _PRONOUN_TAGS and not token.ent_type_ for token in tokens):
        return False
    if any((token.is_punct and token.tag_ not in ("HYPH",) and token.text not in "-/") or token.is_space for token in tokens):
        return False
    if any(character in token.text for token in tokens for character in '“”"«»[]()…*_|'):
        return False
    return not needs_noun or any(token.pos_ in ("NOUN", "PROPN", "NUM") for token in tokens)


def _words(tokens: Iterable[Token], *, definite: bool = False, lower: bool = True) -> str:
    return "".join(_shown(tokens, definite=definite, lower=lower)).strip()


def _shown(tokens: Iterable[Token], *, definite: bool, lower: bool) -> Iterator[str]:
    for number, token in enumerate(tokens):
        word = token.text
        starts = lower and number == 0
        if token.lower_ in ("this", "these", "that", "those") and token.dep_ == "det":
            word = token.text if token.head.ent_type_ in ("DATE", "TIME") else "the"
        elif starts and definite and token.lower_ in _DEFINITE and token.dep_ in ("det", "nummod"):
            word = "the"
        elif starts and _opens(token) and _is_common(token):
            word = word[:1].lower() + word[1:]
        yield word + token.whitespace_


def _opens(token: Token) -> bool:
    """Whether a sentence or a quotation starts with the token."""
    return bool(token.is_sent_start) or (token.i > 0 and token.nbor(-1).text in ("“", '"', "''", "«", "‘", "'", "``", ":"))


def _is_common(token: Token) -> bool:
    """Whether a capital at the start of a sentence is only that."""
    if token.tag_ in ("DT", "PDT", "IN"):
        return not token.ent_type_ or token.ent_type_ in ("DATE", "CARDINAL", "PERCENT", "MONEY", "QUANTITY", "TIME")
    named = token.ent_type_ and token.ent_type_ != "DATE"
    return token.tag_ in _LOWERED and not named and not token.text[1:2].isupper()


def _is_plural(head: Token, last: int) -> bool:
    if any(one.dep_ == "conj" and one.i <= last for one in head.rights):
        return True
    if head.ent_type_ in ("GPE", "ORG") and head.tag_ == "NNPS":
        return False
    return head.tag_ in ("NNS", "NNPS") or head.lower_ in ("people", "police", "officials")
