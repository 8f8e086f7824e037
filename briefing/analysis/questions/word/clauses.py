"""From a clause that the article embeds ("why the team was denied visas") to the question itself."""

from typing import Final

from spacy.tokens import Token

from briefing.analysis.document.symbols import SUBJECTS
from briefing.analysis.questions.grammar import base_form, child, is_negated, next_word
from briefing.analysis.questions.word.slots import Slot, complement, noun_phrase

WH_WORDS: Final = frozenset({"what", "who", "why", "how", "when", "where", "which"})
YES_NO_WORDS: Final = frozenset({"whether", "if"})
_BOUND_TO_NOT: Final = frozenset({"because", "until", "unless", "either", "anymore"})
"""What means something else where a "not" before it is dropped: "can never be rebuilt because of the war"."""
LONGEST_OPENING: Final = 8
"""Tokens of a question word with what it draws to the front."""
_FULL: Final = {"'s": "is", "’s": "is", "'re": "are", "’re": "are", "'ll": "will", "’ll": "will", "wo": "will", "ca": "can",
                "'ve": "have", "’ve": "have", "may": "could", "might": "could"}  # fmt: skip
_SUPPORT: Final = {"VBD": "did", "VBZ": "does", "VBP": "do"}
_HEDGES: Final = frozenset({"probably", "likely", "apparently", "reportedly", "perhaps", "merely", "allegedly", "supposedly"})
"""Adverbs that say how sure a statement is, and have no place in a question."""
_LINKING: Final = frozenset(
    {"also", "too", "especially", "particularly", "therefore", "thus", "however", "moreover", "instead"}
)
"""Adverbs that tie a statement to another; a question stands alone without them."""
_FORMS_AFTER: Final = {"be": ("VBG", "VBN", "VBD"), "have": ("VBN", "VBD"), "do": ("VB", "VBP"), "get": ("VBN",)}


def clause_of(word: Token) -> Token | None:
    """The verb of the clause that a question word opens."""
    verb = word.head
    for _ in range(4):
        if verb.pos_ in ("VERB", "AUX") or verb.head == verb:
            break
        verb = verb.head
    return verb if verb.pos_ in ("VERB", "AUX") and verb.i > word.i else None


def direct_question(verb: Token, word: Token | None = None) -> str | None:
    """The clause of `verb` turned into a question; a yes-or-no question unless a wh-`word` opens it.

    "whether the pact covers fishing" → "Does the pact cover fishing?". A negation is dropped from a yes-or-no question,
    since it asks the same. None wherever a part cannot be shown as written in the text.
    """
    if word is not None and word.lower_ in YES_NO_WORDS:
        word = None
    stands_for_another = verb.lemma_ == "do" and child(verb, "dobj", "auxpass") is None  # "as they believe he did"
    actor = next((one for one in verb.lefts if one.dep_ in SUBJECTS), None)
    rest = complement(verb, keep_negation=word is not None)
    if (
        stands_for_another
        or actor is None
        or rest is None
        or (word is None and any(one.lower_ in WH_WORDS for one in verb.lefts))
    ):
        return None
    opening = ""
    if word is None:
        if rest.startswith("no ") or (is_negated(verb) and not _BOUND_TO_NOT.isdisjoint(rest.lower().split())):
            return None
    else:
        phrase = _fronted(word, verb)
        opening = _opening(word, phrase) or ""
        if opening and phrase == actor:
            return _about_the_subject(opening, actor, verb, rest)
        if not opening or actor.i < word.i or actor.i == word.i + 1:
            return None  # "what evil lurks": the question word belongs to the subject
    slot = noun_phrase(actor)
    forms = {verb.lower_, *(one.lower_ for one in verb.lefts if one.dep_ in ("aux", "auxpass"))}
    if (
        slot is None
        or (slot.plural and verb.lower_ in ("is", "was", "has"))
        or (_is_one(slot) and forms & {"are", "were", "have"})
    ):
        return None  # a verb that does not agree shows that the parse took a wrong subject
    return _inverted(verb, actor, opening, slot, rest)


def _is_one(slot: Slot) -> bool:
    return slot.head.ent_type_ == "PERSON" and not slot.plural


def _fronted(word: Token, verb: Token) -> Token:
    """The head of what a question word draws to the front: "tunnels" in "how many tunnels"."""
    phrase = word
    while phrase.head != verb and word.i < phrase.head.i < verb.i:
        phrase = phrase.head
    return phrase


