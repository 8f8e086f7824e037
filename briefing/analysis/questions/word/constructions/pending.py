"""Constructions that look ahead: obstacles, decisions, conditions, demands (see `unknowns` for how they work)."""

from collections.abc import Iterator
from typing import Final

from spacy.tokens import Token

from briefing.analysis.document.symbols import SUBJECTS
from briefing.analysis.questions.grammar import (
    NAMES,
    after,
    child,
    in_wh_clause,
    is_negated,
    is_over,
    is_party,
    is_supposed,
    lacks_object,
    next_word,
    subject,
)
from briefing.analysis.questions.vocabulary import vocabulary
from briefing.analysis.questions.word.slots import Slot, complement, noun_phrase, verb_phrase
from briefing.analysis.questions.word.templates import QuestionCandidate, fill
from briefing.model import QuestionKind

_RESOLVED: Final = frozenset({"impasse", "deadlock", "standoff", "stand-off", "stalemate", "dilemma"})
_WEIGHED: Final = frozenset({"consider", "weigh", "contemplate", "mull"})
_LEFT_OPEN: Final[tuple[str, QuestionKind]] = ("will", "decision")
_REFUSED: Final[tuple[str, QuestionKind]] = ("refused", "obstacle")
_UNTOLD: Final = frozenset({"say", "comment", "discuss", "answer", "give", "disclose", "rule"})
"""What somebody refuses to do who only does not tell."""
_REACHED: Final = frozenset({"reach", "agree", "find", "resolve", "settle", "secure", "convince", "persuade", "form", "break"})
"""What can still be done where it failed once."""
_STATES: Final = frozenset({"have", "need", "remain", "include", "feature", "contain", "mean", "see"})
"""Verbs of how things are to be, with which nothing is announced."""
_STARTS: Final = frozenset({"begin", "start", "open", "air", "premiere", "kick", "convene", "hear", "resume"})
FEWEST_ANNOUNCED: Final = 3
"""Words of what will be done, below which it says too little: "be suited", "lie down"."""
_EVENTS: Final = frozenset({"meeting", "talk", "summit", "trial", "hearing", "negotiation", "conference", "discussion"})


def refusal(word: Token) -> Iterator[QuestionCandidate | None]:
    """'has ruled out selling the land', 'refused to sign', 'failed to reach an agreement'."""
    if word.lemma_ == "rule" and any(one.lower_ == "out" for one in word.rights):
        action = next((one for one in word.doc[word.i + 1 : word.i + 3] if one.lower_.endswith("ing")), None)
        left_open = is_negated(word) or word.head.lemma_ == "refuse"  # "refused to rule out sending troops" refuses nothing
    else:
        action, left_open = child(word, "xcomp"), False
    if action is None or action.lemma_ in _UNTOLD or (word.lemma_ == "fail" and action.lemma_ not in _REACHED):
        return
    if word.lemma_ in ("struggle", "unable") and "VBD" in (word.tag_, word.head.tag_):
        return  # how they struggled is over
    # "Ruled out making a bid this morning": the time is that of the refusal.
    if not any(one.ent_type_ in ("DATE", "TIME") for one in action.subtree):
        template, kind = _LEFT_OPEN if left_open else _REFUSED
        yield _will(template, kind, subject(word), action)


def no_plans(word: Token) -> Iterator[QuestionCandidate | None]:
    """'The company has no plans to close the plant'."""
    verb, action = word.head, child(word, "acl")
    if word.dep_ == "dobj" and verb.lemma_ == "have" and action is not None and any(one.lower_ == "no" for one in word.lefts):
        yield _will("refused", "decision", subject(verb), action)


def not_yet(word: Token) -> Iterator[QuestionCandidate | None]:
    """'has not yet been found', 'has yet to be filled'."""
    verb = word.head
    if verb.lemma_ == "have" and (later := child(verb, "xcomp")) is not None:
        yield _will("will", "obstacle", subject(verb), later)
    elif verb.pos_ in ("VERB", "AUX") and is_negated(verb):
        yield _will("will", "obstacle", subject(verb), verb)


