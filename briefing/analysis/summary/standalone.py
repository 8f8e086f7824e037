"""Whether a sentence can be read without its neighbours."""

from bisect import bisect_left
from collections.abc import Sequence
from typing import Final, Literal

from spacy.tokens import Span, Token

from briefing.analysis.document.symbols import SUBJECTS
from briefing.analysis.lexicon import words
from briefing.analysis.summary.body_sentences import BodySentence
from briefing.model import Gap

Fault = Literal["dangling", "fragment", "heading", "question", "half a quote", "quote alone", "gap"]
"""What keeps a sentence from standing alone: it points outside itself, is no whole sentence, is worded like a headline,
asks, starts or ends inside a quote, is nothing but a quote, or has lost words."""

SHORTEST: Final = 5
"""Words below which a sentence says too little alone."""
HEADINGS_AT_MOST: Final = 3
"""Paragraphs at the top of a text that may be headlines which its source took for prose."""
LONGEST_HEADING: Final = 18
"""Tokens of the longest headline."""
_CLOSING: Final = "”’\"'»)] "
_ENDS: Final = (".", "!", "?", "…")
_STARTS: Final = "“”\"'‘’`«([$£€#@…"
_PLACES: Final = frozenset({"GPE", "LOC", "FAC", "NORP", "EVENT", "LAW"})
_CENTRAL: Final = SUBJECTS | frozenset({"poss", "appos", "dobj", "agent", "pobj"})
_SUBJECTS: Final = SUBJECTS | frozenset({"csubj"})


def faults(sentence: BodySentence, gaps: Sequence[Gap]) -> tuple[Fault, ...]:
    """What keeps the sentence from standing alone; nothing where it can. `gaps` are in order."""
    own = sentence.own_words()
    bare = sentence.text.rstrip(_CLOSING)
    found: list[Fault] = []
    if dangling_word(own) is not None:
        found.append("dangling")
    if _is_fragment(sentence, bare) or _is_clause_alone(sentence.span):
        found.append("fragment")
    elif _is_heading(sentence):
        found.append("heading")
    if bare.endswith("?"):
        found.append("question")
    if sentence.opens_inside or sentence.ends_inside or _has_lone_mark(sentence.text):
        found.append("half a quote")
    elif not any(token.is_alpha for token in own):
        found.append("quote alone")
    if _has_gap(sentence, gaps):
        found.append("gap")
    return tuple(found)


def dangling_word(own: Sequence[Token]) -> Token | None:
    """The first word, of those outside quotes, that points to another sentence: "he" without a name before it, "this"."""
    opening = True
    nouns = people = 0
    for token in own:
        word = token.lower_
        if opening and token.is_alpha:
            opening = token.pos_ in {"CCONJ", "ADV", "INTJ", "SCONJ"}
            if word in words("summary/pointers") and not _is_explained(token):
                return token
        if token.pos_ == "PRON" and word in words("summary/pronouns"):
            known = people if word in words("summary/personal") else nouns
            if not (known or _means_nothing(token) or _comes_before_its_noun(token)):
                return token
        if not nouns and token.dep_ in _SUBJECTS and _leaves_its_noun_out(token):
            return token
        if token.ent_type_ in {"DATE", "TIME"}:
            continue
        nouns += token.pos_ in {"NOUN", "PROPN"}
        people += _may_be_a_person(token)
    return None


def _may_be_a_person(token: Token) -> bool:
    """Whether "he" or "she" after it may mean it: a name that is no place, or a subject in the singular."""
    if token.pos_ == "PROPN":
        return token.ent_type_ == "PERSON" or (token.ent_type_ not in _PLACES and token.dep_ in _CENTRAL)
    return token.tag_ in {"NN", "JJ"} and token.dep_ in _SUBJECTS


def _is_explained(pointer: Token) -> bool:
    """Whether a pointing word is explained at once: "this week", "those who", "both A and B"."""
    if pointer.tag_ == "CC" or pointer.dep_ == "preconj" or pointer.i + 1 == len(pointer.doc):
        return True
    following = pointer.nbor().lower_
    return following in words("summary/times") or (pointer.lower_ in {"that", "those"} and following in {"who", "of", "with"})


