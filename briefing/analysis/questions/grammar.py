"""What a parse tells of a word: its subject, its objects, whether it is denied or only supposed."""

from functools import cache
from typing import Final

from spacy.tokens import Token

from briefing.analysis.questions.vocabulary import vocabulary

NAMES: Final = frozenset({"PERSON", "ORG", "GPE", "NORP", "FAC", "LOC", "PRODUCT", "EVENT", "WORK_OF_ART", "LAW"})
_ACTING: Final = frozenset({"PERSON", "ORG", "GPE", "NORP"})
_MODALS: Final = frozenset({"could", "would", "may", "might", "can", "should"})
NOUNS: Final = frozenset({"NOUN", "PROPN", "NUM"})


def subject(verb: Token) -> Token | None:
    """The subject of a verb, or of the verb that it shares its subject with; who is urged to do something does it."""
    for _ in range(5):
        found = subject_of(verb)
        if found is not None:
            return found
        if verb.dep_ not in ("conj", "xcomp", "acomp", "oprd") or verb.head == verb:
            return None
        if (
            verb.dep_ == "xcomp"
            and verb.head.lemma_ in vocabulary("steering")
            and (urged := child(verb.head, "dobj")) is not None
        ):
            return urged
        verb = verb.head
    return None


def subject_of(verb: Token) -> Token | None:
    """The subject that comes before a verb."""
    return next((one for one in verb.lefts if one.dep_ in ("nsubj", "nsubjpass", "expl")), None)


def child(token: Token, *deps: str) -> Token | None:
    """The first child of a token in one of these relations."""
    return next((one for one in token.children if one.dep_ in deps), None)


def after(token: Token, *prepositions: str) -> Token | None:
    """The object of one of these prepositions that depend on a token."""
    for one in token.children:
        if one.dep_ in ("prep", "agent", "dative") and one.lower_ in prepositions:
            return child(one, "pobj", "pcomp")
    return None


def next_word(token: Token) -> str:
    """The word or mark after a token, in small letters; none at the end of the text, which may lack its full stop."""
    return token.nbor().lower_ if token.i + 1 < len(token.doc) else ""


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


def lacks_object(verb: Token) -> bool:
    """Whether what a verb governs lacks what its clause describes: "the message he felt the bishop wanted to convey"."""
    return verb.dep_ == "relcl" and not any(
        inner.tag_ in ("WP", "WP$", "WDT", "WRB") and inner.dep_ != "dobj" for one in verb.lefts for inner in one.subtree
    )


def is_over(verb: Token) -> bool:
    """Whether a verb is in a clause or a phrase that tells what came before: "after the judge heard that …"."""
    return any(
        before.lower_ in ("after", "since", "once")
        for word in (verb, *verb.ancestors)
        for before in ([word] if word.dep_ == "prep" else [one for one in word.lefts if one.dep_ == "mark"])
    )


def is_imagined(noun: Token) -> bool:
    """Whether a noun depends on a verb that only may happen or does not: "it could face a crisis", "this is not a threat"."""
    verb = noun
    for _ in range(4):
        if is_negated(verb) or any(one.dep_ == "aux" and one.lower_ in _MODALS for one in verb.lefts):
            return True
        verb = verb.head
    return False


def is_supposed(verb: Token) -> bool:
    """Whether a verb is in a clause that only supposes or generalises: "if they believe …", "when doctors think …"."""
    for _ in range(6):
        if verb.dep_ == "advcl" and any(one.lower_ in ("if", "when", "whenever", "unless") for one in verb.lefts):
            return True
        if verb.head == verb:
            return False
        verb = verb.head
    return False


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
