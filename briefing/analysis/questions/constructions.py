"""Constructions that leave something open, found by the word that heads them, and the question that each allows.

Each function takes the word and yields the wordings it can vouch for, best first: none where a slot cannot be filled with
words of the article.
"""

from collections.abc import Callable, Iterator
from typing import Final

from spacy.tokens import Token

from briefing.analysis.questions.clauses import WH_WORDS, YES_NO_WORDS, clause_of, direct_question
from briefing.analysis.questions.slots import after, base_form, child, complement, noun_phrase, subject, verb_phrase
from briefing.analysis.questions.templates import Wording, fill
from briefing.model import QuestionKind

Construction = Callable[[Token], Iterator[Wording | None]]


def embedded_question(word: Token) -> Iterator[Wording | None]:
    """ "It is unclear whether the pact covers fishing", "officials would not say why …"."""
    verb = clause_of(word)
    if verb is None or verb.dep_ not in (
        "ccomp",
        "pcomp",
        "acl",
        "csubj",
        "advcl",
        "dobj",
        "pobj",
        "relcl",
        "xcomp",
        "attr",
        "conj",
    ):
        return
    if word.lower_ in ("if", "when", "where", "who", "which", "what") and verb.dep_ not in ("ccomp", "pcomp"):
        return
    governor = verb.head
    if governor.lemma_ in _NOT_ASKING or word.i < governor.i == verb.i:
        return
    yield fill(_kind_of_embedding(governor), "embedded", clause=direct_question(verb, word))


def refusal(word: Token) -> Iterator[Wording | None]:
    """ "has ruled out handing over the land", "refused to sign", "has yet to answer"."""
    action = child(word, "xcomp", "pcomp") or (_gerund_after(word) if word.lemma_ == "rule" else None)
    if action is not None:
        yield _will("obstacle", subject(word), action)


def not_yet(word: Token) -> Iterator[Wording | None]:
    """ "has not yet been found", "has yet to be filled"."""
    verb = word.head
    if verb.lemma_ == "have" and (later := child(verb, "xcomp")) is not None:
        yield _will("obstacle", subject(verb), later)
    elif verb.pos_ in ("VERB", "AUX") and any(one.dep_ == "neg" for one in verb.children):
        yield _will("obstacle", subject(verb), verb)


def impasse(word: Token) -> Iterator[Wording | None]:
    """ "the deadlock over fishing rights"."""
    slot = noun_phrase(word, definite=True)
    if slot is not None and len(slot.text.split()) > 2:
        yield fill("obstacle", "resolved" if word.lemma_ in _RESOLVED else "overcome", object=slot.text)


def accusation(word: Token) -> Iterator[Wording | None]:
    """ "accused the mayor of hiding the report"."""
    accuser, accused = noun_phrase(subject(word)), noun_phrase(child(word, "dobj"))
    preposition = "of" if word.lemma_ == "accuse" else "for"
    charge = after(word, preposition)
    if accused is None and word.lemma_ == "accuse":
        return
    if accuser is None or accused is None or charge is None or any(one.dep_ == "auxpass" for one in word.children):
        return
    what = _charge(charge)
    if preposition == "of":
        yield fill("dispute", "right to accuse", are="Are" if accuser.plural else "Is", subject=accuser.text, verb="accuse",
                   object=accused.text, charge=what)  # fmt: skip


def denial(word: Token) -> Iterator[Wording | None]:
    """ "denied the charge", "rejected the proposal"."""
    claim = child(word, "ccomp")
    if claim is not None:
        yield fill("dispute", "claimed", clause=direct_question(claim))
    what, actor = child(word, "dobj"), noun_phrase(subject(word))
    if what is not None and actor is not None and not any(one.dep_ in ("auxpass", "dative") for one in word.children):
        slot = noun_phrase(what)
        base = base_form(word)
        if slot is not None and base is not None:
            yield fill(
                "dispute", "right to", are="Are" if actor.plural else "Is", subject=actor.text, action=f"{base} {slot.text}"
            )


def claim(word: Token) -> Iterator[Wording | None]:
    """ "argued that the rule hurts farmers": what is claimed, as a question."""
    said = child(word, "ccomp")
    if said is not None and said.pos_ in ("VERB", "AUX") and not _asks(said):
        yield fill("dispute", "claimed", clause=direct_question(said))


def intention(word: Token) -> Iterator[Wording | None]:
    """ "plans to sue", "is expected to rule", "is likely to win", "is considering moving"."""
    action = child(word, "xcomp")
    if action is not None and (word.lemma_ in _WEIGHING or any(one.lower_ == "to" for one in action.lefts)):
        yield _will("decision", subject(word) or subject(word.head), action)