def _means_nothing(pronoun: Token) -> bool:
    """Whether it is the "it" of "it is unclear whether", "it turned out that"."""
    verb = pronoun.head
    if pronoun.lower_ != "it":
        return False
    complements = {child.dep_ for child in verb.children} | {grand.dep_ for child in verb.children for grand in child.children}
    if verb.lemma_ in {"turn", "seem", "appear", "happen"}:
        return "ccomp" in complements
    has_predicate = verb.lemma_ in {"be", "become", "remain", "take"} and bool(complements & {"acomp", "attr", "oprd"})
    return has_predicate and bool(complements & {"ccomp", "csubj", "xcomp"})


def _comes_before_its_noun(pronoun: Token) -> bool:
    """Whether it comes before the subject that it means: "After his return, the minister said"."""
    subjects = [child for child in pronoun.sent.root.children if child.dep_ in _SUBJECTS and child.i > pronoun.i]
    return any(
        subject.pos_ in {"PROPN", "NOUN"} and not any(part.pos_ == "PRON" for part in subject.subtree if part.i < subject.i)
        for subject in subjects
    )


def _leaves_its_noun_out(subject: Token) -> bool:
    """Whether a subject counts or compares things named before: "the second is", "some said", "the former went"."""
    return subject.lower_ in words("summary/ellipses") and not any(
        child.dep_ in {"prep", "relcl", "acl", "amod", "compound"} or child.lower_ == "no" for child in subject.children
    )


def _is_fragment(sentence: BodySentence, bare: str) -> bool:
    """No verb of its own, a start in lower case or with markup, an end without a full stop, or very few words."""
    initial = sentence.text[0]
    starts_well = initial in _STARTS or (initial.isalnum() and not initial.islower())
    has_verb = any(token.tag_ in {"VBD", "VBP", "VBZ", "MD"} for token in sentence.span)
    length = sum(token.is_alpha or token.like_num for token in sentence.span)
    return not has_verb or not starts_well or not bare.endswith(_ENDS) or length < SHORTEST


def _is_clause_alone(span: Span) -> bool:
    """Whether it is a clause that leans on a main clause which is not there: "Because the pillar could fail."."""
    opener = next((token for token in span if token.is_alpha), None)
    if opener is None or opener.head != span.root or not (opener.dep_ == "mark" or opener.tag_ == "WRB"):
        return False
    comma = next((token.i for token in span if token.text == "," and token.i > opener.i), span.end)
    return not any(token.dep_ in _SUBJECTS and token.head.dep_ != "relcl" for token in span.doc[comma : span.end])


def _is_heading(sentence: BodySentence) -> bool:
    """Worded like a headline: a short line of its own above the text, in the present tense and without articles."""
    if sentence.paragraph >= HEADINGS_AT_MOST or sentence.place or len(sentence.span) > LONGEST_HEADING:
        return False
    tags = {token.tag_ for token in sentence.span}
    return "DT" not in tags and "VBD" not in tags and bool(tags & {"VBZ", "VBP"}) and sentence.ends_its_paragraph


def _has_lone_mark(text: str) -> bool:
    """A quotation mark or bracket without its partner; a straight mark may be the partner of a curly one."""
    lone = abs(text.count("“") + text.count("«") - text.count("”") - text.count("»"))
    straight = text.count('"')
    return (
        lone > straight
        or (lone + straight) % 2 == 1
        or (text.count("''") + text.count("``")) % 2 == 1
        or text.count("(") != text.count(")")
        or text.count("[") != text.count("]")
    )


def _has_gap(sentence: BodySentence, gaps: Sequence[Gap]) -> bool:
    """Words were lost inside it."""
    after = bisect_left(gaps, sentence.start, key=lambda gap: gap.at)
    return after < len(gaps) and gaps[after].at <= sentence.end
