"""What may fill a template: noun phrases and verb phrases that stand in the article as they are shown.

A slot is a contiguous stretch of the article, or it is None. It is whole: nothing that hangs on it is cut off, unless a
comma or a conjunction parts it. It holds no pronoun, since a question stands alone; no quotation mark, comma, bracket or
dash, since it would be cut out of a construction that the question does not have.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Final

from spacy.tokens import Token

from briefing.analysis.questions.vocabulary import vocabulary

LONGEST_NOUN_PHRASE: Final = 16
LONGEST_VERB_PHRASE: Final = 20
"""In tokens: what is read aloud without losing the thread."""

NAMES: Final = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
_ACTING: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_LEFT: Final = frozenset({"det", "amod", "compound", "poss", "nummod", "quantmod", "nmod", "advmod", "predet", "case"})
_CORE: Final = frozenset({"dobj", "attr", "acomp", "xcomp", "ccomp", "prt", "oprd", "dative", "agent", "pobj", "pcomp"})
_PARTED: Final = frozenset({"parataxis", "dep", "intj", "csubj", "appos", "meta"})
_PRONOUN_TAGS: Final = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT", "WRB", "EX"})
_RELATIVE: Final = frozenset({"that", "which", "who"})
_DEFINITE: Final = frozenset({"a", "an", "this", "these", "that", "those", "one", "another"})
_DANGLING: Final = frozenset({"DT", "IN", "CC", "TO", "PRP$", "PDT", "WDT", "POS"})
_OPENING: Final = frozenset({"“", '"', "''", "``", "«", "‘", "'", "(", "["})
_LOWERED: Final = frozenset({"DT", "PDT", "IN", "JJ", "JJR", "JJS", "NN", "NNS", "CD", "RB", "RBR", "VBG", "VBN"})
_MODALS: Final = frozenset({"could", "would", "may", "might", "can", "should"})
_NOUNS: Final = frozenset({"NOUN", "PROPN", "NUM"})


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


def noun_phrase(head: Token | None, *, definite: bool = False, bare: bool = False) -> Slot | None:
    """The noun phrase around `head` with all that hangs on it; None where it cannot stand alone, or names nothing ("some").

    With `definite`, an article or demonstrative at its front becomes "the": what is asked about is known by then. With
    `bare`, it ends with its head.
    """
    if head is None or head.pos_ not in _NOUNS or head.lower_ in vocabulary("vague") or _is_bare_number(head):
        return None
    first = _left_end(head)
    last = int(head.i) if bare else _right_end(head, LONGEST_NOUN_PHRASE)
    if first is None or last is None:
        return None
    if head.doc[first].is_sent_start and all(token.is_upper for token in head.doc[first : head.i + 1]) and _is_dateline(head):
        return None  # a dateline, "NEW HARBOUR - The mayor …"
    if first > 0 and head.doc[first - 1].tag_ == "HYPH" and not head.doc[first - 1].whitespace_:
        return None  # half a word
    tokens = list(head.doc[first : last + 1])
    if definite and [token.lower_ for token in tokens[:3]] == ["at", "least", "one"]:
        tokens = tokens[2:]
    if not _stands_alone(tokens, LONGEST_NOUN_PHRASE) or tokens[0].lower_ in ("any", "no", "such"):
        return None
    return Slot(_words(tokens, definite=definite), _is_plural(head, last), head)


def _is_dateline(head: Token) -> bool:
    """Whether capitals at the start of a sentence are those of the place that it is written from."""
    behind = head.nbor().text if head.i + 1 < len(head.doc) else ""
    return behind in (",", "(", "-", "–", "—") and len(head.text) > len("NATO")


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
    if rest is None or base is None or (base == "be" and not rest):
        return None
    if any(one.dep_ == "auxpass" for one in verb.lefts):
        base = f"be {verb.lower_}"
    return f"{base} {rest}".strip()


def complement(verb: Token, *, keep_negation: bool = True) -> str | None:
    """The words after a verb that belong to it, verbatim (it may be none of them); None where they cannot be cut there.

    Without `keep_negation` a "not" or "yet" right behind the verb, and a "yet" at the end, are left out.
    """
    last = _right_end(verb, LONGEST_VERB_PHRASE)
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
    if tokens and not _stands_alone(tokens, LONGEST_VERB_PHRASE, needs_noun=False):
        return None
    if any(token.lower_ in ("so", "too", "either", "neither", "nor", "such", "sure") for token in tokens):
        return None
    if [token.lower_ for token in tokens[-2:]] == ["in", "part"]:
        return None  # "in part because …": the rest of it is the point
    return None if tokens and tokens[-1].lower_ in ("not", "just") else _words(tokens, lower=False)


def base_form(verb: Token) -> str | None:
    """The infinitive of a verb form, without "to"."""
    if verb.tag_ == "VB" or (verb.tag_ == "VBP" and verb.lemma_ != "be"):
        return str(verb.lower_)
    lemma = str(verb.lemma_).lower()
    if lemma != verb.lower_ or not lemma.endswith(("ed", "ing", "s")):
        return lemma if lemma.replace("-", "").isalpha() else None
    return _infinitive(lemma)


@cache
def _infinitive(form: str) -> str:
    """Lemminflect's infinitive, asked only where spaCy left the form as it was: the import costs half a second."""
    from lemminflect import getLemma  # noqa: PLC0415 - see above

    return str((getLemma(form, "VERB") or (form,))[0])


