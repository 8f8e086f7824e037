"""Constructions that say what is not known or not told, and the questions they allow.

Each function takes the word that heads a construction and yields the wordings it can vouch for, best first; None stands
for one whose slots could not be filled with words of the article.
"""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from briefing.analysis.questions.grammar import after, child, in_wh_clause, is_definite, is_negated, is_supposed, subject
from briefing.analysis.questions.vocabulary import vocabulary
from briefing.analysis.questions.word.clauses import direct_question
from briefing.analysis.questions.word.constructions.embedded import UNCLEAR
from briefing.analysis.questions.word.slots import complement, noun_phrase, verb_phrase
from briefing.analysis.questions.word.templates import QuestionCandidate, are, fill

_INWARD: Final = frozenset({"be", "think", "seem", "want", "hope", "know"})
"""What "may have" grants rather than supposes: "the mayor may have thought the worst was over"."""
_AMOUNTS: Final = frozenset({"CARDINAL", "QUANTITY", "TIME", "PERCENT", "MONEY", "DATE"})


_FINDING: Final = frozenset({"find", "conclude", "show", "reveal", "end", "determine", "rule", "uncover"})
_CLOSING: Final = frozenset({"close", "end", "conclude", "complete", "drop", "finish"})
"""What an inquiry does, and what is done to it, when it is over."""


def lost_words(remains: Token) -> Iterator[QuestionCandidate | None]:
    """'One question remains: .' where the words after the colon were lost."""
    slot = noun_phrase(subject(remains), definite=True)
    if slot is not None and slot.length > 1 and not slot.head.ent_type_:
        yield fill("lost", are=are(slot), object=slot)


def unclear(word: Token) -> Iterator[QuestionCandidate | None]:
    """'The cause of the fire is unknown'."""
    verb = word.head
    open_still = word.lemma_ in UNCLEAR or (is_negated(verb) and word.tag_ == "JJ")
    if word.dep_ == "acomp" and verb.lemma_ in ("be", "remain") and open_still and child(word, "ccomp", "xcomp") is None:
        yield _what_is(subject(verb))


def undetermined(word: Token) -> Iterator[QuestionCandidate | None]:
    """'The cause of the fire has not been determined', 'officials have not released the names'."""
    if not is_negated(word) or word.pos_ != "VERB":
        return
    topic = child(word, "nsubjpass")
    if topic is not None and topic.i < word.i:
        yield _what_is(topic)
    elif any(one.lower_ in ("have", "has", "had", "did") for one in word.lefts if one.dep_ == "aux"):
        yield _what_is(child(word, "dobj"))


def withheld(word: Token) -> Iterator[QuestionCandidate | None]:
    """'The bank declined to specify the terms of the sale'."""
    told = child(word, "xcomp")
    negated = word.lemma_ != "agree" or (told is not None and is_negated(told))
    if told is not None and negated and told.lemma_ in vocabulary("telling"):
        yield _what_is(child(told, "dobj"))


def evidence(word: Token) -> Iterator[QuestionCandidate | None]:
    """'There is no evidence of arson', 'found no evidence that the letter was sent'."""
    if any(one.lower_ == "no" for one in word.lefts):
        if (shown := child(word, "acl", "ccomp")) is not None:
            yield fill("claimed", "unknown", clause=direct_question(shown))
        slot = noun_phrase(after(word, "of", "for"))
        plural = word.tag_ == "NNS"
        sign = word.lower_ if plural or word.lemma_ in ("evidence", "proof") else f"any {word.lower_}"
        yield fill("evidence", are="are" if plural else "is", sign=sign, object=slot)


def possibility(word: Token) -> Iterator[QuestionCandidate | None]:
    """'The row could lead to a strike'."""
    verb = word.head
    if word.dep_ != "aux" or verb.pos_ not in ("VERB", "AUX") or verb.dep_ == "relcl" or is_negated(verb):
        return
    actor = subject(verb)
    purpose = verb.dep_ == "advcl" and any(
        one.lower_ in ("so", "that") and one.dep_ in ("mark", "advmod") for one in verb.lefts
    )
    if (
        purpose
        or is_supposed(verb)
        or in_wh_clause(verb)
        or actor is None
        or actor.ent_type_ in _AMOUNTS
        or actor.pos_ == "NUM"
    ):
        return
    aside = child(verb, "advcl")
    if aside is not None and (you := subject(aside)) is not None and you.lower_ == "you":
        return
    if verb.lemma_ == "be" and child(verb, "attr") is not None:
        return  # "it may only be a concept today" grants something
    bare = verb.lemma_ == "have" and child(verb, "dobj") is None  # "the whales could have": the rest was lost
    if not bare and not any(one.dep_ == "aux" and one.lower_ == "have" for one in verb.lefts):
        yield fill("could", subject=noun_phrase(actor), action=verb_phrase(verb))


