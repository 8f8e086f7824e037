"""Constructions that set one word against another, and the questions they allow (see `unknowns` for how they work)."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from briefing.analysis.questions.grammar import (
    after,
    base_form,
    child,
    is_definite,
    is_negated,
    is_party,
    is_supposed,
    lacks_object,
    next_word,
    subject,
)
from briefing.analysis.questions.vocabulary import vocabulary
from briefing.analysis.questions.word.clauses import WH_WORDS, YES_NO_WORDS, direct_question
from briefing.analysis.questions.word.slots import Slot, complement, gerund_action, noun_phrase, verb_phrase
from briefing.analysis.questions.word.templates import QuestionCandidate, are, fill
from briefing.model import QuestionKind

_STRONG_CLAIMS: Final = frozenset(
    {"claim", "contend", "allege", "argue", "assert", "insist", "maintain", "suggest", "charge", "believe", "think", "feel"}
)
_OMISSIONS: Final = frozenset({"fail", "neglect", "forget", "lack", "be", "have"})
"""Gerunds that already say it was wrong, or say nothing."""
_ALL: Final = frozenset({"all", "both", "everybody", "everyone"})
_BEFALLING: Final = frozenset({"win", "lose", "get", "become", "succeed", "fail", "survive", "recover", "reach", "have"})
"""What comes about for somebody rather than being done on purpose."""


def accusation(word: Token) -> Iterator[QuestionCandidate | None]:
    """'accused the mayor of hiding the report', 'blamed the army for the attack': what is charged, as a question."""
    if word.pos_ != "VERB" or is_negated(word):
        return
    # The parse may hang the charge on the accused: "accused [the mayor of fraud]".
    passive = child(word, "auxpass") is not None
    accused = subject(word) if passive else child(word, "dobj")
    preposition = "for" if word.lemma_ == "blame" else "of"
    charge = accused and (_last_after(word, preposition) or _last_after(accused, preposition))
    if accused is None or charge is None or charge.i < max(accused.i, word.i):
        return
    hung = None if passive or after(word, preposition) is not None else charge.head
    slot = noun_phrase(accused, until=hung)
    yield _charged(slot, charge, "to blame" if word.lemma_ == "blame" else "guilty of")


def _last_after(word: Token, preposition: str) -> Token | None:
    """What comes after the last "of" that depends on the right of a word: "the mayor of the town of fraud"."""
    objects = (child(one, "pobj", "pcomp") for one in word.rights if one.dep_ == "prep" and one.lower_ == preposition)
    return next(filter(None, reversed(list(objects))), None)


def _charged(accused: Slot | None, charge: Token, how: str) -> QuestionCandidate | None:
    """Whether the accused did, or are guilty of, what they are charged with."""
    if charge.tag_ == "VBN" and child(charge, "auxpass") is not None:  # "of being paid by the bank"
        rest = complement(charge)
        done = None if rest is None else f"{charge.lower_} {rest}".strip()
        return fill("was done", "dispute", were="were" if accused and accused.plural else "was", subject=accused, action=done)
    if charge.tag_ == "VBN":  # "of having fired 300 workers"
        return fill("did", subject=accused, action=verb_phrase(charge))
    if charge.tag_ != "VBG":
        return fill(how, are=are(accused), object=accused, charge=noun_phrase(charge))
    if charge.lemma_ == "be":
        return fill("are being", are=are(accused), object=accused, charge=complement(charge))
    return fill("did", subject=accused, action=gerund_action(charge, accused.head if accused else None))


def reproach(word: Token) -> Iterator[QuestionCandidate | None]:
    """'criticised the mayor for ignoring the warnings': whether that was right."""
    blamed, ground = child(word, "dobj"), after(word, "for")
    if word.pos_ != "VERB" or is_negated(word) or blamed is None or ground is None or ground.lemma_ in _OMISSIONS:
        return
    slot = noun_phrase(blamed)
    yield fill("was right", were="were" if slot and slot.plural else "was", subject=slot, action=gerund_action(ground, blamed))


def deed(word: Token) -> Iterator[QuestionCandidate | None]:
    """'the decision to close the school' that is defended, criticised or questioned."""
    purpose = child(word, "acl")
    argued = {word.head.lemma_, *(one.lemma_ for one in word.head.children)} | {one.lemma_ for one in word.head.head.children}
    if purpose is None or word.tag_ != "NN" or not any(one.lower_ == "to" for one in purpose.lefts):
        return
    if argued & vocabulary("arguing") and is_definite(word) and not is_negated(word.head):
        yield fill("was it right", object=noun_phrase(word))


def claimed_in_noun(word: Token) -> Iterator[QuestionCandidate | None]:
    """'fears that the dam will burst', 'suggestions that the army had lost the province'."""
    said = child(word, "acl", "ccomp")
    if word.pos_ != "NOUN" or said is None or not any(one.lower_ == "that" and one.dep_ == "mark" for one in said.lefts):
        return
    refused = word.head.lemma_ == "be" and is_negated(word.head)
    if not refused and not any(one.lower_ == "no" or one.lower_ in vocabulary("debunked") for one in word.lefts):
        kind: QuestionKind = "dispute" if word.lemma_ in vocabulary("claims") else "unknown"
        yield fill("claimed", kind, clause=direct_question(said))


def denial(word: Token) -> Iterator[QuestionCandidate | None]:
    """'denied that the dam was unsafe', 'rejected the charge'."""
    if is_negated(word):
        return  # "I do not deny it" is an admission
    denied = child(word, "ccomp")
    if denied is not None:
        yield fill("claimed", clause=direct_question(denied))
    if word.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or any(one.dep_ in ("auxpass", "dative") for one in word.children):
        return
    actor, what, base = _party(subject(word)), noun_phrase(child(word, "dobj")), base_form(word)
    told = what is not None and (word.lemma_ != "deny" or what.head.lemma_ in vocabulary("claims"))
    if what is not None and child(what.head, "acl", "ccomp") is not None:
        return  # "rejected claims that the dam is unsafe": the claim itself is asked about
    if actor is not None and what is not None and told and base is not None and complement(word) is not None:
        yield fill("right", are=are(actor), subject=actor, action=f"{base} {what.text}")


def claim(word: Token) -> Iterator[QuestionCandidate | None]:
    """'argued that the rule hurts farmers': what is claimed, as a question.

    A plain "said" claims only where what is said rates something, denies it, or looks ahead; else it is a report.
    """
    said = child(word, "ccomp")
    if said is None or said.pos_ not in ("VERB", "AUX") or any(one.lower_ in WH_WORDS | YES_NO_WORDS for one in said.lefts):
        return
    if is_negated(word) and word.lemma_ not in ("think", "believe", "expect"):
        return
    actor = subject(said)
    can_act = actor is not None and (is_party(actor) or child(said, "auxpass") is not None)
    if any(one.lower_ == "should" for one in said.lefts) and (said.lemma_ == "be" or not can_act):
        return  # "the car should be able to", "the trials should help" expect something
    unmade = {one.lower_ for one in said.lefts} & {"should", "might", "would"} and any(
        one.lower_ == "have" for one in said.lefts
    )
    wished = word.tag_ in ("VBD", "VBN") and word.lemma_ in ("suggest", "insist") and said.tag_ in ("VB", "VBP")
    if wished and not any(one.dep_ == "aux" for one in said.lefts):
        return  # "suggested that readers seek help"
    if unmade or said.lemma_ in ("seem", "appear") or next_word(said) == "only":
        return  # what was not done, a guess at how things look, or a rule with its condition, is no claim
    if _is_somebodys(word, said) and (word.lemma_ in _STRONG_CLAIMS or _is_contestable(said)):
        ahead = any(one.lower_ in ("will", "may", "might", "could") for one in said.lefts)
        yield fill("claimed", "unknown" if ahead else "dispute", clause=direct_question(said))


def _is_somebodys(word: Token, said: Token) -> bool:
    """Whether what is said is the claim of some, in one clause with its verb: not of all, nor what the article calls wrong."""
    speaker = subject(word)
    if speaker is not None and any(one.lower_ in _ALL for one in (speaker, *speaker.lefts)):
        return False  # "both sides say"
    if (speaker is not None and speaker.lower_ in ("you", "i", "that", "this")) or is_supposed(word) or lacks_object(word):
        return False
    if word.lemma_ == "charge" and child(word, "auxpass") is not None:
        return False  # "the news was odd: a mayor was charged"
    low, high = sorted((word.i, said.i))
    another = any(token.text in ";:" for token in word.doc[low:high])
    return not another and not any(one.lower_ in vocabulary("refuted") for one in word.lefts)


def attributed(word: Token) -> Iterator[QuestionCandidate | None]:
    """'According to the union, the plant is unsafe'."""
    verb = word.head
    if (
        word.lower_ == "according"
        and word.dep_ == "prep"
        and verb.dep_ == "ROOT"
        and verb.pos_ in ("VERB", "AUX")
        and _is_contestable(verb)
    ):
        yield fill("claimed", clause=direct_question(verb))


def controversy(word: Token) -> Iterator[QuestionCandidate | None]:
    """'the dispute over the bridge', 'the towns disagree over the bridge'."""
    topic = after(word, "over", "about", "on") if word.pos_ == "VERB" else after(word, "over", "about")
    apart = word.pos_ == "NOUN" or (word.pos_ == "VERB" and word.lemma_ != "dispute")
    slot = noun_phrase(topic)
    if apart and topic is not None and topic.i > word.i and slot is not None and slot.length > 1:
        yield fill("who is right", object=slot)


def _is_contestable(verb: Token) -> bool:
    """Whether a clause rates something, denies it, or looks ahead: others could see it otherwise."""
    rating = child(verb, "acomp", "attr")
    if verb.lemma_ in vocabulary("rating") or (rating is not None and _rates(rating)):
        return True
    if any(one.tag_ == "MD" and one.lower_ != "must" for one in verb.lefts):
        return not (is_negated(verb) and _is_own_choice(verb))
    told_why = any(one.lower_ == "because" for clause in verb.children if clause.dep_ == "advcl" for one in clause.lefts)
    return is_negated(verb) and not told_why and any(one.lemma_.lower() in vocabulary("answering") for one in verb.sent)


def _rates(word: Token) -> bool:
    """Whether an adjective or a noun says how good, sure or right something is."""
    return word.tag_ in ("JJR", "JJS") or word.lemma_.lower() in vocabulary("evaluations")


def _is_own_choice(verb: Token) -> bool:
    """Whether somebody will not do what is theirs to do, so that saying so settles it: "the union won't be sending anybody"."""
    actor = subject(verb)
    able = verb.lemma_ in _BEFALLING or child(verb, "auxpass", "acomp", "attr") is not None
    return actor is not None and is_party(actor) and not able


def _party(head: Token | None) -> Slot | None:
    """Somebody who can be right or wrong: a name, or a noun that a name is in or that is a person's."""
    return noun_phrase(head) if head is not None and is_party(head) else None


BY_WORD: Final = (
    (accusation, frozenset({"accuse", "suspect", "blame"})),
    (reproach, frozenset({"criticize", "criticise", "condemn", "denounce", "fault", "blast", "slam"})),
    (deed, frozenset({"decision", "move", "choice", "plan", "refusal", "attempt", "policy"})),
    (
        claimed_in_noun,
        vocabulary("claims") | {"fear", "concern", "worry", "belief", "suspicion", "speculation", "doubt", "theory", "risk"},
    ),
    (denial, frozenset({"deny", "dispute", "reject", "rebut", "refute", "dismiss", "downplay", "contradict"})),
    (
        claim,
        _STRONG_CLAIMS | {"say", "warn", "write", "add", "tell", "fear", "worry", "predict", "hope", "conclude", "state"},
    ),
    (attributed, frozenset({"accord"})),
    (
        controversy,
        frozenset({"dispute", "controversy", "disagreement", "row", "rift", "feud", "disagree", "clash", "spar", "differ"}),
    ),
)
"""The constructions by the lemmas of the words that head them."""