def subject(verb: Token) -> Token | None:
    """The subject of a verb, or of the verb that it shares its subject with."""
    for _ in range(5):
        found = next((one for one in verb.lefts if one.dep_ in ("nsubj", "nsubjpass", "expl")), None)
        if found is not None:
            return found
        if verb.dep_ not in ("conj", "xcomp", "acomp", "oprd") or verb.head == verb:
            return None
        verb = verb.head
    return None


def gerund_action(gerund: Token) -> str | None:
    """What a gerund says somebody did, in the base form: "hide the report" for "hiding the report"."""
    rest, base = complement(gerund, keep_negation=False), base_form(gerund)
    return None if rest is None or base is None or gerund.tag_ != "VBG" or is_negated(gerund) else f"{base} {rest}".strip()


def child(token: Token, *deps: str) -> Token | None:
    """The first child of a token in one of these relations."""
    return next((one for one in token.children if one.dep_ in deps), None)


def after(token: Token, *prepositions: str) -> Token | None:
    """The object of one of these prepositions that hang on a token."""
    for one in token.children:
        if one.dep_ in ("prep", "agent", "dative") and one.lower_ in prepositions:
            return child(one, "pobj", "pcomp")
    return None


def is_definite(noun: Token) -> bool:
    """Whether a noun points to one thing: a name, or a noun with an article, a possessive or a number."""
    if noun.pos_ == "PROPN" or noun.ent_type_ in NAMES:
        return True
    return any(one.dep_ in ("det", "poss", "nummod") for one in noun.lefts)


def is_negated(verb: Token) -> bool:
    """Whether a "not" or "never" stands with a verb."""
    return any(one.dep_ == "neg" or one.lower_ == "never" for one in verb.children)


def is_party(noun: Token) -> bool:
    """Whether a noun is somebody who can act, be right or be wrong: a name, or a word for a person or a body."""
    return noun.ent_type_ in _ACTING or noun.lemma_.lower() in vocabulary("parties")


def in_wh_clause(verb: Token) -> bool:
    """Whether a question word opens the clause of a verb, so that the clause lacks what is asked."""
    return any(one.tag_ in ("WP", "WDT", "WRB", "WP$") for child_ in verb.lefts for one in child_.subtree)


def is_imagined(noun: Token) -> bool:
    """Whether a noun hangs on a verb that only may happen or does not: "it could face a crisis", "this is not a threat"."""
    verb = noun
    for _ in range(4):
        if is_negated(verb) or any(one.dep_ == "aux" and one.lower_ in _MODALS for one in verb.lefts):
            return True
        verb = verb.head
    return False


def is_supposed(verb: Token) -> bool:
    """Whether a verb stands in a clause that only supposes or generalises: "if they believe …", "when doctors think …"."""
    for _ in range(6):
        if verb.dep_ == "advcl" and any(one.lower_ in ("if", "when", "whenever", "unless") for one in verb.lefts):
            return True
        if verb.head == verb:
            return False
        verb = verb.head
    return False


def _left_end(head: Token) -> int | None:
    """Index of the first token of the phrase; None where a mark parts it from its article or its adjectives."""
    first = head.i
    for one in reversed(list(head.lefts)):
        if one.dep_ == "punct" and one.tag_ == "HYPH":
            continue
        touches = one.right_edge.i == first - 1 or head.doc[first - 1].tag_ == "HYPH"
        if one.dep_ not in _LEFT or not touches:
            # A mark between an article and its noun: "its important, oil-rich ally" cannot be shown from "oil-rich" on.
            is_cut = any(other.i < first and other.dep_ in ("det", "poss") for other in head.lefts)
            return None if one.dep_ in _LEFT or is_cut else int(first)
        first = one.left_edge.i
    return int(first)


