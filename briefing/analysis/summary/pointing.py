"""What in a sentence points to its neighbours: a pronoun, a demonstrative, a connective, a noun that was introduced before.

Kinds of cohesion after Halliday & Hasan 1976 (reference, ellipsis, conjunction, lexical cohesion by general nouns).
"""

from collections.abc import Sequence
from typing import Final

from spacy.tokens import Token

from briefing.analysis.actors.persons import noun_gender
from briefing.analysis.lexicon import words
from briefing.analysis.summary.sentences import Sentence

_PLACES: Final = frozenset({"GPE", "LOC", "FAC", "NORP", "EVENT", "LAW"})
_CENTRAL: Final = frozenset({"nsubj", "nsubjpass", "poss", "appos", "dobj", "agent", "pobj"})
_SUBJECTS: Final = frozenset({"nsubj", "nsubjpass", "csubj"})
_WHEN: Final = frozenset({"DATE", "TIME"})
_DEMONSTRATIVES: Final = frozenset({"this", "that", "these", "those", "such"})


def dangling_word(sentence: Sentence) -> Token | None:
    """The first word, of those outside quotes, that means something of another sentence: "he" without a name, "this"."""
    own = sentence.own_words()
    opening = True
    before: list[Token] = []
    for token in own:
        word = token.lower_
        if opening and token.is_alpha:
            opening = token.pos_ in {"CCONJ", "ADV", "INTJ", "SCONJ"}
            if word in words("summary_pointers") and not _is_explained(token):
                return token
        if token.pos_ == "PRON" and word in words("summary_pronouns") and not _has_antecedent(token, sentence, before):
            return token
        if word in _DEMONSTRATIVES and _points_back(token, before):
            return token
        if token.dep_ in _SUBJECTS and _leaves_its_noun_out(token) and not any(map(_is_noun, before)):
            return token
        before.append(token)
    return None


def connecting_word(own: Sequence[Token]) -> Token | None:
    """The word at the head of a sentence that sets it against, or adds it to, the one before: "however", "in addition"."""
    first = next((token for token in own if token.is_alpha), None)
    if first is None:
        return None
    if first.lower_ in words("summary_connectives"):
        is_a_time = first.i + 1 < len(first.doc) and first.nbor().lower_ in words("summary_times")  # "so far"
        return None if is_a_time or "amod" in {first.dep_, first.head.dep_} else first
    phrase = first.doc[first.i : first.i + 4].text.lower()
    return first if any(phrase.startswith(connective) for connective in words("summary_connecting_phrases")) else None


def resumed_noun(sentence: Sentence) -> Token | None:
    """The main subject, where it is a noun with "the" that takes up what an earlier sentence said: "the deal", "the two men".

    A noun that means one thing only to every reader ("the government") needs no sentence before it, nor does one that was not
    there before and does not open the sentence. A description of an actor whose name the sentence does not give does.
    """
    subject = next((child for child in sentence.span.root.children if child.dep_ in _SUBJECTS), None)
    if subject is None or subject.pos_ != "NOUN" or subject.ent_type_ or subject.lemma_.lower() in words("summary_unique"):
        return None
    others = [child for child in subject.children if child.dep_ not in {"punct", "cc"} and child.lower_ != "the"]
    if not any(child.lower_ == "the" for child in subject.children):
        return None
    is_bare = all(child.dep_ == "nummod" or child.lower_ in words("summary_comparing") for child in others)
    before = sentence.span[: subject.i - sentence.span.start]
    if is_bare and others:
        return None if sum(token.pos_ == "PROPN" for token in before) > 1 else subject
    if is_bare:
        lemma = subject.lemma_.lower()
        if any(token.lemma_.lower() == lemma for token in before):
            return None
        opens = len(before) == 1 and sentence.paragraph + sentence.place > 0 and noun_gender(lemma) is None
        if opens or lemma in sentence.repeated or lemma in words("summary_general_nouns"):
            return subject
    actor = sentence.actor_at(subject.idx)
    is_named = any(mention.actor == actor and mention.form == "name" for mention in sentence.mentions)
    return None if actor is None or is_named else subject


def _is_noun(token: Token) -> bool:
    return token.pos_ in {"NOUN", "PROPN"} and token.ent_type_ not in _WHEN


def _has_antecedent(pronoun: Token, sentence: Sentence, before: Sequence[Token]) -> bool:
    """Whether what a pronoun of the third person means stands in its own sentence, or whether it means nothing.

    Where "he" or "she" is known to be an actor, that actor must be named or described before it (or behind it, where the
    pronoun comes before its subject); else a word that agrees with the pronoun must stand before it.
    """
    comes_early = _comes_before_its_noun(pronoun)
    actor = sentence.actor_at(pronoun.idx) if pronoun.lower_ in words("summary_personal") else None
    if actor is not None and not _is_its_subjects(pronoun):
        return any(
            other.actor == actor and other.form != "pronoun" and (other.start < pronoun.idx or comes_early)
            for other in sentence.mentions
        ) or any(_is_an_unnamed_person(token, sentence) for token in before)
    if pronoun.dep_ in _SUBJECTS and pronoun.head.dep_ == "ROOT":  # a place or a time in front of "it" is not what it means
        fronted = {token for child in pronoun.head.lefts if child.dep_ == "prep" for token in child.subtree}
        before = [token for token in before if token not in fronted]
    return comes_early or _means_nothing(pronoun) or any(_agrees(token, pronoun) for token in before)


def _is_an_unnamed_person(token: Token, sentence: Sentence) -> bool:
    """Whether a word is a person by its office or trade of whom no name is known: "a former player said he"."""
    return token.tag_ == "NN" and noun_gender(token.lemma_.lower()) is not None and sentence.actor_at(token.idx) is None