def announced(word: Token) -> Iterator[Wording | None]:
    """ "will decide", "will have to choose": what lies ahead."""
    verb = word.head
    if word.dep_ != "aux" or verb.pos_ != "VERB":
        return
    actor = subject(verb)
    if verb.lemma_ == "meet" and (other := noun_phrase(after(verb, "with"))) is not None:
        yield fill("decision", "meeting", object=other.text)
    choice = child(verb, "xcomp") if verb.lemma_ == "have" else verb
    if choice is not None and choice.lemma_ in ("decide", "choose"):
        yield from _choice(choice, actor)
    yield _will("decision", actor, choice or verb)


def possibility(word: Token) -> Iterator[Wording | None]:
    """ "could lead to war", "may have fled"."""
    verb = word.head
    if word.dep_ != "aux" or verb.pos_ not in ("VERB", "AUX"):
        return
    helper = next((one for one in verb.lefts if one.dep_ == "aux" and one.lower_ == "have"), None)
    actor, action = noun_phrase(subject(verb)), _action(verb)
    if actor is not None and (helper is None or word.lower_ in ("may", "might")):
        yield fill("unknown", "could" if helper is None else "may have", subject=actor.text, action=action)


def unclear(word: Token) -> Iterator[Wording | None]:
    """ "the cause of the fire is unknown"."""
    verb = word.head
    if word.dep_ == "acomp" and verb.lemma_ in ("be", "remain"):
        yield _what_is("unknown", subject(verb))


def withheld(word: Token) -> Iterator[Wording | None]:
    """ "declined to specify the terms of the sale"."""
    told = child(word, "xcomp")
    if told is not None and told.lemma_ in _TELLING:
        yield _what_is("unknown", child(told, "dobj"))


def evidence(word: Token) -> Iterator[Wording | None]:
    """ "no evidence of foul play", "no sign that the fire was set"."""
    if not any(one.lower_ == "no" for one in word.lefts):
        return
    for preposition in ("of", "for"):
        slot = noun_phrase(after(word, preposition))
        if slot is not None:
            yield fill("unknown", "evidence", sign=word.lower_, preposition=preposition, object=slot.text)


def controversy(word: Token) -> Iterator[Wording | None]:
    """ "the dispute over the bridge"."""
    slot = noun_phrase(after(word, "over", "about"), definite=False)
    if slot is not None and len(slot.text.split()) > 1:
        yield fill("dispute", "who is right", object=slot.text)


def inquiry(word: Token) -> Iterator[Wording | None]:
    """ "an investigation into the fire"."""
    slot = noun_phrase(word, definite=True)
    if slot is not None and len(slot.text.split()) > 2:
        yield fill("decision", "inquiry", object=slot.text)


def trial(word: Token) -> Iterator[Wording | None]:
    """ "was charged with fraud", "is on trial for fraud"."""
    crime = after(word, "with", "for")
    slot = noun_phrase(crime)
    actor = noun_phrase(subject(word) or subject(word.head) or subject(word.head.head))
    if slot is not None and actor is not None and (word.lemma_ == "trial" or word.tag_ == "VBN"):
        yield fill("decision", "guilty", subject=actor.text, object=slot.text)


def condition(word: Token) -> Iterator[Wording | None]:
    """ "if the talks fail", "unless the bank pays"."""
    verb = word.head
    if word.dep_ == "mark" and verb.dep_ == "advcl" and verb.tag_ in ("VBZ", "VBP", "VB") and verb.lemma_ != "be":
        yield _will("condition", subject(verb), verb)


def appeal(word: Token) -> Iterator[Wording | None]:
    """ "urged the bank to pay", "called on the bank to pay", "called for a vote"."""
    request = next((one for one in word.children if one.dep_ in ("xcomp", "ccomp") and one.i > word.i
                    and any(to.lower_ == "to" for to in one.lefts)), None)  # fmt: skip
    asked = child(request, "nsubj", "nsubjpass") if request is not None else None
    asked = asked or after(word, "on", "upon") or child(word, "dobj")
    if request is None and after(word, "on", "upon") is not None:
        request = next(
            (one for one in word.subtree if one.tag_ == "VB" and one.dep_ in ("xcomp", "advcl", "acl", "relcl")), None
        )
    if request is not None and asked is not None:
        yield _will("demand", asked, request)
    wanted = after(word, "for")
    if word.lemma_ in ("call", "appeal", "plead") and wanted is not None:
        yield fill("demand", "call heeded", object=_text(wanted))
    if word.lemma_ == "demand" and request is None:
        yield fill("demand", "demand met", object=_text(child(word, "dobj") if word.pos_ == "VERB" else wanted))


def duty(word: Token) -> Iterator[Wording | None]:
    """ "the governor must resign"."""
    verb = word.head
    if word.dep_ == "aux" and verb.pos_ == "VERB":
        yield _will("demand", subject(verb), verb)


