"""Constructions that say what is not known or not told, and the questions they allow.

Each function takes the word that heads a construction and yields the wordings it can vouch for, best first; None stands
for one whose slots could not be filled with words of the article.
"""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from briefing.analysis.questions.clauses import WH_WORDS, YES_NO_WORDS, clause_of, direct_question
from briefing.analysis.questions.slots import (
    after,
    child,
    in_wh_clause,
    is_definite,
    is_negated,
    is_supposed,
    names_a_year,
    noun_phrase,
    subject,
    verb_phrase,
)
from briefing.analysis.questions.templates import Wording, are, fill
from briefing.analysis.questions.vocabulary import vocabulary
from briefing.model import QuestionKind

_UNCLEAR: Final = frozenset({"unclear", "unknown", "uncertain", "unsure", "undecided", "debatable"})
_AMOUNTS: Final = frozenset({"CARDINAL", "QUANTITY", "TIME", "PERCENT", "MONEY", "DATE"})
_WITHHOLDING: Final = frozenset({"decline", "refuse", "fail", "try", "seek", "want", "hope", "wait", "avoid", "need"})


def embedded_question(word: Token) -> Iterator[Wording | None]:
    """'It is unclear whether the pact covers fishing', 'officials would not say why the road was closed'."""
    verb = clause_of(word)
    if verb is None or verb.dep_ not in ("ccomp", "pcomp", "acl", "csubj", "csubjpass", "dobj", "advcl", "xcomp", "attr"):
        return
    if verb.head.tag_ == "VB" and verb.head.dep_ == "ROOT" and subject(verb.head) is None:
        return  # "Consider what could go wrong" is advice
    if verb.head.lemma_ == "consider" and verb.head.dep_ in ("prep", "advcl"):
        return  # "considering how many came" gives a reason
    told_by_it = verb.head.i < verb.i and (topic := subject(verb.head)) is not None and topic.lower_ == "it"
    if verb.dep_ in ("acl", "advcl") and word.lower_ != "whether" and not (told_by_it and word.lower_ != "if"):
        return
    if verb.dep_.startswith("csubj") and verb.head.pos_ != "AUX":
        return  # "which side wins will determine the rest" asks nothing
    if not _leaves_open(verb.head) or (
        word.lower_ == "if" and verb.head.lemma_ in ("consider", "see", "understand", "estimate")
    ):
        return
    yield fill("embedded", _kind_of(verb.head), clause=direct_question(verb, word))


def _kind_of(governor: Token) -> QuestionKind:
    if governor.lemma_ in ("ask", "wonder", "question"):
        return "asked"
    return "decision" if governor.lemma_ in ("decide", "determine", "choose", "consider") else "unknown"


def lost_words(remains: Token) -> Iterator[Wording | None]:
    """'One question remains: .' where the words behind the colon were lost."""
    slot = noun_phrase(subject(remains), definite=True)
    if slot is not None and slot.length > 1 and not slot.head.ent_type_:
        yield fill("lost", are=are(slot), object=slot)


def _leaves_open(governor: Token) -> bool:
    """Whether what governs an embedded question says that its answer is open."""
    if governor.pos_ == "ADP":
        governor = governor.head
    lemma = governor.lemma_.lower()
    if lemma in vocabulary("asking"):
        return True
    if lemma in vocabulary("telling"):
        above, knower = governor.head, subject(governor)
        if knower is not None and (knower.lower_ in ("nobody", "none") or any(one.lower_ == "no" for one in knower.lefts)):
            return True
        return is_negated(governor) or (
            governor.dep_ in ("xcomp", "dobj") and (above.lemma_ in _WITHHOLDING or is_negated(above))
        )
    adjective = governor if governor.pos_ == "ADJ" else child(governor, "acomp")
    if adjective is None:
        topic = subject(governor)
        return topic is not None and topic.lemma_ in ("question", "issue", "mystery")
    return adjective.lemma_ in _UNCLEAR or (adjective.lemma_ in ("clear", "sure", "certain") and is_negated(governor))