def impasse(word: Token) -> Iterator[QuestionCandidate | None]:
    """'the deadlock over fishing rights', 'an obstacle to a deal'."""
    slot = noun_phrase(word, definite=True)
    if slot is not None and slot.length > 2 and slot.text.lower().startswith("the "):
        yield fill("resolve" if word.lemma_ in _RESOLVED else "overcome", object=slot)


def intention(word: Token) -> Iterator[QuestionCandidate | None]:
    """'plans to sue', 'is expected to rule', 'is likely to win', 'is considering a move'."""
    if word.tag_ == "VBG" and word.lemma_ in ("vow", "pledge", "promise"):
        return  # "a speech with the mayor vowing to stay": who vows is not sure
    if word.pos_ == "ADJ" and word.head.tag_ == "VBD" and word.head.dep_ in ("ROOT", "conj"):
        return  # "children who took it were likely to be fat" tells what was
    verb = word if word.pos_ == "VERB" else word.head
    settled = is_negated(verb) and (
        word.lemma_ not in ("expect", "likely", "unlikely") or any(one.lower_ == "necessarily" for one in verb.children)
    )
    settled = settled or any(one.lower_ == "had" and one.dep_ == "aux" for one in verb.lefts)
    settled = settled or (is_negated(verb) and any(one.lower_ == "until" for one in verb.subtree))
    if settled or lacks_object(verb) or is_over(verb):
        return  # "the White House isn't planning to", "the message that officials expect to hear"
    action = None if in_wh_clause(verb) else child(word, "xcomp")
    if action is not None and any(one.dep_ == "aux" and one.lower_ == "have" for one in action.lefts):
        return  # "is likely to have caused" looks back
    weighing = word.lemma_ in _WEIGHED and word.tag_ in ("VBG", "VBZ", "VBP")  # "considered" may be over
    if action is not None and (weighing or any(one.lower_ == "to" for one in action.lefts)):
        yield _choice(action, subject(word))
        yield _will("will", "decision", subject(word), action)
    topic = subject(word)
    if word.lemma_ in ("set", "schedule", "due", "slate") and topic is not None and topic.lemma_ in _EVENTS:
        yield fill("come out of", object=noun_phrase(topic, definite=True))


def announced(word: Token) -> Iterator[QuestionCandidate | None]:
    """'will decide on options', 'will meet with the mediators', 'will have to choose'."""
    verb = word.head
    if word.dep_ != "aux" or verb.pos_ != "VERB" or is_negated(verb) or in_wh_clause(verb) or is_over(verb):
        return
    if verb.lemma_ in _STATES and next_word(verb) != "to":
        return  # "will have ten weeks" tells how things are to be, and asks nothing
    actor = subject(verb)
    if verb.lemma_ == "meet" and (other := noun_phrase(after(verb, "with"))) is not None:
        yield fill("come out of", object=Slot(f"the meeting with {other.text}", False, other.head))
    action = child(verb, "xcomp") if verb.lemma_ == "have" else verb  # "will have to choose"
    if action is None:
        return
    yield _choice(action, actor)
    if actor is not None and not _decides(actor) and child(verb, "auxpass") is None:
        return  # "the app will support payments" describes a thing
    said = verb_phrase(action)
    if said is not None and len(said.split()) >= FEWEST_ANNOUNCED:
        yield _will("will", "decision", actor, action)


def _decides(noun: Token) -> bool:
    """Whether a noun is somebody who can decide, or something that is to be decided."""
    return is_party(noun) or noun.tag_ in ("NNS", "NNPS") or noun.lemma_ in _EVENTS | vocabulary("papers")


def _choice(action: Token, actor: Token | None) -> QuestionCandidate | None:
    """'decide on options', 'pick four finalists'."""
    among = after(action, "on", "between", "among", "from") if action.lemma_ in ("decide", "choose") else None
    among = among or (child(action, "dobj") if action.lemma_ in ("choose", "pick", "select") else None)
    if among is None or among.lemma_ not in vocabulary("choices"):
        return None
    noun = among.lower_ if child(action, "dobj") == among else among.lemma_
    return fill("choose", noun=noun, subject=noun_phrase(actor))