def _will(kind: QuestionKind, actor: Token | None, verb: Token) -> Wording | None:
    slot = noun_phrase(actor)
    return None if slot is None else fill(kind, "will", subject=slot.text, action=_action(verb))


def _action(verb: Token) -> str | None:
    """Base form and complement; "be" and the participle for a passive."""
    if any(one.dep_ == "auxpass" for one in verb.lefts):
        rest = complement(verb)
        return None if rest is None else f"be {verb.text} {rest}".strip()
    return verb_phrase(verb)


def _what_is(kind: QuestionKind, what: Token | None) -> Wording | None:
    slot = noun_phrase(what, definite=True)
    if slot is None or len(slot.text.split()) < 3:
        return None
    return fill(kind, "what is", are="are" if slot.plural else "is", object=slot.text)


def _choice(verb: Token, actor: Token | None) -> Iterator[Wording | None]:
    slot = noun_phrase(actor)
    if slot is None:
        return
    among = after(verb, "on", "between", "among", "from")
    if among is not None and among.lemma_ in _CHOICES:
        yield fill("decision", "which option", noun=among.lemma_, subject=slot.text)
    elif child(verb, "ccomp", "xcomp", "dobj") is None:
        yield fill("decision", "decide", subject=slot.text)


def _charge(head: Token) -> str | None:
    """What somebody is accused of: a noun phrase, or a gerund with what belongs to it."""
    if head.tag_ == "VBG":
        rest = complement(head)
        return None if rest is None else f"{head.text} {rest}".strip()
    return _text(head)


def _text(head: Token | None) -> str | None:
    slot = noun_phrase(head)
    return None if slot is None else slot.text


def _gerund_after(word: Token) -> Token | None:
    return next((one for one in word.doc[word.i + 1 : word.i + 3] if one.tag_ == "VBG"), None)


def _asks(verb: Token) -> bool:
    return any(one.lower_ in WH_WORDS | YES_NO_WORDS for one in verb.lefts)


def _kind_of_embedding(governor: Token) -> QuestionKind:
    if governor.lemma_ in ("ask", "question", "wonder"):
        return "asked"
    return "decision" if governor.lemma_ in ("decide", "determine", "choose") else "unknown"


_NOT_ASKING: Final = frozenset({"be", "regardless", "matter"})
_RESOLVED: Final = frozenset({"impasse", "deadlock", "standoff", "stand-off", "stalemate", "dilemma"})
_WEIGHING: Final = frozenset({"consider", "weigh", "contemplate", "mull"})
_TELLING: Final = frozenset(
    {"say", "specify", "disclose", "reveal", "discuss", "give", "name", "identify", "describe", "explain"}
)
_CHOICES: Final = frozenset({"option", "plan", "proposal", "candidate", "version", "course", "alternative"})

BY_WORD: Final[tuple[tuple[Construction, frozenset[str]], ...]] = (
    (embedded_question, WH_WORDS | YES_NO_WORDS),
    (refusal, frozenset({"rule", "refuse", "refusal", "reluctant", "unwilling", "fail", "struggle", "unable"})),
    (not_yet, frozenset({"yet"})),
    (impasse, _RESOLVED | {"obstacle", "hurdle", "barrier"}),
    (accusation, frozenset({"accuse"})),
    (denial, frozenset({"deny", "dispute", "reject", "rebut", "refute", "dismiss", "downplay", "contradict"})),
    (
        claim,
        frozenset(
            [
                "claim",
                "contend",
                "assert",
                "argue",
                "allege",
                "maintain",
                "insist",
                "believe",
                "say",
                "suggest",
                "feel",
                "charge",
                "warn",
                "write",
                "think",
            ]
        ),
    ),
    (
        intention,
        frozenset(
            [
                "plan",
                "intend",
                "expect",
                "schedule",
                "set",
                "due",
                "hope",
                "likely",
                "unlikely",
                "consider",
                "aim",
                "poise",
                "slate",
                "prepare",
                "seek",
            ]
        ),
    ),
    (announced, frozenset({"will"})),
    (possibility, frozenset({"may", "might", "could"})),
    (unclear, frozenset({"unclear", "unknown", "uncertain", "clear", "undecided"})),
    (withheld, frozenset({"decline", "refuse", "agree"})),
    (evidence, frozenset({"evidence", "indication", "sign", "proof"})),
    (controversy, frozenset({"dispute", "controversy", "debate", "disagreement", "row", "rift", "question"})),
    (inquiry, frozenset({"investigation", "inquiry", "probe", "review"})),
    (trial, frozenset({"charge", "trial", "accuse"})),
    (condition, frozenset({"if", "unless"})),
    (appeal, frozenset({"urge", "call", "ask", "implore", "press", "plead", "appeal", "demand", "request"})),
    (duty, frozenset({"must", "should"})),
)