def unclear(word: Token) -> Iterator[Wording | None]:
    """'The cause of the fire is unknown'."""
    verb = word.head
    open_still = word.lemma_ in _UNCLEAR or is_negated(verb)
    if word.dep_ == "acomp" and verb.lemma_ in ("be", "remain") and open_still and child(word, "ccomp", "xcomp") is None:
        yield _what_is(subject(verb))


def undetermined(word: Token) -> Iterator[Wording | None]:
    """'The cause of the fire has not been determined'."""
    topic = child(word, "nsubjpass")
    if is_negated(word) and topic is not None and topic.i < word.i:
        yield _what_is(topic)


def withheld(word: Token) -> Iterator[Wording | None]:
    """'The bank declined to specify the terms of the sale'."""
    told = child(word, "xcomp")
    negated = word.lemma_ != "agree" or (told is not None and is_negated(told))
    if told is not None and negated and told.lemma_ in vocabulary("telling"):
        yield _what_is(child(told, "dobj"))


def evidence(word: Token) -> Iterator[Wording | None]:
    """'There is no evidence of arson'."""
    if any(one.lower_ == "no" for one in word.lefts):
        slot = noun_phrase(after(word, "of", "for"))
        plural = word.tag_ == "NNS"
        sign = word.lower_ if plural or word.lemma_ in ("evidence", "proof") else f"any {word.lower_}"
        yield fill("evidence", are="are" if plural else "is", sign=sign, object=slot)


def possibility(word: Token) -> Iterator[Wording | None]:
    """'The row could lead to a strike'."""
    verb = word.head
    if word.dep_ != "aux" or verb.pos_ not in ("VERB", "AUX") or verb.dep_ == "relcl" or is_negated(verb):
        return
    actor = subject(verb)
    if is_supposed(verb) or in_wh_clause(verb) or actor is None or actor.ent_type_ in _AMOUNTS or actor.pos_ == "NUM":
        return
    aside = child(verb, "advcl")
    if aside is not None and (you := subject(aside)) is not None and you.lower_ == "you":
        return
    if verb.lemma_ == "be" and child(verb, "attr") is not None:
        return  # "it may only be a concept today" grants something
    bare = verb.lemma_ == "have" and child(verb, "dobj") is None  # "the whales could have": the rest was lost
    if not bare and not any(one.dep_ == "aux" and one.lower_ == "have" for one in verb.lefts):
        yield fill("could", subject=noun_phrase(actor), action=verb_phrase(verb))


def inquiry(word: Token) -> Iterator[Wording | None]:
    """'an investigation into the fire'."""
    slot = noun_phrase(word, definite=True)
    over = word.dep_ == "nsubj" and word.head.lemma_ in (
        "find",
        "conclude",
        "show",
        "reveal",
        "end",
        "determine",
        "rule",
        "uncover",
    )
    if slot is None or names_a_year(slot):
        return
    if slot.length > 2 and not slot.plural and not over and is_definite(word):
        yield fill("find", object=slot)


def no_comment(word: Token) -> Iterator[Wording | None]:
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
    return asked is not None and asked.lemma_ in ("request", "question", "call", "email", "message", "inquiry")


def _what_is(what: Token | None) -> Wording | None:
    slot = noun_phrase(what, definite=True)
    if slot is None or slot.length < 3 or slot.head.ent_type_ or not is_definite(slot.head) or " or " in slot.text:
        return None
    return fill("what is", are=are(slot), object=slot)


BY_WORD: Final = (
    (embedded_question, WH_WORDS | YES_NO_WORDS),
    (unclear, _UNCLEAR | {"clear"}),
    (
        undetermined,
        frozenset({"determine", "establish", "identify", "confirm", "disclose", "reveal", "release", "announce", "set"}),
    ),
    (withheld, frozenset({"decline", "refuse", "agree"})),
    (evidence, frozenset({"evidence", "indication", "sign", "proof"})),
    (possibility, frozenset({"may", "might", "could"})),
    (inquiry, frozenset({"investigation", "inquiry", "probe"})),
    (no_comment, frozenset({"comment", "respond", "reply", "return", "answer"})),
)
"""The constructions by the lemmas of the words that head them."""
