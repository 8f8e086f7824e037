"""Where a phrase begins and ends, so that nothing which belongs to it is cut off, and whether it can be read alone."""

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from briefing.analysis.questions.grammar import NAMES, NOUNS, child, subject
from briefing.analysis.questions.vocabulary import vocabulary

LONGEST_NOUN_PHRASE: Final = 16
LONGEST_VERB_PHRASE: Final = 20
"""In tokens: what is read aloud without losing the thread."""
_LEFT: Final = frozenset({"det", "amod", "compound", "poss", "nummod", "quantmod", "nmod", "advmod", "predet", "case"})
_CORE: Final = frozenset({"dobj", "attr", "acomp", "xcomp", "ccomp", "prt", "oprd", "dative", "agent", "pobj", "pcomp"})
_PARTED: Final = frozenset({"parataxis", "dep", "intj", "csubj", "appos", "meta"})
_PRONOUN_TAGS: Final = frozenset({"PRP", "PRP$", "WP", "WP$", "WDT", "WRB", "EX"})
_RELATIVE: Final = frozenset({"that", "which", "who"})
_DANGLING: Final = frozenset({"DT", "IN", "CC", "TO", "PRP$", "PDT", "WDT", "POS"})
_ELLIPTIC: Final = frozenset({"more", "less", "fewer", "one", "ones", "other", "others", "latter", "former", "thing", "things"})
"""Last words that leave out what they count."""
_OPENING: Final = frozenset({"“", '"', "''", "``", "«", "‘", "'", "(", "["})


def left_end(head: Token) -> int | None:
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


def right_end(head: Token, longest: int) -> int | None:
    """Index of the last token that belongs to `head` in one stretch after it; None where something needed is cut off."""
    if longest < 0:  # a chain of words that each depend on the one before may be endless
        return None
    last, parted = head.i, False
    nominal = head.pos_ in NOUNS
    for one in head.rights:
        if one.dep_ == "punct":
            if one.text in _OPENING:
                return None
            parted = parted or one.tag_ != "HYPH" or bool(one.doc[one.i - 1].whitespace_)
            continue
        if parted:
            if one.dep_ in _CORE or (nominal and one.dep_ == "conj" and one.pos_ in NOUNS):
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
        )
    return one.dep_ in _PARTED and (not nominal or one.dep_ != "appos")


def _end_of(one: Token, last: int, longest: int) -> int | None:
    """Where a child's stretch ends, if it follows at once, is whole, and holds nothing that cannot be shown.

    `longest` is how many tokens of it there is room for.
    """
    if one.left_edge.i != last + 1 and one.doc[last + 1].tag_ != "HYPH":
        return None
    before = one.doc[one.left_edge.i : one.i + 1]
    if any(_is_pronoun(token) and antecedent(token) is None for token in before):
        return None
    if any(token.is_punct and token.tag_ != "HYPH" for token in before):
        return None
    return right_end(one, min(longest, LONGEST_VERB_PHRASE))


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
    return any(one.dep_ == "conj" and one.pos_ in (*NOUNS, "ADJ") for one in conjunction.head.rights)


def stands_alone(tokens: Sequence[Token], longest: int, *, needs_noun: bool = True, actor: Token | None = None) -> bool:
    """Whether these words, at most `longest` of them, can be read after `actor` and without those around them."""
    if not tokens or len(tokens) > longest or (tokens[-1].tag_ in _DANGLING and tokens[-1].dep_ != "prt"):
        return False
    if tokens[-1].lower_ in _ELLIPTIC or any(_says_the_same(token) for token in tokens):
        return False
    known = {actor, *tokens}
    if any(_is_pronoun(token) and ((meant := antecedent(token)) is None or meant not in known) for token in tokens):
        return False
    if any(_spoils(token) or (needs_noun and token.lower_ == "any") for token in tokens):
        return False
    return not needs_noun or any(token.pos_ in NOUNS for token in tokens)


def _says_the_same(token: Token) -> bool:
    """Whether a word stands for what was said before: "is expected to do the same on Thursday"."""
    return token.lower_ == "same" and (token.dep_ != "amod" or token.head.ent_type_ in ("DATE", "TIME"))


def _is_pronoun(token: Token) -> bool:
    return (token.tag_ in _PRONOUN_TAGS or token.pos_ == "PRON") and token.lower_ not in (*_RELATIVE, "any")


def antecedent(pronoun: Token) -> Token | None:
    """What a possessive points to for sure, None where it may be several.

    That is the name that its phrase begins with ("Norway and its neighbours"), or the subject of its clause ("Will Berg sell
    his house?") where it agrees with it and nothing else is between that it could mean.
    """
    phrase = pronoun.head
    if pronoun.tag_ != "PRP$" or (phrase.tag_ == "NN" and phrase.lemma_ in vocabulary("suffered")):
        return None
    if phrase.dep_ == "conj" and phrase.head.pos_ == "PROPN" and phrase.head.ent_type_ in NAMES:
        return phrase.head if _agrees(pronoun, phrase.head) else None
    verb = phrase
    while verb.pos_ not in ("VERB", "AUX") and verb.head != verb:
        verb = verb.head
    actor = subject(verb) or _charged(verb)
    if actor is None or actor.i > pronoun.i:
        return None
    possible = [one for one in pronoun.doc[actor.i : pronoun.i] if one.pos_ in NOUNS and _agrees(pronoun, one)]
    # "Halt Mr. Berg in his march": whom "his" means, if not who acts, is told by a name; "its" may mean anything.
    sure = len(possible) == 1 and (possible[0] == actor or (pronoun.lower_ in ("his", "her") and possible[0].pos_ == "PROPN"))
    return possible[0] if sure else None


def _charged(gerund: Token) -> Token | None:
    """Whose deed a gerund is: the mayor's in "accused the mayor of hiding", "the mayor was accused of hiding"."""
    if gerund.dep_ != "pcomp":
        return None
    governor = gerund.head.head
    return governor if governor.pos_ in NOUNS else child(governor, "dobj") or subject(governor)


def _agrees(pronoun: Token, noun: Token) -> bool:
    """Whether a possessive can point to a noun, as far as number and kind of its name tell."""
    if pronoun.lower_ == "their":
        return noun.tag_ in ("NNS", "NNPS") or any(one.dep_ == "conj" for one in noun.rights)
    if noun.tag_ not in ("NN", "NNP") or noun.dep_ == "compound":
        return False
    if pronoun.lower_ in ("his", "her"):
        return noun.ent_type_ == "PERSON" or (not noun.ent_type_ and noun.lemma_.lower() in vocabulary("parties"))
    return noun.ent_type_ in ("ORG", "GPE") or not noun.ent_type_


def _spoils(token: Token) -> bool:
    """Whether a token shows that the stretch is no phrase of running text: a mark, a headline's capital, another clause."""
    if token.is_space or (token.is_punct and token.tag_ != "HYPH" and token.text not in "-/"):
        return True
    if token.tag_ == "HYPH" and token.whitespace_ and token.i > 0 and token.nbor(-1).whitespace_:
        return True
    if token.tag_ in ("MD", "VBD", "VBZ", "VBP"):
        return token.dep_ in ("ROOT", "conj", "advcl", "parataxis") or (
            token.dep_ == "aux" and token.head.dep_ in ("ROOT", "conj")
        )
    if token.is_title and not token.is_sent_start and len(token.text) > 3 and not token.ent_type_:
        return token.pos_ in ("VERB", "ADV", "ADP", "SCONJ", "AUX")
    return any(character in token.text for character in '“”"«»[]()…*_|•')