def trial(word: Token) -> Iterator[QuestionCandidate | None]:
    """'was charged with fraud', 'faces charges of fraud', 'is on trial for fraud', 'pleaded guilty to fraud'."""
    if word.lemma_ == "plead":
        if word.tag_ != "VB" and any(one.lower_ == "guilty" for one in word.rights):
            yield fill("sentence", subject=noun_phrase(subject(word)))
        return
    crime = after(word, "with", "for")
    accused = subject(word) if word.lemma_ == "charge" else subject(word.head) or subject(word.head.head)
    if word.lemma_ == "charge" and word.pos_ == "NOUN" and word.dep_ == "dobj" and word.head.lemma_ == "face":
        crime, accused = after(word, "of"), subject(word.head)
    elif word.lemma_ == "charge" and child(word, "auxpass") is None:
        return
    if crime is None or accused is None:
        return
    if accused.ent_type_ in ("PERSON", "ORG", "NORP") or accused.tag_ in ("NN", "NNS"):
        rest = complement(crime) if crime.tag_ == "VBG" else None
        slot = noun_phrase(crime)
        what = f"{crime.text} {rest}".strip() if rest is not None else slot and slot.text
        yield fill("guilty", subject=noun_phrase(accused, definite=True), object=what)


def condition(word: Token) -> Iterator[QuestionCandidate | None]:
    """'if the talks fail', 'unless the bank pays'."""
    verb = word.head
    if word.dep_ != "mark" or verb.dep_ != "advcl":
        return
    present = verb.tag_ in ("VBZ", "VBP", "VB") and not any(one.lower_ in ("did", "would", "could") for one in verb.lefts)
    # "The lights change if the driver meets traffic" tells what always holds.
    ahead = any(one.dep_ == "aux" and one.tag_ == "MD" and one.lower_ != "can" for one in verb.head.lefts)
    actor = subject(verb)
    ahead = ahead or (actor is not None and actor.ent_type_ in NAMES)
    rated = (praise := child(verb.head, "acomp")) is not None and praise.lemma_ in ("good", "well", "great", "nice", "bad")
    if present and ahead and verb.lemma_ != "be" and not rated:  # "it will be better if" wishes
        yield _will("will", "condition", subject(verb), verb)


def appeal(word: Token) -> Iterator[QuestionCandidate | None]:
    """'urged the bank to pay', 'called on the bank to pay', 'calls for a vote', 'demanded an apology'."""
    request = next((one for one in word.children if one.i > word.i and (_is_infinitive(one) or _is_wish(one))), None)
    if any(one.lower_ in ("any", "no") for one in word.lefts) or is_supposed(word) or is_negated(word) or word.dep_ == "csubj":
        return  # "demanding equal pay is brave", "avoided any appeals for the bill", "when he bangs demanding entry"
    addressee = after(word, "on", "upon")
    wished = after(word, "for")
    if addressee is None and wished is not None and (request or any(_is_infinitive(one) for one in wished.children)):
        addressee, wished = wished, None
    if request is None and addressee is not None:
        request = next((one for one in addressee.children if _is_infinitive(one)), None)
    asked = request is not None and child(request, *SUBJECTS)
    asked = asked or addressee or (child(word, "dobj") if word.pos_ == "VERB" else None)
    # "Asked for satellites to help" asks nothing of the satellites.
    able = asked and (asked.head.lower_ != "for" or is_party(asked) or asked.lower_ == "people")
    if request is not None and asked and (able or child(request, "auxpass") is not None):
        yield _will("urged", "demand", asked, request)
    caller = subject(word.head if word.dep_ == "advcl" else word) if word.pos_ == "VERB" else None
    calls = word.pos_ == "NOUN" or (
        caller is not None
        and caller.lemma_ not in vocabulary("papers")
        and caller.lower_ not in ("that", "which", "this", "it")
    )
    if word.lemma_ in ("call", "appeal") and calls:
        yield fill("call heeded", object=noun_phrase(wished))
    elif word.lemma_ == "demand" and request is None and (word.tag_ != "NN" or _is_somebodys(word)):
        yield fill("demand met", object=noun_phrase(child(word, "dobj") if word.pos_ == "VERB" else after(word, "for")))


