"""From a clause that the article embeds ("why the team was denied visas") to the question itself."""

from typing import Final

from spacy.tokens import Token

from briefing.analysis.questions.slots import base_form, complement, noun_phrase

WH_WORDS: Final = frozenset({"what", "who", "why", "how", "when", "where", "which"})
YES_NO_WORDS: Final = frozenset({"whether", "if"})
_FULL_AUX: Final = {"'s": "is", "’s": "is", "'re": "are", "’re": "are", "'ll": "will", "’ll": "will", "wo": "will", "ca": "can",
                    "'ve": "have", "’ve": "have"}  # fmt: skip
_UNCERTAIN_AUX: Final = frozenset({"'d", "’d"})
_LEFT_OF_VERB: Final = frozenset({"aux", "auxpass", "neg", "nsubj", "nsubjpass", "advmod", "mark", "expl", "cc", "punct", "npadvmod", "prep",
                                  "advcl", "dobj", "attr", "acomp", "pobj", "dep", "ccomp", "intj"})  # fmt: skip


def clause_of(word: Token) -> Token | None:
    """The verb of the clause that a question word opens."""
    verb = word.head
    steps = 0
    while verb.pos_ not in ("VERB", "AUX") and verb.head is not verb and steps < 4:
        verb, steps = verb.head, steps + 1
    return verb if verb.pos_ in ("VERB", "AUX") and verb.i > word.i else None


def direct_question(verb: Token, word: Token | None = None) -> str | None:
    """The clause of `verb` turned into a question; a yes-or-no question unless a wh-`word` opens it.

    "whether the pact covers fishing" → "Does the pact cover fishing?". A negation is dropped from a yes-or-no question,
    since it asks the same. None wherever a part cannot be shown as it stands in the text.
    """
    if word is not None and word.lower_ in YES_NO_WORDS:
        word = None
    opening = "" if word is None else _opening(word, verb)
    if opening is None:
        return None
    actor = next((one for one in verb.lefts if one.dep_ in ("nsubj", "nsubjpass")), None)
    rest = complement(verb, keep_negation=word is not None)
    if rest is None:
        return None
    if word is not None and actor is not None and actor.left_edge.i <= word.i <= actor.right_edge.i:
        return _sentence(opening, _between(actor, verb), verb.text, rest)
    slot = noun_phrase(actor, vague=True)
    if slot is None or (word is not None and actor is not None and actor.i < word.i):
        return None
    if slot.plural and verb.lower_ in ("is", "was", "has"):
        return None  # the parse took a wrong subject
    return _inverted(verb, opening, slot.text, rest, keep_negation=word is not None)


def _opening(word: Token, verb: Token) -> str | None:
    """The question word with what it draws to the front: "how many tunnels"."""
    phrase = word
    while phrase.head is not verb and phrase.head.left_edge.i >= word.left_edge.i and phrase.head.i < verb.i:
        phrase = phrase.head
    tokens = list(word.doc[word.i : phrase.right_edge.i + 1 if phrase is not word else word.i + 1])
    if len(tokens) > 8 or any(token.is_punct or token.tag_ in ("PRP", "PRP$") for token in tokens):
        return None
    return "".join(token.text_with_ws for token in tokens).strip()


def _between(actor: Token, verb: Token) -> str | None:
    tokens = [one for one in verb.lefts if one.i > actor.right_edge.i]
    if any(one.dep_ not in ("aux", "auxpass", "neg", "advmod") for one in tokens):
        return None
    return " ".join(token.text for token in tokens).replace(" n't", "n't").replace(" n’t", "n’t")


def _inverted(verb: Token, opening: str, actor: str, rest: str, *, keep_negation: bool) -> str | None:
    """Auxiliary, subject, and what is left; "do" where the verb has no auxiliary."""
    before = [
        one for one in verb.lefts if one.dep_ not in ("nsubj", "nsubjpass", "mark", "punct", "cc") and one.i > verb.left_edge.i
    ]
    start = next((one.right_edge.i for one in verb.lefts if one.dep_ in ("nsubj", "nsubjpass")), verb.i)
    middle = [one for one in before if one.i > start]
    if any(one.dep_ not in ("aux", "auxpass", "neg", "advmod") for one in middle):
        return None
    helpers = [one for one in middle if one.dep_ in ("aux", "auxpass")]
    words = [one.text for one in middle if one.dep_ == "advmod"]
    negated = any(one.dep_ == "neg" for one in middle)
    if any(one.lower_ in _UNCERTAIN_AUX or one.lower_ == "to" for one in helpers):
        return None
    if helpers:
        first = _FULL_AUX.get(helpers[0].lower_, helpers[0].lower_)
        tail = [*(one.text for one in helpers[1:]), *words, verb.text]
        if first == "do" and helpers[0].tag_ == "VBD":
            first = "did"
    elif verb.lemma_ == "be":
        if not rest:
            return None
        first, tail = _FULL_AUX.get(verb.lower_, verb.lower_), words
    else:
        base = base_form(verb)
        support = {"VBD": "did", "VBN": "did", "VBZ": "does", "VBP": "do"}.get(verb.tag_)
        if base is None or support is None:
            return None
        first, tail = support, [*words, base]
    negation = "not" if negated and keep_negation else ""
    return _sentence(opening, first, actor, negation, " ".join(tail), rest)


def _sentence(*parts: str | None) -> str | None:
    if any(part is None for part in parts):
        return None
    words = " ".join(part for part in parts if part)
    return f"{words[:1].upper()}{words[1:]}?"