def _opening(word: Token, phrase: Token) -> str | None:
    last = word.i + (next_word(word) == "else") if phrase == word else phrase.right_edge.i
    tokens = list(word.doc[word.i : last + 1])
    if len(tokens) > LONGEST_OPENING or any(token.is_punct or token.tag_ in ("PRP", "PRP$") for token in tokens):
        return None
    return "".join(token.text_with_ws for token in tokens).strip()


def _about_the_subject(opening: str, actor: Token, verb: Token, rest: str) -> str | None:
    """As it is: "what caused the fire" is a question as written."""
    between = [one for one in verb.lefts if one.i > actor.right_edge.i]
    if (verb.tag_ == "VB" and not between) or any(one.lower_ == "had" for one in between):
        return None
    # "Which rooms guests can use": the parse took two nouns for one.
    if any(one.tag_ == "NNS" and one.lower_.endswith("s") and one.dep_ == "compound" for one in actor.lefts):
        return None
    if any(character.isdigit() or character == "$" for character in opening):
        return None  # "what $5,000 a year would mean": the parse took the amount for what is asked
    if any(one.dep_ not in ("aux", "auxpass", "neg", "advmod") or one.lower_ in ("'d", "’d", "to") for one in between):
        return None
    words = "".join(_in_full(token) + token.whitespace_ for token in between).strip()
    return _sentence(opening, words, _in_full(verb), rest)


def _in_full(verb: Token) -> str:
    """A verb that leans on the word before it as written alone: "is" for "'s"."""
    return _FULL.get(verb.lower_, verb.text) if verb.text[0] in "'’" else verb.text


def _inverted(verb: Token, actor: Token, opening: str, slot: Slot, rest: str) -> str | None:
    """Auxiliary, subject, and what is left; "do" where the verb has no auxiliary."""
    middle = [one for one in verb.lefts if one.i > actor.i]
    cut = verb.lemma_ == "have" and child(verb, "dobj") is None  # "the whales could have": what they could was lost
    if cut or any(one.dep_ not in ("aux", "auxpass", "neg", "advmod") or one.lower_ in _HEDGES for one in middle):
        return None
    helpers = [one for one in middle if one.dep_ in ("aux", "auxpass")]
    adverbs = [one.text for one in middle if one.dep_ == "advmod" and one.lower_ not in _LINKING]
    negated = any(one.dep_ == "neg" for one in middle)
    if negated and any(one.lower_ in ("may", "might") for one in helpers):
        return None  # what "may not be" is not what "could be"
    negation = "not" if opening and negated else ""
    if helpers:
        if not _is_finite(helpers[0]) or not _agrees(helpers[-1], verb):
            return None
        first = _FULL.get(helpers[0].lower_, helpers[0].lower_)
        if first == "had":  # what was past to the speaker has happened or not to this day
            first = "have" if slot.plural else "has"
        tail = [*(one.text for one in helpers[1:]), *adverbs, verb.text]
    elif verb.lemma_ == "be" and _is_finite(verb):
        first, tail = _FULL.get(verb.lower_, verb.lower_), adverbs
        if not rest and not opening:
            return None
    else:
        base = base_form(verb)
        is_misread = verb.tag_ == "VBP" and verb.lemma_ != verb.lower_ and verb.lower_.endswith("s")
        is_wish = verb.tag_ == "VBP" and not slot.plural  # "demands that Hale leave"
        if base is None or verb.tag_ not in _SUPPORT or is_misread or is_wish:
            return None
        first, tail = _SUPPORT[verb.tag_], [*adverbs, base]
    return _sentence(opening, first, slot.text, negation, " ".join(tail), rest)


def _is_finite(helper: Token) -> bool:
    return helper.tag_ in ("MD", "VBD", "VBZ", "VBP") and helper.lower_ not in ("'d", "’d")


def _agrees(helper: Token, verb: Token) -> bool:
    """Whether a verb form can follow its auxiliary: a sign that the parse is right."""
    forms = ("VB",) if helper.tag_ == "MD" else _FORMS_AFTER.get(helper.lemma_, ())
    return verb.tag_ in forms or (helper.tag_ == "MD" and verb.tag_ == "VBP")


def _sentence(*parts: str) -> str:
    words = " ".join(part for part in parts if part)
    return f"{words[:1].upper()}{words[1:]}?"