def _is_its_subjects(pronoun: Token) -> bool:
    """Whether the subject of its clause, or of the clause that reports it, is likely to be meant: "Porter lost her seat"."""
    verb = next((token for token in pronoun.ancestors if token.pos_ in {"VERB", "AUX"}), None)
    if verb is not None and pronoun.dep_ in _SUBJECTS and verb.dep_ == "ccomp":
        verb = verb.head
    if verb is None:
        return False
    return any(
        child.dep_ in _SUBJECTS and child.i < pronoun.i and child.ent_type_ in {"", "PERSON"} and _may_be_a_person(child)
        for child in verb.children
    )


def _agrees(token: Token, pronoun: Token) -> bool:
    """Whether a word may be what a pronoun means: in number, and for "he" and "she" a person."""
    if token.ent_type_ in _WHEN:
        return False
    word = pronoun.lower_
    if word in words("summary_personal"):
        return _may_be_a_person(token)
    if word in words("summary_plural"):
        return _may_be_several(token)
    return token.pos_ in {"NOUN", "PROPN"} and (token.tag_ in {"NN", "NNP"} or token.ent_type_ in {"ORG", "GPE"})


def _may_be_a_person(token: Token) -> bool:
    """Whether "he" or "she" behind it may mean it: a name that is no place, or a subject in the singular."""
    if token.pos_ == "PROPN":
        return token.ent_type_ == "PERSON" or (token.ent_type_ not in _PLACES and token.dep_ in _CENTRAL)
    return token.dep_ in _SUBJECTS and (
        token.tag_ == "JJ" or (token.tag_ == "NN" and noun_gender(token.lemma_.lower()) is not None)
    )


def _may_be_several(token: Token) -> bool:
    """Whether "they" may mean it: a plural, a body or a team, several things in a row, or anybody at all."""
    if token.tag_ in {"NNS", "NNPS"} or token.ent_type_ in {"NORP", "ORG"} or token.lower_ in words("summary_several"):
        return True
    if token.ent_type_ == "GPE":
        return token.dep_ in _SUBJECTS
    if token.pos_ == "PROPN" and token.lower_.endswith("s") and any(child.lower_ == "the" for child in token.children):
        return True
    return token.pos_ in {"NOUN", "PROPN", "NUM", "PRON"} and any(child.dep_ == "conj" for child in token.children)


def _is_explained(pointer: Token) -> bool:
    """Whether a pointing word is explained at once: "this week", "those who", "both A and B"."""
    if pointer.tag_ == "CC" or pointer.dep_ == "preconj" or pointer.i + 1 == len(pointer.doc):
        return True
    following = pointer.nbor().lower_
    return following in words("summary_times") or (pointer.lower_ in {"that", "those"} and following in {"who", "of", "with"})


def _points_back(word: Token, before: Sequence[Token]) -> bool:
    """Whether "this", "that" or "such" behind a sentence's head means what another sentence said.

    With a noun ("in this case") it does, unless the noun is a time, is explained behind it, or stands before it too. Alone it
    does as the subject of a reported clause or as an object ("he said this would cost", "part of that").
    """
    if word.dep_ == "det" or (word.lower_ == "such" and word.dep_ == "amod"):
        return _takes_up_a_noun(word, before)
    is_reported = word.dep_ in _SUBJECTS and word.head.dep_ == "ccomp"
    is_alone = word.tag_ == "DT" and (is_reported or word.dep_ in {"pobj", "dobj"})
    is_explained = any(child.dep_ in {"relcl", "acl", "prep"} for child in word.children)
    return is_alone and not is_explained and not any(token.dep_ in {"advcl", "relcl", "conj"} for token in before)


def _takes_up_a_noun(word: Token, before: Sequence[Token]) -> bool:
    """Whether a demonstrative before a noun takes it up from another sentence."""
    noun = word.head
    if noun.i < word.i or word.nbor().lower_ == "as" or noun.lower_ in {"country", "article"}:
        return False
    if word.lower_ == "such":  # "such as", "such a", "in such fine company" point nowhere
        following = (*word.doc[noun.i : noun.i + 2], *(child for child in noun.children if child != word))
        return not any(token.lower_ in {"a", "an", "as"} or token.dep_ == "amod" for token in following)
    if any(child.dep_ in {"relcl", "acl", "prep", "appos", "predet"} for child in noun.children):
        return False
    times = words("summary_times")
    is_time = noun.ent_type_ in _WHEN or any(token.lower_ in times for token in word.doc[word.i + 1 : noun.i + 1])
    return not is_time and not _said_before(noun, before)


def _said_before(noun: Token, before: Sequence[Token]) -> bool:
    """Whether the sentence gives what "this deal" may take up: the same noun, several things, or a clause before it."""
    if noun.tag_ == "NNS" and any(child.dep_ == "conj" for token in before for child in token.children):
        return True
    return any(token.lemma_ == noun.lemma_ or token.dep_ in {"advcl", "relcl"} for token in before)


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
    """Whether it stands before the subject that it means: "After his return, the minister said"."""
    subjects = [child for child in pronoun.sent.root.children if child.dep_ in _SUBJECTS and child.i > pronoun.i]
    return any(
        subject.pos_ in {"PROPN", "NOUN"}
        and _agrees(subject, pronoun)
        and not any(part.pos_ == "PRON" for part in subject.subtree if part.i < subject.i)
        for subject in subjects
    )


def _leaves_its_noun_out(subject: Token) -> bool:
    """Whether a subject counts or compares things named before: "the second is", "some said", "the former went"."""
    return subject.lower_ in words("summary_ellipses") and not any(
        child.dep_ in {"prep", "relcl", "acl", "amod", "compound"} or child.lower_ == "no" for child in subject.children
    )
