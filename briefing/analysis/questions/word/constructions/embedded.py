"""Questions that the article embeds in its sentences ("would not say why the road was closed"; see `unknowns`)."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from briefing.analysis.questions.grammar import child, is_negated, subject
from briefing.analysis.questions.vocabulary import vocabulary
from briefing.analysis.questions.word.clauses import WH_WORDS, YES_NO_WORDS, clause_of, direct_question
from briefing.analysis.questions.word.slots import noun_phrase, verb_phrase
from briefing.analysis.questions.word.templates import QuestionCandidate, fill
from briefing.model import QuestionKind

UNCLEAR: Final = frozenset({"unclear", "unknown", "uncertain", "unsure", "undecided", "debatable"})
_EMBEDDED: Final = frozenset({"ccomp", "pcomp", "acl", "csubj", "csubjpass", "dobj", "advcl", "xcomp", "attr"})
_WITHHOLDING: Final = frozenset({"decline", "refuse", "fail", "try", "seek", "want", "hope", "wait", "avoid", "need"})
_TOO: Final = frozenset({"remain", "early", "soon"})
"""What "to be seen" and "to say" depend on where the answer is still to come."""


def embedded_question(word: Token) -> Iterator[QuestionCandidate | None]:
    """'It is unclear whether the pact covers fishing', 'they are split on whether to sign it'."""
    verb = clause_of(word)
    if verb is None or verb.dep_ not in _EMBEDDED or not _is_governed(word, verb) or not _leaves_open(verb.head):
        return
    if word.lower_ == "if" and verb.head.lemma_ in ("consider", "see", "understand", "estimate"):
        return
    if word.lower_ == "whether" and any(one.tag_ == "TO" for one in verb.lefts):
        yield fill("will", "decision", subject=noun_phrase(_decider(verb.head)), action=verb_phrase(verb))
    elif word.lower_ == "whether" and verb.head.head.lemma_ == "remain" and verb.tag_ in ("VBZ", "VBP"):
        yield fill("will", "unknown", subject=noun_phrase(subject(verb)), action=verb_phrase(verb))
    else:
        yield fill("embedded", _kind_of(verb.head), clause=direct_question(verb, word))


def _is_governed(word: Token, verb: Token) -> bool:
    """Whether the clause belongs to what governs it, as its object or subject, and is no advice, reason or circumstance."""
    governor = verb.head
    if governor.tag_ == "VB" and governor.dep_ == "ROOT" and subject(governor) is None:
        return False  # "Consider what could go wrong" is advice
    if governor.lemma_ == "consider" and governor.dep_ in ("prep", "advcl"):
        return False  # "considering how many came" gives a reason
    above = governor.head if governor.pos_ == "ADP" else governor
    if above.dep_ == "advcl" and any(one.lower_ in ("after", "since") for one in above.lefts):
        return False  # "after questions were asked about what led to it" is over
    told_by_it = governor.i < verb.i and (topic := subject(governor)) is not None and topic.lower_ == "it"
    if verb.dep_ in ("acl", "advcl") and word.lower_ != "whether" and not (told_by_it and word.lower_ != "if"):
        return False
    # "Which side wins will determine the rest" asks nothing.
    return not verb.dep_.startswith("csubj") or bool(governor.pos_ == "AUX")


def _decider(governor: Token) -> Token | None:
    """Who decides in "has not decided whether to sign", "are split on whether to sign"."""
    verb = governor.head if governor.pos_ == "ADP" else governor
    return subject(verb) if verb.pos_ in ("VERB", "AUX") else None


def _kind_of(governor: Token) -> QuestionKind:
    if governor.lemma_ in ("ask", "wonder", "question"):
        return "asked"
    return "decision" if governor.lemma_ in ("decide", "determine", "choose", "consider") else "unknown"


def _leaves_open(governor: Token) -> bool:
    """Whether what governs an embedded question says that its answer is open."""
    if governor.pos_ == "ADP":
        into, governor = governor.lower_ == "into", governor.head
        if into and governor.lemma_ == "look":
            return True
    if governor.lemma_.lower() in vocabulary("asking") or (governor.dep_ == "xcomp" and governor.head.lemma_ in _TOO):
        return True
    if governor.lemma_.lower() in vocabulary("telling"):
        return is_untold(governor)
    adjective = governor if governor.pos_ == "ADJ" else child(governor, "acomp")
    if adjective is None:
        topic = subject(governor)
        return topic is not None and topic.lemma_ in ("question", "issue", "mystery")
    return adjective.lemma_ in UNCLEAR or (adjective.lemma_ in ("clear", "sure", "certain") and is_negated(governor))


def is_untold(telling: Token) -> bool:
    """Whether nobody tells: "would not say", "declined to say", "nobody knows"."""
    above, knower = telling.head, subject(telling)
    if knower is not None and (knower.lower_ in ("nobody", "none") or any(one.lower_ == "no" for one in knower.lefts)):
        return True
    withheld = telling.dep_ in ("xcomp", "dobj") and (above.lemma_ in _WITHHOLDING or is_negated(above))
    return is_negated(telling) or bool(withheld)


BY_WORD: Final = ((embedded_question, WH_WORDS | YES_NO_WORDS),)
"""The constructions by the lemmas of the words that head them."""