def _right_end(head: Token, longest: int) -> int | None:
    """Index of the last token that belongs to `head` in one stretch behind it; None where something needed is cut off."""
    if longest < 0:  # a chain of words that each hang on the one before may be endless
        return None
    last, parted = head.i, False
    nominal = head.pos_ in _NOUNS
    for one in head.rights:
        if one.dep_ == "punct":
            if one.text in _OPENING:
                return None
            parted = parted or one.tag_ != "HYPH" or bool(one.doc[one.i - 1].whitespace_)
            continue
        if parted:
            if one.dep_ in _CORE or (nominal and one.dep_ == "conj" and one.pos_ in _NOUNS):
                return None
            continue
        if _parts(one, nominal=nominal):
            parted = True
            continue
        behind = one.doc[last + 1]
        if one.left_edge.i != last + 1 and behind.is_punct and behind.tag_ in (",", ":"):
            if one.dep_ in _CORE:
                return None
            parted = True  # a comma inside what came before parts this, too
            continue
        end = _end_of(one, last, longest - (one.i - head.i))
        if end is None:
            return None
        last = end
    cut = last + 1 < len(head.doc) and head.doc[last + 1].text == "-" and not head.doc[last].whitespace_
    return None if cut or last - head.i > longest else int(last)


def _parts(one: Token, *, nominal: bool) -> bool:
    """Whether a child begins something that is no part of the phrase."""
    if one.dep_ == "cc":
        return (not nominal and not _shares_object(one)) or (nominal and not _joins_nouns(one))
    if one.dep_ == "conj":
        return not nominal
    if one.dep_ == "advcl":
        return not any(to.lower_ == "to" for to in one.lefts)
    if one.dep_ == "prep":
        return any(inner.dep_ == "pcomp" for inner in one.children) and one.lower_ in (
            "by",
            "after",
            "before",
            "while",
            "without",
        )
    return one.dep_ in _PARTED and (not nominal or one.dep_ != "appos")


def _end_of(one: Token, last: int, longest: int) -> int | None:
    """Where a child's stretch ends, if it follows at once, is whole, and holds nothing that cannot be shown.

    `longest` is how many tokens of it there is room for.
    """
    if one.left_edge.i != last + 1 and one.doc[last + 1].tag_ != "HYPH":
        return None
    before = one.doc[one.left_edge.i : one.i + 1]
    if any(token.tag_ in _PRONOUN_TAGS and token.lower_ not in _RELATIVE and not _is_bound(token) for token in before):
        return None
    if any(token.is_punct and token.tag_ != "HYPH" for token in before):
        return None
    return _right_end(one, min(longest, LONGEST_VERB_PHRASE))


def _shares_object(conjunction: Token) -> bool:
    """Whether the verbs of "find and help voters" share an object, so that the first cannot be shown without the second."""
    verb = conjunction.head
    other = next((one for one in verb.rights if one.dep_ == "conj"), None)
    return (
        other is not None
        and child(verb, "dobj", "prep", "ccomp", "acomp", "attr") is None
        and child(other, "dobj", "prep") is not None
    )


def _joins_nouns(conjunction: Token) -> bool:
    return any(one.dep_ == "conj" and one.pos_ in (*_NOUNS, "ADJ") for one in conjunction.head.rights)


def _stands_alone(tokens: Sequence[Token], longest: int, *, needs_noun: bool = True) -> bool:
    if not tokens or len(tokens) > longest or (tokens[-1].tag_ in _DANGLING and tokens[-1].dep_ != "prt"):
        return False
    if any(token.tag_ in _PRONOUN_TAGS and token.lower_ not in _RELATIVE and not _is_bound(token) for token in tokens):
        return False
    if any(_spoils(token) or token.lower_ == "any" for token in tokens):
        return False
    return not needs_noun or any(token.pos_ in _NOUNS for token in tokens)


def _is_bound(pronoun: Token) -> bool:
    """Whether a possessive points to the name that its phrase begins with: "Norway and its neighbours"."""
    phrase = pronoun.head
    return pronoun.tag_ == "PRP$" and phrase.dep_ == "conj" and phrase.head.pos_ == "PROPN" and phrase.head.ent_type_ in NAMES


def _spoils(token: Token) -> bool:
    """Whether a token shows that the stretch is no phrase of running text: a mark, a headline's capital, another clause."""
    if token.is_space or (token.is_punct and token.tag_ != "HYPH" and token.text not in "-/"):
        return True
    if token.tag_ == "HYPH" and token.whitespace_ and token.i > 0 and token.nbor(-1).whitespace_:
        return True
    if token.pos_ == "PRON" and token.lower_ not in _RELATIVE and not _is_bound(token):
        return True
    if token.tag_ in ("MD", "VBD", "VBZ", "VBP"):
        return token.dep_ in ("ROOT", "conj", "advcl", "parataxis") or (
            token.dep_ == "aux" and token.head.dep_ in ("ROOT", "conj")
        )
    if token.is_title and not token.is_sent_start and len(token.text) > 3 and not token.ent_type_:
        return token.pos_ in ("VERB", "ADV", "ADP", "SCONJ", "AUX")
    return any(character in token.text for character in '“”"«»[]()…*_|')


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