def duty(word: Token) -> Iterator[QuestionCandidate | None]:
    """'The governor must resign'."""
    verb = word.head
    if word.dep_ != "aux" or verb.pos_ != "VERB" or verb.dep_ == "relcl" or is_negated(verb) or in_wh_clause(verb):
        return
    if _is_duty(word, verb) and verb.lemma_ not in ("see", "note", "say", "remember", "expect", "know"):
        actor = subject(verb)
        if word.lower_ == "must" and child(verb, "auxpass") is not None:
            yield _will("will", "decision", actor, verb)  # "the deal must be approved by the union"
            return
        slot = noun_phrase(actor)
        # Only people can be told what to do; "the plan should help" is a guess.
        if slot is not None and actor is not None and (is_party(actor) or child(verb, "auxpass") is not None):
            yield fill("should", subject=slot, action=verb_phrase(verb))


def _is_duty(word: Token, verb: Token) -> bool:
    """Whether somebody says what another ought to do: no reproach, no condition, no advice, no rule."""
    if any(one.dep_ == "aux" and one.lower_ in ("have", "be") for one in verb.lefts):
        return False  # "should have been chosen" is over, "should be offering" a reproach
    if (topic := subject(verb)) is not None and topic.i > word.i:
        return False  # "should the team return" is a condition
    if any(one.dep_ == "advcl" and any(mark.lower_ == "if" for mark in one.lefts) for one in verb.children):
        return False  # "if it died, the office should be told" is advice
    if any(one.dep_ == "prep" and one.lower_ in ("under", "by") for one in verb.lefts):
        return False  # "under the law, the bank must"
    ordered = verb.dep_ == "ccomp" and verb.head.lemma_ in ("determine", "decide", "rule", "order", "require")
    return not ordered and not (word.lower_ == "must" and any(one.ent_type_ == "DATE" for one in verb.subtree))


def _is_somebodys(demand: Token) -> bool:
    """Whether somebody demands: "the demand for electricity" is nobody's."""
    return any(one.dep_ == "poss" or one.lower_ in ("a", "an") for one in demand.lefts)


def _is_infinitive(verb: Token) -> bool:
    return verb.dep_ in ("xcomp", "ccomp", "acl", "advcl", "relcl") and any(one.lower_ == "to" for one in verb.lefts)


def _is_wish(verb: Token) -> bool:
    """Whether a clause has the bare form of the subjunctive: "demands [that] the mayor resign"."""
    actor = child(verb, *SUBJECTS)
    return (
        verb.dep_ == "ccomp"
        and verb.head.lemma_ in ("demand", "urge", "request", "ask")
        and actor is not None
        and verb.tag_ in ("VB", "VBP")
        and actor.tag_ not in ("NNS", "NNPS", "PRP")
        and not any(one.dep_ == "aux" for one in verb.lefts)
    )


def _is_dated_start(verb: Token) -> bool:
    """Whether something is only to begin at its hour, as a calendar has it."""
    return verb.lemma_ in _STARTS and any(one.ent_type_ in ("DATE", "TIME") for one in verb.subtree)


def _will(template: str, kind: QuestionKind, actor: Token | None, verb: Token) -> QuestionCandidate | None:
    slot = noun_phrase(actor, until=verb.left_edge if verb.head == actor else None)
    if slot is None or verb.dep_ == "relcl" or (template == "urged" and is_negated(verb)) or _is_dated_start(verb):
        return None
    return fill(template, kind, subject=slot, action=verb_phrase(verb))


BY_WORD: Final = (
    (refusal, frozenset({"rule", "refuse", "reluctant", "unwilling", "struggle", "unable", "fail"})),
    (no_plans, frozenset({"plan", "intention"})),
    (not_yet, frozenset({"yet"})),
    (impasse, _RESOLVED | {"obstacle", "hurdle", "barrier"}),
    (intention, vocabulary("intending") | _WEIGHED),
    (announced, frozenset({"will"})),
    (trial, frozenset({"charge", "trial", "plead"})),
    (condition, frozenset({"if", "unless"})),
    (appeal, frozenset({"urge", "call", "ask", "implore", "press", "plead", "appeal", "demand", "request", "beg"})),
    (duty, frozenset({"must", "should"})),
)
"""The constructions by the lemmas of the words that head them."""
