"""Constructions that set one word against another, and the questions they allow (see `unknowns` for how they work)."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from briefing.analysis.questions.clauses import WH_WORDS, YES_NO_WORDS, direct_question
from briefing.analysis.questions.slots import (
    Slot,
    after,
    base_form,
    child,
    complement,
    gerund_action,
    is_negated,
    is_party,
    is_supposed,
    noun_phrase,
    subject,
)
from briefing.analysis.questions.templates import Wording, are, fill
from briefing.analysis.questions.vocabulary import vocabulary

_STRONG_CLAIMS: Final = frozenset(
    {"claim", "contend", "allege", "argue", "assert", "insist", "maintain", "suggest", "charge", "believe", "feel"}
)
_MODAL_VERBS: Final = frozenset({"will", "would", "could", "can", "may", "might", "should"})


def accusation(word: Token) -> Iterator[Wording | None]:
    """'accused the mayor of hiding the report'."""
    if word.tag_ not in ("VBD", "VBZ", "VBP", "VBN") or is_negated(word):
        return
    passive = child(word, "auxpass") is not None
    accuser, accused = _party(subject(word)), subject(word) if passive else child(word, "dobj")
    if accused is None:
        return
    # The parse may hang the charge on the accused: "accused [the mayor of fraud]".
    charge = after(word, "of") or after(accused, "of")
    if charge is None:
        return
    slot = noun_phrase(accused, bare=not passive and after(word, "of") is None)
    if passive or accuser is None:
        action = gerund_action(charge)
        if action is not None and charge.lemma_ not in ("be", "have", "try", "plan", "plot"):
            yield fill("did", subject=slot, action=action)
    else:
        yield fill("accuse", are=are(accuser), subject=accuser, object=slot, charge=_charge(charge))


def denial(word: Token) -> Iterator[Wording | None]:
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
    if actor is not None and what is not None and told and base is not None and complement(word) is not None:
        yield fill("right", are=are(actor), subject=actor, action=f"{base} {what.text}")


def claim(word: Token) -> Iterator[Wording | None]:
    """'argued that the rule hurts farmers': what is claimed, as a question.

    A plain "said" claims only where what is said rates something, denies it, or looks ahead; else it is a report.
    """
    said = child(word, "ccomp")
    if said is None or said.pos_ not in ("VERB", "AUX") or any(one.lower_ in WH_WORDS | YES_NO_WORDS for one in said.lefts):
        return
    if is_negated(word) and word.lemma_ not in ("think", "believe", "expect"):
        return
    if said.lemma_ == "be" and any(one.lower_ == "should" for one in said.lefts):
        return  # "the car should be able to" expects something
    past_duty = any(one.lower_ == "have" for one in said.lefts) and any(one.lower_ == "should" for one in said.lefts)
    if past_duty or said.lemma_ in ("seem", "appear") or said.nbor().lower_ == "only":
        return  # a guess at how things look, or a rule with its condition, is no claim
    speaker = subject(word)
    if (speaker is not None and speaker.lower_ in ("you", "i", "that", "this")) or is_supposed(word):
        return
    low, high = sorted((word.i, said.i))
    if any(token.text == ";" for token in word.doc[low:high]) or any(one.lower_ in vocabulary("refuted") for one in word.lefts):
        return  # another statement, or one that the article itself calls wrong
    if word.lemma_ in _STRONG_CLAIMS or _is_contestable(said):
        ahead = any(one.lower_ in ("will", "may", "might", "could") for one in said.lefts)
        yield fill("claimed", "unknown" if ahead else "dispute", clause=direct_question(said))


def attributed(word: Token) -> Iterator[Wording | None]:
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


def controversy(word: Token) -> Iterator[Wording | None]:
    """'the dispute over the bridge'."""
    slot = noun_phrase(after(word, "over", "about"))
    if word.pos_ == "NOUN" and slot is not None and slot.length > 1:
        yield fill("who is right", object=slot)


def _is_contestable(verb: Token) -> bool:
    """Whether a clause rates something, denies it, or looks ahead: others could see it otherwise."""
    if is_negated(verb) or any(one.dep_ == "aux" and one.lower_ in _MODAL_VERBS for one in verb.lefts):
        return True
    return verb.lemma_ in vocabulary("rating") or (verb.lemma_ == "be" and child(verb, "acomp", "attr") is not None)


def _party(head: Token | None) -> Slot | None:
    """Somebody who can be right or wrong: a name, or a noun that a name stands in or that is a person's."""
    return noun_phrase(head) if head is not None and is_party(head) else None


def _charge(head: Token) -> str | None:
    """What somebody is accused of: a noun phrase, or a gerund with what belongs to it."""
    if head.tag_ == "VBG":
        rest = complement(head)
        return None if rest is None else f"{head.text} {rest}".strip()
    slot = noun_phrase(head)
    return None if slot is None else slot.text


BY_WORD: Final = (
    (accusation, frozenset({"accuse"})),
    (denial, frozenset({"deny", "dispute", "reject", "rebut", "refute", "dismiss", "downplay", "contradict"})),
    (
        claim,
        _STRONG_CLAIMS
        | {"say", "think", "warn", "write", "add", "tell", "fear", "worry", "predict", "hope", "conclude", "state"},
    ),
    (attributed, frozenset({"accord"})),
    (controversy, frozenset({"dispute", "controversy", "disagreement", "row", "rift", "feud"})),
)
"""The constructions by the lemmas of the words that head them."""