def inquiry(word: Token) -> Iterator[QuestionCandidate | None]:
    """'an investigation into the fire'."""
    slot = noun_phrase(word, definite=True)
    verbs = _FINDING if word.dep_ == "nsubj" else _CLOSING if word.dep_ == "dobj" else ()
    over = word.head.lemma_ in verbs or word.head.lower_ == "been"  # "there had been one inquiry"
    if slot is None or any(character.isdigit() for character in slot.text):
        return
    if slot.length > 2 and not slot.plural and not over and is_definite(word):
        yield fill("find", object=slot)


def no_comment(word: Token) -> Iterator[QuestionCandidate | None]:
    """'The bank declined to comment', 'The bank did not respond to a request for comment'."""
    governor = word.head if word.dep_ == "xcomp" else word
    silent = governor.lemma_ in ("decline", "refuse") if word.dep_ == "xcomp" else is_negated(word)
    if silent and (word.lemma_ == "comment" or _asked_to_comment(word)):
        slot = noun_phrase(subject(governor), definite=True)
        named = slot is not None and (slot.text[0].isupper() or slot.plural or slot.text.startswith("the "))
        if slot is not None and named and is_definite(slot.head):
            yield fill("say", do="do" if slot.plural else "does", subject=slot)


def _asked_to_comment(word: Token) -> bool:
    asked = after(word, "to") or child(word, "dobj")
    if asked is not None and any(one.lower_ == "the" for one in asked.lefts):
        return any(one.lemma_ in ("comment", "interview", "reporter") for one in asked.subtree)  # "the request" is another's
    return asked is not None and asked.lemma_ in ("request", "question", "call", "email", "message", "inquiry")


def looks_back(word: Token) -> Iterator[QuestionCandidate | None]:
    """'The driver may have fallen asleep', 'the group is believed to have smuggled weapons'."""
    verb = word.head if word.dep_ == "aux" else child(word, "xcomp")
    if verb is None or verb.tag_ != "VBN" or not any(one.dep_ == "aux" and one.lower_ == "have" for one in verb.lefts):
        return
    if (word.dep_ != "aux" and child(word, "auxpass") is None) or verb.lemma_ in _INWARD or verb.dep_ == "relcl":
        return
    actor = subject(verb)
    if actor is None or not (is_definite(actor) or actor.tag_ == "NNS"):
        return
    if is_negated(verb) or is_supposed(verb) or in_wh_clause(verb):
        return
    slot = noun_phrase(actor)
    if child(verb, "auxpass") is None:
        yield fill("did", "unknown", subject=slot, action=verb_phrase(verb))
    elif (rest := complement(verb)) is not None:
        yield fill(
            "was done", were="were" if slot and slot.plural else "was", subject=slot, action=f"{verb.lower_} {rest}".strip()
        )


def conceivable(word: Token) -> Iterator[QuestionCandidate | None]:
    """'It is possible that the pilot was asleep'."""
    said, topic = child(word.head, "ccomp"), subject(word.head)
    if word.dep_ == "acomp" and said is not None and topic is not None and topic.lower_ == "it":
        yield fill("claimed", "unknown", clause=direct_question(said))


def _what_is(what: Token | None) -> QuestionCandidate | None:
    slot = noun_phrase(what, definite=True)
    if slot is None or slot.length < 3 or slot.head.ent_type_ or not is_definite(slot.head) or " or " in slot.text:
        return None
    return fill("what is", are=are(slot), object=slot)


BY_WORD: Final = (
    (unclear, UNCLEAR | {"clear"}),
    (
        undetermined,
        frozenset(
            {
                "determine",
                "establish",
                "identify",
                "name",
                "confirm",
                "disclose",
                "reveal",
                "release",
                "announce",
                "set",
                "specify",
                "explain",
            }
        ),
    ),
    (withheld, frozenset({"decline", "refuse", "agree"})),
    (evidence, frozenset({"evidence", "indication", "sign", "proof"})),
    (possibility, frozenset({"may", "might", "could"})),
    (looks_back, frozenset({"may", "believe", "suspect", "think", "allege"})),
    (conceivable, frozenset({"possible", "conceivable", "likely", "unlikely"})),
    (inquiry, frozenset({"investigation", "inquiry", "probe"})),
    (no_comment, frozenset({"comment", "respond", "reply", "return", "answer"})),
)
"""The constructions by the lemmas of the words that head them."""
